#include "prediction_file.hpp"

#include <array>

namespace waymark::bench {

constexpr std::size_t kBlock = std::size_t{1} << 18U;

PredictionFile::PredictionFile(const std::string& path) : path_(path), file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) throw AnswerError(path + ": cannot be written");
    pending_ = "class,student,item,skill,correct,order,prediction\n";
}

PredictionFile::~PredictionFile() {
    if (file_ != nullptr) std::fclose(file_);
}

void PredictionFile::write(std::string_view class_name, const Row& row, double prediction) {
    for (const auto field : {class_name, row.student, row.item, row.skills, row.correct, row.order}) {
        pending_ += field;
        pending_ += ',';
    }
    // Seven digits, "0.1234567": predictions lie within 0.02 and 0.98.
    std::array<char, 10> digits{"0."};
    auto rest = static_cast<int>(prediction * 1e7 + 0.5);
    for (std::size_t at = 8; at >= 2; --at, rest /= 10) digits[at] = static_cast<char>('0' + rest % 10);
    digits[9] = '\n';
    pending_.append(digits.data(), digits.size());
    if (pending_.size() >= kBlock) flush();
}

void PredictionFile::flush() {
    if (std::fwrite(pending_.data(), 1, pending_.size(), file_) != pending_.size()) {
        throw AnswerError(path_ + ": cannot be written");
    }
    pending_.clear();
}

void PredictionFile::close() {
    flush();
    const bool closed = std::fclose(file_) == 0;
    file_ = nullptr;
    if (!closed) throw AnswerError(path_ + ": cannot be written");
}

}  // namespace waymark::bench
