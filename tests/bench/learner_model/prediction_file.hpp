#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "answers.hpp"

namespace waymark::bench {

/// Writes class,student,item,skill,correct,order,prediction: the fields as they were read, in the order of prediction.
class PredictionFile {
public:
    /// Throws AnswerError.
    explicit PredictionFile(const std::string& path);
    ~PredictionFile();
    PredictionFile(const PredictionFile&) = delete;
    PredictionFile& operator=(const PredictionFile&) = delete;
    void write(std::string_view class_name, const Row& row, double prediction);
    /// Throws AnswerError when not all could be written.
    void close();

private:
    void flush();
    std::string path_;
    std::FILE* file_;
    std::string pending_;
};

}  // namespace waymark::bench
