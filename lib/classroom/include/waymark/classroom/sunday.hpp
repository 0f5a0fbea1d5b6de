#pragma once

#include <string>
#include <vector>

#include "waymark/classroom/class_state.hpp"
#include "waymark/classroom/reports.hpp"

namespace waymark::classroom {

/// One thing that waits for the teacher, with the command that deals with it.
struct SundayLine {
    std::string kind;  ///< broken, unmapped, behind, silent, waiting, cancelled, unplanned, marking, changed, missing
    std::string text;
    std::string command;
};

/// Something true and good that can be said to a family.
struct GoodNews {
    std::string slug;
    std::string name;
    std::string text;
};

/// What one class needs on a Sunday.
struct SundayReport {
    std::string title;
    Date today{};
    std::string folder;  ///< as the commands name it; empty for the class one is in
    std::vector<SundayLine> lines;
    std::vector<GoodNews> good_news;  ///< at most three
};

/// Compares the class with itself a week ago; both states are of one gradebook. `plans`: those stored for the week to
/// come. Good news is of those who were named longest ago, so that the quiet ones appear too, and the same day gives
/// the same news.
[[nodiscard]] SundayReport sunday_report(const ClassState& now, const ClassState& week_ago,
                                         const std::vector<StoredPlan>& plans, Date week_to_come,
                                         const std::string& folder);

}  // namespace waymark::classroom
