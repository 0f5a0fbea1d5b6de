#include "waymark/classroom/week_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "held_up.hpp"
#include "plan_words.hpp"
#include "prospects.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/plan.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {
namespace {

/// A slot that is in the plan before the planner begins.
struct Fixed {
    std::optional<Date> on;
    Pin pin;
    const StoredSlot* kept = nullptr;  ///< the stored slot it was
    std::vector<std::string> reasons;  ///< sentences, when it is not
};

std::vector<Session> planned_sessions(const ClassFile& file, Date week) {
    const auto of_week = file.calendar.sessions_in_week(week);
    if (of_week.empty()) {
        throw Error(Error::Kind::failed, "the class does not meet in the week of " + text::long_date(week),
                    "the term runs from " + text::long_date(file.calendar.term_starts()) + " to " +
                        text::long_date(file.calendar.term_ends()));
    }
    std::vector<Session> sessions(of_week.begin(), of_week.end());
    if (file.policy.class_minutes) {
        for (auto& session : sessions) session.minutes = std::min(session.minutes, *file.policy.class_minutes);
    }
    return sessions;
}

const Session* session_on(const std::vector<Session>& sessions, const std::optional<Date>& day) {
    if (!day) return nullptr;
    const auto found = std::ranges::find(sessions, *day, &Session::date);
    return found == sessions.end() ? nullptr : &*found;
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

/// Weeks before this one, back to the last one with a plan that offered something of priority aspire; weeks without a
/// plan do not count.
int weeks_without_aspire(const ClassFile& file, const std::vector<StoredPlan>& stored, StudentId student, Date week) {
    std::map<Date, bool> offered;
    for (const auto& plan : stored) {
        if (plan.student != student || plan.week >= week) continue;
        offered[plan.week] = std::ranges::any_of(plan.slots, [&](const StoredSlot& slot) {
            const auto skill = file.curriculum.find_skill(slot.skill);
            return skill && file.curriculum.skills()[*skill].priority == Priority::aspire;
        });
    }
    int weeks = 0;
    for (auto one = offered.rbegin(); one != offered.rend() && !one->second; ++one) ++weeks;
    return weeks;
}

/// What falls due by the end of the week, as much as fits into the minutes that reviews may take.
std::vector<Review> reviews_of_week(const ClassState& state, const std::vector<Session>& sessions,
                                    const StudentState& student, const std::vector<int>& away, int home_minutes) {
    constexpr int kReviewMinutes = 15;
    const auto& policy = state.file.policy;
    int minutes = home_minutes;
    for (const auto& session : sessions) {
        if (std::ranges::find(away, session.number) == away.end()) minutes += session.minutes;
    }
    std::vector<ReviewCandidate> candidates;
    for (SkillIndex skill = 0; skill < student.histories.size(); ++skill) {
        const auto& history = student.histories[skill];
        if (!history.review) continue;
        candidates.push_back({.skill = skill,
                              .memory = *history.memory,
                              .priority = state.file.curriculum.skills()[skill].priority,
                              .minutes = kReviewMinutes,
                              .test = next_test(state.file, skill, state.today)});
    }
    return reviews_due(candidates, std::max(state.today, sessions.front().date), policy.recall_target,
                       static_cast<int>(policy.review_share * minutes), sessions.back().date);
}

/// One student's week while it is prepared for the planner.
class Preparation {
public:
    Preparation(const ClassState& state, const std::vector<Session>& sessions, Date week, const StudentState& student)
        : state_(state), curriculum_(state.file.curriculum), sessions_(sessions), student_(student) {
        for (const auto& session : sessions) {
            const auto& days = student.terms.excused;
            if (std::ranges::find(days, session.date) != days.end()) request.away.push_back(session.number);
        }
        request.states = student.skills;
        request.interests = student.student.interests;
        request.tools = student.student.tools;
        request.home_minutes = state.file.policy.home_minutes;
        request.time_factor = student.adjustment.time_factor;
        for (const auto& goal : student.goals) {
            for (const auto skill : goal_skills(state.file, goal.target)) {
                const bool reached = student.skills[skill].decision.status == Status::mastered;
                if (!reached) request.goals.push_back(skill);
            }
        }
        for (const auto& id : student.adjustment.without) drop(id);
        for (const auto& change : student.overrides) {
            if (change.week != week) continue;
            if (change.kind == PlanOverride::Kind::drop) {
                // The newest word counts.
                std::erase_if(fixed, [&](const Fixed& one) { return is_about(one, change.skill); });
                drop(change.skill);
            } else {
                pin(change);
            }
        }
        for (const auto& project : state.projects) join(project);
    }

    /// Puts back what stays of the plan there was. Whether that is all of it, and nothing is new.
    bool keep(const StoredPlan& plan, Keep how, bool everything) {
        std::map<int, int> minutes;
        for (const auto& one : fixed) {
            int longest = 0;
            for (const auto& option : one.pin.options) longest = std::max(longest, option.minutes);
            minutes[one.pin.session.value_or(0)] += longest;
        }
        std::size_t slots_before = 0;
        std::vector<Fixed> before;
        for (const auto& slot : plan.slots) {
            const auto skill = curriculum_.find_skill(slot.skill);
            const bool over = slot.on && *slot.on < state_.today;
            const auto* session = session_on(sessions_, slot.on);
            ++slots_before;
            if (!skill || slot.options.empty() || (slot.on && session == nullptr)) continue;
            if (session != nullptr && !over && is_away(session->number)) continue;
            const bool begun = over || !slot.chosen.empty() || slot.done.has_value();
            // A pin of the same skill in the same session stands for it, and takes over what was chosen and done.
            const auto pinned = std::ranges::find_if(
                fixed, [&](const Fixed& one) { return one.on == slot.on && one.pin.skill == *skill && !one.kept; });
            if (pinned != fixed.end()) {
                if (same_options(*pinned, slot)) pinned->kept = &slot;
                if (!slot.done || pinned->kept != nullptr) continue;
            }
            if (!begun && is_dropped(*skill)) continue;
            if (!begun && !everything && (how == Keep::begun || !still_of_use(slot, *skill))) continue;
            auto& used = minutes[session == nullptr ? 0 : session->number];
            const int most = session == nullptr ? request.home_minutes : session->minutes;
            if (!begun && used + slot.minutes > most) continue;
            used += slot.minutes;
            before.push_back({slot.on, pin_of(slot, *skill, session), &slot, {}});
        }
        fixed.insert(fixed.begin(), before.begin(), before.end());
        return slots_before == fixed.size() &&
               std::ranges::all_of(fixed, [](const Fixed& one) { return one.kept != nullptr; });
    }

    /// Ready for the planner.
    PlanStudent take() {
        for (const auto& one : fixed) request.pins.push_back(one.pin);
        return std::move(request);
    }

    std::vector<Fixed> fixed;
    PlanStudent request;

private:
    void drop(const std::string& skill) {
        const auto index = curriculum_.find_skill(skill);
        if (index) request.dropped.push_back(*index);
    }
    [[nodiscard]] bool is_dropped(SkillIndex skill) const {
        return std::ranges::find(request.dropped, skill) != request.dropped.end();
    }
    [[nodiscard]] bool is_away(int session) const {
        return std::ranges::find(request.away, session) != request.away.end();
    }
    [[nodiscard]] bool is_about(const Fixed& one, const std::string& skill) const {
        return curriculum_.skills()[one.pin.skill].id == skill;
    }

    void pin(const PlanOverride& change) {
        const auto skill = curriculum_.find_skill(change.skill);
        const auto* session = session_on(sessions_, change.on);
        if (!skill || (change.on && session == nullptr)) return;
        Fixed one{.on = change.on, .pin = {}, .kept = nullptr, .reasons = {teacher_sentence(change.because)}};
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
        std::erase_if(request.dropped, [&](SkillIndex dropped) { return dropped == *skill; });
        std::erase_if(fixed, [&](const Fixed& other) { return other.on == one.on && other.pin.skill == *skill; });
        fixed.push_back(std::move(one));
    }

    /// A member works on the project in each session, from its start, until its activity has had its sessions or its
    /// last milestone is over.
    void join(const Project& project) {
        const auto activity = curriculum_.find_activity(project.activity);
        const auto& members = project.members;
        if (!activity || std::ranges::find(members, student_.student.id) == members.end()) return;
        const auto& about = curriculum_.activities()[*activity];
        const int first = state_.file.calendar.sessions_before(project.starts_on) + 1;
        for (const auto& session : sessions_) {
            if (session.date < project.starts_on || is_away(session.number)) continue;
            const bool in_its_sessions = session.number < first + about.sessions;
            const bool before_the_end = !project.milestones.empty() && session.date <= project.milestones.back().due_on;
            if (!in_its_sessions && !before_the_end) continue;
            Fixed one{.on = session.date, .pin = {}, .kept = nullptr, .reasons = {project_sentence(project)}};
            one.pin.session = session.number;
            one.pin.skill = skill_of(student_, about);
            one.pin.options = {{activity, std::nullopt, std::min(about.minutes, session.minutes)}};
            one.pin.reasons = {{Reason::Kind::teacher, 0, project.name}};
            for (const auto& milestone : project.milestones) {
                if (milestone.due_on < session.date) continue;
                one.reasons.push_back(milestone.title + " by " + text::short_date(milestone.due_on));
                break;
            }
            fixed.push_back(std::move(one));
        }
    }

    [[nodiscard]] std::string project_sentence(const Project& project) const {
        std::string others;
        for (const auto& other : state_.students) {
            if (other.student.id == student_.student.id ||
                std::ranges::find(project.members, other.student.id) == project.members.end()) {
                continue;
            }
            others += (others.empty() ? " with " : ", ") + other.student.display_name();
        }
        return "project " + project.name + others;
    }

    [[nodiscard]] bool same_options(const Fixed& one, const StoredSlot& slot) const {
        return std::ranges::equal(one.pin.options, slot.options, [&](const Option& a, const StoredOption& b) {
            return a.activity == curriculum_.find_activity(b.activity) && a.check == curriculum_.find_check(b.check) &&
                   a.minutes == b.minutes;
        });
    }

    [[nodiscard]] Pin pin_of(const StoredSlot& slot, SkillIndex skill, const Session* session) const {
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

    [[nodiscard]] bool still_of_use(const StoredSlot& slot, SkillIndex skill) const {
        const auto readiness = student_.standings[skill].readiness;
        switch (purpose_of(slot.purpose)) {
            case Purpose::check:
                return readiness == Readiness::ready && student_.skills[skill].estimate.observations == 0;
            case Purpose::refresh:
                return readiness == Readiness::to_refresh || readiness == Readiness::mastered;
            case Purpose::learn:
            case Purpose::practise:
                return readiness == Readiness::ready;
        }
        return false;
    }

    const ClassState& state_;
    const Curriculum& curriculum_;
    const std::vector<Session>& sessions_;
    const StudentState& student_;
};

bool alike(const StoredSlot& a, const StoredSlot& b) {
    return a.skill == b.skill && a.purpose == b.purpose && a.minutes == b.minutes &&
           std::ranges::equal(a.options, b.options, [](const StoredOption& x, const StoredOption& y) {
               return x.activity == y.activity && x.check == y.check && x.minutes == y.minutes;
           });
}

bool same_plan(const StoredPlan& a, const StoredPlan& b) {
    return std::ranges::equal(a.slots, b.slots, [](const StoredSlot& x, const StoredSlot& y) {
        return x.on == y.on && x.chosen == y.chosen && x.done == y.done && x.reasons == y.reasons && alike(x, y);
    });
}

std::string titles(const StoredSlot& slot) {
    std::string list;
    for (const auto& option : slot.options) list += (list.empty() ? "" : ", ") + option.title;
    return list;
}

void note_changes(const StudentState& student, const StoredPlan& before, const StoredPlan& now,
                  std::vector<PlanChange>& changes) {
    const auto change = [&](PlanChange::Kind kind, const StoredSlot& slot) {
        return PlanChange{.student = student.student.id,
                          .slug = student.student.slug,
                          .name = student.student.display_name(),
                          .kind = kind,
                          .from = std::nullopt,
                          .on = slot.on,
                          .skill_title = slot.skill_title,
                          .what = titles(slot)};
    };
    std::vector<const StoredSlot*> gone;
    std::vector<const StoredSlot*> come;
    for (const auto& slot : now.slots) come.push_back(&slot);
    for (const auto& slot : before.slots) {
        const auto same =
            std::ranges::find_if(come, [&](const StoredSlot* one) { return one->on == slot.on && alike(*one, slot); });
        if (same != come.end()) {
            come.erase(same);
        } else {
            gone.push_back(&slot);
        }
    }
    for (const auto* slot : gone) {
        const auto moved = std::ranges::find_if(come, [&](const StoredSlot* one) { return alike(*one, *slot); });
        if (moved == come.end()) {
            changes.push_back(change(PlanChange::Kind::removed, *slot));
            continue;
        }
        changes.push_back(change(PlanChange::Kind::moved, **moved));
        changes.back().from = slot->on;
        come.erase(moved);
    }
    for (const auto* slot : come) changes.push_back(change(PlanChange::Kind::added, *slot));
}

StoredPlan stored_plan(const ClassState& state, const StudentState& student, Date week, const StudentPlan& plan,
                       const std::vector<Fixed>& fixed) {
    const auto& curriculum = state.file.curriculum;
    StoredPlan result{.student = student.student.id, .week = week, .slots = {}};
    for (const auto& slot : plan.slots) {
        StoredSlot line;
        const auto* pinned = slot.pin ? &fixed[*slot.pin] : nullptr;
        const auto* before = pinned == nullptr ? nullptr : pinned->kept;
        if (before != nullptr && pinned->reasons.empty()) {
            line = *before;
            line.id = 0;
        } else {
            if (slot.session) line.on = state.file.calendar.session(*slot.session)->date;
            line.purpose = purpose_word(slot.purpose);
            line.skill = curriculum.skills()[slot.skill].id;
            line.skill_title = curriculum.skills()[slot.skill].title;
            line.minutes = slot.minutes;
            for (std::size_t place = 0; place < slot.options.size(); ++place) {
                line.options.push_back(stored_option(slot.options[place], curriculum, place));
            }
            if (pinned != nullptr) {
                line.reasons = pinned->reasons;
            } else {
                for (const auto& reason : slot.reasons) {
                    // Estimates are for the teacher, and plans are printed for everybody to see.
                    if (reason.kind == Reason::Kind::promising) continue;
                    line.reasons.push_back(sentence(reason, state.file.calendar));
                }
            }
            if (before != nullptr) {
                line.chosen = before->chosen;
                line.done = before->done;
                line.done_on = before->done_on;
            }
        }
        line.number = static_cast<int>(result.slots.size()) + 1;
        result.slots.push_back(std::move(line));
    }
    return result;
}

SkillIndex best_of(const StudentState& student, const std::vector<SkillIndex>& skills) {
    for (const auto skill : skills) {
        if (student.standings[skill].readiness == Readiness::ready) return skill;
    }
    for (const auto skill : skills) {
        if (student.skills[skill].decision.status != Status::mastered) return skill;
    }
    return skills.front();
}

}  // namespace

SkillIndex skill_of(const StudentState& student, const Activity& activity) {
    return best_of(student, activity.teaches);
}

SkillIndex skill_of(const StudentState& student, const Check& check) {
    std::vector<SkillIndex> skills;
    for (const auto& item : check.items) skills.insert(skills.end(), item.skills.begin(), item.skills.end());
    return best_of(student, skills);
}

WeekPlan plan_week(const ClassState& state, Date week, const std::vector<StoredPlan>& stored, Keep keep,
                   const std::vector<StudentId>& only) {
    const auto& file = state.file;
    const auto sessions = planned_sessions(file, week);
    PlanRequest request;
    request.sessions = sessions;
    request.today = state.today;
    request.next_session = file.calendar.sessions_before(state.today) + 1;
    request.policy.options_per_slot = file.policy.options_per_slot;
    request.policy.distinct_activities = file.policy.teacher.distinct_activities;
    request.policy.check_share = file.policy.check_share;
    request.policy.screen_minutes = file.policy.screen_minutes;
    request.policy.screen_tools = file.policy.screen_tools;
    request.policy.own_share = file.policy.own_share;
    request.policy.new_preparations = file.policy.teacher.new_preparations;
    request.policy.marking_minutes = file.policy.teacher.marking_minutes;
    const auto sessions_in_term = file.calendar.sessions().size();
    request.term_left = 1.0 - static_cast<double>(sessions.front().number - 1) / static_cast<double>(sessions_in_term);
    auto prospects = class_prospects(state);

    const auto before = [&](StudentId student) -> const StoredPlan* {
        const auto found = std::ranges::find_if(
            stored, [&](const StoredPlan& plan) { return plan.student == student && plan.week == week; });
        return found == stored.end() ? nullptr : &*found;
    };
    std::vector<std::vector<Fixed>> fixed;
    std::vector<bool> stays;
    for (const auto& student : state.students) {
        Preparation preparation(state, sessions, week, student);
        bool same = !only.empty() && std::ranges::find(only, student.student.id) == only.end();
        if (const auto* plan = before(student.student.id)) {
            const bool all = preparation.keep(*plan, keep, same);
            same = same || (keep == Keep::valid && all);
        }
        stays.push_back(same);
        auto one = preparation.take();
        one.due = own_due_sessions(file.curriculum, file.calendar, student.terms);
        one.prospects = std::move(prospects[request.students.size()]);
        one.reviews = reviews_of_week(state, sessions, student, one.away, one.home_minutes);
        one.probes = held_up_skills(state, student);
        one.weeks_without_aspire = weeks_without_aspire(file, stored, student.student.id, week);
        one.done = activities_done(file.curriculum, stored, student.student.id, week);
        request.students.push_back(std::move(one));
        fixed.push_back(std::move(preparation.fixed));
    }
    const auto plans = waymark::plan_week(file.curriculum, request);

    WeekPlan result{.week = week, .plans = {}, .fresh = {}, .changes = {}};
    for (std::size_t at = 0; at < plans.size(); ++at) {
        const auto& student = state.students[at];
        const auto* old = before(student.student.id);
        if (stays[at]) {
            if (old != nullptr) result.plans.push_back(*old);
            continue;
        }
        auto plan = stored_plan(state, student, week, plans[at], fixed[at]);
        if (old != nullptr) {
            if (same_plan(*old, plan)) {
                result.plans.push_back(*old);
                continue;
            }
            plan.revision = old->revision + 1;
            note_changes(student, *old, plan, result.changes);
        }
        result.fresh.push_back(plan);
        result.plans.push_back(std::move(plan));
    }
    return result;
}

}  // namespace waymark::classroom
