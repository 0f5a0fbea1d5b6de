#include "table/words.hpp"

#include <fmt/format.h>

namespace waymark::app::table {

std::string week_help(std::string_view otherwise) {
    return fmt::format("2026-W48, this, next, or any day of it; otherwise {}", otherwise);
}

PositionalSpec student() {
    return {"STUDENT", kStudentHelp, true, false, Completes::student};
}

PositionalSpec any_student() {
    return {"STUDENT", kStudentHelp, false, false, Completes::student};
}

OptionSpec week_option() {
    return {"--week", "WEEK", week_help("the one at hand"), {}, Completes::week};
}

OptionSpec because_option() {
    return {"--because", "TEXT", "the reason, for the plan and the log", {}, {}};
}

OptionSpec strict_option() {
    return {"--strict", "", "apply nothing when any row is refused", {}, {}};
}

OptionSpec read_as_option() {
    return {"--read-as", "FORMAT", "the system the file comes from, instead of finding out", {}, Completes::format};
}

OptionSpec by_name_option() {
    return {"--by-name", "", "a name that only one student has means that student", {}, {}};
}

OptionSpec by_id_option() {
    return {"--by-id", "", "an id means its student, under a wholly other name too", {}, {}};
}

OptionSpec maximum_option() {
    return {"--maximum", "POINTS", "what scores are out of when nothing else says it", {}, {}};
}

OptionSpec prior_option() {
    return {"--prior", "SOURCE", "credit for earlier work: where it comes from; may lie before the term", {}, {}};
}

OptionSpec date_option() {
    return {"--date", "DAY", "the day of results that name none", {}, {}};
}

OptionSpec date_order_option() {
    return {"--date-order", "ORDER", "what comes first in 6/11/2026", {"day", "month"}, Completes::nothing};
}

}  // namespace waymark::app::table
