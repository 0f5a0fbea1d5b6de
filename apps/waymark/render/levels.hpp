#pragma once

#include <string>

#include "waymark/classroom/skill_report.hpp"

namespace waymark::app::render {

/// How programs and tables name a status.
[[nodiscard]] std::string status_id(Status status);
/// No estimate is certain, so none is shown as 0 or 100.
[[nodiscard]] std::string percent(double probability);
/// A score is what it is.
[[nodiscard]] std::string score_percent(double share);
/// "Status: newest score; mastered from 80 %", with the skills that it is about.
[[nodiscard]] std::string grading_sentence(const classroom::GradingNote& note, const classroom::LevelNames& names);

}  // namespace waymark::app::render
