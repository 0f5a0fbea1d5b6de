#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "commands/replan.hpp"
#include "commands/when.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/week_plan.hpp"
#include "waymark/text/dates.hpp"
#include "workspace.hpp"

/// A check once more: who takes it, on which day, and that the new score does not replace the old.
namespace waymark::app::commands {

using classroom::Error;
using classroom::Gradebook;

namespace {

/// What one student's last scores in a check leave to gain.
struct LastScores {
    std::map<std::string, std::pair<Date, double>> share;  ///< of the maximum, by what was scored, with its day

    LastScores(const Check& check, const classroom::StudentState& student) {
        const auto is_of_check = [&](const std::string& target) {
            return target == check.id || std::ranges::find(check.items, target, &Item::id) != check.items.end();
        };
        for (const auto& item : check.items) {
            for (const auto skill : item.skills) {
                const auto& history = student.histories[skill];
                for (std::size_t at = 0; at < history.targets.size(); ++at) {
                    const auto& seen = history.evidence[at];
                    if (!is_of_check(history.targets[at])) continue;
                    auto& known = share.try_emplace(history.targets[at], seen.day, 0.0).first->second;
                    if (known.first <= seen.day) known = {seen.day, seen.score};
                }
            }
        }
    }

    /// Some part of it fell short of the success rate that mastery asks for.
    [[nodiscard]] bool fell_short(double success_rate) const {
        return std::ranges::any_of(share, [&](const auto& one) { return one.second.second < success_rate; });
    }
    [[nodiscard]] bool since(Date day) const {
        return std::ranges::any_of(share, [&](const auto& one) { return one.second.first >= day; });
    }
};

/// The day from which the student takes the check again, where that has not happened yet.
std::optional<Date> retake_ahead(const Check& check, classroom::StudentId student, const LastScores& scores,
                                 const std::vector<classroom::Retake>& retakes) {
    std::optional<Date> ahead;
    for (const auto& one : retakes) {
        if (one.student == student && one.check == check.id && !scores.since(one.from)) ahead = one.from;
    }
    return ahead;
}

}  // namespace

Result assess_retake(Invocation& invocation) {
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    auto facts = book.facts();
    const auto file = class_file(invocation);
    const auto state = classroom::class_state(file, facts, invocation.today);
    const auto& check = file.curriculum.checks()[classroom::find_check(file, arguments.value("CHECK"))];
    const auto session = session_or_next(invocation, state.file.calendar, "session");
    if (session.date < invocation.today) {
        throw Error(Error::Kind::usage, text::long_date(session.date) + " is over", "name a session to come");
    }
    const auto retakes = book.retakes();
    std::vector<const classroom::StudentState*> takers;
    if (arguments.has("STUDENT")) {
        for (const auto& typed : arguments.all("STUDENT")) {
            const auto* one = &classroom::find_student(state, typed);
            const LastScores scores(check, *one);
            if (const auto day = retake_ahead(check, one->student.id, scores, retakes)) {
                throw Error(Error::Kind::usage,
                            fmt::format("{} takes {} again on {} already", one->student.display_name(), check.title,
                                        text::long_date(*day)),
                            "waymark undo takes that back");
            }
            if (std::ranges::find(takers, one) == takers.end()) takers.push_back(one);
        }
    } else {
        for (const auto& student : state.students) {
            const LastScores scores(check, student);
            if (scores.fell_short(file.policy.mastery.success_rate) &&
                !retake_ahead(check, student.student.id, scores, retakes)) {
                takers.push_back(&student);
            }
        }
    }
    if (takers.empty()) {
        throw Error(Error::Kind::failed,
                    fmt::format("nobody's last score in {} fell short of {:.0f} %", check.title,
                                100 * file.policy.mastery.success_rate),
                    "name the students who take it again");
    }
    begin(invocation, book, file);
    render::Receipt receipt{.schema = "assess-retake/1", .done = {}, .lines = {}, .next = {}};
    const auto week = monday_of(session.date);
    std::vector<classroom::StudentId> students;
    std::string names;
    for (const auto* one : takers) {
        book.add_retake({.student = one->student.id, .check = check.id, .from = session.date});
        const classroom::PlanOverride pin{
            .student = one->student.id,
            .week = week,
            .kind = classroom::PlanOverride::Kind::pin,
            .on = session.date,
            .purpose = "check",
            .skill = file.curriculum.skills()[classroom::skill_of(*one, check)].id,
            .options = {{{}, check.id, minutes_needed(check.minutes, one->adjustment.time_factor)}},
            .because = "retake"};
        book.add_override(pin);
        facts.overrides.push_back(pin);
        students.push_back(one->student.id);
        names += (names.empty() ? "" : ", ") + one->student.display_name();
    }
    if (const auto plans = book.plans(week); !plans.empty()) {
        const auto after = classroom::class_state(file, std::move(facts), invocation.today);
        const auto plan = replan(book, after, plans, students);
        if (!plan.fresh.empty()) receipt.lines.push_back(fmt::format("it is in the plan of {}", text::iso_week(week)));
    }
    receipt.lines.insert(receipt.lines.begin(), names);
    receipt.lines.emplace_back("a score from that day on is another attempt; the old one stays");
    receipt.done = fmt::format("{} take{} {} again on {}",
                               takers.size() == 1 ? "1 student" : fmt::format("{} students", takers.size()),
                               takers.size() == 1 ? "s" : "", check.title, text::long_date(session.date));
    receipt.next.push_back("waymark assess sheet " + check.id);
    return finished(invocation, book, std::move(receipt));
}

}  // namespace waymark::app::commands
