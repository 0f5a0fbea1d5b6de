#pragma once

/// The whole engine: plain values in, plain values with reasons out. It knows no file, database, terminal or clock.

#include "waymark/calendar.hpp"      // IWYU pragma: export
#include "waymark/catch_up.hpp"      // IWYU pragma: export
#include "waymark/conference.hpp"    // IWYU pragma: export
#include "waymark/curriculum.hpp"    // IWYU pragma: export
#include "waymark/estimate.hpp"      // IWYU pragma: export
#include "waymark/explain.hpp"       // IWYU pragma: export
#include "waymark/forecast.hpp"      // IWYU pragma: export
#include "waymark/grading_rule.hpp"  // IWYU pragma: export
#include "waymark/groups.hpp"        // IWYU pragma: export
#include "waymark/knowledge.hpp"     // IWYU pragma: export
#include "waymark/pace.hpp"          // IWYU pragma: export
#include "waymark/path.hpp"          // IWYU pragma: export
#include "waymark/plan.hpp"          // IWYU pragma: export
#include "waymark/progress.hpp"      // IWYU pragma: export
#include "waymark/readiness.hpp"     // IWYU pragma: export
#include "waymark/retention.hpp"     // IWYU pragma: export
#include "waymark/status.hpp"        // IWYU pragma: export
