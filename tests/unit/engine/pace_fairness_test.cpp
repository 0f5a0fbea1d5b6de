#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "waymark/pace.hpp"

/// What no holiday, illness or silent teacher may do, over thousands of random terms.
using namespace waymark;
using namespace std::chrono;

namespace {

constexpr int kTerms = 4000;

/// A term, its work, and what one student did in it.
class RandomTerm {
public:
    explicit RandomTerm(std::uint64_t seed) : random_(seed) {
        parts.term_starts = sys_days(2026y / 8 / 24) + days(below(7));
        parts.term_ends = parts.term_starts + days(30 + below(120));
        const int meetings = 1 + below(5);
        for (int at = 0; at < meetings; ++at) {
            parts.meetings.push_back({weekday(static_cast<unsigned>(1 + below(5))), 40 + below(30)});
        }
        if (below(4) == 0) {
            parts.rotation = {"A", "B"};
            parts.rotation_starts = parts.term_starts;
            parts.rotation_skips = {any_day(), any_day()};
            for (auto& meeting : parts.meetings) meeting.rotation = below(2) == 0 ? "A" : "";
        }
        for (int count = below(4); count > 0; --count) parts.breaks.push_back(random_break());
        for (int count = below(4); count > 0; --count) {
            parts.exceptions.push_back({any_day(), below(3) == 0 ? 0 : 30, {}});
        }
        std::vector<Skill> skills;
        const int count = 3 + below(20);
        const Calendar calendar(parts);
        for (int at = 0; at < count; ++at) {
            Skill skill{.id = "s" + std::to_string(at), .title = {}, .can_do = {}, .unit = {}, .needs = {}};
            skill.minutes = 10 + below(100);
            skill.priority = static_cast<Priority>(below(3));
            const auto kind = below(3);
            if (kind == 0) skill.due_on = any_day();
            // Most classes date their work in one way; some mix both.
            if (kind == 1 && !calendar.sessions().empty()) {
                skill.due_session = 1 + below(static_cast<int>(calendar.sessions().size()));
                last_due_session = std::max(last_due_session, *skill.due_session);
            }
            skills.push_back(std::move(skill));
        }
        curriculum = Curriculum({skills, {}, {}});
        terms.joined = below(4) == 0 ? any_day() : parts.term_starts;
        if (below(6) == 0) terms.left = any_day();
        std::set<Date> excused;
        for (int all = below(6); all > 0; --all) excused.insert(any_day());
        terms.excused.assign(excused.begin(), excused.end());
        if (below(3) == 0) terms.choices.push_back({any_day(), 0.5 + 0.1 * below(10)});
        for (SkillIndex at = 0; at < skills.size(); ++at) {
            if (below(8) == 0) terms.extensions.push_back({at, any_day()});
        }
        today = any_day();
        std::set<Date> days_of_evidence;
        for (int all = below(40); all > 0; --all) days_of_evidence.insert(any_day());
        for (const auto day : days_of_evidence) {
            if (day > today) break;
            recorded.push_back(day);
            if (below(2) == 0) continue;
            facts.last_evidence = day;
            if (below(2) == 0) facts.changes.push_back({day, static_cast<SkillIndex>(below(count)), below(6) != 0});
            if (below(2) == 0) facts.shown_once.push_back({day, static_cast<SkillIndex>(below(count)), below(3) != 0});
        }
        for (int all = below(3); all > 0; --all) cancelled.push_back({any_day(), 0, {}});
    }

    int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
    Date any_day() {
        return parts.term_starts + days(below(static_cast<int>((parts.term_ends - parts.term_starts).count()) + 1));
    }
    Break random_break() {
        const auto from = any_day();
        return {"break", from, from + days(below(12))};
    }

    [[nodiscard]] Calendar calendar() const { return Calendar(parts).with(cancelled); }
    [[nodiscard]] Pace now() const { return on(today); }
    [[nodiscard]] Pace on(Date day) const {
        const auto at_hand = calendar();
        const std::vector<SkillState> states(curriculum.skills().size());
        return pace(curriculum, at_hand, PlannedWork(curriculum, at_hand, terms), facts, states, recorded, day);
    }

    CalendarParts parts;
    Curriculum curriculum;
    PaceTerms terms;
    WorkFacts facts;
    std::vector<Date> recorded;
    std::vector<CalendarException> cancelled;
    Date today{};
    int last_due_session = 0;

private:
    std::mt19937_64 random_;
};

void excuse(PaceTerms& terms, Date day) {
    if (std::ranges::binary_search(terms.excused, day)) return;
    terms.excused.insert(std::ranges::upper_bound(terms.excused, day), day);
}

}  // namespace

TEST_CASE("no break, cancelled session or excused absence worsens anybody's pace") {
    int changed = 0;
    for (std::uint64_t seed = 0; seed < kTerms; ++seed) {
        CAPTURE(seed);
        RandomTerm term(seed);
        const auto before = term.now();
        std::vector<double> planned;
        const PlannedWork plan(term.curriculum, term.calendar(), term.terms);
        for (auto day = term.parts.term_starts; day <= term.parts.term_ends; day += days(1)) {
            planned.push_back(plan.by(day));
        }
        switch (seed % 4) {
            case 0:
                term.parts.breaks.push_back(term.random_break());
                break;
            case 1:
                excuse(term.terms, term.any_day());
                break;
            case 2:
                term.cancelled.push_back({term.any_day(), 0, {}});
                break;
            default: {
                const auto day = term.any_day();
                if (std::ranges::none_of(term.parts.exceptions, [&](const auto& one) { return one.on == day; })) {
                    term.parts.exceptions.push_back({day, 0, "no class"});
                }
            }
        }
        // A class file in which work is due by a session that the term no longer has is refused.
        if (static_cast<int>(term.calendar().planned_days().size()) < term.last_due_session) continue;
        const auto after = term.now();
        CHECK(after.state >= before.state);
        CHECK(after.sessions_ahead >= before.sessions_ahead - 1e-9);
        CHECK(after.total_minutes == before.total_minutes);
        const PlannedWork now(term.curriculum, term.calendar(), term.terms);
        bool never_more = true;
        auto at = planned.begin();
        for (auto day = term.parts.term_starts; day <= term.parts.term_ends; day += days(1), ++at) {
            never_more = never_more && now.by(day) <= *at + 1e-9;
            changed += now.by(day) < *at - 1e-9 ? 1 : 0;
        }
        CHECK(never_more);
    }
    CHECK(changed > kTerms);
}

TEST_CASE("a session without any evidence for anyone changes nobody's state") {
    int looked = 0;
    for (std::uint64_t seed = 0; seed < kTerms; ++seed) {
        CAPTURE(seed);
        const RandomTerm term(seed);
        const auto calendar = term.calendar();
        for (const auto& session : calendar.sessions()) {
            // What is recorded on the day that is looked at counts already.
            const bool silent = std::ranges::none_of(term.recorded, [&](Date day) {
                return day >= session.date - days(1) && day <= session.date + days(1);
            });
            if (!silent) continue;
            const auto morning = term.on(session.date), next = term.on(session.date + days(1));
            CHECK(morning.state == next.state);
            CHECK(morning.planned_minutes == next.planned_minutes);
            ++looked;
        }
    }
    CHECK(looked > kTerms);
}

TEST_CASE("an extension never adds to what is planned, and takes nothing from the work in all") {
    for (std::uint64_t seed = 0; seed < kTerms; ++seed) {
        CAPTURE(seed);
        RandomTerm term(seed);
        term.terms.extensions.clear();
        const PlannedWork before(term.curriculum, term.calendar(), term.terms);
        std::vector<Target> dated;
        for (const auto& target : before.targets()) {
            if (target.due) dated.push_back(target);
        }
        if (dated.empty()) continue;
        const auto& target = dated[static_cast<std::size_t>(term.below(static_cast<int>(dated.size())))];
        term.terms.extensions = {{target.skills.front(), *target.due + days(1 + term.below(40))}};
        const PlannedWork after(term.curriculum, term.calendar(), term.terms);
        CHECK(after.total_minutes() == doctest::Approx(before.total_minutes()));
        bool never_more = true;
        for (auto day = term.parts.term_starts; day <= term.parts.term_ends; day += days(1)) {
            never_more = never_more && after.by(day) <= before.by(day) + 1e-9;
        }
        CHECK(never_more);
    }
}

TEST_CASE("optional work is never planned, done or missing") {
    for (std::uint64_t seed = 0; seed < kTerms / 10; ++seed) {
        CAPTURE(seed);
        RandomTerm term(seed);
        const auto with = term.now();
        CurriculumParts parts;
        for (auto skill : term.curriculum.skills()) {
            if (skill.priority == Priority::aspire) skill.minutes += 500;
            parts.skills.push_back(skill);
        }
        term.curriculum = Curriculum(parts);
        const auto without = term.now();
        CHECK(with.state == without.state);
        CHECK(with.planned_minutes == doctest::Approx(without.planned_minutes));
        CHECK(with.done_minutes == doctest::Approx(without.done_minutes));
        CHECK(with.total_minutes == doctest::Approx(without.total_minutes));
    }
}
