#include "week_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "held_up.hpp"
#include "plan_words.hpp"
#include "prospects.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/path_report.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

std::vector<Session> planned_sessions(const ClassFile& file, Date week) {
    const auto of_week = file.calendar.sessions_in_week(week);
    if (of_week.empty()) {
        throw Error(Error::Kind::failed, "the class does not meet in the week of " + text::long_date(week),
                    "the term runs from " + text::long_date(file.calendar.term_starts()) + " to " +
                        text::long_date(file.calendar.term_ends()));
    }
    std::vector<Session> sessions(of_week.begin(), of_week.end());
    for (auto& session : sessions) session.minutes = file.policy.minutes_of(session);
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

/// The plan says of each of the student's requests in its week what became of it, and of no other.
bool answers_all(const StoredPlan& plan, const StudentState& student) {
    std::vector<std::pair<StudentRequest::Kind, std::string>> asked, answered;
    for (const auto& one : student.requests) {
        if (one.week == plan.week) asked.emplace_back(one.kind, one.target);
    }
    for (const auto& one : plan.requests) answered.emplace_back(one.kind, one.target);
    std::ranges::sort(asked);
    std::ranges::sort(answered);
    return asked == answered;
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
        if (!history.review || !history.memory) continue;
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
class DraftWeek {
public:
    DraftWeek(const ClassState& state, const std::vector<Session>& sessions, Date week, const StudentState& student)
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
            std::erase_if(taken_out_,
                          [&](const auto& one) { return one.on == change.on && one.skill == change.skill; });
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
            if (one.kind == StudentRequest::Kind::own) propose(one);
            const auto asked = activities_asked_for(state, student, one);
            request.requests.insert(request.requests.end(), asked.begin(), asked.end());
        }
    }

    /// Puts back what stays of the plan there was. Whether that is all of it, and nothing is new.
    bool keep(const StoredPlan& plan, Keep how, bool everything) {
        // What a student proposed stays where it was.
        for (auto& one : fixed) {
            if (one.title.empty()) continue;
            const auto same = std::ranges::find_if(plan.slots, [&](const StoredSlot& slot) {
                return !slot.options.empty() && slot.options.front().title == one.title && is_about(one, slot.skill);
            });
            const auto* session = same == plan.slots.end() ? nullptr : session_on(sessions_, same->on);
            if (session == nullptr || is_away(session->number)) continue;
            one.on = same->on;
            one.pin.session = session->number;
        }
        auto minutes = pinned_minutes();
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
                pinned->number = slot.number;
                if (same_options(*pinned, slot)) pinned->kept = &slot;
                if (!slot.done || pinned->kept != nullptr) continue;
            }
            if (!begun && is_of_group(slot)) continue;
            if (!begun && is_dropped(*skill)) continue;
            if (!slot.done && is_taken_out(slot)) {
                // What stands there instead has its number on the slip.
                const auto instead = std::ranges::find_if(fixed, [&](const Fixed& one) {
                    return one.on == slot.on && one.number == 0 && one.kept == nullptr && one.title.empty();
                });
                if (instead != fixed.end()) instead->number = slot.number;
                continue;
            }
            if (!begun && !everything && (how == Keep::begun || !still_of_use(plan, slot, *skill))) continue;
            auto& used = minutes[session == nullptr ? 0 : session->number];
            const int most = session == nullptr ? request.home_minutes : session->minutes;
            if (!begun && used + slot.minutes > most) continue;
            used += slot.minutes;
            before.push_back({slot.on, pin_of(slot, *skill, session), &slot, {}, {}});
        }
        fixed.insert(fixed.begin(), before.begin(), before.end());
        return slots_before == fixed.size() &&
               std::ranges::all_of(fixed, [](const Fixed& one) { return one.kept != nullptr; });
    }

    /// Ready for the planner.
    PlanStudent take() {
        // What others do at the same time begins a session; the rest stands as it did.
        std::ranges::stable_sort(fixed, {}, [](const Fixed& one) {
            const int number = one.kept != nullptr ? one.kept->number : one.number;
            return std::pair(-one.with_others, number > 0 ? number : std::numeric_limits<int>::max());
        });
        for (const auto& one : fixed) request.pins.push_back(one.pin);
        return std::move(request);
    }

    std::vector<Fixed> fixed;
    PlanStudent request;

private:
    /// By session, 0 for home: what the pins so far take.
    [[nodiscard]] std::map<int, int> pinned_minutes() const {
        std::map<int, int> minutes;
        for (const auto& one : fixed) {
            int longest = 0;
            for (const auto& option : one.pin.options) longest = std::max(longest, option.minutes);
            minutes[one.pin.session.value_or(0)] += longest;
        }
        return minutes;
    }

    /// What a student proposes stands in the first session that has room for it, otherwise at home.
    void propose(const StudentRequest& wish) {
        const auto skill = curriculum_.find_skill(wish.skill);
        if (!skill || student_.standings[*skill].readiness == Readiness::blocked || is_dropped(*skill)) return;
        auto used = pinned_minutes();
        Fixed one{.on = {}, .pin = {}, .kept = nullptr, .reasons = {"proposed by the student"}, .title = wish.target};
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
            return;
        }
        fixed.push_back(std::move(one));
    }

    /// Whether it offers what the student does in a group of that session.
    [[nodiscard]] bool is_of_group(const StoredSlot& slot) const {
        return std::ranges::any_of(fixed, [&](const Fixed& one) {
            if (one.with_others == 0 || one.on != slot.on || !one.pin.options.front().activity) return false;
            const auto& id = curriculum_.activities()[*one.pin.options.front().activity].id;
            return std::ranges::find(slot.options, id, &StoredOption::activity) != slot.options.end();
        });
    }

    void drop(const std::string& skill) {
        const auto index = curriculum_.find_skill(skill);
        if (index) request.dropped.push_back(*index);
    }
    [[nodiscard]] bool is_dropped(SkillIndex skill) const {
        return std::ranges::find(request.dropped, skill) != request.dropped.end();
    }
    [[nodiscard]] bool is_taken_out(const StoredSlot& slot) const {
        return std::ranges::any_of(taken_out_, [&](const PlanOverride& one) {
            return one.on == slot.on && one.skill == slot.skill && one.purpose == slot.purpose;
        });
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
        Fixed one{
            .on = change.on, .pin = {}, .kept = nullptr, .reasons = {teacher_sentence(change.because)}, .title = {}};
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
            Fixed one{
                .on = session.date, .pin = {}, .kept = nullptr, .reasons = {project_sentence(project)}, .title = {}};
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

    /// A group that was fixed for a session works there.
    void join(const FixedGroup& group) {
        const auto activity = curriculum_.find_activity(group.activity);
        const auto skill = curriculum_.find_skill(group.skill);
        const auto* session = session_on(sessions_, group.on);
        const auto& members = group.members;
        if (!activity || !skill || session == nullptr || is_away(session->number)) return;
        if (std::ranges::find(members, student_.student.id) == members.end()) return;
        const bool peer = group.peer == student_.student.id;
        std::string others;
        for (const auto& other : state_.students) {
            const auto id = other.student.id;
            if (id == student_.student.id || std::ranges::find(members, id) == members.end()) continue;
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

    [[nodiscard]] std::string project_sentence(const Project& project) const {
        std::string others;
        for (const auto& other : state_.students) {
            if (other.student.id == student_.student.id ||
                std::ranges::find(project.members, other.student.id) == project.members.end()) {
                continue;
            }
            others += (others.empty() ? " with " : ", ") + other.student.name_on_paper();
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

    [[nodiscard]] bool still_of_use(const StoredPlan& plan, const StoredSlot& slot, SkillIndex skill) const {
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

    /// Such a check shows whether the week's work was enough.
    [[nodiscard]] static bool is_worked_on_before(const StoredPlan& plan, const StoredSlot& check) {
        return std::ranges::any_of(plan.slots, [&](const StoredSlot& other) {
            return other.skill == check.skill && purpose_of(other.purpose) != Purpose::check && other.on && check.on &&
                   *other.on <= *check.on;
        });
    }

    const ClassState& state_;
    const Curriculum& curriculum_;
    const std::vector<Session>& sessions_;
    const StudentState& student_;
    std::vector<PlanOverride> taken_out_;
};

}  // namespace

const StoredPlan* plan_of(const std::vector<StoredPlan>& stored, StudentId student, Date week) {
    const auto found = std::ranges::find_if(
        stored, [&](const StoredPlan& plan) { return plan.student == student && plan.week == week; });
    return found == stored.end() ? nullptr : &*found;
}

std::vector<ActivityIndex> activities_asked_for(const ClassState& state, const StudentState& student,
                                                const StudentRequest& request) {
    const auto& curriculum = state.file.curriculum;
    std::vector<ActivityIndex> all;
    switch (request.kind) {
        case StudentRequest::Kind::activity:
            if (const auto one = curriculum.find_activity(request.target)) all.push_back(*one);
            break;
        case StudentRequest::Kind::skill:
            for (const auto skill : goal_skills(state.file, request.target)) {
                const auto of_skill = curriculum.activities_for(skill);
                all.insert(all.end(), of_skill.begin(), of_skill.end());
            }
            break;
        case StudentRequest::Kind::kind:
            // Those of the first skill that has one, so that a taste does not fill the week.
            for (const auto skill : ready_skills(state, student)) {
                for (const auto one : curriculum.activities_for(skill)) {
                    const auto& what = curriculum.activities()[one];
                    const bool open = std::ranges::none_of(what.teaches, [&](SkillIndex taught) {
                        return student.standings[taught].readiness == Readiness::blocked;
                    });
                    if (open && text::match_key(what.kind) == text::match_key(request.target)) all.push_back(one);
                }
                if (!all.empty()) break;
            }
            break;
        case StudentRequest::Kind::own:
            break;
    }
    return all;
}

WeekRequest week_request(const ClassState& state, Date week, const std::vector<StoredPlan>& stored, Keep keep,
                         const std::vector<StudentId>& only) {
    const auto& file = state.file;
    WeekRequest made{.sessions = planned_sessions(file, week), .request = {}, .fixed = {}, .stays = {}, .kept = {}};
    const auto& sessions = made.sessions;
    auto& request = made.request;
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
    for (const auto& session : file.calendar.sessions()) {
        if (session.number >= sessions.front().number) request.term_minutes += state.file.policy.minutes_of(session);
    }
    auto prospects = class_prospects(state);

    for (const auto& student : state.students) {
        DraftWeek draft(state, sessions, week, student);
        bool same = !only.empty() && std::ranges::find(only, student.student.id) == only.end();
        if (const auto* plan = plan_of(stored, student.student.id, week)) {
            const bool all = draft.keep(*plan, keep, same);
            same = same || (keep == Keep::valid && all && answers_all(*plan, student));
        }
        made.stays.push_back(same);
        made.kept.push_back(keep == Keep::valid && plan_of(stored, student.student.id, week) != nullptr);
        auto one = draft.take();
        one.due = own_due_sessions(file.curriculum, file.calendar, student.terms);
        one.prospects = std::move(prospects[request.students.size()]);
        one.reviews = reviews_of_week(state, sessions, student, one.away, one.home_minutes);
        one.probes = held_up_skills(state, student);
        one.weeks_without_aspire = weeks_without_aspire(file, stored, student.student.id, week);
        for (const auto& plan : stored) {
            if (plan.student == student.student.id && plan.week < week) one.yielded += plan.yielded;
        }
        one.done = activities_done(file.curriculum, stored, student.student.id, week);
        request.students.push_back(std::move(one));
        made.fixed.push_back(std::move(draft.fixed));
    }
    return made;
}
}  // namespace waymark::classroom
