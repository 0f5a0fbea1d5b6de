#include "waymark/classroom/pace_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <ranges>
#include <utility>

#include "pace_agreed.hpp"
#include "waymark/forecast.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

using std::chrono::days;

constexpr double kLow = 0.1, kMiddle = 0.5, kHigh = 0.9;
/// A break that costs less than this of a chance is not worth a word.
constexpr double kNoticeable = 0.03;
/// Sessions in which nobody recorded anything: after more of them nobody knows what was done.
constexpr std::ptrdiff_t kLongestSilence = 10;

struct Learner {
    PlannedWork plan;
    std::vector<bool> mastered;
    Date clock{};               ///< the last day that counts as seen
    std::vector<Date> to_come;  ///< sessions after it
};

/// The progress of the class, and what it says of one student.
class Forecaster {
public:
    Forecaster(const ClassState& state, const PaceAssumptions& assumptions)
        : state_(state),
          factor_(assumptions.session_factor),
          learners_(learners_of(state)),
          model_(progress_of(state, learners_)) {}

    [[nodiscard]] std::size_t position(const StudentState& student) const {
        return static_cast<std::size_t>(&student - state_.students.data());
    }
    [[nodiscard]] const Learner& of(std::size_t at) const { return learners_[at]; }

    /// What is left of the work due by `due` (all of it without), with the needs that are missing.
    [[nodiscard]] double left(std::size_t at, std::optional<Date> due) const {
        const auto& learner = learners_[at];
        std::vector<bool> wanted(learner.mastered.size(), false);
        for (const auto& target : learner.plan.targets()) {
            if (due && (!target.due || *target.due > *due)) continue;
            for (const auto skill : target.skills) wanted[skill] = !learner.mastered[skill];
        }
        const auto& curriculum = state_.file.curriculum;
        double minutes = 0;
        for (const auto skill : std::views::reverse(curriculum.order())) {
            if (!wanted[skill]) continue;
            minutes += curriculum.skills()[skill].minutes;
            for (const auto& any : curriculum.skills()[skill].needs) {
                const bool met =
                    std::ranges::any_of(any, [&](SkillIndex need) { return learner.mastered[need] || wanted[need]; });
                if (met) continue;
                wanted[*std::ranges::min_element(
                    any, {}, [&](SkillIndex need) { return curriculum.skills()[need].minutes; })] = true;
            }
        }
        return minutes;
    }

    [[nodiscard]] bool knows(std::size_t at) const {
        const auto& learner = learners_[at];
        const auto silent = std::ranges::lower_bound(learner.to_come, state_.today) - learner.to_come.begin();
        return model_.knows(at) && silent <= kLongestSilence &&
               state_.students[at].pace.state != PaceState::no_recent_evidence;
    }

    [[nodiscard]] TargetForecast forecast(std::size_t at, std::string title, std::optional<Date> due) const {
        TargetForecast result{.title = std::move(title), .due = due, .left_minutes = left(at, due)};
        result.reached = result.left_minutes <= 0;
        result.known = result.reached || knows(at);
        if (result.reached || !result.known) return result;
        const auto& learner = learners_[at];
        const auto needed = model_.sessions_for(at, result.left_minutes);
        const auto day_at = [&](double chance) -> std::optional<Date> {
            const auto number = static_cast<std::size_t>(
                std::max(1.0, std::ceil(static_cast<double>(needed.quantile(chance)) / factor_)));
            const auto next = std::ranges::lower_bound(learner.to_come, state_.today);
            if (number > learner.to_come.size() || next == learner.to_come.end()) return std::nullopt;
            return std::max(learner.to_come[number - 1], *next);
        };
        result.earliest = day_at(kLow);
        result.middle = day_at(kMiddle);
        result.latest = day_at(kHigh);
        const auto until = due.value_or(state_.file.calendar.term_ends());
        if (until < state_.today) return result;
        const auto sessions = sessions_by(learner, until);
        const double chance = needed.within(sessions * factor_);
        result.chance = chance;
        for (const auto& one : state_.file.calendar.breaks()) {
            const auto lost = std::ranges::count_if(state_.file.calendar.pattern_days(), [&](Date day) {
                const auto session = state_.file.calendar.last_session_by(day);
                return day >= one.from && day <= one.to && day > learner.clock && day <= until &&
                       !(session && session->date == day);
            });
            const double without = needed.within((sessions + static_cast<double>(lost)) * factor_);
            if (without - chance > std::max(kNoticeable, result.held_up)) {
                result.held_up = without - chance;
                result.held_up_by = one.name;
            }
        }
        return result;
    }

    /// The share of all work that is done by the end of `day` with this chance of being at least so much.
    [[nodiscard]] double share_by(std::size_t at, Date day, double chance) const {
        const auto& learner = learners_[at];
        const double total = learner.plan.total_minutes(), done = state_.students[at].pace.done_minutes;
        const auto sessions = sessions_by(learner, day) * factor_;
        double low = 0, high = total - done;
        if (high <= 0 || sessions <= 0) return total > 0 ? done / total : 0;
        if (model_.sessions_for(at, high).within(sessions) >= chance) return 1;
        for (int step = 0; step < 20; ++step) {
            const double middle = (low + high) / 2;
            (model_.sessions_for(at, middle).within(sessions) >= chance ? low : high) = middle;
        }
        return (done + low) / total;
    }

private:
    static std::vector<Learner> learners_of(const ClassState& state) {
        std::vector<Learner> all;
        all.reserve(state.students.size());
        for (const auto& student : state.students) all.push_back(learner(state, student));
        return all;
    }

    static std::vector<Progress> progress_of(const ClassState& state, const std::vector<Learner>& learners) {
        std::vector<Progress> all;
        all.reserve(learners.size());
        for (const auto& learner : learners) all.push_back(progress_of(state, state.students[all.size()], learner));
        return all;
    }

    static Learner learner(const ClassState& state, const StudentState& student) {
        Learner one{.plan = PlannedWork(state.file.curriculum, state.file.calendar, student.terms)};
        for (const auto& known : student.skills) {
            one.mastered.push_back(known.decision.status == Status::mastered);
        }
        one.clock = state.recorded.empty() ? state.today - days(1) : state.recorded.back();
        for (const auto& session : one.plan.sessions()) {
            if (session.date > one.clock) one.to_come.push_back(session.date);
        }
        return one;
    }

    static Progress progress_of(const ClassState& state, const StudentState& student, const Learner& learner) {
        Progress progress{.minutes = {}, .total_minutes = std::max(1.0, learner.plan.total_minutes())};
        std::vector<Date> had;
        for (const auto& session : learner.plan.sessions()) {
            if (session.date <= learner.clock) had.push_back(session.date);
        }
        std::map<SkillIndex, Date> since;
        for (const auto& change : student.work.changes) {
            if (change.mastered) {
                since.try_emplace(change.skill, change.on);
            } else {
                since.erase(change.skill);
            }
        }
        progress.minutes.resize(had.size(), 0.0);
        for (const auto& target : learner.plan.targets()) {
            for (const auto skill : target.skills) {
                const auto found = since.find(skill);
                if (found == since.end()) continue;
                const auto after = std::ranges::upper_bound(had, found->second);
                const double minutes = state.file.curriculum.skills()[skill].minutes;
                if (after == had.begin()) {
                    progress.known_before += minutes;
                } else {
                    progress.minutes[static_cast<std::size_t>(after - had.begin()) - 1] += minutes;
                }
            }
        }
        // Where everything is done nothing more can be learned of the pace.
        double done = progress.known_before;
        for (std::size_t at = 0; at < progress.minutes.size(); ++at) {
            done += progress.minutes[at];
            if (done < progress.total_minutes - 1e-6) continue;
            progress.minutes.resize(at + 1);
            break;
        }
        return progress;
    }

    [[nodiscard]] static double sessions_by(const Learner& learner, Date day) {
        return static_cast<double>(std::ranges::upper_bound(learner.to_come, day) - learner.to_come.begin());
    }

    const ClassState& state_;
    double factor_;
    std::vector<Learner> learners_;
    ProgressModel model_;
};

/// "Family", "Family and School".
std::string title_of(const ClassFile& file, const Target& target) {
    std::vector<std::string> units;
    for (const auto skill : target.skills) {
        const auto& about = file.curriculum.skills()[skill];
        const auto unit = std::ranges::find(file.units, about.unit, &Unit::id);
        const auto& title = unit == file.units.end() ? about.title : unit->title;
        if (std::ranges::find(units, title) == units.end()) units.push_back(title);
    }
    if (units.empty()) return {};
    if (units.size() == 1) return units.front();
    if (units.size() == 2) return units[0] + " and " + units[1];
    return fmt::format("{} and {} more", units[0], units.size() - 1);
}

std::string cause_words(const ClassFile& file, const PaceCause& cause) {
    switch (cause.kind) {
        case PaceCause::Kind::nothing_recorded:
            return cause.number == 1 ? "nothing recorded in the last session"
                                     : fmt::format("nothing recorded in {} sessions", cause.number);
        case PaceCause::Kind::absent:
            return fmt::format("absent in {} of the last 10 sessions", cause.number);
        case PaceCause::Kind::not_handed_in:
            return fmt::format("{} not handed in",
                               cause.number == 1 ? "1 piece of work" : fmt::format("{} pieces of work", cause.number));
        case PaceCause::Kind::stuck:
            return fmt::format("stuck at {}", cause.skill ? file.curriculum.skills()[*cause.skill].title : "a skill");
        case PaceCause::Kind::unsettled: {
            const auto& title = file.curriculum.skills()[cause.skill.value_or(0)].title;
            return cause.number == 1
                       ? fmt::format("{} is right so far: check it again", title)
                       : fmt::format("{} skills are right so far: check {} again and the others", cause.number, title);
        }
        case PaceCause::Kind::before_its_turn:
            return fmt::format("{} minutes done are of what was due before joining, and not due yet", cause.number);
        case PaceCause::Kind::slow:
            return "works, and needs more time than planned";
    }
    return {};
}

/// Why somebody who is where the plan is will not be done in the term at the speed so far; empty when it asks for no
/// more than that from now on.
std::string steeper_words(const Pace& pace) {
    const auto per_session = [](double minutes, int sessions) { return std::lround(minutes / std::max(1, sessions)); };
    const auto so_far = per_session(pace.done_minutes, pace.sessions_had);
    const auto needed = per_session(pace.total_minutes - pace.done_minutes, pace.sessions_total - pace.sessions_had);
    if (needed <= so_far) return {};
    return fmt::format("{} min of work a session so far, and {} are needed from now on", so_far, needed);
}

PaceLine line_of(const ClassState& state, const Forecaster& forecaster, const StudentState& student) {
    const auto at = forecaster.position(student);
    PaceLine line{.slug = student.student.slug, .name = student.student.display_name(), .pace = student.pace};
    const auto& plan = forecaster.of(at).plan;
    line.planned_by_end = plan.by(state.file.calendar.term_ends());
    // Work is planned in whole sessions, so it suffices to look at their ends and at due days.
    std::vector<Date> days_to_look;
    for (const auto& session : plan.sessions()) days_to_look.push_back(session.date);
    for (const auto& target : plan.targets()) {
        if (target.due) days_to_look.push_back(*target.due);
    }
    std::ranges::sort(days_to_look);
    for (const auto day : days_to_look) {
        if (plan.by(day) < plan.total_minutes() - 1e-6) continue;
        line.plan_complete = day;
        break;
    }
    line.agreed = agreed_pace(state, student, line.planned_by_end);
    for (const auto& cause : student.pace.causes) line.causes.push_back(cause_words(state.file, cause));
    for (const auto& target : forecaster.of(at).plan.targets()) {
        if (!target.due || *target.due < state.today || forecaster.left(at, target.due) <= 0) continue;
        line.next = forecaster.forecast(at, title_of(state.file, target), target.due);
        break;
    }
    line.all = forecaster.forecast(at, "all work", std::nullopt);
    const bool as_planned = student.pace.state == PaceState::on_pace || student.pace.state == PaceState::ahead;
    if (as_planned && line.all.known && !line.all.reached && !line.all.middle) {
        if (auto words = steeper_words(student.pace); !words.empty()) line.causes.push_back(std::move(words));
    }
    return line;
}

std::string chance_words(const std::optional<TargetForecast>& target) {
    if (!target || !target->chance) return "–";
    return chance_percent(*target->chance);
}

std::string day_words(const std::optional<Date>& day) {
    return day ? text::short_date(*day) : "after the term";
}

}  // namespace

std::string chance_percent(double chance) {
    if (chance < 0.01) return "<1%";
    if (chance > 0.99) return ">99%";
    return fmt::format("{:.0f}%", chance * 100);
}

std::string pace_words(const Pace& pace) {
    const auto sessions = std::lround(std::abs(pace.sessions_ahead));
    switch (pace.state) {
        case PaceState::no_recent_evidence:
            return "no recent evidence";
        case PaceState::behind:
            return fmt::format("{} session{} behind", sessions, sessions == 1 ? "" : "s");
        case PaceState::on_pace:
            break;
        case PaceState::ahead:
            return fmt::format("{} session{} ahead", sessions, sessions == 1 ? "" : "s");
    }
    return "on pace";
}

PaceReport pace_report(const ClassState& state, const PaceAssumptions& assumptions) {
    PaceReport report{.title = state.file.title, .today = state.today};
    const Forecaster forecaster(state, assumptions);
    std::size_t silent = 0, behind = 0;
    for (const auto& student : state.students) {
        report.lines.push_back(line_of(state, forecaster, student));
        silent += student.pace.state == PaceState::no_recent_evidence ? 1 : 0;
        behind += student.pace.state == PaceState::behind ? 1 : 0;
    }
    std::ranges::stable_sort(report.lines, [](const PaceLine& a, const PaceLine& b) {
        const auto left = a.pace.state, right = b.pace.state;
        return left != right ? left < right : a.pace.sessions_ahead < b.pace.sessions_ahead;
    });
    report.lead = report.lines.empty() ? "Nobody is on the roster yet."
                                       : fmt::format("{} behind plan, {} without recent evidence, {} on pace or ahead.",
                                                     behind, silent, state.students.size() - behind - silent);
    return report;
}

StudentPaceReport student_pace_report(const ClassState& state, const StudentState& student,
                                      const PaceAssumptions& assumptions) {
    const Forecaster forecaster(state, assumptions);
    const auto at = forecaster.position(student);
    StudentPaceReport report{
        .title = state.file.title, .today = state.today, .line = line_of(state, forecaster, student)};
    const auto& learner = forecaster.of(at);
    for (const auto& target : learner.plan.targets()) {
        report.targets.push_back(forecaster.forecast(
            at, target.due ? title_of(state.file, target) : title_of(state.file, target) + " (no due day)",
            target.due));
    }
    const double total = learner.plan.total_minutes();
    if (total <= 0) return report;
    const auto& calendar = state.file.calendar;
    for (auto monday = monday_of(std::max(calendar.term_starts(), student.terms.joined));
         monday <= calendar.term_ends(); monday += days(7)) {
        const auto sunday = monday + days(6);
        PaceWeek week{.monday = monday, .planned = learner.plan.by(sunday) / total};
        if (monday <= state.today) {
            double done = 0;
            std::vector<bool> mastered(student.skills.size(), false);
            for (const auto& change : student.work.changes) {
                if (change.on <= sunday) mastered[change.skill] = change.mastered;
            }
            for (SkillIndex skill = 0; skill < mastered.size(); ++skill) {
                if (mastered[skill] && learner.plan.counts(skill)) {
                    done += state.file.curriculum.skills()[skill].minutes;
                }
            }
            week.done = done / total;
        } else if (forecaster.knows(at)) {
            week.low = forecaster.share_by(at, sunday, kHigh);
            week.middle = forecaster.share_by(at, sunday, kMiddle);
            week.high = forecaster.share_by(at, sunday, kLow);
        }
        report.weeks.push_back(week);
    }
    return report;
}

std::string pace_effect(const PaceLine& before, const PaceLine& after) {
    std::vector<std::string> parts;
    const auto differ = [&](const std::string& what, const std::string& then, const std::string& now) {
        if (then != now) parts.push_back(fmt::format("{}{} → {}", what, then, now));
    };
    differ("", pace_words(before.pace), pace_words(after.pace));
    differ("work in all ", fmt::format("{:.0f} min", before.pace.total_minutes),
           fmt::format("{:.0f} min", after.pace.total_minutes));
    differ("planned by now ", fmt::format("{:.0f} min", before.pace.planned_minutes),
           fmt::format("{:.0f} min", after.pace.planned_minutes));
    differ("planned by the end of the term ", fmt::format("{:.0f} min", before.planned_by_end),
           fmt::format("{:.0f} min", after.planned_by_end));
    if (after.planned_by_end < before.planned_by_end - 0.5 && after.planned_by_end < after.pace.total_minutes - 0.5) {
        parts.push_back(fmt::format("{:.0f} min of the work are left undone at this pace",
                                    after.pace.total_minutes - after.planned_by_end));
    }
    const auto complete = [](const PaceLine& line) {
        return line.plan_complete ? text::short_date(*line.plan_complete) : std::string("not in the term");
    };
    differ("everything planned by ", complete(before), complete(after));
    if (before.plan_complete && after.plan_complete && *after.plan_complete < *before.plan_complete) {
        parts.emplace_back("then aspire work");
    }
    const auto next = [](const PaceLine& line) {
        return line.next ? fmt::format("{} by {}", line.next->title, text::short_date(*line.next->due)) : "nothing due";
    };
    if (next(before) == next(after)) {
        differ(next(before) + " ", chance_words(before.next), chance_words(after.next));
    } else {
        parts.push_back(fmt::format("{} ({}) → {} ({})", next(before), chance_words(before.next), next(after),
                                    chance_words(after.next)));
    }
    const auto all = [](const PaceLine& line) {
        if (line.all.reached) return std::string("done");
        return line.all.known ? day_words(line.all.middle) : std::string("too little known");
    };
    differ("all work likely ", all(before), all(after));
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : "; ") + part;
    return text.empty() ? "no difference" : text;
}

}  // namespace waymark::classroom
