#include "waymark/classroom/skill_report.hpp"

#include <algorithm>
#include <cmath>

namespace waymark::classroom {

std::vector<GradingNote> grading_notes(const ClassFile& file) {
    std::vector<GradingNote> notes;
    const auto skills = file.curriculum.skills();
    for (SkillIndex skill = 0; skill < skills.size(); ++skill) {
        const auto& rule = file.grading[skill];
        if (!rule) continue;
        auto formula = formula_of(*rule);
        const double from = rule->method == GradingMethod::knowledge_tracing ? rule->known_at : rule->mastery;
        auto same = std::ranges::find_if(notes, [&](const GradingNote& note) {
            return note.formula == formula && std::abs(note.mastered_from - from) < 1e-12;
        });
        if (same == notes.end()) same = notes.insert(notes.end(), {std::move(formula), from, {}});
        same->skills.push_back(skills[skill].title);
    }
    if (notes.size() == 1 && notes.front().skills.size() == skills.size()) notes.front().skills.clear();
    return notes;
}

std::string target_title(const ClassFile& file, std::string_view target) {
    const auto id = file.today_id(target);
    const auto& curriculum = file.curriculum;
    if (const auto item = curriculum.find_item(id)) {
        const auto& check = curriculum.checks()[item->first];
        const auto& title = check.items[item->second].title;
        return check.items.size() == 1 || title.empty() ? check.title : check.title + ": " + title;
    }
    if (const auto check = curriculum.find_check(id)) return curriculum.checks()[*check].title;
    if (const auto skill = curriculum.find_skill(id)) return curriculum.skills()[*skill].title;
    return std::string(target);
}

SkillReport skill_report(const ClassState& state, const StudentState& student, SkillIndex skill) {
    const auto& file = state.file;
    const auto& about = file.curriculum.skills()[skill];
    const auto& history = student.histories[skill];
    SkillReport report;
    report.title = file.title;
    report.today = state.today;
    report.slug = student.student.slug;
    report.name = student.student.display_name();
    report.skill = about.id;
    report.skill_title = about.title;
    report.can_do = about.can_do;
    report.names = file.policy.level_names;
    report.mastery = file.policy.mastery;
    if (const auto* decided = student.decision_on(skill)) report.teacher = *decided;
    const auto word = report.teacher ? std::optional(report.teacher->status) : std::nullopt;
    if (const auto& rule = file.grading[skill]) {
        const double from = rule->method == GradingMethod::knowledge_tracing ? rule->known_at : rule->mastery;
        report.grading = GradingNote{formula_of(*rule), from, {}};
        report.explanation = explain_by(*rule, history.evidence, report.mastery.least_observations, word);
    } else {
        report.explanation = explain(history.evidence, report.mastery, word);
    }
    for (const auto& target : history.targets) report.what.push_back(target_title(file, target));
    report.expected = 1 / (1 + std::exp(-student.skills[skill].estimate.mean));
    if (history.memory) report.recall = recall(*history.memory, state.today);
    report.review = history.review;
    return report;
}

namespace {

KnowledgeReport::Line line_of(bool item, std::string id, std::string title, double mean, double variance) {
    const auto share = [](double odds) { return 1 / (1 + std::exp(-odds)); };
    const double spread = 1.96 * std::sqrt(variance);
    return {item, std::move(id), std::move(title), share(mean), share(mean - spread), share(mean + spread)};
}

}  // namespace

KnowledgeReport knowledge_report(const ClassState& state, std::span<const KnowledgeFile> others) {
    std::vector<KnowledgeFile> all{state.taught};
    if (state.taught.answers == 0 && !others.empty()) all.clear();
    all.insert(all.end(), others.begin(), others.end());
    KnowledgeReport report;
    report.title = state.file.title;
    report.knowledge = merge_knowledge(all);
    const auto& knowledge = report.knowledge;
    const auto& curriculum = state.file.curriculum;
    for (const auto& [id, belief] : knowledge.items) {
        double mean = knowledge.base.mean + belief.mean, variance = belief.variance;
        const auto skills = skills_of_target(state.file, id);
        const double share = skills.empty() ? 0 : 1 / std::sqrt(static_cast<double>(skills.size()));
        for (const auto skill : skills) {
            const auto found = knowledge.skills.find(curriculum.skills()[skill].id);
            if (found == knowledge.skills.end()) continue;
            mean += share * found->second.mean;
            variance += share * share * found->second.variance;
        }
        report.lines.push_back(line_of(true, id, target_title(state.file, id), mean, variance));
    }
    for (const auto& [id, belief] : knowledge.skills) {
        report.lines.push_back(
            line_of(false, id, target_title(state.file, id), knowledge.base.mean + belief.mean, belief.variance));
    }
    std::ranges::stable_sort(
        report.lines, [](const auto& a, const auto& b) { return a.item != b.item ? a.item : a.success < b.success; });
    return report;
}

}  // namespace waymark::classroom
