#include "pace_agreed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// The pace of one's own that holds today, or the next that will.
void add_choice(const ClassState& state, const StudentState& student, double planned_by_end,
                std::vector<std::string>& agreed) {
    const auto& choices = student.terms.choices;
    const auto later = std::ranges::find_if(choices, [&](const PaceChoice& one) { return one.from > state.today; });
    const auto* choice = later != choices.begin() ? &*std::prev(later) : later != choices.end() ? &*later : nullptr;
    if (choice == nullptr || (choice->rate == 1.0 && choice->from <= state.today)) return;
    auto line = choice->rate == 1.0 ? std::string("the class's pace")
                                    : fmt::format("a pace of {:g} of the class's", choice->rate);
    line += " from " + text::short_date(choice->from) + " on";
    const double undone = student.pace.total_minutes - planned_by_end;
    if (undone >= 0.5) {
        line += fmt::format(": {:.0f} of {:.0f} min of the work are left undone in the term", undone,
                            student.pace.total_minutes);
    } else if (choice->rate > 1.0) {
        line += ": then aspire work";
    }
    agreed.push_back(std::move(line));
}

}  // namespace

std::vector<std::string> agreed_pace(const ClassState& state, const StudentState& student, double planned_by_end) {
    const auto& terms = student.terms;
    std::vector<std::string> agreed;
    add_choice(state, student, planned_by_end, agreed);
    if (terms.must_only) agreed.emplace_back("only must work counts");
    if (!terms.without.empty())
        agreed.push_back(text::count_of(terms.without.size(), "skill is", "skills are") + " not theirs");
    std::map<Date, std::size_t> later;
    for (const auto& extension : terms.extensions) ++later[extension.due];
    for (const auto& [due, skills] : later) {
        agreed.push_back(fmt::format("{} due on {} instead", text::count_of(skills, "skill is", "skills are"),
                                     text::short_date(due)));
    }
    const auto& calendar = state.file.calendar;
    if (terms.joined > calendar.term_starts()) agreed.push_back("in class since " + text::short_date(terms.joined));
    if (terms.left && *terms.left <= calendar.term_ends()) {
        agreed.push_back(fmt::format("in class until {}", text::short_date(*terms.left - std::chrono::days(1))));
    }
    return agreed;
}

}  // namespace waymark::classroom
