#include "waymark/plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "plan_fill.hpp"
#include "plan_offer.hpp"
#include "waymark/path.hpp"

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
    std::int64_t due = 0;  ///< value of one minute; 0 where nothing presses
    bool goal = false;     ///< on the way to a goal of the student's own
    bool aspires = false;  ///< the student waits for something to aspire to
    double worth = 0.0;    ///< skills expected to be gained by one piece of work, by priority
    int in_100 = 0;        ///< how often one piece of work is expected to teach it
};

/// What a student could do for one need in one session.
struct Choice {
    Need* need = nullptr;
    std::vector<Work> work;
    std::vector<plan::Piece> pieces;  ///< one for each work
};

/// A student while the week is being filled.
struct Desk {
    std::vector<Standing> standings;
    std::vector<Need> needs;  ///< by urgency
    int check_minutes_left = 0;
    int own_minutes_left = 0;  ///< of the share kept for the student's own goals
    std::set<ActivityIndex> done;
    StudentPlan plan;
};

constexpr int kNever = 1'000'000;
constexpr int kMostPressing = 50;             ///< sessions of delay beyond which nothing presses more
constexpr int kShortWork = 15;                ///< minutes of the shortest piece of work that is worth planning
constexpr int kShortest = 10, kLongest = 30;  ///< minutes of practice in the student's own way
constexpr int kPieceMinutes = 20;             ///< of the piece of work that a prospect speaks of
/// What opening skills is worth at the start of a term, and how it fades; measured in the policy laboratory.
constexpr double kAhead = 4.0, kAheadFading = 0.7;
constexpr double kHalfSessions = 8;  ///< of slack that halve what progress counts
constexpr int kFarSessions = 120;    ///< more slack than this, or no due point, counts as this much
constexpr std::array<double, 3> kPriorityWeights{4.0, 2.0, 1.0};

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
        desk.own_minutes_left = static_cast<int>(request_.policy.own_share * week_minutes);
        const auto prospects = student.prospects.empty() ? rough_prospects(student) : student.prospects;
        const auto latest = latest_starts(student);
        const auto own = on_the_way(student);
        const double ahead = kAhead * std::pow(std::clamp(request_.term_left, 0.0, 1.0), kAheadFading);
        std::vector<Need> refresh;
        for (const auto skill : curriculum_.order()) {
            const auto readiness = desk.standings[skill].readiness;
            if (std::ranges::find(student.dropped, skill) != student.dropped.end()) continue;
            if (readiness == Readiness::blocked) continue;
            const auto priority = curriculum_.skills()[skill].priority;
            Need need;
            need.skill = skill;
            need.goal = own[skill];
            need.worth = prospects[skill].worth(ahead) * kPriorityWeights.at(static_cast<std::size_t>(priority)) *
                         nearness(latest[skill]);
            need.in_100 = static_cast<int>(std::lround(100 * prospects[skill].worth(0)));
            if (readiness != Readiness::ready) {
                if (readiness != Readiness::to_refresh && (student.prospects.empty() || need.in_100 < 1)) continue;
                need.purpose = Purpose::refresh;
                need.minutes_left = kShortWork;
                refresh.push_back(need);
                continue;
            }
            need.minutes_left = minutes_left(curriculum_.skills()[skill], student.states[skill]);
            need.due = due_value(latest[skill]);
            need.aspires =
                priority == Priority::aspire && student.weeks_without_aspire + 1 >= request_.policy.aspire_weeks;
            desk.needs.push_back(need);
        }
        // Without a belief about what is lost one refreshing slot a week keeps old skills alive, the longest unseen.
        if (student.prospects.empty() && refresh.size() > 1) {
            std::ranges::stable_sort(refresh, {}, [&](const Need& one) { return student.states[one.skill].last_seen; });
            refresh.resize(1);
        }
        desk.needs.insert(desk.needs.end(), refresh.begin(), refresh.end());
        std::ranges::stable_sort(desk.needs, [&](const Need& a, const Need& b) {
            const auto left = minute_value(desk, a), right = minute_value(desk, b);
            return std::tuple(left.due, left.wished, a.worth) > std::tuple(right.due, right.wished, b.worth);
        });
        return desk;
    }

    /// What is not yet seen counts as unknown; every second piece of work teaches, each skill opened adds a little.
    [[nodiscard]] std::vector<Prospect> rough_prospects(const PlanStudent& student) const {
        std::vector<Prospect> prospects(student.states.size());
        for (SkillIndex skill = 0; skill < prospects.size(); ++skill) {
            const auto& state = student.states[skill];
            prospects[skill] = {.known = state.estimate.observations > 0 ? state.estimate.probability : 0.0,
                                .learning = 0.5,
                                .opens = 0.1 * curriculum_.unlocks(skill)};
        }
        return prospects;
    }

    /// The session by whose end each skill must be begun, so that it and all that needs it is mastered when it is due;
    /// kNever where nothing is due.
    [[nodiscard]] std::vector<int> latest_starts(const PlanStudent& student) const {
        int session_minutes = 1;
        for (const auto& session : request_.sessions) session_minutes = std::max(session_minutes, session.minutes);
        const auto order = curriculum_.order();
        std::vector<int> latest(student.states.size(), kNever);
        for (std::size_t place = order.size(); place-- > 0;) {
            const auto skill = order[place];
            const auto& own = curriculum_.skills()[skill];
            if (student.states[skill].decision.status == Status::mastered) continue;
            int end = latest[skill];
            if (own.priority == Priority::must && own.due_session) end = std::min(end, *own.due_session);
            if (end == kNever) continue;
            const int sessions = (minutes_left(own, student.states[skill]) + session_minutes - 1) / session_minutes;
            latest[skill] = end - sessions + 1;
            for (const auto& need : own.needs) {
                for (const auto one : need) latest[one] = std::min(latest[one], latest[skill] - 1);
            }
        }
        return latest;
    }

    /// Of one minute. Nothing presses before the week in which it must be begun.
    [[nodiscard]] std::int64_t due_value(int latest) const {
        const int last = request_.sessions.empty() ? 0 : request_.sessions.back().number;
        if (latest == kNever || latest > last) return 0;
        return 1 + std::min(last - latest, kMostPressing);
    }

    /// How much the due point of a skill that does not press yet weighs in its progress: half as much in so many
    /// sessions, 1 where it presses.
    [[nodiscard]] double nearness(int latest) const {
        const int last = request_.sessions.empty() ? 0 : request_.sessions.back().number;
        const int slack = latest == kNever ? kFarSessions : std::clamp(latest - last, 0, kFarSessions);
        return kHalfSessions / (kHalfSessions + slack);
    }

    /// The student's goals and all that is missing on the way to them.
    [[nodiscard]] std::vector<bool> on_the_way(const PlanStudent& student) const {
        std::vector<bool> on(student.states.size(), false);
        for (const auto goal : student.goals) on.at(goal) = true;
        const auto order = curriculum_.order();
        for (std::size_t place = order.size(); place-- > 0;) {
            const auto skill = order[place];
            if (!on[skill] || student.states[skill].decision.status == Status::mastered) continue;
            for (const auto& need : curriculum_.skills()[skill].needs) {
                for (const auto one : need) on[one] = true;
            }
        }
        return on;
    }

    [[nodiscard]] static PlanValue minute_value(const Desk& desk, const Need& need) {
        const bool wished = need.goal && desk.own_minutes_left > 0;
        return {.due = need.aspires ? kMostPressing + 2 : need.due,
                .wished = wished ? 1 : 0,
                .progress = static_cast<std::int64_t>(std::llround(need.worth * 1e6 / kPieceMinutes))};
    }

    /// Of work of `minutes` as the class file counts them.
    [[nodiscard]] PlanValue value_of(std::size_t at, const Need& need, Work work) const {
        const auto one = minute_value(desks_[at], need);
        if (work.is_check) {
            return {one.due * kShortWork, one.wished * kShortWork, one.progress * kShortWork};
        }
        const auto& activity = curriculum_.activities()[work.index];
        const auto minutes = std::min(activity.minutes, need.minutes_left);
        const auto& requests = request_.students[at].requests;
        const bool requested = std::ranges::find(requests, work.index) != requests.end();
        auto progress = one.progress * minutes * (100 + 3 * interest_of(at, activity)) / 100;
        if (desks_[at].done.contains(work.index)) progress /= 2;
        return {one.due * minutes, (one.wished + (requested ? 2 : 0)) * minutes, progress};
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
        return minutes_needed(minutes, request_.students[at].time_factor);
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

    [[nodiscard]] std::tuple<bool, bool, int, std::size_t> preference(std::size_t at, Work work) const {
        const auto& activity = curriculum_.activities()[work.index];
        const auto& requests = request_.students[at].requests;
        return {std::ranges::find(requests, work.index) == requests.end(), desks_[at].done.contains(work.index),
                -interest_of(at, activity), work.index};
    }

    /// What a student could do in a session, need by need; a piece of work that serves several needs stands with the
    /// one it serves best.
    template <class Allowed>
    [[nodiscard]] std::vector<Choice> choices(std::size_t at, int minutes, bool home, const Allowed& allowed) {
        std::vector<Choice> result;
        std::map<Work, std::pair<PlanValue, std::size_t>> serves;
        for (auto& need : desks_[at].needs) {
            if (need.minutes_left <= 0) continue;
            Choice choice{.need = &need, .work = work_for(at, need, minutes, home), .pieces = {}};
            std::erase_if(choice.work, [&](Work one) { return !allowed(one); });
            keep_within_limits(choice.work);
            if (choice.work.empty()) continue;
            for (const auto one : choice.work) {
                const int length = minutes_of(at, one);
                choice.pieces.push_back({.minutes = std::max(1, length),
                                         .check_minutes = one.is_check ? length : 0,
                                         .value = value_of(at, need, one)});
                const auto& value = choice.pieces.back().value;
                const auto known = serves.try_emplace(one, value, result.size());
                if (!known.second && value > known.first->second.first) known.first->second = {value, result.size()};
            }
            result.push_back(std::move(choice));
        }
        for (std::size_t index = 0; index < result.size(); ++index) {
            auto& choice = result[index];
            for (std::size_t place = choice.work.size(); place-- > 0;) {
                if (serves.at(choice.work[place]).second == index) continue;
                choice.work.erase(choice.work.begin() + static_cast<std::ptrdiff_t>(place));
                choice.pieces.erase(choice.pieces.begin() + static_cast<std::ptrdiff_t>(place));
            }
        }
        std::erase_if(result, [](const Choice& choice) { return choice.work.empty(); });
        return result;
    }

    /// The few things the class does in one session, what is pinned among them.
    [[nodiscard]] std::set<Work> choose_activities(const Session& session) {
        std::map<Work, plan::Candidate> candidates;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            const auto could = choices(at, session.minutes, false, [](Work) { return true; });
            for (std::size_t need = 0; need < could.size(); ++need) {
                for (std::size_t place = 0; place < could[need].work.size(); ++place) {
                    const auto& piece = could[need].pieces[place];
                    // What is due or wished weighs more, but does not alone decide what the whole class does.
                    const double urgent = piece.value.due > 0 ? 8 : piece.value.wished > 0 ? 3 : 1;
                    const double worth =
                        urgent * static_cast<double>(std::max<std::int64_t>(1, piece.value.progress)) / 4e6;
                    candidates[could[need].work[place]].wanted.push_back({at, need, piece.minutes, worth});
                }
            }
            for (const auto& pin : request_.students[at].pins) {
                if (pin.session != session.number) continue;
                for (const auto& option : pin.options) {
                    if (const auto work = work_of(option)) candidates[*work].fixed = true;
                }
            }
        }
        std::vector<Work> works;
        std::vector<plan::Candidate> list;
        for (auto& [work, candidate] : candidates) {
            candidate.places = capacity_of(work);
            works.push_back(work);
            list.push_back(std::move(candidate));
        }
        const auto can_prepare = [&](const std::vector<std::size_t>& chosen) {
            auto prepared = prepared_;
            return std::ranges::all_of(chosen, [&](std::size_t one) { return prepare(works[one], prepared); });
        };
        std::set<Work> chosen;
        const auto most = static_cast<std::size_t>(std::max(0, request_.policy.distinct_activities));
        for (const auto one : plan::best_offer(std::move(list), desks_.size(), most, session.minutes, can_prepare)) {
            chosen.insert(works[one]);
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
        const auto free = [&](Work work) { return taken[work] < capacity_of(work); };
        for (const auto at : in_turn(session.number)) {
            if (away(at, session)) continue;
            int left = std::max(0, minutes_left[at]);
            if (loses_first_choice(at, left, chosen, free)) ++desks_[at].plan.yielded;
            if (last_session(at) == session.number) left = aspire(at, session.number, left, chosen, free);
            left = fill(
                at, session.number, left, [&](Work work) { return chosen.contains(work) && free(work); }, take);
            left = your_choice(at, session.number, left);
            desks_[at].plan.unused_minutes += left;
        }
    }

    [[nodiscard]] int last_session(std::size_t at) const {
        int last = 0;
        for (const auto& session : request_.sessions) {
            if (!away(at, session)) last = session.number;
        }
        return last;
    }

    /// Where the class does nothing that a student could aspire to, the student does so in their own way.
    template <class Free>
    int aspire(std::size_t at, int session, int left, const std::set<Work>& chosen, const Free& free) {
        auto& desk = desks_[at];
        const auto need = std::ranges::find_if(desk.needs, [](const Need& one) { return one.aspires; });
        if (need == desk.needs.end() || left < kShortest) return left;
        const auto could = choices(at, left, false, [&](Work work) { return chosen.contains(work) && free(work); });
        if (std::ranges::any_of(could, [](const Choice& choice) { return choice.need->aspires; })) return left;
        return left - practise(at, session, *need, std::min(left, kShortWork));
    }

    /// Who lost most first choices comes first, the others in turn.
    [[nodiscard]] std::vector<std::size_t> in_turn(int session) const {
        std::vector<std::size_t> order(desks_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (!order.empty()) {
            const auto first = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(session) % order.size());
            std::ranges::rotate(order, order.begin() + first);
        }
        std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t at) {
            return request_.students[at].yielded + desks_[at].plan.yielded;
        });
        return order;
    }

    template <class Free>
    [[nodiscard]] bool loses_first_choice(std::size_t at, int left, const std::set<Work>& chosen, const Free& free) {
        if (std::ranges::all_of(chosen, free)) return false;
        const auto could = choices(at, left, false, [&](Work work) { return chosen.contains(work); });
        const auto taken = best(at, could, left);
        for (std::size_t index = 0; index < could.size(); ++index) {
            if (taken[index] && !free(could[index].work[*taken[index]])) return true;
        }
        return false;
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> best(std::size_t at, const std::vector<Choice>& could,
                                                               int left) const {
        std::vector<std::vector<plan::Piece>> groups;
        for (const auto& choice : could) groups.push_back(choice.pieces);
        return plan::best_fill(groups, left, desks_[at].check_minutes_left);
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
            Need other;
            other.skill = pin.skill;
            other.purpose = pin.purpose;
            settle(desk, need == desk.needs.end() ? other : *need, slot);
        }
        return gone;
    }

    template <class Allowed, class Took>
    int fill(std::size_t at, std::optional<int> session, int left, const Allowed& allowed, const Took& took) {
        // Taking one piece can forbid another (marking, preparations, a check of both); then the rest is filled anew.
        for (bool filled = true; filled && left > 0;) {
            filled = false;
            auto could = choices(at, left, !session.has_value(), allowed);
            std::erase_if(could, [&](const Choice& choice) { return in_session(at, session, choice.need->skill); });
            const auto taken = best(at, could, left);
            int spare = left;
            for (std::size_t index = 0; index < could.size(); ++index) {
                if (taken[index]) spare -= could[index].pieces[*taken[index]].minutes;
            }
            for (std::size_t index = 0; index < could.size(); ++index) {
                if (!taken[index]) continue;
                auto& choice = could[index];
                const auto recommended = choice.work[*taken[index]];
                const int minutes = choice.pieces[*taken[index]].minutes;
                // Longer options only where the session has minutes over.
                std::erase_if(choice.work, [&](Work one) {
                    return one == recommended || one.is_check || minutes_of(at, one) > minutes + spare;
                });
                choice.work.insert(choice.work.begin(), recommended);
                std::erase_if(choice.work, [&](Work one) { return !allowed(one); });
                keep_within_limits(choice.work);
                const bool settled = choice.need->minutes_left <= 0;
                if (settled || choice.work.empty() || choice.work.front() != recommended) continue;
                auto slot = make_slot(at, session, *choice.need, choice.work);
                spare -= slot.minutes - minutes;
                left -= slot.minutes;
                took(slot);
                spend(slot.options);
                settle(desks_[at], *choice.need, slot);
                filled = true;
            }
        }
        return left;
    }

    /// One slot for a skill in a session: what follows in the same hour would be more of the same.
    [[nodiscard]] bool in_session(std::size_t at, std::optional<int> session, SkillIndex skill) const {
        return std::ranges::any_of(desks_[at].plan.slots, [&](const Slot& slot) {
            return slot.session == session && slot.skill == skill && !slot.pin;
        });
    }

    /// Class time is not wasted where nothing of the session's activities fits: practice on the most pressing skill.
    int your_choice(std::size_t at, int session, int left) {
        auto& desk = desks_[at];
        // More practice of what is being learned beats an empty session.
        for (const bool with_more : {false, true}) {
            for (auto& need : desk.needs) {
                if (left < kShortest) return left;
                const bool wanted =
                    need.minutes_left > 0 || (with_more && need.purpose == Purpose::learn && !need.waits);
                if (wanted) left -= practise(at, session, need, std::min(left, kLongest));
            }
        }
        return left;
    }

    int practise(std::size_t at, int session, Need& need, int minutes) {
        Slot slot{.session = session,
                  .purpose = Purpose::practise,
                  .skill = need.skill,
                  .minutes = minutes,
                  .options = {own_practice(minutes)},
                  .reasons = reasons(at, need)};
        slot.shown_by = shown_by(need.skill, slot.options.front());
        slot.reasons.push_back({Reason::Kind::no_activity, minutes, {}});
        settle(desks_[at], need, slot);
        return minutes;
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
        if (need.goal) desk.own_minutes_left -= slot.minutes;
        if (need.aspires) {
            for (auto& other : desk.needs) other.aspires = false;
        }
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
        slot.value = value_of(at, need, work.front());
        slot.shown_by = shown_by(need.skill, slot.options.front());
        slot.reasons = reasons(at, need);
        if (slot.purpose == Purpose::check) {
            slot.reasons.insert(slot.reasons.begin(), {Reason::Kind::unseen, 0, {}});
        } else {
            add_taste(at, work.front(), slot.reasons);
        }
        return slot;
    }

    /// The activity's own check, or the shortest of the skill.
    [[nodiscard]] std::optional<CheckIndex> shown_by(SkillIndex skill, const Option& option) const {
        if (option.check) return option.check;
        if (option.activity && curriculum_.activities()[*option.activity].check) {
            return curriculum_.activities()[*option.activity].check;
        }
        const auto of = curriculum_.checks_for(skill);
        const auto shortest =
            std::ranges::min_element(of, {}, [&](CheckIndex check) { return curriculum_.checks()[check].minutes; });
        return shortest == of.end() ? std::nullopt : std::optional(*shortest);
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
        if (need.goal) list.push_back({Reason::Kind::goal, 0, {}});
        if (need.aspires) {
            list.push_back({Reason::Kind::aspire, request_.students[at].weeks_without_aspire, {}});
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
        if (!request_.students[at].prospects.empty()) list.push_back({Reason::Kind::promising, need.in_100, {}});
        return list;
    }

    void add_taste(std::size_t at, Work work, std::vector<Reason>& list) const {
        const auto& activity = curriculum_.activities()[work.index];
        const auto& student = request_.students[at];
        if (std::ranges::find(student.requests, work.index) != student.requests.end()) {
            list.insert(list.begin(), {Reason::Kind::requested, 0, {}});
        }
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

int minutes_needed(int minutes, double time_factor) {
    return static_cast<int>(std::ceil(minutes * time_factor - 1e-9));
}

std::vector<StudentPlan> plan_week(const Curriculum& curriculum, const PlanRequest& request) {
    for (const auto& student : request.students) {
        if (student.states.size() != curriculum.skills().size()) {
            throw std::invalid_argument("one state for each skill is needed");
        }
        if (!student.prospects.empty() && student.prospects.size() != student.states.size()) {
            throw std::invalid_argument("prospects are for every skill or for none");
        }
        for (const auto activity : student.requests) {
            if (activity >= curriculum.activities().size()) throw std::out_of_range("a request of no activity");
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
