#include <doctest/doctest.h>

#include <random>
#include <stdexcept>

#include "support.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom::test {

TEST_CASE("every kind of fact is read as it was written") {
    const Folder folder;
    auto zoe = person("zoe-k", "Zoë", "Kovács");
    zoe.preferred = "Zo";
    zoe.section = "3B";
    zoe.email = "zoe@example.org";
    zoe.school_id = "0042";
    zoe.status = EnrolmentStatus::inactive;
    zoe.interests = {"horses", "a \"quoted\" word", "música"};
    zoe.tools = {"phone"};
    auto book = writing(folder);
    book.begin(start());
    zoe.id = book.add_student(zoe);
    auto all_states = seen(zoe.id, "quiz-1:2", 3.5, "2026-09-08");
    all_states.attempt = 2;
    all_states.source = "q1.csv";
    all_states.source_line = 7;
    for (const auto state : {EvidenceState::scored, EvidenceState::excused, EvidenceState::missing,
                             EvidenceState::pending, EvidenceState::in_progress, EvidenceState::not_assigned}) {
        all_states.state = state;
        if (state != EvidenceState::scored) all_states.score.reset();
        if (state != EvidenceState::scored) all_states.maximum.reset();
        book.add_evidence(all_states);
    }
    book.add_decision({zoe.id, "ser-estar", Status::mastered, "showed me", day("2026-09-09")});
    book.add_plan(week_of(zoe.id));
    book.finish("everything at once", false);

    const auto read = reading(folder);
    const auto students = read.students();
    REQUIRE(students.size() == 1);
    CHECK(students[0].key.size() == 32);
    zoe.key = students[0].key;
    CHECK(students[0] == zoe);
    CHECK(students[0].display_name() == "Zo Kovács");

    const auto evidence = read.evidence();
    REQUIRE(evidence.size() == 6);
    CHECK(evidence[0].score == 3.5);
    CHECK(evidence[0].maximum == 4.0);
    CHECK(evidence[0].attempt == 2);
    CHECK(evidence[0].source == "q1.csv");
    CHECK(evidence[0].source_line == 7);
    CHECK(evidence[0].operation == 1);
    CHECK_FALSE(evidence[0].corrects.has_value());
    CHECK(evidence[5].state == EvidenceState::not_assigned);
    CHECK_FALSE(evidence[5].score.has_value());

    const auto decisions = read.decisions();
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].status == Status::mastered);
    CHECK(decisions[0].because == "showed me");
    CHECK(decisions[0].decided_on == day("2026-09-09"));

    const auto plans = read.plans(day("2026-09-14"));
    REQUIRE(plans.size() == 1);
    REQUIRE(plans[0].slots.size() == 2);
    const auto& slot = plans[0].slots[0];
    CHECK(slot.id > 0);
    CHECK(slot.on == day("2026-09-14"));
    CHECK_FALSE(plans[0].slots[1].on.has_value());
    CHECK(slot.options.size() == 2);
    CHECK(slot.options[1].check == "quiz-1");
    CHECK(slot.reasons == std::vector<std::string>{"it is due", "it was asked for"});
    CHECK(slot.chosen.empty());
    CHECK_FALSE(slot.done.has_value());
    CHECK_FALSE(plans[0].published);
    CHECK(read.plans(day("2026-09-21")).empty());

    const auto operations = read.operations();
    REQUIRE(operations.size() == 1);
    CHECK(operations[0].verb == "test");
    CHECK(operations[0].typed == "waymark test");
    CHECK(operations[0].summary == "everything at once");
    CHECK(operations[0].who == "kovacs");
    CHECK(operations[0].recorded_on == day("2026-09-07"));
    CHECK(operations[0].recorded_at == "2026-09-07T08:00:00Z");
    CHECK_FALSE(operations[0].undone);
}

TEST_CASE("the newest word on an id of another system and on a title holds, and undone it never was") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        book.add_student(person("zoe-k", "Zoë", "Kovács"));
        book.add_student(person("ana-l", "Ana", "Lopez"));
        book.add_alias({1, "canvas", "0042"});
        book.add_mapping({"Quiz 7", {"ser-estar", "tener"}, std::nullopt});
        book.add_mapping({"Log", {}, std::nullopt});
    });
    const auto later = operation(folder, [](Gradebook& book) {
        book.add_alias({2, "canvas", "0042"});
        book.add_alias({2, "moodle", "0042"});
        book.add_mapping({"Quiz 7", {"tener"}, 20.0});
    });
    CHECK(reading(folder).aliases() == std::vector<StudentAlias>{{2, "canvas", "0042"}, {2, "moodle", "0042"}});
    CHECK(reading(folder).mappings() ==
          std::vector<ResultMapping>{{"Log", {}, std::nullopt}, {"Quiz 7", {"tener"}, 20.0}});
    operation(folder, [&](Gradebook& book) { book.undo(later); });
    CHECK(reading(folder).aliases() == std::vector<StudentAlias>{{1, "canvas", "0042"}});
    CHECK(reading(folder).mappings() ==
          std::vector<ResultMapping>{{"Log", {}, std::nullopt}, {"Quiz 7", {"ser-estar", "tener"}, std::nullopt}});
    CHECK(reading(folder).facts().mappings.size() == 2);
}

TEST_CASE("evidence comes by the day it happened, then as it was added, and a correction hides what it corrects") {
    const Folder folder;
    EvidenceId first = 0;
    operation(folder, [&](Gradebook& book) {
        const auto ana = book.add_student(person("ana-l", "Ana", "Lopez"));
        book.add_evidence(seen(ana, "late", 1, "2026-09-20"));
        first = book.add_evidence(seen(ana, "early", 1, "2026-09-02"));
        book.add_evidence(seen(ana, "early too", 1, "2026-09-02"));
    });
    const auto correcting = operation(folder, [&](Gradebook& book) {
        auto better = seen(1, "early", 4, "2026-09-02");
        better.corrects = first;
        book.add_evidence(better);
    });
    const auto targets = [](const std::vector<Evidence>& all) {
        std::string list;
        for (const auto& one : all) list += one.target + (one.corrects ? "!" : "") + ",";
        return list;
    };
    CHECK(targets(reading(folder).evidence()) == "early too,early!,late,");
    CHECK(targets(reading(folder).evidence(true)) == "early,early too,early!,late,");
    operation(folder, [&](Gradebook& book) { book.undo(correcting); });
    CHECK(targets(reading(folder).evidence()) == "early,early too,late,");
    CHECK(targets(reading(folder).evidence(true)) == "early,early too,late,");
}

TEST_CASE("undo, redo and any day of the past show the same facts again") {
    const Folder folder;
    std::vector<std::string> on_day;
    const std::vector<std::string> days{"2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11"};
    std::vector<OperationId> ids;
    ids.push_back(operation(
        folder,
        [](Gradebook& book) {
            book.add_student(person("zoe-k", "Zoë", "Kovács"));
            book.add_student(person("ana-l", "Ana", "Lopez"));
        },
        days[0]));
    on_day.push_back(facts(reading(folder)));
    ids.push_back(operation(
        folder,
        [](Gradebook& book) {
            for (int at = 0; at < 5; ++at) book.add_evidence(seen(1 + at % 2, "quiz", at % 5));
            book.add_decision({1, "ser-estar", Status::not_yet, "no", day("2026-09-08")});
        },
        days[1]));
    on_day.push_back(facts(reading(folder)));
    ids.push_back(operation(
        folder,
        [](Gradebook& book) {
            book.add_plan(week_of(1));
            book.add_plan(week_of(2, 3));
            auto zoe = book.students().front();
            zoe.section = "moved";
            book.change_student(zoe);
        },
        days[2]));
    on_day.push_back(facts(reading(folder)));
    ids.push_back(operation(
        folder,
        [](Gradebook& book) {
            const auto slot = book.plans(day("2026-09-14"))[0].slots[1].id;
            book.publish(day("2026-09-14"));
            book.choose(slot, "a");
            book.choose(slot, "b");
            book.record_done(slot, true, day("2026-09-15"));
            book.add_decision({1, "ser-estar", Status::mastered, "yes", day("2026-09-10")});
            auto correction = seen(1, "quiz", 4);
            correction.corrects = 1;
            book.add_evidence(correction);
        },
        days[3]));
    on_day.push_back(facts(reading(folder)));
    CHECK(on_day[3].find("|b|done|") != std::string::npos);
    CHECK(on_day[3].find("mastered") == std::string::npos);

    for (std::size_t at = 0; at < on_day.size(); ++at) {
        CAPTURE(at);
        CHECK(facts(reading(folder, days[at])) == on_day[at]);
        for (std::size_t other = 0; other < at; ++other) CHECK(on_day[at] != on_day[other]);
    }
    CHECK(facts(reading(folder, "2026-09-06")).empty());
    CHECK(reading(folder, "2026-09-08").operations().size() == 2);

    // Back step by step, and forward again.
    for (std::size_t at = ids.size(); at-- > 1;) {
        operation(
            folder, [&](Gradebook& book) { book.undo(ids[at]); }, days[4]);
        CHECK(facts(reading(folder)) == on_day[at - 1]);
    }
    CHECK(facts(reading(folder, days[3])) == on_day[3]);
    const auto operations = reading(folder).operations();
    CHECK(operations.front().target == ids[1]);
    CHECK(operations[operations.size() - 1].undone == false);
    CHECK(operations[operations.size() - 2].undone == true);
    for (std::size_t at = 1; at < ids.size(); ++at) {
        operation(
            folder, [&](Gradebook& book) { book.redo(ids[at]); }, days[4]);
        CHECK(facts(reading(folder)) == on_day[at]);
    }
    // A reversal that came later is as unseen as any other operation.
    CHECK_FALSE(reading(folder, days[3]).operations()[0].undone);
}

TEST_CASE("whatever is done and undone, every day of the past stays as it was seen") {
    const Folder folder;
    operation(folder, [](Gradebook& book) {
        for (int at = 1; at <= 4; ++at) book.add_student(person("s" + std::to_string(at), "S", std::to_string(at)));
        for (int at = 1; at <= 4; ++at) book.add_plan(week_of(at));
    });
    std::mt19937 random(7);
    const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
    const auto first_day = day("2026-09-08");
    const auto on = [&](int step) { return text::iso_date(first_day + std::chrono::days(step)); };
    std::vector<std::string> seen_then;
    for (int step = 0; step < 80; ++step) {
        const auto operations = reading(folder).operations();
        const auto& target = operations[static_cast<std::size_t>(below(static_cast<int>(operations.size())))];
        const StudentId who = 1 + below(4);
        const auto number = operation(
            folder,
            [&](Gradebook& book) {
                switch (target.target ? below(5) : below(8)) {
                    case 0: {
                        auto piece = seen(who, "quiz-" + std::to_string(below(3)), below(5), on(-below(5)));
                        const auto known = book.evidence(true);
                        if (!known.empty() && below(2) == 0) {
                            piece.corrects = known[static_cast<std::size_t>(below(static_cast<int>(known.size())))].id;
                        }
                        book.add_evidence(piece);
                        break;
                    }
                    case 1:
                        book.add_decision({who, "skill", Status::not_yet, std::to_string(step), first_day});
                        book.add_alias({who, "canvas", std::to_string(below(3))});
                        book.add_mapping({"Quiz " + std::to_string(below(3)), {"skill-" + std::to_string(step)}, {}});
                        break;
                    case 2: {
                        auto plan = week_of(who, 1 + below(3));
                        plan.revision = 1 + below(4);
                        book.add_plan(plan);
                        break;
                    }
                    case 3:
                        book.publish(day("2026-09-14"));
                        break;
                    case 4:
                        book.choose(1 + below(8), below(2) == 0 ? "a" : "b");
                        book.record_done(1 + below(8), below(2) == 0, first_day);
                        break;
                    default:
                        if (target.undone) {
                            book.redo(target.id);
                        } else {
                            book.undo(target.id);
                        }
                }
            },
            on(step));
        seen_then.push_back(facts(reading(folder)));
        if (step % 8 == 0) {
            // Undone and done again, an operation leaves what it left before.
            operation(
                folder, [&](Gradebook& book) { book.undo(number); }, on(step));
            operation(
                folder, [&](Gradebook& book) { book.redo(number); }, on(step));
            CHECK(facts(reading(folder)) == seen_then.back());
        }
    }
    for (int step = 0; step < 80; ++step) {
        CAPTURE(step);
        CHECK(facts(reading(folder, on(step))) == seen_then[static_cast<std::size_t>(step)]);
    }
}

TEST_CASE("the class files of an operation are kept once and found by day") {
    const Folder folder;
    const auto with = [&](std::vector<ClassText> texts, std::string_view today) {
        auto book = writing(folder);
        auto begin = start(today);
        begin.class_texts = std::move(texts);
        book.begin(begin);
        book.add_student(person("p-" + std::string(today), "P", std::string(today)));
        book.finish("added", false);
    };
    with({{"class.yaml", "one"}, {"../course.yaml", std::string("nul \0 inside", 12)}}, "2026-09-07");
    with({{"class.yaml", "two"}, {"../course.yaml", "course"}}, "2026-09-09");
    with({{"class.yaml", "one"}, {"../course.yaml", std::string("nul \0 inside", 12)}}, "2026-09-11");
    CHECK(reading(folder, "2026-09-06").class_texts().empty());
    const auto first = reading(folder, "2026-09-08").class_texts();
    REQUIRE(first.size() == 2);
    CHECK(first[0].path == "class.yaml");
    CHECK(first[1].text.size() == 12);
    CHECK(reading(folder, "2026-09-10").class_texts().front().text == "two");
    CHECK(reading(folder).class_texts().front().text == "one");
    CHECK(sql(folder.file(), "SELECT count(*) FROM class_text") == std::vector<std::string>{"4"});
    CHECK(sql(folder.file(), "SELECT count(*) FROM class_version") == std::vector<std::string>{"2"});
}

TEST_CASE("the tree of a class file is kept beside its text, a newer layout behind an older one") {
    const Folder folder;
    const auto with = [&](const std::string& tree) {
        auto book = writing(folder);
        auto begin = start();
        begin.class_texts = {{"class.yaml", "one", tree}, {"skills.csv", "skill", ""}};
        book.begin(begin);
        book.add_student(person("p-" + std::to_string(book.students().size()), "P", "P"));
        book.finish("added", false);
    };
    with("");
    CHECK(reading(folder).class_texts().front().tree.empty());
    with(std::string("tree \0 one", 10));
    with(std::string("tree \0 one", 10));
    CHECK(reading(folder).class_texts().front().tree.size() == 10);
    with("tree two");
    CHECK(reading(folder).class_texts().front().tree == "tree two");
    CHECK(reading(folder).class_texts().back().tree.empty());
    CHECK(sql(folder.file(), "SELECT count(*) FROM class_tree") == std::vector<std::string>{"2"});
}

TEST_CASE("an operation that is under way is not yet one that was done") {
    const Folder folder;
    auto book = writing(folder);
    book.begin(start());
    book.add_student(person("zoe-k", "Zoë", "Kovács"));
    CHECK(book.students().size() == 1);
    CHECK(book.operations().empty());
    CHECK(book.class_texts().empty());
    book.finish("added", false);
    CHECK(book.operations().size() == 1);
    CHECK(book.class_texts().size() == 1);
}

TEST_CASE("several operations of one object are one transaction each") {
    const Folder folder;
    auto book = writing(folder);
    book.begin(start());
    book.add_student(person("zoe-k", "Zoë", "Kovács"));
    book.finish("first", false);
    book.begin(start());
    book.add_student(person("ana-l", "Ana", "Lopez"));
    book.finish("second, in vain", true);
    book.begin(start());
    book.add_student(person("ben-m", "Ben", "Moss"));
    CHECK(reading(folder).students().size() == 1);
    book.finish("third", false);
    CHECK(reading(folder).students().size() == 2);
    CHECK(reading(folder).operations().front().summary == "third");
}

TEST_CASE("after a dry run on a new gradebook there is nothing to read, and it can be written for good") {
    const Folder folder;
    auto book = writing(folder);
    book.begin(start());
    book.add_student(person("zoe-k", "Zoë", "Kovács"));
    book.finish("dry", true);
    CHECK(folder.names().empty());
    CHECK(facts(book).empty());
    CHECK(book.operations().empty());
    book.begin(start());
    book.add_student(person("zoe-k", "Zoë", "Kovács"));
    book.finish("added", false);
    CHECK(book.students().size() == 1);
    CHECK(reading(folder).students().size() == 1);
}

TEST_CASE("facts outside of an operation are a mistake of the program") {
    const Folder folder;
    {
        auto book = writing(folder);
        CHECK_THROWS_AS(book.add_student(person("a", "A", "A")), std::logic_error);
        CHECK_THROWS_AS(book.change_student({}), std::logic_error);
        CHECK_THROWS_AS(book.add_evidence(seen(1, "q", 1)), std::logic_error);
        CHECK_THROWS_AS(book.add_decision({}), std::logic_error);
        CHECK_THROWS_AS(book.add_plan({}), std::logic_error);
        CHECK_THROWS_AS(book.publish({}), std::logic_error);
        CHECK_THROWS_AS(book.choose(1, "a"), std::logic_error);
        CHECK_THROWS_AS(book.record_done(1, true, {}), std::logic_error);
        CHECK_THROWS_AS(book.undo(1), std::logic_error);
        CHECK_THROWS_AS(book.redo(1), std::logic_error);
        CHECK_THROWS_AS(book.finish("", false), std::logic_error);
        book.begin(start());
        CHECK_THROWS_AS(book.begin(start()), std::logic_error);
    }
    auto book = reading(folder);
    CHECK_THROWS_AS(book.begin(start()), std::logic_error);
    CHECK(folder.names().empty());
}

TEST_CASE("a command that looks at today may write today") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    {
        auto book = Gradebook::open(folder.file(), Gradebook::Mode::write, day("2026-09-07"));
        book.begin(start());
        book.add_evidence(seen(1, "quiz", 3));
        CHECK(book.evidence().size() == 1);
        book.finish("as of today", false);
        book.begin(start());
        book.add_evidence(seen(1, "quiz", 4));
        book.finish("again", false);
    }
    CHECK(reading(folder).evidence().size() == 2);
}

TEST_CASE("a refused fact ends its operation whole") {
    const Folder folder;
    operation(folder, [](Gradebook& book) { book.add_student(person("zoe-k", "Zoë", "Kovács")); });
    auto book = writing(folder);
    book.begin(start());
    book.add_evidence(seen(1, "quiz", 3));
    const auto said = error_of([&] { book.add_evidence(seen(99, "quiz", 3)); });
    CHECK(said.find("class.db refused a fact that cannot be so; nothing was changed") == 0);
    CHECK_THROWS_AS(book.finish("half", false), std::logic_error);
    CHECK(reading(folder).evidence().empty());
}

}  // namespace waymark::classroom::test
