#include "protocol.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "cold_start.hpp"
#include "prediction_file.hpp"

using namespace waymark::bench;

namespace {

/// A file that is there as long as the object.
class Written {
public:
    explicit Written(const std::string& text)
        : path_((std::filesystem::temp_directory_path() /
                 ("learner_model_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + ".csv"))
                    .string()) {
        std::ofstream(path_) << text;
    }
    ~Written() { std::filesystem::remove(path_); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string told(const std::string& text) {
    const Written written(text);
    try {
        AnswerFile file(written.path());
        Row row;
        while (file.next(row)) {
        }
    } catch (const AnswerError& error) {
        const std::string said = error.what();
        return said.substr(said.find(".csv") + 4);
    }
    return "";
}

}  // namespace

TEST_CASE("columns may stand in any order, and a row keeps the text that was read") {
    const Written written("order,class,correct,skill,item,student\r\n7,3b,1,s~t,i,ann\r\n8,3b,0.5,t,j,ben");
    AnswerFile file(written.path());
    CHECK(file.has_classes());
    Row row;
    REQUIRE(file.next(row));
    CHECK(row.class_name == "3b");
    CHECK(row.student == "ann");
    CHECK(row.skills == "s~t");
    REQUIRE(file.next(row));
    CHECK(row.correct == "0.5");
    CHECK(row.score == 0.5);
    CHECK_FALSE(file.next(row));
}

TEST_CASE("what cannot be read is named, none is dropped") {
    const std::string header = "student,item,skill,correct,order\n";
    CHECK(told("student,item,skill,order\n") == ", line 1: has no column correct");
    CHECK(told(header + "1,2,3,1\n") == ", line 2: has 4 fields where the header has 5");
    CHECK(told(header + "1,2,3,1,0\n1,2,3,yes,1\n") == ", line 3: correct is not a number from 0 to 1");
    CHECK(told(header + "1,2,3,2,0\n") == ", line 2: correct is not a number from 0 to 1");
    CHECK(told(header + "1,2,3,nan,0\n") == ", line 2: correct is not a number from 0 to 1");
    CHECK(told(header + "1,2,,1,0\n") == ", line 2: student, item or skill is empty");
}

TEST_CASE("classes are drawn round robin, by order, without those who answered too little") {
    const Written written(
        "student,item,skill,correct,order\n"
        "a,1,s,1,2\na,2,s,1,1\na,3,s,1,3\n"
        "b,1,s,1,1\nb,2,s,0,2\n"
        "c,1,s,1,1\n");
    AnswerFile file(written.path());
    const AnswerTable table(file);
    Draw draw;
    draw.class_size = 2;
    draw.least_answers = 2;
    draw.most_answers = 2;
    const auto classes = draw_classes(table, draw);
    REQUIRE(classes.size() == 1);
    // Of a the second row comes first; a's third answer is beyond the first two.
    std::vector<std::uint32_t> expected{1, 3, 0, 4};
    if (classes[0][0] == 3) expected = {3, 1, 4, 0};
    CHECK(classes[0] == expected);
    draw.class_size = 3;
    CHECK(draw_classes(table, draw).empty());
}

TEST_CASE("matched classes are those whose items overlap most") {
    std::string text = "student,item,skill,correct,order\n";
    // Students of one letter share their items.
    for (const std::string name : {"a1", "b1", "a2", "b2", "a3", "b3"}) {
        for (int item = 0; item < 3; ++item) {
            text += name + "," + name.substr(0, 1) + std::to_string(item) + ",s,1," + std::to_string(item) + "\n";
        }
    }
    const Written written(text);
    AnswerFile file(written.path());
    const AnswerTable table(file);
    Draw draw;
    draw.class_size = 3;
    draw.least_answers = 3;
    draw.matched = true;
    for (draw.seed = 1; draw.seed < 6; ++draw.seed) {
        const auto classes = draw_classes(table, draw);
        REQUIRE(classes.size() == 2);
        for (const auto& rows : classes) {
            for (const auto at : rows) CHECK(table.row(at).student.front() == table.row(rows[0]).student.front());
        }
    }
}

TEST_CASE("a shuffle is a permutation that its seed alone decides") {
    auto order = shuffled(100, 3);
    CHECK(order == shuffled(100, 3));
    CHECK(order != shuffled(100, 4));
    std::ranges::sort(order);
    for (std::size_t at = 0; at < order.size(); ++at) CHECK(order[at] == at);
}

TEST_CASE("predictions are written row by row, as read") {
    const Written written("class,student,item,skill,correct,order\nx,a,1,s,1,0\ny,b,2,s~t,0,9\nx,a,3,s,1,1\n");
    const Written target("");
    AnswerFile file(written.path());
    PredictionFile predictions(target.path());
    const std::vector<const ModelKind*> mean{&model_kinds()[1]};
    const auto classes = through_file(file, mean, [&](std::string_view name, const Row& row, double prediction) {
        predictions.write(name, row, prediction);
    });
    predictions.close();
    CHECK(classes.size() == 2);
    std::ifstream in(target.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CHECK(text ==
          "class,student,item,skill,correct,order,prediction\n"
          "x,a,1,s,1,0,0.5000000\ny,b,2,s~t,0,9,0.5000000\nx,a,3,s,1,1,0.6666667\n");
}
