#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"

using namespace waymark::classroom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Student al{.id = 1,
               .key = {},
               .slug = "al-r",
               .given = "Al",
               .family = "Roe",
               .preferred = {},
               .section = {},
               .email = {},
               .school_id = "1"};
    const std::vector<Student> roster{al};
    const std::vector<KnownTarget> targets{{"quiz", "Quiz", 10.0, std::nullopt, false},
                                           {"ser", "Ser", std::nullopt, std::nullopt, false}};
    ResultsOptions options{.date = std::nullopt, .today = waymark::Date(std::chrono::days(22000))};
    options.read.formats = built_in_formats();
    options.read.by_name = true;
    try {
        const auto plan =
            plan_results_import({"r.csv", {reinterpret_cast<const char*>(data), size}}, roster, {}, targets, options);
        for (const auto& change : plan.changes) {
            const auto& one = change.evidence;
            if (one.student != 1 || one.happened_on > options.today) std::abort();
            if (one.score && !std::isfinite(*one.score)) std::abort();
            if (one.maximum && !(*one.maximum > 0)) std::abort();
            // Other systems, and columns under titles of one's own, may leave the maximum out, and give extra credit.
            const bool own = one.target == "quiz" || one.target == "ser";
            const bool strict = plan.format == "long-results" || (plan.format == "check-sheet" && own);
            if (strict && one.score && (!one.maximum || *one.score < 0 || *one.score > *one.maximum)) std::abort();
            if (one.score && !one.maximum && !std::ranges::count(plan.without_maximum, one.target)) std::abort();
        }
    } catch (const Error&) {
        // A sentence for the teacher is a right answer.
    }
    return 0;
}
