#include "draft_week.hpp"

#include <algorithm>
#include <limits>

#include "asked_for.hpp"
#include "plan_words.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/classroom/projects.hpp"
#include "waymark/classroom/together.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

const Session* session_on(const std::vector<Session>& sessions, const std::optional<Date>& day) {
    if (!day) return nullptr;
    const auto found = std::ranges::find(sessions, *day, &Session::date);
    return found == sessions.end() ? nullptr : &*found;
}

}  // namespace

DraftWeek::DraftWeek(const ClassState& state, const std::vector<Session>& sessions, Date week,
                     const StudentState& student)
    : state_(state), curriculum_(state.file.curriculum), sessions_(sessions), student_(student) {
    for (const auto& session : sessions) {
        if (student.excused_on(session.date)) request.away.push_back(session.number);
    }
    request.states = student.skills;
    request.interests = student.student.interests;
    request.tools = student.student.tools;
    request.home_minutes = state.file.policy.home_minutes;
    request.time_factor = student.adjustment.time_factor;
    request.device_at_home = student.adjustment.device_at_home;
    for (const auto& goal : student.goals) {
        for (const auto skill : goal_skills(state.file, goal.target)) {
            const bool reached = student.skills[skill].decision.status == Status::mastered;
            if (reached) continue;
            request.goals.push_back(skill);
            if (!goal.of_the_teacher || !goal.by) continue;
            const auto last = state.file.calendar.last_session_by(*goal.by);
            if (last) request.goals_due.push_back({.skill = skill, .session = last->number});
        }
    }
    for (const auto& id : student.adjustment.without) drop(id);
    for (const auto& change : student.overrides) {
        if (change.week != week) continue;
        // The newest word counts.
        std::erase_if(fixed, [&](const Fixed& one) { return one.on == change.on && is_about(one, change.skill); });
        std::erase_if(taken_out_, [&](const auto& one) { return one.on == change.on && one.skill == change.skill; });
        if (change.kind == PlanOverride::Kind::pin) {
            pin(change);
        } else if (change.kind == PlanOverride::Kind::drop) {
            drop(change.skill);
        } else {
            taken_out_.push_back(change);
        }
    }
    for (const auto& project : state.projects) join(project);
    for (const auto& group : state.fixed_groups) join(group);
    for (const auto& one : student.requests) {
        if (one.week != week) continue;
        if (one.kind == StudentRequest::Kind::own) proposals_.push_back(one);
        const auto asked = activities_asked_for(state, student, one);
        request.requests.insert(request.requests.end(), asked.begin(), asked.end());
    }
    open_ = proposals_;
}

bool DraftWeek::keep(const StoredPlan& plan, Keep how, bool everything) {
    auto minutes = pinned_minutes();
    std::vector<Fixed> before;
    const auto pin_at = [&](const StoredSlot& slot, SkillIndex skill) {
        return std::ranges::find_if(
            fixed, [&](const Fixed& one) { return one.on == slot.on && one.pin.skill == skill && !one.kept; });
    };
    // What stands for a slot has its number before any other pin can take over another's.
    for (const auto& slot : plan.slots) {
        const auto skill = curriculum_.find_skill(slot.skill);
        if (!skill) continue;
        if (const auto pinned = pin_at(slot, *skill); pinned != fixed.end()) pinned->number = slot.number;
    }
    const auto take = [&](const StoredSlot& slot, bool of_those_begun) {
        const auto skill = curriculum_.find_skill(slot.skill);
        const bool over = slot.on && *slot.on < state_.today;
        const auto* session = session_on(sessions_, slot.on);
        if (!skill || slot.options.empty() || (slot.on && session == nullptr)) return;
        if (session != nullptr && !over && is_away(session->number)) return;
        const bool happened = over || slot.done.has_value();
        const bool begun = happened || !slot.chosen.empty();
        if (begun != of_those_begun) return;
        // A pin of the same skill in the same session stands for it, and takes over what was chosen and done.
        const auto pinned = pin_at(slot, *skill);
        if (pinned != fixed.end()) {
            pinned->number = slot.number;
            if (same_options(*pinned, slot)) pinned->kept = &slot;
            if (!slot.done || pinned->kept != nullptr) return;
        }
        if (!begun && is_of_group(slot)) return;
        if (!begun && is_dropped(*skill)) return;
        if (!slot.done && is_taken_out(slot)) {
            // What stands there instead has its number on the slip.
            const auto instead = std::ranges::find_if(fixed, [&](const Fixed& one) {
                return one.on == slot.on && one.number == 0 && one.kept == nullptr && one.title.empty();
            });
            if (instead != fixed.end()) instead->number = slot.number;
            return;
        }
        const auto* proposal = proposal_of(slot);
        const bool of_use = proposal != nullptr || (how != Keep::begun && still_of_use(plan, slot, *skill));
        if (!begun && !everything && !of_use) return;
        auto& used = minutes[session == nullptr ? 0 : session->number];
        const int most = session == nullptr ? request.home_minutes : session->minutes;
        if (!happened && used + slot.minutes > most) return;
        used += slot.minutes;
        before.push_back(
            {slot.on, pin_of(slot, *skill, session), &slot, {}, proposal == nullptr ? "" : proposal->target});
        if (proposal != nullptr) {
            std::erase_if(open_, [&](const StudentRequest& one) { return one.target == proposal->target; });
        }
    };
    // What was chosen has its minutes before what was only planned.
    for (const bool begun : {true, false}) {
        for (const auto& slot : plan.slots) take(slot, begun);
    }
    fixed.insert(fixed.begin(), before.begin(), before.end());
    return plan.slots.size() == fixed.size() &&
           std::ranges::all_of(fixed, [](const Fixed& one) { return one.kept != nullptr; });
}

PlanStudent DraftWeek::for_planner() {
    // What others do at the same time begins a session; the rest stands as it did.
    std::ranges::stable_sort(fixed, {}, [](const Fixed& one) {
        const int number = one.kept != nullptr ? one.kept->number : one.number;
        return std::pair(-one.with_others, number > 0 ? number : std::numeric_limits<int>::max());
    });
    auto student = request;
    for (const auto& one : fixed) student.pins.push_back(one.pin);
    return student;
}

std::map<int, int> DraftWeek::pinned_minutes() const {
    std::map<int, int> minutes;
    for (const auto& one : fixed) {
        int longest = 0;
        for (const auto& option : one.pin.options) longest = std::max(longest, option.minutes);
        minutes[one.pin.session.value_or(0)] += longest;
    }
    return minutes;
}

const StudentRequest* DraftWeek::proposal_of(const StoredSlot& slot) const {
    const auto found = std::ranges::find_if(proposals_, [&](const StudentRequest& one) {
        return one.skill == slot.skill && slot.options.front().title == one.target;
    });
    return found == proposals_.end() ? nullptr : &*found;
}

/// Of the week, kept for the student's own.
int DraftWeek::own_minutes() const {
    int minutes = request.home_minutes;
    for (const auto& session : sessions_) minutes += is_away(session.number) ? 0 : session.minutes;
    return static_cast<int>(state_.file.policy.own_share * minutes);
}

void DraftWeek::place_proposals(const StudentPlan& without) {
    auto used = pinned_minutes();
    for (const auto& slot : without.slots) {
        const bool due = std::ranges::any_of(slot.reasons, [&](const Reason& one) {
            return one.kind == Reason::Kind::overdue ||
                   (one.kind == Reason::Kind::due && one.number <= sessions_.back().number);
        });
        // Practice in one's own way can be the idea itself.
        const auto& first = slot.options.front();
        const bool of_class = first.activity.has_value() || first.check.has_value();
        if (due && of_class && !slot.pin) used[slot.session.value_or(0)] += slot.minutes;
    }
    int own = 0;
    for (const auto& one : fixed) own += one.title.empty() ? 0 : one.pin.options.front().minutes;
    for (const auto& wish : open_) {
        const auto skill = curriculum_.find_skill(wish.skill);
        if (!skill || student_.standings[*skill].readiness == Readiness::blocked || is_dropped(*skill)) continue;
        if (own > 0 && own + wish.minutes > own_minutes()) continue;
        Fixed one{.on = {}, .pin = {}, .kept = nullptr, .reasons = {kProposed}, .title = wish.target};
        one.pin.purpose = Purpose::practise;
        one.pin.skill = *skill;
        one.pin.options = {{std::nullopt, std::nullopt, wish.minutes}};
        one.pin.reasons = {{Reason::Kind::requested, 0, {}}};
        const auto free = std::ranges::find_if(sessions_, [&](const Session& session) {
            return session.date >= state_.today && !is_away(session.number) &&
                   used[session.number] + wish.minutes <= session.minutes;
        });
        if (free != sessions_.end()) {
            one.on = free->date;
            one.pin.session = free->number;
        } else if (used[0] + wish.minutes > request.home_minutes) {
            continue;
        }
        own += wish.minutes;
        used[one.pin.session.value_or(0)] += wish.minutes;
        fixed.push_back(std::move(one));
    }
}

bool DraftWeek::is_of_group(const StoredSlot& slot) const {
    return std::ranges::any_of(fixed, [&](const Fixed& one) {
        if (one.with_others == 0 || one.on != slot.on || !one.pin.options.front().activity) return false;
        const auto& id = curriculum_.activities()[*one.pin.options.front().activity].id;
        return std::ranges::find(slot.options, id, &StoredOption::activity) != slot.options.end();
    });
}

void DraftWeek::drop(const std::string& skill) {
    const auto index = curriculum_.find_skill(skill);
    if (index) request.dropped.push_back(*index);
}

bool DraftWeek::is_dropped(SkillIndex skill) const {
    return std::ranges::find(request.dropped, skill) != request.dropped.end();
}

bool DraftWeek::is_taken_out(const StoredSlot& slot) const {
    return std::ranges::any_of(taken_out_, [&](const PlanOverride& one) {
        return one.on == slot.on && one.skill == slot.skill && one.purpose == slot.purpose;
    });
}

bool DraftWeek::is_away(int session) const {
    return std::ranges::find(request.away, session) != request.away.end();
}

bool DraftWeek::is_about(const Fixed& one, const std::string& skill) const {
    return curriculum_.skills()[one.pin.skill].id == skill;
}

void DraftWeek::pin(const PlanOverride& change) {
    const auto skill = curriculum_.find_skill(change.skill);
    const auto* session = session_on(sessions_, change.on);
    if (!skill || (change.on && session == nullptr)) return;
    Fixed one{.on = change.on, .pin = {}, .kept = nullptr, .reasons = {teacher_sentence(change.because)}, .title = {}};
    one.pin.session = session == nullptr ? std::nullopt : std::optional(session->number);
    one.pin.purpose = purpose_of(change.purpose);
    one.pin.skill = *skill;
    for (const auto& option : change.options) {
        const auto activity = curriculum_.find_activity(option.activity);
        const auto check = curriculum_.find_check(option.check);
        // What the class file no longer has is left out; the slot stays for what is left of it.
        if ((!option.activity.empty() && !activity) || (!option.check.empty() && !check)) continue;
        one.pin.options.push_back({activity, check, option.minutes});
    }
    if (one.pin.options.empty()) return;
    one.pin.reasons = {{Reason::Kind::teacher, 0, change.because}};
    const auto& first = change.options.front().activity;
    if (change.on && !first.empty() && is_put_together(state_, *change.on, change.skill, first)) one.with_others = 3;
    std::erase_if(request.dropped, [&](SkillIndex dropped) { return dropped == *skill; });
    std::erase_if(fixed, [&](const Fixed& other) { return other.on == one.on && other.pin.skill == *skill; });
    fixed.push_back(std::move(one));
}

void DraftWeek::join(const Project& project) {
    const auto activity = curriculum_.find_activity(project.activity);
    if (!activity || !project.has(student_.student.id)) return;
    const auto& about = curriculum_.activities()[*activity];
    for (const auto& session : project_sessions(curriculum_, state_.file.calendar, project)) {
        if (session_on(sessions_, session.date) == nullptr || is_away(session.number)) continue;
        Fixed one{.on = session.date, .pin = {}, .kept = nullptr, .reasons = {project_sentence(project)}, .title = {}};
        one.pin.session = session.number;
        one.pin.skill = skill_of(student_, about);
        one.pin.options = {{activity, std::nullopt, std::min(about.minutes, session.minutes)}};
        one.pin.reasons = {{Reason::Kind::teacher, 0, project.name}};
        one.with_others = 1;
        for (const auto& milestone : project.milestones) {
            if (milestone.due_on < session.date) continue;
            one.reasons.push_back(milestone.title + " by " + text::short_date(milestone.due_on));
            break;
        }
        fixed.push_back(std::move(one));
    }
}

void DraftWeek::join(const FixedGroup& group) {
    const auto activity = curriculum_.find_activity(group.activity);
    const auto skill = curriculum_.find_skill(group.skill);
    const auto* session = session_on(sessions_, group.on);
    if (!activity || !skill || session == nullptr || is_away(session->number)) return;
    if (!group.has(student_.student.id)) return;
    const bool peer = group.peer == student_.student.id;
    std::string others;
    for (const auto& other : state_.students) {
        const auto id = other.student.id;
        if (id == student_.student.id || !group.has(id)) continue;
        others += (others.empty() ? "" : ", ") + other.student.name_on_paper();
    }
    Fixed one{.on = group.on, .pin = {}, .kept = nullptr, .reasons = {"in a group with " + others}, .title = {}};
    one.pin.session = session->number;
    one.pin.purpose = peer ? Purpose::refresh : Purpose::learn;
    one.pin.skill = *skill;
    one.pin.options = {{activity, std::nullopt, std::min(group.minutes, session->minutes)}};
    one.pin.reasons = {{Reason::Kind::teacher, 0, "group"}};
    one.with_others = 2;
    std::erase_if(fixed, [&](const Fixed& other) { return other.on == one.on && other.pin.skill == *skill; });
    fixed.push_back(std::move(one));
}

std::string DraftWeek::project_sentence(const Project& project) const {
    std::string others;
    for (const auto& other : state_.students) {
        if (other.student.id == student_.student.id || !project.has(other.student.id)) continue;
        others += (others.empty() ? " with " : ", ") + other.student.name_on_paper();
    }
    return "project " + project.name + others;
}

bool DraftWeek::same_options(const Fixed& one, const StoredSlot& slot) const {
    return std::ranges::equal(one.pin.options, slot.options, [&](const Option& a, const StoredOption& b) {
        return a.activity == curriculum_.find_activity(b.activity) && a.check == curriculum_.find_check(b.check) &&
               a.minutes == b.minutes;
    });
}

Pin DraftWeek::pin_of(const StoredSlot& slot, SkillIndex skill, const Session* session) const {
    Pin pin;
    if (session != nullptr) pin.session = session->number;
    pin.purpose = purpose_of(slot.purpose);
    pin.skill = skill;
    for (const auto& option : slot.options) {
        pin.options.push_back(
            {curriculum_.find_activity(option.activity), curriculum_.find_check(option.check), option.minutes});
    }
    pin.reasons = {{Reason::Kind::teacher, 0, {}}};
    return pin;
}

bool DraftWeek::still_of_use(const StoredPlan& plan, const StoredSlot& slot, SkillIndex skill) const {
    const auto readiness = student_.standings[skill].readiness;
    const auto& known = student_.skills[skill];
    switch (purpose_of(slot.purpose)) {
        case Purpose::check:
            // What is blocked is checked where one need has held it up for long.
            if (readiness == Readiness::blocked) return known.estimate.observations == 0;
            return readiness == Readiness::ready &&
                   (known.estimate.observations == 0 || shown_once(known.decision, known.direct_success) ||
                    is_worked_on_before(plan, slot));
        case Purpose::refresh:
            // A review that the teacher's word or later work put off for longer than the week is not needed in it.
            return readiness == Readiness::to_refresh ||
                   (readiness == Readiness::mastered &&
                    (!known.review_on || *known.review_on <= sessions_.back().date));
        case Purpose::learn:
        case Purpose::practise:
            return readiness == Readiness::ready;
    }
    return false;
}

bool DraftWeek::is_worked_on_before(const StoredPlan& plan, const StoredSlot& check) {
    return std::ranges::any_of(plan.slots, [&](const StoredSlot& other) {
        return other.skill == check.skill && purpose_of(other.purpose) != Purpose::check && other.on && check.on &&
               *other.on <= *check.on;
    });
}

}  // namespace waymark::classroom
