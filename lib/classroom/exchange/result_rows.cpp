#include <utility>

#include "result_entry.hpp"

namespace waymark::classroom {

std::uint32_t ResultRows::number_of(const std::string& target) {
    const auto [known, fresh] = numbers_.try_emplace(target, static_cast<std::uint32_t>(targets.size()));
    if (fresh) targets.push_back(target);
    return known->second;
}

Evidence ResultRows::evidence(const ResultEntry& entry) const {
    Evidence evidence;
    evidence.student = entry.student;
    evidence.target = targets[entry.target];
    evidence.attempt = entry.attempt_number;
    evidence.state = entry.state;
    evidence.score = entry.score_said();
    evidence.maximum = entry.maximum_said();
    evidence.raw = entry.raw;
    evidence.happened_on = entry.happened_on;
    evidence.source = source;
    evidence.source_line = entry.line;
    if (entry.kind == ResultsChange::Kind::corrected) evidence.corrects = corrected[entry.before].id;
    return evidence;
}

ResultsChanges::ResultsChanges(std::shared_ptr<const ResultRows> rows) : rows_(std::move(rows)) {
}

std::size_t ResultsChanges::size() const {
    return rows_ == nullptr ? 0 : rows_->order.size();
}

ResultsChange ResultsChanges::operator[](std::size_t at) const {
    const auto& entry = rows_->entries[rows_->order[at]];
    ResultsChange change{.kind = entry.kind, .evidence = rows_->evidence(entry), .before = std::nullopt};
    if (entry.kind == ResultsChange::Kind::corrected) change.before = rows_->corrected[entry.before];
    return change;
}

}  // namespace waymark::classroom
