#include "waymark/plan.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "plan_check_share.hpp"
#include "plan_offer.hpp"
#include "plan_practice.hpp"
#include "plan_slot.hpp"

namespace waymark {
namespace {

using plan::Choice;
using plan::Desk;
using plan::Need;
using plan::Work;

constexpr double kLeastLearning = 0.05;  ///< a student whose best piece of work teaches less often counts as this

/// What students have on offer in one session. Capacity is held for every option, so that the choice stays real.
class Taken {
public:
    void take(const Slot& slot) {
        for (const auto& option : slot.options) {
            if (const auto work = plan::work_of(option)) ++students_[*work];
        }
    }
    [[nodiscard]] std::size_t of(Work work) const {
        const auto found = students_.find(work);
        return found == students_.end() ? 0 : found->second;
    }
    [[nodiscard]] std::set<Work> works() const {
        std::set<Work> all;
        for (const auto& [work, students] : students_) all.insert(work);
        return all;
    }

private:
    std::map<Work, std::size_t> students_;
};

class WeekPlanner {
public:
    WeekPlanner(const Curriculum& curriculum, const PlanRequest& request)
        : curriculum_(curriculum),
          request_(request),
          teacher_(curriculum, request.policy),
          menu_(curriculum, request, desks_, teacher_),
          slots_(curriculum, request, menu_),
          practice_(curriculum, request, desks_, slots_) {}

    std::vector<StudentPlan> run() {
        for (const auto& student : request_.students) desks_.push_back(plan::open_desk(curriculum_, request_, student));
        count_pins();
        count_lacking();
        weigh_time();
        for (const auto& session : request_.sessions) fill_session(session);
        for (std::size_t at = 0; at < desks_.size(); ++at) fill_home(at);
        std::vector<StudentPlan> plans;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            auto& desk = desks_[at];
            while (const auto gone = plan::take_out_check(curriculum_, request_.policy.check_share, desk.plan)) {
                if (gone->session) practice_.instead_of(at, *gone);
            }
            practice_.give_overdue(at);
            desk.plan.yielded = static_cast<int>(desk.turned_away.size());
            plans.push_back(std::move(desk.plan));
        }
        return plans;
    }

private:
    /// What is pinned has its share of the teacher's week before anything is added.
    void count_pins() {
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            for (const auto& pin : request_.students[at].pins) {
                if (pin.session && away_from(at, *pin.session)) continue;
                teacher_.spend(pin.options);
            }
        }
    }

    void count_lacking() {
        lacking_.assign(curriculum_.skills().size(), 0.0);
        for (const auto& student : request_.students) {
            for (SkillIndex skill = 0; skill < lacking_.size(); ++skill) {
                const bool known = student.states[skill].decision.status == Status::mastered;
                lacking_[skill] += student.prospects.empty() ? (known ? 0 : 1) : 1 - student.prospects[skill].known;
            }
        }
    }

    [[nodiscard]] bool over(const Session& session) const { return plan::is_over(request_, session.number); }

    /// How scarce each student's time is: the pieces of work that are expected to teach all that is not known, at the
    /// rate of the most promising one, for each that there is time for before the term ends; at most 1.
    void weigh_time() {
        scarce_.assign(desks_.size(), 1.0);
        const double pieces = std::max(1.0, request_.term_minutes / static_cast<double>(plan::kPieceMinutes));
        for (std::size_t at = 0; at < desks_.size() && request_.term_minutes > 0; ++at) {
            double missing = 0, quickest = kLeastLearning;
            for (const auto& prospect : request_.students[at].prospects) {
                missing += 1 - prospect.known;
                quickest = std::max(quickest, prospect.learning);
            }
            if (missing > 0) scarce_[at] = std::min(1.0, missing / quickest / pieces);
        }
    }

    [[nodiscard]] bool away(std::size_t at, const Session& session) const { return away_from(at, session.number); }
    [[nodiscard]] bool away_from(std::size_t at, int session) const {
        const auto& sessions = request_.students[at].away;
        return std::ranges::find(sessions, session) != sessions.end();
    }

    /// The few things the class does in one session, what is `taken` already among them, in the minutes that each
    /// student has left.
    [[nodiscard]] std::set<Work> choose_activities(const Session& session, const std::vector<int>& minutes_left,
                                                   const Taken& taken) {
        std::map<Work, plan::Candidate> candidates;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            const auto could = menu_.choices(at, minutes_left[at], session.number,
                                             [&](Work one) { return !is_offered(at, session.number, one); });
            for (std::size_t need = 0; need < could.size(); ++need) {
                if (in_session(at, session.number, could[need].need->skill)) continue;
                for (std::size_t place = 0; place < could[need].work.size(); ++place) {
                    const auto& piece = could[need].pieces[place];
                    // What is due or wished weighs more, but does not alone decide what the whole class does.
                    const double urgent = piece.value.due > 0 ? 8 : piece.value.wished > 0 ? 3 : 1;
                    const double worth = static_cast<double>(std::max<std::int64_t>(1, piece.value.progress)) / 4e6;
                    auto& candidate = candidates[could[need].work[place]];
                    candidate.wanted.push_back({at, need, piece.minutes, worth, urgent});
                    candidate.lacking = std::max(candidate.lacking, lacking_[could[need].need->skill]);
                }
            }
        }
        for (const auto work : taken.works()) candidates[work].fixed = true;
        std::vector<Work> works;
        std::vector<plan::Candidate> list;
        for (auto& [work, candidate] : candidates) {
            const auto room = menu_.capacity_of(work), gone = std::min(room, taken.of(work));
            candidate.places = std::min(room - gone, teacher_.places_to_mark(work));
            works.push_back(work);
            list.push_back(std::move(candidate));
        }
        const auto can_prepare = [&](const std::vector<std::size_t>& chosen) {
            std::vector<Work> all;
            for (const auto one : chosen) all.push_back(works[one]);
            return teacher_.can_prepare(all);
        };
        std::set<Work> chosen;
        const auto most = static_cast<std::size_t>(std::max(0, request_.policy.distinct_activities));
        for (const auto one : plan::best_offer(std::move(list), scarce_, most, minutes_left, can_prepare)) {
            chosen.insert(works[one]);
        }
        return chosen;
    }

    void fill_session(const Session& session) {
        std::vector<int> minutes_left(desks_.size(), over(session) ? 0 : session.minutes);
        Taken taken;
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (away(at, session)) continue;
            minutes_left[at] = std::max(0, minutes_left[at] - place_pins(at, session.number, taken));
        }
        if (over(session)) return;
        const auto chosen = choose_activities(session, minutes_left, taken);
        const auto free = [&](Work work) { return has_room(taken, work); };
        for (const auto at : in_turn(session.number)) {
            if (away(at, session)) continue;
            int& left = minutes_left[at];
            note_first_choices(at, session.number, left, chosen, free);
            if (last_session(at) == session.number) left = aspire(at, session.number, left, chosen, free);
            left = fill(
                at, session.number, left, [&](Work work) { return chosen.contains(work) && free(work); }, taken);
        }
        fill_places(session, minutes_left, chosen, taken);
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (!away(at, session)) minutes_left[at] = practice_.fill(at, session.number, minutes_left[at]);
        }
        go_on(session, minutes_left, taken);
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (!away(at, session)) desks_[at].plan.unused_minutes += minutes_left[at];
        }
    }

    [[nodiscard]] bool has_room(const Taken& taken, Work work) const {
        return taken.of(work) < menu_.capacity_of(work);
    }

    /// What nobody took in the end, for want of marking or of minutes, leaves its place among the few activities to
    /// something else.
    void fill_places(const Session& session, std::vector<int>& minutes_left, std::set<Work> chosen, Taken& taken) {
        constexpr int kRounds = 3;
        for (int round = 0; round < kRounds; ++round) {
            const auto used = taken.works();
            if (std::ranges::includes(used, chosen)) return;
            auto more = choose_activities(session, minutes_left, taken);
            if (more == chosen) return;
            fill_for(session, minutes_left, more, taken, [](std::size_t) { return true; });
            chosen = std::move(more);
        }
    }

    /// Fills what these students have left with what was chosen.
    template <class Whom>
    void fill_for(const Session& session, std::vector<int>& minutes_left, const std::set<Work>& chosen, Taken& taken,
                  const Whom& whom) {
        const auto may = [&](Work work) { return chosen.contains(work) && has_room(taken, work); };
        for (const auto at : in_turn(session.number)) {
            if (away(at, session) || !whom(at)) continue;
            minutes_left[at] = fill(at, session.number, minutes_left[at], may, taken);
        }
    }

    /// What is left of a session in which somebody only waits for a result is better spent on what was checked: most
    /// of what was never taught is not known.
    void go_on(const Session& session, std::vector<int>& minutes_left, Taken& taken) {
        std::vector<int> spare(desks_.size(), 0);
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            auto& desk = desks_[at];
            desk.impatient = !away(at, session) && minutes_left[at] >= plan::kShortestPractice &&
                             std::ranges::any_of(desk.needs, [&](const Need& one) {
                                 return one.checked == session.number && !one.probe;
                             });
            if (desk.impatient) spare[at] = minutes_left[at];
        }
        if (std::ranges::none_of(desks_, &Desk::impatient)) return;
        const auto more = choose_activities(session, spare, taken);
        fill_for(session, minutes_left, more, taken, [&](std::size_t at) { return desks_[at].impatient; });
        for (std::size_t at = 0; at < desks_.size(); ++at) {
            if (!desks_[at].impatient) continue;
            minutes_left[at] = practice_.fill(at, session.number, minutes_left[at]);
            desks_[at].impatient = false;
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
        if (need == desk.needs.end() || left < plan::kShortestPractice) return left;
        const auto could =
            menu_.choices(at, left, session, [&](Work work) { return chosen.contains(work) && free(work); });
        if (std::ranges::any_of(could, [](const Choice& choice) { return choice.need->aspires; })) return left;
        return left - practice_.practise(at, session, *need, std::min(left, plan::kShortWork));
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
            return request_.students[at].yielded + static_cast<int>(desks_[at].turned_away.size());
        });
        return order;
    }

    /// Who is turned away from what they would have done; having it later in the week makes up for that.
    template <class Free>
    void note_first_choices(std::size_t at, int session, int left, const std::set<Work>& chosen, const Free& free) {
        if (std::ranges::all_of(chosen, free)) return;
        const auto could = menu_.choices(at, left, session, [&](Work work) { return chosen.contains(work); });
        const auto taken = best(at, could, left);
        for (std::size_t index = 0; index < could.size(); ++index) {
            if (!taken[index]) continue;
            const auto wanted = could[index].work[*taken[index]];
            if (!free(wanted) && !had(at, wanted)) desks_[at].turned_away.insert(wanted);
        }
    }

    [[nodiscard]] bool had(std::size_t at, Work work) const {
        return std::ranges::any_of(desks_[at].plan.slots, [&](const Slot& slot) {
            return std::ranges::any_of(slot.options, [&](const Option& one) { return plan::work_of(one) == work; });
        });
    }

    [[nodiscard]] std::vector<std::optional<std::size_t>> best(std::size_t at, const std::vector<Choice>& could,
                                                               int left) const {
        std::vector<std::vector<plan::Piece>> groups;
        for (const auto& choice : could) groups.push_back(choice.pieces);
        return plan::best_fill(groups, left, desks_[at].check_minutes_left);
    }

    /// Minutes that are gone with them.
    int place_pins(std::size_t at, std::optional<int> session, Taken& taken) {
        auto& desk = desks_[at];
        int gone = 0;
        const auto& pins = request_.students[at].pins;
        for (std::size_t index = 0; index < pins.size(); ++index) {
            const auto& pin = pins[index];
            if (pin.session != session) continue;
            const auto slot = slots_.of_pin(pin, index);
            gone += slot.minutes;
            taken.take(slot);
            const auto need = std::ranges::find(desk.needs, pin.skill, &Need::skill);
            Need other;
            other.skill = pin.skill;
            other.purpose = pin.purpose;
            plan::settle(curriculum_, request_.policy, desk, need == desk.needs.end() ? other : *need, slot);
        }
        return gone;
    }

    template <class Allowed>
    int fill(std::size_t at, std::optional<int> session, int left, const Allowed& allowed, Taken& held) {
        // Nothing is offered twice in one session, though it may serve two skills.
        const auto may = [&](Work one) { return allowed(one) && !is_offered(at, session, one); };
        // Taking one piece can forbid another (marking, preparations, a check of both); then the rest is filled anew.
        for (bool filled = true; filled && left > 0;) {
            filled = false;
            auto could = menu_.choices(at, left, session, may);
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
                    return one == recommended || one.is_check || menu_.minutes_of(at, one) > minutes + spare;
                });
                choice.work.insert(choice.work.begin(), recommended);
                std::erase_if(choice.work, [&](Work one) {
                    return !may(one) || !menu_.screen_allows(at, one, !session.has_value());
                });
                teacher_.keep_within_limits(choice.work);
                const bool settled = plan::is_done(*choice.need) || plan::waits(desks_[at], *choice.need, session);
                if (settled || choice.work.empty() || choice.work.front() != recommended) continue;
                auto slot = slots_.of_work(at, session, *choice.need, choice.work);
                spare -= slot.minutes - minutes;
                left -= slot.minutes;
                held.take(slot);
                teacher_.spend(slot.options);
                plan::settle(curriculum_, request_.policy, desks_[at], *choice.need, slot);
                filled = true;
            }
        }
        return left;
    }

    [[nodiscard]] bool is_offered(std::size_t at, std::optional<int> session, Work work) const {
        return std::ranges::any_of(desks_[at].plan.slots, [&](const Slot& slot) {
            return slot.session == session &&
                   std::ranges::any_of(slot.options, [&](const Option& one) { return plan::work_of(one) == work; });
        });
    }

    /// One slot for a skill in a session: what follows in the same hour would be more of the same. Who goes on after a
    /// check does something else.
    [[nodiscard]] bool in_session(std::size_t at, std::optional<int> session, SkillIndex skill) const {
        const auto& desk = desks_[at];
        return std::ranges::any_of(desk.plan.slots, [&](const Slot& slot) {
            const bool only_checked = desk.impatient && slot.purpose == Purpose::check;
            return slot.session == session && slot.skill == skill && !slot.pin && !only_checked;
        });
    }

    void fill_home(std::size_t at) {
        Taken taken;
        const int minutes = request_.students[at].home_minutes - place_pins(at, std::nullopt, taken);
        if (minutes > 0)
            fill(
                at, std::nullopt, minutes, [](Work) { return true; }, taken);
    }

    const Curriculum& curriculum_;
    const PlanRequest& request_;
    std::vector<Desk> desks_;
    std::vector<double> lacking_;  ///< students expected not to know each skill
    std::vector<double> scarce_;   ///< how scarce each student's time is, above 0 up to 1
    plan::TeacherWeek teacher_;
    plan::Menu menu_;
    plan::SlotMaker slots_;
    plan::Practice practice_;
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
        if (!student.due.empty() && student.due.size() != student.states.size()) {
            throw std::invalid_argument("due points are for every skill or for none");
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
