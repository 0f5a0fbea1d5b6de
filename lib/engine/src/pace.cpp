#include "waymark/pace.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace waymark {

using std::chrono::days;

namespace {

bool there(Date day, const PaceTerms& terms) {
    return day >= terms.joined && (!terms.left || day < *terms.left);
}

bool excused(Date day, const PaceTerms& terms) {
    return std::ranges::binary_search(terms.excused, day);
}

/// The days of evidence a state is decided on, and what stands behind it.
class Replay {
public:
    Replay(const Curriculum& curriculum, const PlannedWork& plan, const WorkFacts& facts, const PacePolicy& policy)
        : curriculum_(curriculum),
          plan_(plan),
          facts_(facts),
          policy_(policy),
          mastered_(curriculum.skills().size(), false),
          shown_(curriculum.skills().size(), false) {}

    /// Work done by the end of `evidence_until`, planned by the end of `sessions_until`.
    void step(Date evidence_until, Date sessions_until) {
        for (; next_ < facts_.changes.size() && facts_.changes[next_].on <= evidence_until; ++next_) {
            const auto& change = facts_.changes[next_];
            if (mastered_.at(change.skill) == change.mastered) continue;
            unsettled_minutes_ -= unsettled_in(change.skill);
            mastered_[change.skill] = change.mastered;
            unsettled_minutes_ += unsettled_in(change.skill);
            const auto& skill = curriculum_.skills()[change.skill];
            if (!plan_.counts(change.skill)) continue;
            const double minutes = change.mastered ? skill.minutes : -skill.minutes;
            done_ += minutes;
            if (plan_.earlier(change.skill)) earlier_ += minutes;
            count_ += change.mastered ? 1 : -1;
            if (change.mastered) last_gain_ = change.on;
        }
        for (; next_shown_ < facts_.shown_once.size() && facts_.shown_once[next_shown_].on <= evidence_until;
             ++next_shown_) {
            const auto& change = facts_.shown_once[next_shown_];
            if (shown_.at(change.skill) == change.mastered) continue;
            unsettled_minutes_ -= unsettled_in(change.skill);
            shown_[change.skill] = change.mastered;
            unsettled_minutes_ += unsettled_in(change.skill);
        }
        planned_ = plan_.by(sessions_until);
        too_early_ = std::max(0.0, earlier_ - plan_.earlier_by(sessions_until));
        ahead_ = plan_.sessions_ahead(sessions_until, done_ - too_early_);
        const double at_best = plan_.sessions_ahead(sessions_until, done_ - too_early_ + unsettled_minutes_);
        const auto late = [&](double ahead) {
            return ahead < -policy_.tolerance_sessions ||
                   (state_ == PaceState::behind && ahead < -policy_.return_sessions);
        };
        awaits_check_ = late(ahead_) && !late(at_best);
        if (late(at_best)) {
            state_ = PaceState::behind;
        } else if (ahead_ > policy_.tolerance_sessions ||
                   (state_ == PaceState::ahead && ahead_ > policy_.return_sessions)) {
            state_ = PaceState::ahead;
        } else {
            state_ = PaceState::on_pace;
        }
    }

    [[nodiscard]] PaceState state() const { return state_; }
    [[nodiscard]] double planned() const { return planned_; }
    [[nodiscard]] double done() const { return done_; }
    [[nodiscard]] double ahead() const { return ahead_; }
    /// Minutes done of what was due before joining, beyond what is planned of it by now.
    [[nodiscard]] double too_early() const { return too_early_; }
    [[nodiscard]] int mastered() const { return count_; }
    [[nodiscard]] std::optional<Date> last_gain() const { return last_gain_; }
    /// On pace, and behind if skills that are right so far did not count.
    [[nodiscard]] bool awaits_check() const { return awaits_check_; }
    /// Skills that are right so far, not settled, and count.
    [[nodiscard]] std::vector<SkillIndex> unsettled() const {
        std::vector<SkillIndex> list;
        for (SkillIndex skill = 0; skill < shown_.size(); ++skill) {
            if (is_unsettled(skill)) list.push_back(skill);
        }
        return list;
    }

private:
    [[nodiscard]] bool is_unsettled(SkillIndex skill) const {
        return shown_[skill] && !mastered_[skill] && plan_.counts(skill);
    }
    [[nodiscard]] int unsettled_in(SkillIndex skill) const {
        return is_unsettled(skill) ? curriculum_.skills()[skill].minutes : 0;
    }

    const Curriculum& curriculum_;
    const PlannedWork& plan_;
    const WorkFacts& facts_;
    const PacePolicy& policy_;
    std::vector<bool> mastered_, shown_;
    std::size_t next_ = 0, next_shown_ = 0;
    int unsettled_minutes_ = 0;
    bool awaits_check_ = false;
    double done_ = 0.0, earlier_ = 0.0, planned_ = 0.0, ahead_ = 0.0, too_early_ = 0.0;
    int count_ = 0;
    std::optional<Date> last_gain_;
    PaceState state_ = PaceState::on_pace;
};

int sessions_after(std::span<const Session> sessions, Date day, Date until) {
    return static_cast<int>(
        std::ranges::count_if(sessions, [&](const Session& one) { return one.date > day && one.date <= until; }));
}

std::vector<PaceCause> causes(const Calendar& calendar, const PlannedWork& plan, const WorkFacts& facts,
                              std::span<const SkillState> states, const Replay& replay, PaceState state, Date clock) {
    constexpr std::size_t kLately = 10;
    constexpr int kOftenAbsent = 2, kManyTries = 4, kLongWithoutGain = 4;
    std::vector<PaceCause> found;
    const auto unsettled = replay.unsettled();
    const auto add_unsettled = [&] {
        found.push_back({PaceCause::Kind::unsettled, static_cast<int>(unsettled.size()), unsettled.front()});
    };
    if (state == PaceState::on_pace && replay.awaits_check()) add_unsettled();
    if (state == PaceState::on_pace || state == PaceState::ahead) return found;
    const auto since = facts.last_evidence.value_or(plan.terms().joined - days(1));
    if (state == PaceState::no_recent_evidence) {
        found.push_back({PaceCause::Kind::nothing_recorded, sessions_after(plan.sessions(), since, clock)});
    }
    int absent = 0;
    const auto had = static_cast<std::size_t>(calendar.sessions_before(clock + days(1)));
    for (const auto& session : calendar.sessions().first(had).last(std::min(kLately, had))) {
        absent += excused(session.date, plan.terms()) ? 1 : 0;
    }
    if (absent >= kOftenAbsent) found.push_back({PaceCause::Kind::absent, absent});
    if (facts.missing > 0) found.push_back({PaceCause::Kind::not_handed_in, facts.missing});
    if (state == PaceState::no_recent_evidence) return found;

    const auto gained = replay.last_gain().value_or(plan.terms().joined - days(1));
    if (sessions_after(plan.sessions(), gained, clock) >= kLongWithoutGain) {
        std::optional<SkillIndex> at;
        for (SkillIndex skill = 0; skill < states.size(); ++skill) {
            const auto& known = states[skill];
            if (known.decision.status == Status::mastered || !known.last_seen || *known.last_seen < gained) continue;
            if (known.estimate.observations < kManyTries || !plan.counts(skill)) continue;
            if (!at || known.estimate.observations > states[*at].estimate.observations) at = skill;
        }
        if (at) found.push_back({PaceCause::Kind::stuck, states[*at].estimate.observations, at});
    }
    if (!unsettled.empty()) add_unsettled();
    if (const auto early = static_cast<int>(std::lround(replay.too_early())); early > 0) {
        found.push_back({PaceCause::Kind::before_its_turn, early});
    }
    if (found.empty()) found.push_back({PaceCause::Kind::slow});
    return found;
}

}  // namespace

std::vector<Session> sessions_of(const Calendar& calendar, const PaceTerms& terms) {
    std::vector<Session> own;
    for (const auto& session : calendar.sessions()) {
        if (there(session.date, terms) && !excused(session.date, terms)) own.push_back(session);
    }
    return own;
}

bool counts(const Skill& skill, const PaceTerms& terms) {
    return skill.priority == Priority::must || (skill.priority == Priority::should && !terms.must_only);
}

PlannedWork::PlannedWork(const Curriculum& curriculum, const Calendar& calendar, PaceTerms terms)
    : terms_(std::move(terms)), sessions_(sessions_of(calendar, terms_)) {
    const auto planned = calendar.planned_days();
    std::vector<Date> pattern;
    for (const auto day : calendar.pattern_days()) {
        if (day >= terms_.joined) pattern.push_back(day);
    }
    const auto count = [](std::span<const Date> all, Date until) {
        return static_cast<double>(std::ranges::upper_bound(all, until) - all.begin());
    };

    // The due points of the class. Days and sessions each follow their own kind, so that a break, which moves the one
    // against the other, never changes their order.
    std::set<Date> due_days;
    std::set<int> due_sessions;
    for (const auto& skill : curriculum.skills()) {
        if (skill.due_on) {
            due_days.insert(*skill.due_on);
        } else if (skill.due_session && !planned.empty()) {
            due_sessions.insert(std::clamp(*skill.due_session, 1, static_cast<int>(planned.size())));
        }
    }
    // Sessions that fell out before the student came are not made up for them either: what is due lies as far ahead of
    // them as of the class.
    const auto fallen_out = static_cast<double>(
        std::ranges::count_if(calendar.cancelled_days(), [&](Date day) { return day < terms_.joined; }));
    const auto known_days = calendar.pattern_days();
    const double joined_at = count(known_days, terms_.joined - days(1));
    const auto position = [&](Date day) { return std::max(0.0, count(known_days, day) - joined_at + fallen_out); };
    const auto position_of_session = [&](int number) {
        const auto on = planned[static_cast<std::size_t>(number) - 1];
        const auto after = due_days.upper_bound(on);
        const auto since =
            std::max(after == due_days.begin() ? terms_.joined - days(1) : *std::prev(after), terms_.joined - days(1));
        return position(since) + std::max(0.0, count(planned, on) - count(planned, since));
    };

    const auto due_before = due_before_joining(curriculum, calendar, terms_.joined);
    std::vector<std::optional<Date>> extended(curriculum.skills().size());
    for (const auto& extension : terms_.extensions) extended.at(extension.skill) = extension.due;
    const auto length = static_cast<double>(pattern.size());
    earlier_.resize(curriculum.skills().size(), false);
    counted_.resize(curriculum.skills().size(), false);
    for (SkillIndex at = 0; at < curriculum.skills().size(); ++at) {
        const auto& skill = curriculum.skills()[at];
        if (!waymark::counts(skill, terms_) || terms_.leaves_out(at)) continue;
        counted_[at] = true;
        std::optional<Date> due;
        bool before = due_before[at];
        Ramp ramp{.from = 0.0, .to = length, .minutes = static_cast<double>(skill.minutes)};
        if (skill.due_on) {
            due = skill.due_on;
            const auto own = due_days.find(*due);
            ramp.to = position(*due);
            if (own != due_days.begin()) ramp.from = position(*std::prev(own));
        } else if (skill.due_session && !planned.empty()) {
            const auto own = due_sessions.find(std::clamp(*skill.due_session, 1, static_cast<int>(planned.size())));
            due = planned[static_cast<std::size_t>(*own) - 1];
            ramp.to = position_of_session(*own);
            if (own != due_sessions.begin()) ramp.from = position_of_session(*std::prev(own));
        }
        if (const auto later = extended[at]) {
            due = later;
            before = *later < terms_.joined;
            ramp.to = std::max(ramp.from, position(*later));
        }
        if (before) {
            due.reset();
            ramp = {.from = 0.0, .to = length, .minutes = ramp.minutes, .earlier = true};
            earlier_[at] = true;
        }
        const auto same = std::ranges::find_if(ramps_, [&](const Ramp& one) {
            return one.from == ramp.from && one.to == ramp.to && one.earlier == ramp.earlier;
        });
        if (same == ramps_.end()) {
            ramps_.push_back(ramp);
        } else {
            same->minutes += ramp.minutes;
        }
        auto target = std::ranges::find(targets_, due, &Target::due);
        if (target == targets_.end()) target = targets_.insert(targets_.end(), {.due = due, .skills = {}});
        target->skills.push_back(at);
        target->minutes += skill.minutes;
        total_ += skill.minutes;
    }
    std::ranges::sort(targets_, [](const Target& a, const Target& b) {
        return a.due && b.due ? *a.due < *b.due : a.due.has_value() && !b.due.has_value();
    });
    double moved = 0.0;
    for (const auto& session : sessions_) by_session_.push_back({session.date, moved += rate_on(session.date)});
    moved = 0.0;
    std::size_t at = 0;
    for (const auto day : due_days) {
        for (; at < pattern.size() && pattern[at] <= day; ++at) {
            const bool none = !there(pattern[at], terms_) || excused(pattern[at], terms_) ||
                              std::ranges::binary_search(calendar.cancelled_days(), pattern[at]);
            if (!none) moved += rate_on(pattern[at]);
        }
        made_up_.push_back({day, moved});
    }
    draw_curve();
}

void PlannedWork::draw_curve() {
    std::set<double> positions{0.0};
    for (const auto& ramp : ramps_) positions.insert({ramp.from, std::max(ramp.from, ramp.to)});
    for (const auto position : positions) {
        double before = 0.0, at_once = 0.0;
        for (const auto& ramp : ramps_) {
            if (position > ramp.from) {
                before += ramp.minutes * std::min(1.0, (position - ramp.from) / (ramp.to - ramp.from));
            } else if (position >= ramp.to) {
                at_once += ramp.minutes;
            }
        }
        const double after = before + at_once;
        curve_.push_back({position, before});
        if (after > before) curve_.push_back({position, after});
    }
}

double PlannedWork::rate_on(Date day) const {
    double rate = 1.0;
    for (const auto& choice : terms_.choices) {
        if (choice.from <= day) rate = choice.rate;
    }
    return rate;
}

double PlannedWork::moved_by_sessions(Date day) const {
    const auto after = std::ranges::upper_bound(by_session_, day, {}, &Moved::day);
    return after == by_session_.begin() ? 0.0 : std::prev(after)->position;
}

double PlannedWork::position_on(Date day) const {
    const double had = moved_by_sessions(day);
    const auto passed = std::ranges::upper_bound(made_up_, day, {}, &Moved::day);
    return passed == made_up_.begin() ? had
                                      : std::prev(passed)->position + had - moved_by_sessions(std::prev(passed)->day);
}

double PlannedWork::by(Date day, double sessions) const {
    return planned_at(std::max(0.0, position_on(day) - sessions * rate_on(day)), false);
}

double PlannedWork::earlier_by(Date day) const {
    return planned_at(position_on(day), true);
}

double PlannedWork::planned_at(double position, bool earlier_only) const {
    double work = 0.0;
    for (const auto& ramp : ramps_) {
        if (earlier_only && !ramp.earlier) continue;
        if (position >= ramp.to) {
            work += position > 0 ? ramp.minutes : 0.0;
        } else if (position > ramp.from) {
            work += ramp.minutes * (position - ramp.from) / (ramp.to - ramp.from);
        }
    }
    return work;
}

double PlannedWork::sessions_ahead(Date day, double minutes) const {
    const double now = position_on(day);
    const double planned = planned_at(now, false);
    if (minutes == planned || total_ <= 0.0) return 0.0;
    // Behind, the last point of the plan that asks for no more; ahead, the first that asks for as much.
    const bool behind = minutes < planned;
    double there = behind ? 0.0 : curve_.back().position;
    for (std::size_t at = 0; at + 1 < curve_.size(); ++at) {
        const auto& from = curve_[at];
        const auto& to = curve_[at + 1];
        if (behind ? from.minutes > minutes : to.minutes < minutes) {
            if (behind) break;
            continue;
        }
        const double share = to.minutes > from.minutes ? (minutes - from.minutes) / (to.minutes - from.minutes)
                             : behind                  ? 1.0
                                                       : 0.0;
        there = from.position + std::clamp(share, 0.0, 1.0) * (to.position - from.position);
        if (!behind) break;
    }
    return (behind ? std::min(0.0, there - now) : std::max(0.0, there - now)) / rate_on(day);
}

Pace pace(const Curriculum& curriculum, const Calendar& calendar, const PlannedWork& plan, const WorkFacts& facts,
          std::span<const SkillState> states, std::span<const Date> recorded, Date today, const PacePolicy& policy) {
    if (states.size() != curriculum.skills().size()) throw std::invalid_argument("one state for each skill is needed");
    const Date yesterday = today - days(1);
    Replay replay(curriculum, plan, facts, policy);
    Date clock = plan.terms().joined - days(1);
    for (const auto day : recorded) {
        if (day > today) break;
        if (day < plan.terms().joined) continue;
        clock = std::min(day, yesterday);
        replay.step(day, clock);
    }
    // The teacher's word since then counts as done; it plans no further session.
    replay.step(today, clock);
    Pace result;
    result.planned_minutes = replay.planned();
    result.done_minutes = replay.done();
    result.total_minutes = plan.total_minutes();
    result.sessions_had = sessions_after(plan.sessions(), plan.terms().joined - days(1), yesterday);
    result.sessions_total = static_cast<int>(plan.sessions().size());
    result.sessions_ahead = replay.ahead();
    result.skills_mastered = replay.mastered();
    for (const auto& target : plan.targets()) result.skills_total += static_cast<int>(target.skills.size());
    const bool recent =
        facts.last_evidence && sessions_after(plan.sessions(), *facts.last_evidence, clock) <= policy.recent_sessions;
    result.state = recent ? replay.state() : PaceState::no_recent_evidence;
    result.causes = causes(calendar, plan, facts, states, replay, result.state, clock);
    return result;
}

}  // namespace waymark
