#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "waymark/classroom/reports.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

/// Fields in the order in which they were written, so that output is the same everywhere.
using Json = nlohmann::ordered_json;

inline std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

inline Json day(const std::optional<text::Date>& date) {
    return date ? Json(text::iso_date(*date)) : Json(nullptr);
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// How programs and tables name a state of pace.
[[nodiscard]] std::string pace_id(PaceState state);
/// Nothing without recent evidence: how far somebody is whose work is not known is not known.
[[nodiscard]] std::optional<double> sessions_ahead(const Pace& pace);

/// "to refresh": how programs and tables name where a skill stands.
[[nodiscard]] std::string readiness_id(Readiness readiness);

[[nodiscard]] Json request_json(const classroom::RequestOutcome& one);

[[nodiscard]] Json comment_json(const classroom::CommentLine& line);

}  // namespace waymark::app::render
