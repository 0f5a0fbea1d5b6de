#include "keys.hpp"

#include <utility>

namespace waymark::classroom {
namespace {

using enum Type;

const std::vector<std::string_view> kWeekdays{"monday",   "tuesday", "wednesday", "thursday", "friday",
                                              "saturday", "sunday",  "mon",       "tue",      "wed",
                                              "thu",      "fri",     "sat",       "sun"};

Key part(std::string_view name, Type type, std::string_view meaning, const Shape* shape, bool required = false) {
    Key key{name, type, meaning, required};
    key.shape = shape;
    return key;
}

Key chosen(std::string_view name, Type type, std::string_view meaning, std::vector<std::string_view> choices,
           bool required = false) {
    Key key{name, type, meaning, required};
    key.choices = std::move(choices);
    return key;
}

constexpr double kMostMinutes = 1440;
constexpr double kLongWork = 100000;

const Shape kTerm{"term",
                  {{"starts", date, "first day of the term", true}, {"ends", date, "last day of the term", true}}};

const Shape kMeeting{"meeting",
                     {chosen("days", choices, "weekdays on which the class meets", kWeekdays, true),
                      {"minutes", integer, "length of the session", true, 1, kMostMinutes}}};

const Shape kBreak{"break",
                   {{"name", text, "what it is called"},
                    {"from", date, "first day without class", true},
                    {"to", date, "last day without class; one day when left out"}}};

const Shape kException{"exception",
                       {{"on", date, "the day", true},
                        {"minutes", integer, "its length; 0 = no session", true, 0, kMostMinutes},
                        {"name", text, "why"}}};

const Shape kCalendar{"calendar",
                      {part("breaks", maps, "days without class", &kBreak),
                       part("exceptions", maps, "single days that differ from the weekly pattern", &kException)}};

const Shape kUnit{"unit",
                  {{"id", id, "short name, never reused", true},
                   {"title", text, "what it is called"},
                   {"due", due, "when its skills are to be mastered"}}};

const Shape kSkill{"skill",
                   {{"id", id, "short name, never reused", true},
                    {"title", text, "name in tables"},
                    {"can_do", text, "\"I can …\""},
                    {"unit", text, "id of its unit"},
                    {"needs", needs, "skills that come first: all of the list, any of an any_of"},
                    {"minutes", integer, "expected work until mastered", false, 1, kLongWork},
                    chosen("priority", choice, "must, should or aspire", {"must", "should", "aspire"}),
                    {"due", due, "when it is to be mastered; otherwise its unit's"},
                    {"standards", texts, "coarser codes it serves"},
                    {"was", texts, "earlier ids, so that evidence is kept"}}};

const Shape kActivity{"activity",
                      {{"id", id, "short name, never reused", true},
                       {"title", text, "name on plans"},
                       {"kind", text, "lesson, video, reading, game, project, conversation …"},
                       {"teaches", texts, "ids of skills", true},
                       {"minutes", integer, "length of one session of it", false, 1, kMostMinutes},
                       {"sessions", integer, "how many sessions it takes", false, 1, 60},
                       {"tool", text, "what it is done with: paper, laptop …"},
                       {"interests", texts, "what it is about"},
                       chosen("place", choice, "where it can be done", {"anywhere", "class", "home"}),
                       {"capacity", integer, "how many students at once", false, 1, 1000},
                       {"preparation_minutes", integer, "the teacher's, once a week", false, 0, kLongWork},
                       {"marking_minutes", integer, "the teacher's, for each student", false, 0, kMostMinutes},
                       {"check", text, "id of the check that shows it worked"},
                       {"link", text, "where to find it"}}};

const Shape kItem{"item",
                  {{"id", id, "short name, never reused", true},
                   {"title", text, "name on sheets"},
                   {"skills", texts, "ids of the skills it speaks of", true},
                   {"maximum", number, "highest score", false, 0.01, 10000},
                   {"was", texts, "earlier ids, so that evidence is kept"}}};

const Shape kCheck{"check",
                   {{"id", id, "short name, never reused", true},
                    {"title", text, "what it is called"},
                    {"kind", text, "quiz, exit ticket, rubric, portfolio, observation, conversation"},
                    {"on", date, "its day; undated scores take it"},
                    {"minutes", integer, "length", false, 1, kMostMinutes},
                    {"marking_minutes", integer, "the teacher's, for each student", false, 0, kMostMinutes},
                    chosen("new_score", choice, "what a second score is", {"correction", "retake"}),
                    {"skills", texts, "ids of skills, for a check with one score"},
                    {"maximum", number, "highest score, for a check with one score", false, 0.01, 10000},
                    part("items", maps, "its parts, each with skills of its own", &kItem),
                    {"was", texts, "earlier ids, so that evidence is kept"}}};

const Shape kLevelNames{"level_names",
                        {{"mastered", text, "the school's word for mastered"},
                         {"not_yet", text, "the school's word for not yet"},
                         {"not_sure", text, "the school's word for not sure"}}};

const Shape kMastery{"mastery",
                     {{"success_rate", number, "share of typical items that counts as success", false, 0.05, 0.99},
                      {"mastered_at", number, "mastered from this probability on", false, 0.5, 0.999},
                      {"not_yet_at", number, "not yet up to this probability", false, 0.001, 0.5},
                      {"least_observations", integer, "fewer own observations than this are not sure", false, 1, 100},
                      part("level_names", map, "what the school calls the three statuses", &kLevelNames)}};

const Shape kWeek{
    "week",
    {{"class_minutes", integer, "of each session that may be planned; otherwise all", false, 1, kMostMinutes},
     {"home_minutes", integer, "to plan at home in a week", false, 0, 10080},
     {"options_per_slot", integer, "what to choose from", false, 2, 4},
     {"check_share", number, "share of planned minutes that checks may take", false, 0, 0.15},
     chosen("students_choose", choices, "what students may choose", {"activity", "tool", "objective", "pace"})}};

const Shape kTeacher{"teacher",
                     {{"distinct_activities", integer, "activities at once in a session", false, 1, 100},
                      {"new_preparations", integer, "activities to prepare in a week", false, 0, 100},
                      {"marking_minutes", integer, "minutes of marking in a week", false, 0, 10080}}};

const Shape kPolicy{
    "policy",
    {part("mastery", map, "how an estimate becomes a status", &kMastery),
     part("week", map, "what a week holds", &kWeek), part("teacher", map, "what one teacher can do", &kTeacher)}};

std::vector<Key> taught() {
    return {part("units", maps, "named runs of skills, in order", &kUnit),
            part("skills", file_or_maps, "what is taught: a CSV file (skills.csv), or a list", &kSkill),
            part("activities", maps, "what teaches skills", &kActivity),
            part("checks", maps, "what shows that they are learned", &kCheck),
            part("policy", map, "adjustments; everything has a default", &kPolicy)};
}

std::vector<Key> class_keys() {
    std::vector<Key> keys{{"title", text, "the class, as on reports", true},
                          part("term", map, "first and last day", &kTerm, true),
                          part("meets", maps, "weekdays and minutes", &kMeeting, true),
                          part("calendar", file_or_map, "breaks and exceptions: a file, or here", &kCalendar),
                          {"include", texts, "files of courses that several classes share"}};
    for (auto& key : taught()) keys.push_back(std::move(key));
    return keys;
}

std::vector<Key> course_keys() {
    std::vector<Key> keys{{"title", text, "the course"}};
    for (auto& key : taught()) keys.push_back(std::move(key));
    return keys;
}

}  // namespace

const Shape& class_shape() {
    static const Shape shape{"class", class_keys()};
    return shape;
}

const Shape& course_shape() {
    static const Shape shape{"course", course_keys()};
    return shape;
}

const Shape& calendar_shape() {
    return kCalendar;
}

const std::vector<const Shape*>& all_shapes() {
    static const std::vector<const Shape*> shapes{
        &class_shape(), &course_shape(), &kTerm, &kMeeting, &kCalendar, &kBreak,      &kException, &kUnit,   &kSkill,
        &kActivity,     &kCheck,         &kItem, &kPolicy,  &kMastery,  &kLevelNames, &kWeek,      &kTeacher};
    return shapes;
}

}  // namespace waymark::classroom
