#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "waymark/classroom/class_state.hpp"

/// What students asked for, and what became of it.
namespace waymark::classroom {

/// How many requests plans answered, and how many of them they honoured.
struct RequestShare {
    int asked = 0;
    int honoured = 0;

    friend bool operator==(const RequestShare&, const RequestShare&) = default;
};

struct RequestsReport {
    std::string title;
    struct Line {
        std::string slug;
        std::string name;
        Date week{};
        RequestOutcome request;
        bool planned = false;  ///< a plan of its week has answered it
    };
    std::vector<Line> lines;  ///< by week, then in the order of the class
    RequestShare share;       ///< of those that are planned
};

/// Requests that are held, of one student or all, of one week or all. `plans`: those of all weeks.
[[nodiscard]] RequestsReport requests_report(const ClassState& state, const std::vector<StoredPlan>& plans,
                                             const StudentState* only = nullptr,
                                             std::optional<Date> week = std::nullopt);

[[nodiscard]] RequestShare request_share(const std::vector<StoredPlan>& plans);

/// What `typed` asks for: an activity or skill by id or title, or a kind of activity. Error (usage) with the nearest
/// when it is none of them.
[[nodiscard]] StudentRequest find_request(const ClassFile& file, std::string_view typed);

/// How a reader knows what was asked for.
[[nodiscard]] std::string request_title(const ClassFile& file, const StudentRequest& request);

}  // namespace waymark::classroom
