#include "waymark/plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace waymark {
namespace {

/// An activity or a check, as it counts toward what the class does at once.
struct Work {
    bool is_check = false;
    std::size_t index = 0;

    friend auto operator<=>(const Work&, const Work&) = default;
};

/// One skill a student could work on this week.
struct Need {
    SkillIndex skill = 0;
    Purpose purpose = Purpose::learn;
    int minutes_left = 0;  ///< of the work expected for it
    bool started = false;  ///< has a slot earlier in this week
    bool waits = false;    ///< for the result of a check of this week
};

/// A student while the week is being filled.
struct Desk {
    std::vector<Standing> standings;
    std::vector<Need> needs;  ///< by urgency
    int check_minutes_left = 0;
    std::set<ActivityIndex> done;
    StudentPlan plan;
};

class WeekPlanner {
public:
    WeekPlanner(const Curriculum& curriculum, const PlanRequest& request)
        : curriculum_(curriculum), request_(request) {}

    std::vector<StudentPlan> run() {
        for (const auto& student : request_.students) desks_.push_back(open_desk(student));
        count_pins();
        for (const auto& session : request_.sessions) fill_session(session);
        for (std::size_t at = 0; at < desks_.size(); ++at) fill_home(at);
        std::vector<StudentPlan> plans;
        for (auto& desk : desks_) plans.push_back(std::move(desk.plan));
        return plans;
    }

private:
    /// What is pinned has its share of the teacher's week before anything is added.
    void count_pins() {
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            for (const auto& pin : request_.students[at].pins) {
                if (pin.session && away_from(at, *pin.session)) continue;
                spend(pin.options);
            }
        }
    }

    void spend(const std::vector<Option>& options) {
        int marking = 0;
        for (const auto& option : options) {
            const auto work = work_of(option);
            if (!work) continue;
            marking = std::max(marking, marking_of(*work));
            if (needs_preparation(*work)) prepared_.insert(*work);
        }
        marking_ += marking;
    }

    static std::optional<Work> work_of(const Option& option) {
        if (option.activity) return Work{false, *option.activity};
        if (option.check) return Work{true, *option.check};
        return std::nullopt;
    }
    [[nodiscard]] int marking_of(Work work) const {
        return work.is_check ? curriculum_.checks()[work.index].marking_minutes
                             : curriculum_.activities()[work.index].marking_minutes;
    }
    [[nodiscard]] bool needs_preparation(Work work) const {
        return !work.is_check && curriculum_.activities()[work.index].preparation_minutes > 0;
    }
    /// Leaves what the teacher can still get ready and mark this week, the best first.
    void keep_within_limits(std::vector<Work>& work) const {
        const auto& limit = request_.policy.marking_minutes;
        auto prepared = prepared_;
        std::erase_if(work, [&](Work one) {
            const int marking = marking_of(one);
            if (limit && marking > 0 && marking_ + marking > *limit) return true;
            return !prepare(one, prepared);
        });
    }

    /// Adds it to what is prepared; false, and nothing added, when that would be more than the teacher does in a week.
    bool prepare(Work work, std::set<Work>& prepared) const {
        const auto& limit = request_.policy.new_preparations;
        if (!needs_preparation(work) || prepared.contains(work)) return true;
        if (limit && static_cast<int>(prepared.size()) >= *limit) return false;
        prepared.insert(work);
        return true;
    }

    Desk open_desk(const PlanStudent& student) const {
        Desk desk;
        desk.standings = standings(curriculum_, student.states, request_.today, request_.policy.readiness);
        desk.done.insert(student.done.begin(), student.done.end());
        int week_minutes = student.home_minutes;
        for (const auto& session : request_.sessions) {
            if (std::ranges::find(student.away, session.number) == student.away.end()) week_minutes += session.minutes;
        }
        desk.check_minutes_left = static_cast<int>(request_.policy.check_share * week_minutes);
        std::vector<Need> refresh;
        for (const auto skill : curriculum_.order()) {
            const auto readiness = desk.standings[skill].readiness;
            if (std::ranges::find(student.dropped, skill) != student.dropped.end()) continue;
            if (readiness == Readiness::to_refresh) refresh.push_back({skill, Purpose::refresh, 15});
            if (readiness != Readiness::ready) continue;
            const auto& state = student.states[skill];
            // What is half known needs half the work; the last piece is never below one short activity.
            const double known = state.estimate.observations > 0 ? state.estimate.probability : 0.0;
            const int left =
                std::max(15, static_cast<int>(std::lround(curriculum_.skills()[skill].minutes * (1 - known))));
            desk.needs.push_back({skill, Purpose::learn, left});
        }
        std::ranges::stable_sort(desk.needs, [&](const Need& a, const Need& b) { return urgency(a) < urgency(b); });
        // One refreshing slot a week keeps old skills alive without making a wall of reviews.
        if (!refresh.empty()) {
            std::ranges::stable_sort(refresh, {}, [&](const Need& one) { return student.states[one.skill].last_seen; });
            desk.needs.push_back(refresh.front());
        }
        return desk;
    }

    /// Smaller is sooner: priority, then due point, then what it unlocks, then the order of the curriculum.
    [[nodiscard]] std::tuple<int, int, int> urgency(const Need& need) const {
        const auto& skill = curriculum_.skills()[need.skill];
        constexpr int kNeverDue = 1'000'000;
        return {static_cast<int>(skill.priority), skill.due_session.value_or(kNeverDue),
                -curriculum_.unlocks(need.skill)};
    }

    [[nodiscard]] bool away(std::size_t at, const Session& session) const { return away_from(at, session.number); }
    [[nodiscard]] bool away_from(std::size_t at, int session) const {
        const auto& sessions = request_.students[at].away;
        return std::ranges::find(sessions, session) != sessions.end();
    }

    /// As long as this student takes for it.
    [[nodiscard]] int minutes_of(std::size_t at, Work work) const {
        const auto minutes =
            work.is_check ? curriculum_.checks()[work.index].minutes : curriculum_.activities()[work.index].minutes;
        return static_cast<int>(std::ceil(minutes * request_.students[at].time_factor - 1e-9));
    }
    [[nodiscard]] std::size_t capacity_of(Work work) const {
        if (work.is_check) return desks_.size();
        const auto capacity = curriculum_.activities()[work.index].capacity;
        return capacity ? static_cast<std::size_t>(std::max(0, *capacity)) : desks_.size();
    }
    /// Not sure and never seen: a short check may save the time of teaching what is known.
    [[nodiscard]] bool unseen(std::size_t at, SkillIndex skill) const {
        const auto& state = request_.students[at].states[skill];
        return state.estimate.observations == 0 && state.decision.status == Status::not_sure;
    }

    [[nodiscard]] int interest_of(std::size_t at, const Activity& activity) const {
        const auto& student = request_.students[at];
        int score = 0;
        for (const auto& interest : activity.interests) {
            if (std::ranges::find(student.interests, interest) != student.interests.end()) score += 2;
        }
        if (std::ranges::find(student.tools, activity.tool) != student.tools.end()) ++score;
        return score;
    }

    /// What `at` could do for `need` in `minutes`, the best first.
    [[nodiscard]] std::vector<Work> work_for(std::size_t at, const Need& need, int minutes, bool home) const {
        std::vector<Work> work;
        if (!need.started && need.purpose != Purpose::refresh && unseen(at, need.skill) && !home) {
            for (const auto check : curriculum_.checks_for(need.skill)) {
                const auto length = minutes_of(at, {true, check});
                if (length <= minutes && length <= desks_[at].check_minutes_left) work.push_back({true, check});
            }
            std::ranges::stable_sort(work, {}, [&](Work one) { return minutes_of(at, one); });
            if (work.size() > 1) work.resize(1);
            if (!work.empty()) return work;
        }
        for (const auto index : curriculum_.activities_for(need.skill)) {
            const auto& activity = curriculum_.activities()[index];
            if (minutes_of(at, {false, index}) > minutes || activity.place == (home ? Place::classroom : Place::home))
                continue;
            if (!all_open(at, activity)) continue;
            work.push_back({false, index});
        }
        std::ranges::stable_sort(work, [&](Work a, Work b) { return preference(at, a) < preference(at, b); });
        return work;
    }

    /// An activity may teach several skills at once; none of them may be blocked for this student.
    [[nodiscard]] bool all_open(std::size_t at, const Activity& activity) const {
        return std::ranges::none_of(activity.teaches, [&](SkillIndex skill) {
            return desks_[at].standings[skill].readiness == Readiness::blocked;
        });
    }

    [[nodiscard]] std::tuple<bool, int, std::size_t> preference(std::size_t at, Work work) const {
        const auto& activity = curriculum_.activities()[work.index];
        return {desks_[at].done.contains(work.index), -interest_of(at, activity), work.index};
    }

    /// The few things the class does in one session: each time the one that serves the most pressing needs of the most
    /// students who are served least so far.
    [[nodiscard]] std::set<Work> choose_activities(const Session& session) const {
        std::map<Work, std::vector<std::pair<std::size_t, double>>> wanted;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            double weight = 1.0;
            int seen = 0;
            for (const auto& need : desks_[at].needs) {
                if (need.minutes_left <= 0) continue;
                if (++seen > 6) break;
                double option_weight = weight;
                for (const auto work : work_for(at, need, session.minutes, false)) {
                    wanted[work].emplace_back(at, option_weight);
                    option_weight *= 0.9;
                }
                weight *= 0.6;
            }
        }
        std::set<Work> chosen;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            for (const auto& pin : request_.students[at].pins) {
                if (pin.session != session.number) continue;
                for (const auto& option : pin.options) {
                    if (const auto work = work_of(option)) chosen.insert(*work);
                }
            }
        }
        auto prepared = prepared_;
        std::set<Work> cannot;
        std::vector<double> served(desks_.size(), 0.0);
        while (static_cast<int>(chosen.size()) < request_.policy.distinct_activities) {
            const Work* best = nullptr;
            double best_gain = 1e-9;
            for (const auto& [work, students] : wanted) {
                if (chosen.contains(work) || cannot.contains(work)) continue;
                std::vector<double> gains;
                for (const auto& [at, weight] : students) gains.push_back(std::max(weight - served[at], 0.15 * weight));
                const auto room = std::min(capacity_of(work), gains.size());
                std::ranges::partial_sort(gains, gains.begin() + static_cast<std::ptrdiff_t>(room), std::greater<>());
                double gain = 0;
                for (std::size_t place = 0; place < room; ++place) gain += gains[place];
                if (gain > best_gain) {
                    best_gain = gain;
                    best = &work;
                }
            }
            if (best == nullptr) break;
            if (!prepare(*best, prepared)) {
                cannot.insert(*best);
                continue;
            }
            for (const auto& [at, weight] : wanted[*best]) served[at] = std::max(served[at], weight);
            chosen.insert(*best);
        }
        return chosen;
    }

    void fill_session(const Session& session) {
        const auto chosen = choose_activities(session);
        std::map<Work, std::size_t> taken;
        const auto take = [&](const Slot& slot) {
            // Capacity is held for every option on offer, so that the choice stays real.
            for (const auto& option : slot.options) {
                if (option.activity) ++taken[{false, *option.activity}];
            }
        };
        std::vector<int> minutes_left(desks_.size(), session.minutes);
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            minutes_left[at] -= place_pins(at, session.number, take);
        }
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            int left = std::max(0, minutes_left[at]);
            left = fill(
                at, session.number, left,
                [&](Work work) { return chosen.contains(work) && taken[work] < capacity_of(work); }, take);
            left = your_choice(at, session.number, left);
            desks_[at].plan.unused_minutes += left;
        }
    }

    /// Minutes that are gone with them.
    template <class Took>
    int place_pins(std::size_t at, std::optional<int> session, const Took& took) {
        auto& desk = desks_[at];
        int gone = 0;
        const auto& pins = request_.students[at].pins;
        for (std::size_t index = 0; index < pins.size(); ++index) {
            const auto& pin = pins[index];
            if (pin.session != session) continue;
            Slot slot{.session = session,
                      .purpose = pin.purpose,
                      .skill = pin.skill,
                      .minutes = 0,
                      .options = pin.options,
                      .reasons = pin.reasons,
                      .pin = index};
            for (const auto& option : slot.options) slot.minutes = std::max(slot.minutes, option.minutes);
            gone += slot.minutes;
            took(slot);
            const auto need = std::ranges::find(desk.needs, pin.skill, &Need::skill);
            Need other{pin.skill, pin.purpose, 0};
            settle(desk, need == desk.needs.end() ? other : *need, slot);
        }
        return gone;
    }

    template <class Allowed, class Took>
    int fill(std::size_t at, std::optional<int> session, int left, const Allowed& allowed, const Took& took) {
        auto& desk = desks_[at];
        for (auto& need : desk.needs) {
            if (left <= 0) break;
            if (need.minutes_left <= 0) continue;
            auto work = work_for(at, need, left, !session.has_value());
            std::erase_if(work, [&](Work one) { return !allowed(one); });
            keep_within_limits(work);
            if (work.empty()) continue;
            auto slot = make_slot(at, session, need, work);
            left -= slot.minutes;
            took(slot);
            spend(slot.options);
            settle(desk, need, slot);
        }
        return left;
    }

    /// Class time is not wasted where nothing of the session's activities fits: practice on the most pressing skill.
    int your_choice(std::size_t at, int session, int left) {
        constexpr int kShortest = 10, kLongest = 30;
        auto& desk = desks_[at];
        // More practice of what is being learned beats an empty session.
        for (const bool with_more : {false, true}) {
            for (auto& need : desk.needs) {
                if (left < kShortest) return left;
                const bool wanted =
                    need.minutes_left > 0 || (with_more && need.purpose == Purpose::learn && !need.waits);
                if (!wanted) continue;
                Slot slot{.session = session,
                          .purpose = Purpose::practise,
                          .skill = need.skill,
                          .minutes = std::min(left, kLongest),
                          .options = {},
                          .reasons = {}};
                slot.options.push_back(own_practice(slot.minutes));
                slot.reasons = reasons(at, need);
                slot.reasons.push_back({Reason::Kind::no_activity, left, {}});
                left -= slot.minutes;
                settle(desk, need, slot);
            }
        }
        return left;
    }

    void fill_home(std::size_t at) {
        const int gone = place_pins(at, std::nullopt, [](const Slot&) {});
        const int minutes = request_.students[at].home_minutes - gone;
        if (minutes > 0)
            fill(
                at, std::nullopt, minutes, [](Work) { return true; }, [](const Slot&) {});
    }

    [[nodiscard]] bool checks(CheckIndex check, SkillIndex skill) const {
        const auto of = curriculum_.checks_for(skill);
        return std::ranges::find(of, check) != of.end();
    }

    void settle(Desk& desk, Need& need, const Slot& slot) {
        need.started = true;
        need.minutes_left -= slot.minutes;
        if (slot.purpose == Purpose::check && slot.options.front().check) {
            // What comes next depends on the result, so the week plans no teaching of anything it checks.
            for (auto& other : desk.needs) {
                if (!checks(*slot.options.front().check, other.skill)) continue;
                other.minutes_left = 0;
                other.waits = true;
            }
            desk.check_minutes_left -= slot.minutes;
        }
        if (slot.purpose == Purpose::refresh) need.minutes_left = 0;
        for (const auto& option : slot.options) {
            if (option.activity) desk.done.insert(*option.activity);
        }
        desk.plan.planned_minutes += slot.minutes;
        desk.plan.slots.push_back(slot);
    }

    Slot make_slot(std::size_t at, std::optional<int> session, const Need& need, const std::vector<Work>& work) const {
        Slot slot{.session = session,
                  .purpose = need.purpose,
                  .skill = need.skill,
                  .minutes = 0,
                  .options = {},
                  .reasons = {}};
        if (work.front().is_check) slot.purpose = Purpose::check;
        for (const auto& one : differing(work)) {
            Option option{.activity = std::nullopt, .check = std::nullopt, .minutes = minutes_of(at, one)};
            if (one.is_check)
                option.check = one.index;
            else
                option.activity = one.index;
            slot.minutes = std::max(slot.minutes, option.minutes);
            slot.options.push_back(option);
        }
        // One activity is no choice; practising in one's own way is what a full room leaves.
        if (slot.purpose != Purpose::check && slot.options.size() == 1 && request_.policy.options_per_slot > 1) {
            slot.options.push_back(own_practice(slot.minutes));
        }
        slot.reasons = reasons(at, need);
        if (slot.purpose == Purpose::check) {
            slot.reasons.insert(slot.reasons.begin(), {Reason::Kind::unseen, 0, {}});
        } else {
            add_taste(at, work.front(), slot.reasons);
        }
        return slot;
    }

    static Option own_practice(int minutes) {
        return {.activity = std::nullopt, .check = std::nullopt, .minutes = minutes};
    }

    /// The best first, then those that differ most from what is offered already: another kind, tool, interest.
    [[nodiscard]] std::vector<Work> differing(std::vector<Work> work) const {
        std::vector<Work> chosen{work.front()};
        work.erase(work.begin());
        const auto wanted = static_cast<std::size_t>(std::max(1, request_.policy.options_per_slot));
        while (chosen.size() < wanted && !work.empty()) {
            const auto alike = [&](Work one) {
                if (one.is_check) return 0;
                int most = 0;
                const auto& a = curriculum_.activities()[one.index];
                for (const auto& other : chosen) {
                    const auto& b = curriculum_.activities()[other.index];
                    most = std::max(most, 2 * (a.kind == b.kind) + (a.tool == b.tool) + (a.interests == b.interests));
                }
                return most;
            };
            const auto next = std::ranges::min_element(work, {}, alike);
            chosen.push_back(*next);
            work.erase(next);
        }
        return chosen;
    }

    [[nodiscard]] std::vector<Reason> reasons(std::size_t at, const Need& need) const {
        const auto& skill = curriculum_.skills()[need.skill];
        const auto& state = request_.students[at].states[need.skill];
        std::vector<Reason> list;
        if (need.started) list.push_back({Reason::Kind::continues, 0, {}});
        if (need.purpose == Purpose::refresh) {
            const auto days = state.last_seen ? (request_.today - *state.last_seen).count() : 0;
            list.push_back({Reason::Kind::fading, static_cast<int>(days), {}});
            return list;
        }
        static constexpr std::array<const char*, 3> kPriorities{"must", "should", "aspire"};
        if (skill.due_session) {
            const bool late = *skill.due_session < request_.next_session;
            list.push_back({late ? Reason::Kind::overdue : Reason::Kind::due, *skill.due_session, {}});
        } else {
            list.push_back({Reason::Kind::priority, 0, kPriorities.at(static_cast<std::size_t>(skill.priority))});
        }
        if (state.decision.status == Status::not_sure && state.estimate.observations > 0) {
            list.push_back({Reason::Kind::not_sure, state.estimate.observations, {}});
        }
        if (curriculum_.unlocks(need.skill) > 0)
            list.push_back({Reason::Kind::unlocks, curriculum_.unlocks(need.skill), {}});
        return list;
    }

    void add_taste(std::size_t at, Work work, std::vector<Reason>& list) const {
        const auto& activity = curriculum_.activities()[work.index];
        const auto& student = request_.students[at];
        for (const auto& interest : activity.interests) {
            if (std::ranges::find(student.interests, interest) == student.interests.end()) continue;
            list.push_back({Reason::Kind::interest, 0, interest});
            break;
        }
        if (std::ranges::find(student.tools, activity.tool) != student.tools.end()) {
            list.push_back({Reason::Kind::tool, 0, activity.tool});
        }
    }

    const Curriculum& curriculum_;
    const PlanRequest& request_;
    std::vector<Desk> desks_;
    std::set<Work> prepared_;  ///< what the week needs prepared so far
    int marking_ = 0;          ///< minutes of marking so far, at the most
};

}  // namespace

std::vector<StudentPlan> plan_week(const Curriculum& curriculum, const PlanRequest& request) {
    for (const auto& student : request.students) {
        if (student.states.size() != curriculum.skills().size()) {
            throw std::invalid_argument("one state for each skill is needed");
        }
        if (!(student.time_factor >= 1.0)) throw std::invalid_argument("a time_factor is at least 1");
        for (const auto& pin : student.pins) {
            if (pin.options.empty() || pin.reasons.empty()) {
                throw std::invalid_argument("a pin has an option and a reason");
            }
        }
    }
    return WeekPlanner(curriculum, request).run();
}

}  // namespace waymark
