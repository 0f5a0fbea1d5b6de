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
                      {"minutes", integer, "length of the session", true, 1, kMostMinutes},
                      {"rotation", text, "only on days that the calendar's rotation calls so (A)"}}};

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
                       {"ical", texts, "iCalendar files (.ics) whose whole-day events are breaks, too"},
                       {"ical_only", texts, "words in titles of the events that are; otherwise all whole-day events"},
                       {"half_days", texts, "days on which sessions take half their minutes"},
                       {"rotation", texts, "names that Monday to Friday take in turn: [A, B]"},
                       {"rotation_skips", texts, "days, or names of breaks, on which the turn waits"},
                       {"rotation_starts", date, "the first day of the rotation; otherwise of the term"},
                       part("exceptions", maps, "single days that differ from the weekly pattern", &kException)}};

const Shape kUnit{"unit",
                  {{"id", id, "short name, never reused", true},
                   {"title", text, "what it is called"},
                   {"due", due, "when its skills are to be mastered"},
                   {"test", date, "day of a test of it: reviews come before"}}};

const Shape kGrading{
    "grading",
    {chosen("method", choice, "the estimate, or how scores become one number",
            {"estimate", "highest", "latest", "mean", "weighted_average", "decaying_average", "n_times", "power_law",
             "knowledge_tracing"}),
     {"mastered_from", number, "share of the maximum that shows mastery; otherwise success_rate", false, 0.01, 1},
     {"newest_share", number, "of both averages: weight of the newest score", false, 0.01, 0.99},
     {"times", integer, "of n_times: so many scores that show mastery", false, 1, 100},
     {"known_at_first", number, "of knowledge_tracing: probability to know it before the first score", false, 0.001,
      0.999},
     {"learns", number, "of knowledge_tracing: to learn it between two scores", false, 0.001, 0.999},
     {"slips", number, "of knowledge_tracing: to fail though it is known", false, 0.001, 0.999},
     {"guesses", number, "of knowledge_tracing: to succeed though it is not known", false, 0.001, 0.999},
     {"known_from", number, "of knowledge_tracing: mastered from this probability on", false, 0.5, 0.999}}};

const Shape kReview{
    "review",
    {{"recall", number, "a review falls due when predicted recall falls below this", false, 0.5, 0.97},
     {"share", number, "share of a student's minutes in the week that reviews may take", false, 0, 0.5},
     {"encompassed", number, "how much of practice counts for the skills it encompasses", false, 0, 1}}};

const Shape kSkill{"skill",
                   {{"id", id, "short name, never reused", true},
                    {"title", text, "name in tables"},
                    {"can_do", text, "\"I can …\""},
                    {"unit", text, "id of its unit"},
                    {"needs", needs, "skills that come first: all of the list, any of an any_of"},
                    {"minutes", integer, "expected work until mastered", false, 1, kLongWork},
                    chosen("priority", choice, "must, should or aspire", {"must", "should", "aspire"}),
                    {"due", due, "when it is to be mastered; otherwise its unit's"},
                    {"test", date, "day of a test of it, where that is not its unit's"},
                    {"encompasses", texts, "skills that work on this one practises in part"},
                    {"standards", texts, "coarser codes it serves"},
                    part("grading", map, "how its status is decided, where the class's way is not", &kGrading),
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
     {"held_up_at_most", integer, "sessions one need may hold up a skill before a check of it is offered", false, 1,
      400},
     {"check_share", number, "share of planned minutes that checks may take", false, 0, 0.15},
     {"screen_minutes", integer, "a student's minutes on a screen in a week", false, 0, 10080},
     {"screen_tools", texts, "tools that mean a screen; otherwise laptop, tablet, computer, phone and chromebook"},
     {"own_share", number, "share of a student's minutes kept for the goals they have", false, 0, 0.5},
     chosen("students_choose", choices, "what students may choose", {"activity", "tool", "objective", "pace"})}};

const Shape kConferences{
    "conferences",
    {{"minutes", integer, "of a session that go to talks with single students", true, 0, kMostMinutes},
     {"each", integer, "minutes of one talk", false, 1, 60},
     {"at_least_every", integer, "sessions that a student waits at the most", false, 1, 400}}};

const Shape kTeacher{"teacher",
                     {{"distinct_activities", integer, "activities at once in a session", false, 1, 100},
                      {"new_preparations", integer, "activities to prepare in a week", false, 0, 100},
                      {"marking_minutes", integer, "minutes of marking in a week", false, 0, 10080},
                      part("conferences", map, "talks with single students", &kConferences)}};

const Shape kPace{"pace",
                  {{"slowest", number, "pace a student may choose, 1 = the class's", false, 0.1, 1},
                   {"fastest", number, "pace a student may choose", false, 1, 10}}};

const Shape kPolicy{
    "policy",
    {part("mastery", map, "how an estimate becomes a status", &kMastery),
     part("grading", map, "the school's own rule in place of the estimate", &kGrading),
     part("review", map, "when what was learned comes again", &kReview), part("week", map, "what a week holds", &kWeek),
     part("pace", map, "paces that students may choose", &kPace),
     part("teacher", map, "what one teacher can do", &kTeacher)}};

const Shape kIdColumn{"id_column",
                      {{"system", id, "whose id it is; the same word in every file of that system", true},
                       {"column", texts, "its header, or several to try in turn", true}}};

const Shape kItemColumn{
    "item_column",
    {{"column", text, "pattern of the headers that each hold one item", true},
     {"title", text, "of the item, from the pattern; otherwise its {title}, with ({id}) where there is one"},
     {"maximum", number, "when the file does not say it", false, 0.01, 10000},
     {"percent", text, "pattern of the header with the same score in percent, from which the maximum follows"}}};

const Shape kRowTest{"row_test",
                     {{"column", text, "the header to look under", true},
                      {"is", texts, "what stands in such a row, as patterns", true}}};

const Shape kStatusWords{"status_words",
                         {{"active", texts, "words for being in the class"},
                          {"inactive", texts, "words for being away for a time"},
                          {"left", texts, "words for having left"}}};

const Shape kStateWords{"state_words",
                        {{"scored", texts, "words beside a score that counts"},
                         {"excused", texts, "words for excused"},
                         {"missing", texts, "words for work that is missing"},
                         {"pending", texts, "words for handed in and not yet marked"},
                         {"in_progress", texts, "words for begun"},
                         {"not_assigned", texts, "words for never given to this student"},
                         {"blank", texts, "words that record nothing"}}};

const Shape kColumnNames{"column_names",
                         {{"student", texts, "the whole name"},
                          {"given", texts, "given name"},
                          {"family", texts, "family name"},
                          {"preferred", texts, "the given name to show instead"},
                          {"school_id", texts, "the id that the school's system uses"},
                          {"email", texts, "e-mail address"},
                          {"section", texts, "the section of the school"},
                          {"status", texts, "enrolment, in status words"},
                          {"item", texts, "title of the item a row is about"},
                          {"skill", texts, "id of the skill a row is about"},
                          {"score", texts, "the score of a row"},
                          {"maximum", texts, "what it is out of"},
                          {"date", texts, "when it happened"},
                          {"state", texts, "what a blank score means, in state words"},
                          {"person_key", texts, "what the tables of one export call a person"},
                          {"section_key", texts, "what they call a section"},
                          {"item_key", texts, "what they call an item"}}};

std::vector<Key> table_keys() {
    return {
        chosen("holds", choice, "what a row of the table is", {"people", "sections", "enrolments", "items", "results"}),
        {"file", texts, "names of the file in a folder or zip, as patterns"},
        {"header", texts, "headers that tell the file from others, as patterns; \" | \" separates alternatives"},
        {"without", texts, "headers that must not be there"},
        part("columns", map, "what each column says", &kColumnNames),
        part("ids", maps, "columns with ids of other systems, the most certain first", &kIdColumn),
        part("items", maps, "columns that each hold the scores of one item", &kItemColumn),
        {"calculated", texts, "headers of columns that the system computes, as patterns"},
        part("only", maps, "rows that count; others are no data", &kRowTest),
        part("skip", maps, "rows that are no data", &kRowTest),
        part("maximum_row", maps, "the row with the maximum of each item", &kRowTest),
        part("date_row", maps, "the row with the day of each item", &kRowTest),
        chosen("confirmed_by", choice, "row: the header fits only above a maximum_row or date_row", {"row"}),
        part("status", map, "what the words of the status column mean", &kStatusWords),
        part("states", map, "what the words of the state column mean", &kStateWords),
        chosen("blank", choice, "what a blank score says", {"nothing", "missing"}),
        chosen("dates", choice, "how to read 4/9/2026", {"day_first", "month_first"}),
        chosen("rows_of_a_student", choice, "what several rows of one student are", {"one_score", "attempts"})};
}

const Shape& table_shape() {
    static const Shape shape{"table", table_keys()};
    return shape;
}

std::vector<Key> format_keys() {
    std::vector<Key> keys{{"format", id, "short name, for --read-as", true},
                          {"title", text, "what the export is called"},
                          chosen("gives", choices, "what can be imported from it", {"roster", "results"}),
                          {"instead", text, "nothing can be: which export to take instead"},
                          part("tables", maps, "the tables of an export of several files", &table_shape())};
    for (auto& key : table_keys()) keys.push_back(std::move(key));
    return keys;
}

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
                          {"include", texts, "files of courses that several classes share"},
                          {"formats", texts, "files that describe exports of other systems"},
                          {"knowledge", text, "file of what other classes taught about items and skills"}};
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

const Shape& format_shape() {
    static const Shape shape{"format", format_keys()};
    return shape;
}

const std::vector<const Shape*>& all_shapes() {
    static const std::vector<const Shape*> shapes{
        &class_shape(), &course_shape(), &kTerm,        &kMeeting,       &kCalendar,     &kBreak,
        &kException,    &kUnit,          &kGrading,     &kReview,        &kSkill,        &kActivity,
        &kCheck,        &kItem,          &kPolicy,      &kPace,          &kMastery,      &kLevelNames,
        &kWeek,         &kTeacher,       &kConferences, &format_shape(), &table_shape(), &kColumnNames,
        &kIdColumn,     &kItemColumn,    &kRowTest,     &kStatusWords,   &kStateWords};
    return shapes;
}

}  // namespace waymark::classroom
