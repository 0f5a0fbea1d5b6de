#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/reports.hpp"
#include "waymark/plan.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

std::string sentence(const Reason& reason, const Calendar& calendar) {
    const auto due = [&] {
        const auto session = calendar.session(reason.number);
        return session ? text::short_date(session->date) : fmt::format("session {}", reason.number);
    };
    switch (reason.kind) {
        case Reason::Kind::due:
            return "due " + due();
        case Reason::Kind::overdue:
            return "was due " + due();
        case Reason::Kind::priority:
            return "ready, priority " + reason.word;
        case Reason::Kind::unlocks:
            return fmt::format("{} later skill{} build{} on it", reason.number, reason.number == 1 ? "" : "s",
                               reason.number == 1 ? "s" : "");
        case Reason::Kind::unseen:
            return "no evidence yet: find out first";
        case Reason::Kind::not_sure:
            return fmt::format("not sure after {} observation{}", reason.number, reason.number == 1 ? "" : "s");
        case Reason::Kind::fading:
            return fmt::format("mastered, last seen {} days ago", reason.number);
        case Reason::Kind::interest:
            return "fits the interest in " + reason.word;
        case Reason::Kind::tool:
            return "uses " + reason.word + ", as preferred";
        case Reason::Kind::no_activity:
            return "no activity fits here";
        case Reason::Kind::continues:
            return "goes on";
    }
    return {};
}

std::string purpose_word(Purpose purpose) {
    switch (purpose) {
        case Purpose::check:
            return "check";
        case Purpose::learn:
            return "learn";
        case Purpose::practise:
            return "practise";
        case Purpose::refresh:
            return "refresh";
    }
    return {};
}

StoredOption stored(const Option& option, const Curriculum& curriculum, std::size_t place) {
    StoredOption result;
    result.letter = std::string(1, static_cast<char>('a' + place));
    result.minutes = option.minutes;
    if (option.activity) {
        result.activity = curriculum.activities()[*option.activity].id;
        result.title = curriculum.activities()[*option.activity].title;
    } else if (option.check) {
        result.check = curriculum.checks()[*option.check].id;
        result.title = curriculum.checks()[*option.check].title;
    } else {
        result.title = "practise: your choice";
    }
    return result;
}

std::vector<ActivityIndex> activities_done(const Curriculum& curriculum, const std::vector<StoredPlan>& past,
                                           StudentId student, Date before) {
    std::vector<ActivityIndex> done;
    for (const auto& plan : past) {
        if (plan.student != student || plan.week >= before) continue;
        for (const auto& slot : plan.slots) {
            if (slot.done != true || slot.options.empty()) continue;
            const auto chosen = std::ranges::find(slot.options, slot.chosen, &StoredOption::letter);
            const auto& option = chosen == slot.options.end() ? slot.options.front() : *chosen;
            if (const auto activity = curriculum.find_activity(option.activity)) done.push_back(*activity);
        }
    }
    return done;
}

std::vector<Together> taught_together(const std::vector<WeekReport::Line>& lines) {
    constexpr int kFewest = 5;
    std::map<std::pair<std::string, Date>, Together> met;
    for (const auto& line : lines) {
        std::set<std::pair<std::string, Date>> counted;
        for (const auto& slot : line.plan.slots) {
            if (!slot.on || (slot.purpose != "learn" && slot.purpose != "practise")) continue;
            const auto key = std::pair(slot.skill, *slot.on);
            if (!counted.insert(key).second) continue;
            auto& one = met[key];
            one.skill = slot.skill;
            one.skill_title = slot.skill_title;
            one.on = *slot.on;
            ++one.students;
            for (const auto& option : slot.options) {
                one.minutes = one.minutes == 0 ? option.minutes : std::min(one.minutes, option.minutes);
            }
        }
    }
    std::map<std::string, Together> best;
    for (auto& [key, one] : met) {
        one.of = static_cast<int>(lines.size());
        if (one.students < kFewest || 2 * one.students < one.of) continue;
        auto& known = best[one.skill];
        if (one.students > known.students) known = one;
    }
    std::vector<Together> all;
    for (auto& [skill, one] : best) all.push_back(std::move(one));
    std::ranges::stable_sort(all, std::ranges::greater{}, &Together::students);
    return all;
}

}  // namespace

std::vector<StoredPlan> make_week(const ClassState& state, Date week, const std::vector<StoredPlan>& past) {
    const auto& file = state.file;
    const auto& curriculum = file.curriculum;
    auto week_sessions = file.calendar.sessions_in_week(week);
    if (week_sessions.empty()) {
        throw Error(Error::Kind::failed, "the class does not meet in the week of " + text::long_date(week),
                    "the term runs from " + text::long_date(file.calendar.term_starts()) + " to " +
                        text::long_date(file.calendar.term_ends()));
    }
    std::vector<Session> sessions(week_sessions.begin(), week_sessions.end());
    if (file.policy.class_minutes) {
        for (auto& session : sessions) session.minutes = std::min(session.minutes, *file.policy.class_minutes);
    }
    PlanRequest request;
    request.sessions = sessions;
    request.today = state.today;
    request.next_session = file.calendar.sessions_before(state.today) + 1;
    request.policy.options_per_slot = file.policy.options_per_slot;
    request.policy.distinct_activities = file.policy.teacher.distinct_activities;
    request.policy.check_share = file.policy.check_share;
    for (const auto& student : state.students) {
        std::vector<int> away;
        for (const auto& session : sessions) {
            if (std::ranges::binary_search(student.terms.excused, session.date)) {
                away.push_back(session.number);
            }
        }
        request.students.push_back({.states = student.skills,
                                    .interests = student.student.interests,
                                    .tools = student.student.tools,
                                    .done = activities_done(curriculum, past, student.student.id, week),
                                    .home_minutes = file.policy.home_minutes,
                                    .away = std::move(away)});
    }
    const auto plans = plan_week(curriculum, request);

    std::vector<StoredPlan> result;
    for (std::size_t at = 0; at < plans.size(); ++at) {
        StoredPlan plan{.student = state.students[at].student.id, .week = week, .slots = {}};
        for (const auto& slot : plans[at].slots) {
            StoredSlot line;
            line.number = static_cast<int>(plan.slots.size()) + 1;
            if (slot.session) line.on = file.calendar.session(*slot.session)->date;
            line.purpose = purpose_word(slot.purpose);
            line.skill = curriculum.skills()[slot.skill].id;
            line.skill_title = curriculum.skills()[slot.skill].title;
            line.minutes = slot.minutes;
            for (std::size_t place = 0; place < slot.options.size(); ++place) {
                line.options.push_back(stored(slot.options[place], curriculum, place));
            }
            for (const auto& reason : slot.reasons) line.reasons.push_back(sentence(reason, file.calendar));
            plan.slots.push_back(std::move(line));
        }
        result.push_back(std::move(plan));
    }
    return result;
}

WeekReport week_report(const ClassState& state, Date week, std::vector<StoredPlan> plans) {
    const auto& curriculum = state.file.curriculum;
    WeekReport report;
    report.title = state.file.title;
    report.week = week;
    std::map<Date, std::set<std::string>> at_once;
    std::set<std::string> prepared;
    for (const auto& student : state.students) {
        const auto plan = std::ranges::find(plans, student.student.id, &StoredPlan::student);
        if (plan == plans.end()) continue;
        report.published = report.published || plan->published;
        for (const auto& slot : plan->slots) {
            for (const auto& option : slot.options) {
                const auto& what = option.activity.empty() ? option.check : option.activity;
                if (slot.on && !what.empty()) at_once[*slot.on].insert(what);
                const auto activity = curriculum.find_activity(option.activity);
                if (activity && prepared.insert(option.activity).second) {
                    report.preparation_minutes += curriculum.activities()[*activity].preparation_minutes;
                }
            }
            if (slot.options.empty()) continue;
            const auto& first = slot.options.front();
            if (const auto activity = curriculum.find_activity(first.activity)) {
                report.marking_minutes += curriculum.activities()[*activity].marking_minutes;
            } else if (const auto check = curriculum.find_check(first.check)) {
                report.marking_minutes += curriculum.checks()[*check].marking_minutes;
            }
        }
        report.lines.push_back({student.student.slug, student.student.display_name(), std::move(*plan)});
    }
    for (const auto& [day, activities] : at_once) {
        report.distinct_activities = std::max(report.distinct_activities, static_cast<int>(activities.size()));
    }
    report.together = taught_together(report.lines);
    const auto& limits = state.file.policy.teacher;
    if (limits.marking_minutes && report.marking_minutes > *limits.marking_minutes) {
        report.notes.push_back(fmt::format("{} min of marking are more than the {} that the class file allows a week.",
                                           report.marking_minutes, *limits.marking_minutes));
    }
    const auto preparations = std::ranges::count_if(prepared, [&](const std::string& id) {
        return curriculum.activities()[*curriculum.find_activity(id)].preparation_minutes > 0;
    });
    if (limits.new_preparations && preparations > *limits.new_preparations) {
        report.notes.push_back(
            fmt::format("{} activities need preparation, more than the {} that the class file allows"
                        " a week.",
                        preparations, *limits.new_preparations));
    }
    return report;
}

}  // namespace waymark::classroom
