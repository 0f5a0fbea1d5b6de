#include "format_help.hpp"

#include "waymark/classroom/format.hpp"

namespace waymark::app {
namespace {

constexpr const char* kOwn =
    "\nThe export of any other system can be described once, in a file beside the class file:\n"
    "\n"
    "  class.yaml        formats: [our-system.yaml]\n"
    "  our-system.yaml   format: our-system\n"
    "                    gives: [roster, results]\n"
    "                    header: [Matric No, \"{title} /{maximum}\"]\n"
    "                    columns: {student: Learner, school_id: Matric No}\n"
    "                    items: [{column: \"{title} /{maximum}\"}]\n"
    "                    skip: [{column: Learner, is: [\"Average*\"]}]\n"
    "\n"
    "The README explains every key; waymark validate names mistakes.\n";

std::string formats_help(bool classroom::Format::*gives, const char* by_hand) {
    std::string out = "\nThe file is recognised by its header. For --read-as:\n";
    for (const auto& format : classroom::built_in_formats()) {
        if (format.instead.empty() && format.*gives) out += "  " + format.id + ": " + format.title + "\n";
    }
    return out + by_hand + kOwn;
}

}  // namespace

std::string roster_formats_help() {
    return formats_help(&classroom::Format::gives_roster, "  generic-roster: any list with a column of names\n");
}

std::string results_formats_help() {
    return formats_help(&classroom::Format::gives_results,
                        "  long-results: student, item or skill, score, maximum, date\n"
                        "  check-sheet: made by waymark assess sheet\n");
}

}  // namespace waymark::app
