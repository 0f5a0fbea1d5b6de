#include "waymark/classroom/why_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan_words.hpp"
#include "request_outcomes.hpp"
#include "session_day.hpp"
#include "waymark/explain.hpp"
#include "waymark/path.hpp"
#include "waymark/text/dates.hpp"
#include "week_request.hpp"

namespace waymark::classroom {
namespace {

using Rule = SlotExplanation::Rule;

const char* rule_id(Rule rule) {
    switch (rule) {
        case Rule::pinned:
            return "pinned";
        case Rule::refreshed:
            return "refreshed";
        case Rule::check_first:
            return "check_first";
        case Rule::due:
            return "due";
        case Rule::wished:
            return "wished";
        case Rule::most_expected:
            return "most_expected";
    }
    return "";
}

std::string rule_text(Rule rule, bool proposed, const LevelNames& names) {
    switch (rule) {
        case Rule::pinned:
            if (proposed) {
                return "what a student thought of has time that neither what is fixed nor must work that is due needs";
            }
            return "what is put there by hand stands before everything else";
        case Rule::refreshed:
            return fmt::format(
                "what is {} and falls due for review is seen again, in the part of the week that reviews may take",
                names.is_mastered());
        case Rule::check_first:
            return "what is not known well enough is found out first, before time is spent on teaching it";
        case Rule::due:
            return "must work that is due comes before what is wished for and what promises most";
        case Rule::wished:
            return "what was asked for, and what is on the way to a goal, comes before what promises most";
        case Rule::most_expected:
            return "of what is ready and fits, the session holds what is expected to teach and open most in its time";
    }
    return "";
}

const char* reason_id(Reason::Kind kind) {
    switch (kind) {
        case Reason::Kind::due:
            return "due";
        case Reason::Kind::overdue:
            return "overdue";
        case Reason::Kind::priority:
            return "priority";
        case Reason::Kind::unlocks:
            return "unlocks";
        case Reason::Kind::unseen:
            return "unseen";
        case Reason::Kind::right_so_far:
            return "right_so_far";
        case Reason::Kind::shown_once:
            return "shown_once";
        case Reason::Kind::worked_on:
            return "worked_on";
        case Reason::Kind::checked:
            return "checked";
        case Reason::Kind::blocked:
            return "blocked";
        case Reason::Kind::recall:
            return "recall";
        case Reason::Kind::test_ahead:
            return "test_ahead";
        case Reason::Kind::not_sure:
            return "not_sure";
        case Reason::Kind::fading:
            return "fading";
        case Reason::Kind::interest:
            return "interest";
        case Reason::Kind::tool:
            return "tool";
        case Reason::Kind::no_activity:
            return "no_activity";
        case Reason::Kind::continues:
            return "continues";
        case Reason::Kind::teacher:
            return "teacher";
        case Reason::Kind::goal:
            return "goal";
        case Reason::Kind::requested:
            return "requested";
        case Reason::Kind::aspire:
            return "aspire";
        case Reason::Kind::promising:
            return "promising";
    }
    return "";
}

std::string of_100(double probability) {
    return fmt::format("{:.0f} of 100", 100 * probability);
}

class Teller {
public:
    Teller(const ClassState& state, const StudentState& student, WhyReport& report)
        : state_(state), curriculum_(state.file.curriculum), student_(student), report_(report) {}

    void tell(const SlotExplanation& explanation) {
        report_.found = true;
        report_.rule = rule_id(explanation.rule);
        const bool proposed = std::ranges::find(report_.slot.reasons, kProposed) != report_.slot.reasons.end();
        report_.rule_text = rule_text(explanation.rule, proposed, state_.file.policy.level_names);
        if (explanation.rule == Rule::pinned) {
            for (const auto& reason : report_.slot.reasons) {
                report_.facts.push_back({.fact = "by_hand", .value = std::nullopt, .word = {}, .text = reason});
            }
        }
        for (const auto& reason : explanation.slot.reasons) {
            if (explanation.rule == Rule::pinned) break;
            if (reason.kind == Reason::Kind::promising) continue;  // said below, with what it is made of
            const bool counts = reason.word.empty() && reason.number != 0;
            report_.facts.push_back({.fact = reason_id(reason.kind),
                                     .value = counts ? std::optional<double>(reason.number) : std::nullopt,
                                     .word = reason.word,
                                     .text = sentence(reason, explanation.slot.skill, state_.file)});
        }
        const auto skill = explanation.slot.skill;
        const auto& known = student_.skills[skill];
        if (known.estimate.observations > 0) {
            report_.facts.push_back(
                {.fact = "estimate",
                 .value = known.estimate.probability,
                 .word = {},
                 .text = fmt::format("the estimate is {}, after {} observation{}", of_100(known.estimate.probability),
                                     known.estimate.observations, known.estimate.observations == 1 ? "" : "s")});
        }
        const int left = minutes_left(curriculum_.skills()[skill], known);
        if (left > 0) {
            report_.facts.push_back({.fact = "minutes_left",
                                     .value = left,
                                     .word = {},
                                     .text = fmt::format("about {} minutes of work are left for it", left)});
        }
        if (explanation.prospects && explanation.rule != Rule::pinned) {
            report_.facts.push_back(
                {.fact = "learning",
                 .value = explanation.prospect.learning,
                 .word = {},
                 .text = fmt::format("one piece of work teaches it in {} cases, where it is not known yet",
                                     of_100(explanation.prospect.learning))});
        }
        if (explanation.change) tell(*explanation.change, explanation);
    }

private:
    void tell(const Alteration& change, const SlotExplanation& explanation) {
        WhyReport::Change told;
        const auto& skill = curriculum_.skills()[change.skill];
        switch (change.kind) {
            case Alteration::Kind::requested:
                told.kind = "requested";
                told.what = curriculum_.activities()[change.activity].id;
                told.text =
                    fmt::format("if {} asked for {}", report_.name, curriculum_.activities()[change.activity].title);
                break;
            case Alteration::Kind::passed:
                told.kind = "passed";
                told.what = skill.id;
                told.text = change.skill == explanation.slot.skill
                                ? fmt::format("if {} itself were passed", skill.title)
                                : fmt::format("if {} were passed", skill.title);
                break;
            case Alteration::Kind::not_due:
                told.kind = "not_due";
                told.what = skill.id;
                told.text = fmt::format("if {} were not due", skill.title);
                break;
            case Alteration::Kind::unpinned:
                told.kind = "unpinned";
                told.text = "if it were not put there by hand";
                break;
        }
        if (explanation.instead) {
            const auto& slot = *explanation.instead;
            told.instead = curriculum_.skills()[slot.skill].title;
            if (!slot.options.empty()) {
                told.instead += ": " + stored_option(slot.options.front(), curriculum_, 0).title;
                if (explanation.other_length) told.instead += fmt::format(" for {} minutes", slot.minutes);
            }
        }
        report_.change = std::move(told);
    }

    const ClassState& state_;
    const Curriculum& curriculum_;
    const StudentState& student_;
    WhyReport& report_;
};

/// The entry of the plan made again that is this one, or nothing.
std::optional<std::size_t> entry_of(const ClassState& state, const StudentPlan& plan, const StoredSlot& slot) {
    const auto& curriculum = state.file.curriculum;
    for (std::size_t at = 0; at < plan.slots.size(); ++at) {
        const auto& one = plan.slots[at];
        if (day_of(state.file.calendar, one.session) != slot.on || curriculum.skills()[one.skill].id != slot.skill)
            continue;
        if (purpose_word(one.purpose) != slot.purpose || slot.options.empty()) continue;
        const auto first = stored_option(one.options.front(), curriculum, 0);
        const auto& stored = slot.options.front();
        if (first.activity == stored.activity && first.check == stored.check) return at;
    }
    return std::nullopt;
}

}  // namespace

WhyReport why_report(const ClassState& state, const StudentState& student, const StoredPlan& plan,
                     const StoredSlot& slot, std::vector<StoredPlan> stored) {
    const auto& curriculum = state.file.curriculum;
    WhyReport report{.title = state.file.title,
                     .week = plan.week,
                     .slug = student.student.slug,
                     .name = student.student.display_name(),
                     .slot = slot,
                     .known_on = state.today,
                     .rule = {},
                     .rule_text = {},
                     .facts = {},
                     .change = {},
                     .others = {},
                     .refused = {}};
    for (const auto& one : plan.requests) {
        if (!one.honoured) report.refused.push_back(one);
    }
    std::erase_if(stored, [&](const StoredPlan& one) { return one.week >= plan.week; });
    const auto made = week_request(state, plan.week, stored, Keep::begun);
    const auto plans = waymark::plan_week(curriculum, made.request);
    const auto at = static_cast<std::size_t>(&student - state.students.data());
    if (const auto number = entry_of(state, plans[at], slot)) {
        Teller(state, student, report).tell(explain(curriculum, made.request, at, *number));
    } else {
        for (const auto& reason : slot.reasons) {
            report.facts.push_back({.fact = "stored", .value = std::nullopt, .word = {}, .text = reason});
        }
    }
    const auto skill = curriculum.find_skill(slot.skill);
    if (!skill) return report;
    std::vector<ActivityIndex> missing;
    for (const auto activity : curriculum.activities_for(*skill)) {
        const auto& id = curriculum.activities()[activity].id;
        if (std::ranges::find(slot.options, id, &StoredOption::activity) == slot.options.end()) {
            missing.push_back(activity);
        }
    }
    const auto because = why_not_in_slot(state, plan.week, made, plans, at, slot, missing);
    for (std::size_t one = 0; one < missing.size(); ++one) {
        const auto& what = curriculum.activities()[missing[one]];
        report.others.push_back({what.id, what.title, because[one]});
    }
    return report;
}

}  // namespace waymark::classroom
