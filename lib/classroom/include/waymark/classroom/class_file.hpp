#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/calendar.hpp"
#include "waymark/conference.hpp"
#include "waymark/curriculum.hpp"
#include "waymark/grading_rule.hpp"
#include "waymark/plan.hpp"
#include "waymark/retention.hpp"
#include "waymark/status.hpp"
#include "waymark/text/diagnostic.hpp"

namespace waymark::classroom {

struct Format;
struct KnowledgeFile;

struct Unit {
    std::string id;
    std::string title;
};

/// What the school calls the three statuses.
struct LevelNames {
    std::string mastered = "mastered";
    std::string not_yet = "not yet";
    std::string not_sure = "not sure";

    /// What a student did who came to be mastered.
    [[nodiscard]] std::string reached() const { return "reached \"" + mastered + "\""; }
    /// What follows "is" where something is mastered: a school's own name need not be an adjective.
    [[nodiscard]] std::string is_mastered() const {
        return mastered == "mastered" ? mastered : "at \"" + mastered + "\"";
    }
};

struct TeacherLimits {
    int distinct_activities = 4;          ///< at once in a session
    std::optional<int> new_preparations;  ///< in a week
    std::optional<int> marking_minutes;   ///< in a week
    ConferencePolicy conferences;
    std::optional<int> longest_wait;  ///< sessions between two conferences with one student
};

struct Policy {
    MasteryPolicy mastery;
    LevelNames level_names;
    std::optional<int> class_minutes;  ///< of each session that may be planned; nothing = all
    /// Of this session, that may be planned.
    [[nodiscard]] int minutes_of(const Session& session) const {
        return std::min(session.minutes, class_minutes.value_or(session.minutes));
    }
    int home_minutes = 0;  ///< a week
    int options_per_slot = 3;
    double check_share = 0.15;
    std::optional<int> screen_minutes;  ///< of each student in a week
    std::vector<std::string> screen_tools{"laptop", "tablet", "computer", "phone", "chromebook"};
    double own_share = 0.2;  ///< of a student's minutes in the week, kept for the student's own goals
    std::vector<std::string> students_choose{"activity"};
    TeacherLimits teacher;
    int held_up_at_most = 12;        ///< sessions one need may hold up a skill before a check of it is offered
    double recall_target = 0.75;     ///< below this predicted recall a review falls due
    double review_share = 0.2;       ///< of a student's minutes in the week that reviews may take
    double encompassed_share = 0.5;  ///< of practice that counts for what a skill encompasses
    double slowest_pace = 0.7;       ///< that a student may choose, 1 = the class's
    double fastest_pace = 1.5;
};

/// One file as it was read, by the path from the class folder.
struct ClassText {
    std::string path;
    std::string text;
    /// What the text says, taken apart for the next reading. Empty when it is not YAML or has a mistake.
    std::string tree = {};
};

/// All class files of one class, read and checked.
struct ClassFile {
    std::string title;
    Calendar calendar;
    Curriculum curriculum;
    std::vector<Unit> units;  ///< in order
    Policy policy;
    /// The school's own rules, by skill; nothing where the estimate decides.
    std::vector<std::optional<GradingRule>> grading;
    std::vector<Encompassing> encompassings;
    std::vector<std::vector<Date>> tests;  ///< days of tests, by skill, ascending; dated checks are among them
    /// What other classes taught, from the file that `knowledge` names. Shared: it is large and never changed.
    std::shared_ptr<const KnowledgeFile> carried;
    /// Standards' codes by skill.
    std::vector<std::vector<std::string>> standards;
    /// Days of checks that have one, by check.
    std::vector<std::optional<Date>> check_days;
    /// Ids that changed: old id of a skill, check or item to its id today.
    std::map<std::string, std::string, std::less<>> renamed;
    /// Exports of other systems that the teacher described. Shared: only an import looks at them.
    std::shared_ptr<const std::vector<Format>> formats;
    /// Everything that was read, the class file first: what an operation keeps as "the class file in force".
    std::vector<ClassText> texts;

    /// What `id` is called today: itself, unless it was renamed. A view of the one or the other.
    [[nodiscard]] std::string_view today_id(std::string_view id) const {
        const auto found = renamed.find(id);
        return found == renamed.end() ? id : std::string_view(found->second);
    }
};

/// Gives the text of a file by its path from the class folder; nothing when there is none.
using ReadText = std::function<std::optional<std::string>(const std::string& path)>;

/// Reads class.yaml and every file it names. All mistakes of shape and meaning of all files go to `diagnostics` at
/// once; a syntax error ends its file after the mistakes before it. Returns nothing when there was an error. Advice
/// alone does not stop it. Never throws for what a teacher can write. A text that is among `known`, letter for letter,
/// is not parsed again when its tree is there.
[[nodiscard]] std::optional<ClassFile> load_class_file(const ReadText& read, text::Diagnostics& diagnostics,
                                                       std::vector<ClassText> known = {});

/// Reads texts from a folder. Paths that leave the folder through ".." are allowed (a shared course lies beside the
/// class), absolute ones are not.
[[nodiscard]] ReadText read_from_folder(const std::filesystem::path& folder);

/// The nearest folder from `start` upwards that holds class.yaml, or nothing.
[[nodiscard]] std::optional<std::filesystem::path> find_class_folder(const std::filesystem::path& start);

/// The formats of imports: those of the class file, then the built-in ones whose ids they do not take.
[[nodiscard]] std::vector<Format> known_formats(const ClassFile& file);

/// One description of an export, as a file of its own. Mistakes go to `diagnostics`; nothing when there is one.
[[nodiscard]] std::optional<Format> parse_format(const std::string& path, std::string_view yaml,
                                                 text::Diagnostics& diagnostics);

/// JSON Schema (draft 2020-12 in the keywords editors know) for class.yaml, made from the table of keys.
[[nodiscard]] std::string class_file_schema();
/// The reference of all keys as Markdown, made from the same table.
[[nodiscard]] std::string class_file_reference();

}  // namespace waymark::classroom
