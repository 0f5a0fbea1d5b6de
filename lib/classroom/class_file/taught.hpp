#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/text/dates.hpp"
#include "yaml_tree.hpp"

namespace waymark::classroom {

/// Skills, activities and checks as files say them: words that still have to be looked up.

struct SaidUnit {
    Word id;
    std::string title;
    std::optional<Word> due;
    std::optional<text::Date> test = std::nullopt;
};

struct SaidSkill {
    Word id;
    std::string title;
    std::string can_do;
    std::optional<Word> unit;
    std::vector<std::vector<Word>> needs;  ///< all of these, each any one of those
    std::optional<int> minutes;
    Priority priority = Priority::must;
    std::optional<Word> due;
    std::vector<std::string> standards;
    std::optional<text::Date> test;
    std::vector<Word> encompasses;
    std::optional<Node> grading;
    std::vector<Word> was;
};

struct SaidActivity {
    Activity activity;  ///< without `teaches` and `check`
    Word id;
    std::vector<Word> teaches;
    std::optional<Word> check;
    bool fits_sessions = false;  ///< of a sheet: longer work is spread over several sessions
};

struct SaidItem {
    Word id;
    std::string title;
    std::vector<Word> skills;
    std::optional<double> maximum;
    std::vector<Word> was;
};

struct SaidCheck {
    Check check;  ///< without `items`
    Word id;
    std::vector<SaidItem> items;
    std::optional<text::Date> on;
    Spot on_spot;
    std::vector<Word> was;
};

struct Taught {
    std::vector<SaidUnit> units;
    std::vector<SaidSkill> skills;
    std::vector<SaidActivity> activities;
    std::vector<SaidCheck> checks;
    std::vector<Node> grading;  ///< what policies say of it, in order
    Spot conferences;           ///< where the policy in force gives minutes to them
    /// Something could not be read, so that what seems unknown may only be unread.
    bool incomplete = false;
};

/// Adds the units of a class or course file. The node has been through check_shape.
void read_units(const Node& file, Taught& taught, Complaints& complaints);

/// Adds everything else that a class or course file says. Skills in a file of their own are not read here.
void read_taught(const Node& file, Taught& taught, Complaints& complaints);

/// Adds the skills, activities and checks of a CSV sheet of which only the column "skill" is required. Units that no
/// file lists are added as the sheet names them.
void read_skill_sheet(std::string_view text, const Source& source, Taught& taught, Complaints& complaints);

/// Looks every word up and fills curriculum, units, standards, check days and renames of `file`. Complains about
/// everything that cannot be found or contradicts itself. Without a `calendar` due points are not found.
void resolve(const Taught& taught, const Calendar* calendar, ClassFile& file, Complaints& complaints);

/// What the teacher may want to look at although it is allowed.
void advise(const Taught& taught, const ClassFile& file, const Spot& whole, Complaints& complaints);

/// Term, meetings, breaks and exceptions. `calendar`: the node of a calendar file or of the key, or nothing.
/// `more_breaks`: those of other files.
[[nodiscard]] std::optional<Calendar> read_calendar(const Node& class_node, const Node* calendar,
                                                    std::vector<Break> more_breaks, Complaints& complaints);

/// Overrides what `node` (a policy) says.
void read_policy(const Node& node, Policy& policy, Complaints& complaints);

}  // namespace waymark::classroom
