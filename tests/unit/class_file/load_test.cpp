#include <doctest/doctest.h>

#include "class_text.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::test {
namespace {

Date day(const char* iso) {
    return text::parse_iso_date(iso).value();
}

std::vector<std::string> needs_of(const Curriculum& curriculum, const std::string& id) {
    std::vector<std::string> all;
    for (const auto& any : curriculum.skills()[curriculum.find_skill(id).value()].needs) {
        std::string names;
        for (const auto skill : any) names += (names.empty() ? "" : "|") + curriculum.skills()[skill].id;
        all.push_back(names);
    }
    return all;
}

}  // namespace

TEST_CASE("the smallest class has a title, a calendar and the defaults") {
    const auto loaded = load_class("");
    REQUIRE(loaded.file);
    const auto& file = *loaded.file;
    CHECK(file.title == "Spanish 1");
    REQUIRE(file.calendar.sessions().size() == 4);
    CHECK(file.calendar.sessions()[3] == Session{4, day("2026-09-21"), 50});
    CHECK(file.policy.mastery.success_rate == 0.8);
    CHECK(file.policy.options_per_slot == 3);
    CHECK(file.policy.students_choose == std::vector<std::string>{"activity"});
    CHECK(!file.policy.class_minutes);
    CHECK(loaded.codes() == std::vector<std::string>{"no-skills"});
    REQUIRE(file.texts.size() == 1);
    CHECK(file.texts[0].path == "class.yaml");
    CHECK(file.texts[0].text == class_text());
}

TEST_CASE("weekdays have two names, meetings of one day add up, breaks and exceptions apply") {
    const auto loaded = load({{"class.yaml",
                               "title: A\n"
                               "term: {starts: 2026-08-31, ends: 2026-09-13}\n"
                               "meets:\n"
                               "  - {days: [mon, Thursday], minutes: 50}\n"}});
    CHECK(!loaded.file);
    CHECK(loaded.first("unknown-choice").hint == "did you mean \"thursday\"?");

    const auto mended = load({{"class.yaml",
                               "title: A\n"
                               "term: {starts: 2026-08-31, ends: 2026-09-13}\n"
                               "meets:\n"
                               "  - {days: [mon, thursday], minutes: 50}\n"
                               "  - {days: thu, minutes: 30}\n"
                               "calendar: dates.yaml\n"},
                              {"dates.yaml",
                               "breaks: [{name: Labor Day, from: 2026-09-07}]\n"
                               "exceptions: [{on: 2026-09-12, minutes: 60}, {on: 2026-09-10, minutes: 0}]\n"}});
    REQUIRE(mended.file);
    const auto sessions = mended.file->calendar.sessions();
    REQUIRE(sessions.size() == 3);
    CHECK(sessions[0] == Session{1, day("2026-08-31"), 50});
    CHECK(sessions[1] == Session{2, day("2026-09-03"), 80});
    CHECK(sessions[2] == Session{3, day("2026-09-12"), 60});
}

TEST_CASE("everything that a class file says arrives") {
    const auto loaded = load_class(
        "units: [{id: hello, title: Hello, due: session 2}]\n"
        "skills:\n"
        "  - {id: greet, title: Greetings, can_do: I can greet., unit: hello, minutes: 40, priority: should,\n"
        "     standards: [IP.1, IP.2], was: hi}\n"
        "  - {id: name, needs: [greet]}\n"
        "  - {id: chat, needs: [name, {any_of: [greet, Greetings, name]}]}\n"
        "activities:\n"
        "  - {id: party, title: Party, kind: game, teaches: [name, greet], minutes: 25, sessions: 2, tool: cards,\n"
        "     interests: [music], place: class, capacity: 12, preparation_minutes: 10, marking_minutes: 1,\n"
        "     check: quiz, link: https://example.org}\n"
        "  - {id: read, teaches: chat, place: home}\n"
        "checks:\n"
        "  - {id: quiz, title: Quiz 1, kind: ticket, on: 2026-09-07, minutes: 15, marking_minutes: 2,\n"
        "     new_score: retake, skills: [greet, name], maximum: 10, was: [old-quiz]}\n"
        "  - {id: talk, items: [{id: talk-1, title: First, skills: chat, maximum: 2.5, was: t1}, {id: talk-2, skills: "
        "name}]}\n"
        "policy:\n"
        "  mastery: {success_rate: 0.75, mastered_at: 0.9, not_yet_at: 0.1, least_observations: 2,\n"
        "            level_names: {mastered: meeting}}\n"
        "  week: {class_minutes: 40, home_minutes: 60, options_per_slot: 2, check_share: 0.1,\n"
        "         screen_minutes: 45, screen_tools: [laptop],\n"
        "         students_choose: [tool, pace]}\n"
        "  teacher: {distinct_activities: 5, new_preparations: 3, marking_minutes: 90,\n"
        "            conferences: {minutes: 10, each: 4, at_least_every: 20}}\n");
    REQUIRE(loaded.file);
    CHECK(loaded.diagnostics.empty());
    const auto& file = *loaded.file;

    const auto& greet = file.curriculum.skills()[0];
    CHECK(greet.id == "greet");
    CHECK(greet.title == "Greetings");
    CHECK(greet.can_do == "I can greet.");
    CHECK(greet.unit == "hello");
    CHECK(greet.minutes == 40);
    CHECK(greet.priority == Priority::should);
    CHECK(greet.due_session == 2);
    CHECK(file.standards[0] == std::vector<std::string>{"IP.1", "IP.2"});
    CHECK(file.curriculum.skills()[1].title == "name");
    CHECK(!file.curriculum.skills()[1].due_session);
    CHECK(needs_of(file.curriculum, "chat") == std::vector<std::string>{"name", "greet|name"});

    const auto& party = file.curriculum.activities()[0];
    CHECK(party.title == "Party");
    CHECK(party.kind == "game");
    CHECK(party.teaches == std::vector<SkillIndex>{0, 1});
    CHECK(party.minutes == 25);
    CHECK(party.sessions == 2);
    CHECK(party.tool == "cards");
    CHECK(party.interests == std::vector<std::string>{"music"});
    CHECK(party.place == Place::classroom);
    CHECK(party.capacity == 12);
    CHECK(party.preparation_minutes == 10);
    CHECK(party.marking_minutes == 1);
    CHECK(party.check == CheckIndex{0});
    CHECK(party.link == "https://example.org");
    CHECK(file.curriculum.activities()[1].place == Place::home);
    CHECK(file.curriculum.activities()[1].minutes == 20);

    const auto& quiz = file.curriculum.checks()[0];
    CHECK(quiz.title == "Quiz 1");
    CHECK(quiz.kind == "ticket");
    CHECK(quiz.minutes == 15);
    CHECK(quiz.marking_minutes == 2);
    CHECK(quiz.retakes);
    REQUIRE(quiz.items.size() == 1);
    CHECK(quiz.items[0].id == "quiz");
    CHECK(quiz.items[0].maximum == 10);
    CHECK(quiz.items[0].skills == std::vector<SkillIndex>{0, 1});
    CHECK(file.check_days[0] == day("2026-09-07"));
    const auto& talk = file.curriculum.checks()[1];
    CHECK(!talk.retakes);
    REQUIRE(talk.items.size() == 2);
    CHECK(talk.items[0].title == "First");
    CHECK(talk.items[0].maximum == 2.5);
    CHECK(talk.items[1].title == "talk-2");
    CHECK(talk.items[1].maximum == 1);
    CHECK(!file.check_days[1]);

    CHECK(file.renamed ==
          std::map<std::string, std::string, std::less<>>{{"hi", "greet"}, {"old-quiz", "quiz"}, {"t1", "talk-1"}});
    const auto& policy = file.policy;
    CHECK(policy.mastery.success_rate == 0.75);
    CHECK(policy.mastery.mastered_at == 0.9);
    CHECK(policy.mastery.not_yet_at == 0.1);
    CHECK(policy.mastery.least_observations == 2);
    CHECK(policy.level_names.mastered == "meeting");
    CHECK(policy.level_names.not_yet == "not yet");
    CHECK(policy.class_minutes == 40);
    CHECK(policy.home_minutes == 60);
    CHECK(policy.options_per_slot == 2);
    CHECK(policy.check_share == 0.1);
    CHECK(policy.screen_minutes == 45);
    CHECK(policy.screen_tools == std::vector<std::string>{"laptop"});
    CHECK(policy.students_choose == std::vector<std::string>{"tool", "pace"});
    CHECK(policy.teacher.distinct_activities == 5);
    CHECK(policy.teacher.new_preparations == 3);
    CHECK(policy.teacher.marking_minutes == 90);
    CHECK(policy.teacher.conferences.minutes_in_session == 10);
    CHECK(policy.teacher.conferences.minutes_each == 4);
    CHECK(policy.teacher.longest_wait == 20);
}

TEST_CASE("a course is read before the class, whose policy wins") {
    const auto loaded = load({{"class.yaml", class_text("include: [../spanish/course.yaml]\n"
                                                        "skills: [{id: extra, needs: greet}]\n"
                                                        "policy: {week: {home_minutes: 30}}\n")},
                              {"../spanish/course.yaml",
                               "title: Spanish\nskills: [{id: greet}]\n"
                               "policy: {week: {home_minutes: 90, options_per_slot: 4}}\n"}});
    REQUIRE(loaded.file);
    CHECK(loaded.file->title == "Spanish 1");
    CHECK(loaded.file->curriculum.skills()[0].id == "greet");
    CHECK(loaded.file->curriculum.skills()[1].id == "extra");
    CHECK(loaded.file->policy.home_minutes == 30);
    CHECK(loaded.file->policy.options_per_slot == 4);
    REQUIRE(loaded.file->texts.size() == 2);
    CHECK(loaded.file->texts[0].path == "class.yaml");
    CHECK(loaded.file->texts[1].path == "../spanish/course.yaml");
}

TEST_CASE("a file is named from the folder of the file that names it") {
    const auto loaded = load({{"class.yaml", class_text("include: [../spanish/course.yaml]\n")},
                              {"../spanish/course.yaml", "skills: ./skills.csv\n"},
                              {"../spanish/skills.csv", "skill\nGreetings\n"}});
    REQUIRE(loaded.file);
    CHECK(loaded.file->texts[2].path == "../spanish/skills.csv");
    CHECK(loaded.file->curriculum.find_skill("greetings"));
}

TEST_CASE("a due point is a day, a session, or the end of a unit") {
    const auto session = [](const std::string& due) {
        const auto loaded = load_class(
            "units:\n"
            "  - {id: first, due: session 2}\n"
            "  - {id: second, due: end of first}\n"
            "  - {id: undated}\n"
            "skills:\n"
            "  - {id: early, unit: undated, due: session 1}\n"
            "  - {id: late, unit: undated, due: 2026-09-20}\n"
            "  - {id: it, unit: first, " +
            due + "}\n");
        REQUIRE(loaded.file);
        return loaded.file->curriculum.skills()[2].due_session;
    };
    CHECK(session("due: 2026-09-14") == 3);
    // Sunday: what is due by then is due by the end of Monday's session.
    CHECK(session("due: 2026-09-20") == 3);
    CHECK(session("due: session 4") == 4);
    CHECK(session("due: end of second") == 2);
    // A unit without a due point of its own ends with the latest of its skills.
    CHECK(session("due: end of undated") == 3);
    CHECK(session("minutes: 20") == 2);
}

TEST_CASE("a due point outside the term says what the term has") {
    CHECK(load_class("skills: [{id: a, due: session 5}]\n").first("due-outside").hint == "it has sessions 1 to 4");
    CHECK(load_class("skills: [{id: a, due: 2026-09-22}]\n").first("due-outside").hint ==
          "the term runs from 2026-08-31 to 2026-09-21");
    const auto late = load({{"class.yaml",
                             "title: A\nterm: {starts: 2026-08-31, ends: 2026-09-21}\n"
                             "meets: [{days: friday, minutes: 50}]\nskills: [{id: a, due: 2026-09-01}]\n"}});
    CHECK(late.first("due-outside").message == "the class has not met by 2026-09-01");
}

TEST_CASE("ids are looked up although the term is wrong") {
    const auto loaded = load({{"class.yaml",
                               "title: A\nterm: {starts: 2026-12-01, ends: 2026-08-31}\n"
                               "meets: [{days: friday, minutes: 50}]\nskills: [{id: a, needs: b, due: session 3}]\n"}});
    CHECK(loaded.codes() == std::vector<std::string>{"ends-before-start", "unknown-skill"});
}

TEST_CASE("what may be in an unread part is not called unknown") {
    const auto loaded = load({{"class.yaml", class_text("include: [course.yaml]\n"
                                                        "activities: [{id: g, teaches: names, check: quiz}]\n"
                                                        "units: [{id: b, due: end of c}]\n")},
                              {"course.yaml", "skills:\n  - {id: greet, minutes: none}\n  - {id: \"names\n"}});
    CHECK(loaded.codes() == std::vector<std::string>{"wrong-type", "unclosed-quote"});
}

TEST_CASE("several circles of needs are named together, each with its chain") {
    const auto loaded = load_class(
        "skills:\n"
        "  - {id: a, needs: b}\n"
        "  - {id: b, needs: a}\n"
        "  - {id: c, needs: [{any_of: [d, a]}]}\n"
        "  - {id: d, needs: c}\n");
    REQUIRE(loaded.diagnostics.size() == 2);
    CHECK(loaded.diagnostics[0].message == "needs go round in a circle: \"a\" needs \"b\" needs \"a\"");
    CHECK(loaded.diagnostics[1].message == "needs go round in a circle: \"c\" needs \"d\" needs \"c\"");
}

TEST_CASE("many skills without activity are one advice") {
    const auto loaded = load_class("skills: [{id: a}, {id: b}, {id: c}, {id: d}, {id: e}]\n");
    REQUIRE(loaded.file);
    CHECK(loaded.codes() == std::vector<std::string>{"not-taught", "not-checked"});
    CHECK(loaded.diagnostics[0].message == "no activity teaches these skills: \"a\", \"b\", \"c\" and 2 more");
    CHECK(loaded.diagnostics[0].severity == text::Severity::advice);
}

TEST_CASE("errors of another class do not spoil this one") {
    text::Diagnostics diagnostics;
    diagnostics.add({.code = "unknown-key", .message = "of another class"});
    const auto text = class_text();
    CHECK(classroom::load_class_file([&](const std::string&) { return std::optional(text); }, diagnostics));
}

}  // namespace waymark::test
