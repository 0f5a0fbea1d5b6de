#pragma once

#include <string>

#include "command.hpp"
#include "waymark/classroom/class_file.hpp"
#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/pace_report.hpp"

namespace waymark::app::commands {

/// What a class is like: the file, the facts, and how long sessions are.
struct Situation {
    classroom::ClassFile file;
    classroom::Facts facts;
    classroom::PaceAssumptions assumptions;
};

/// Makes the situation what it would be: "STUDENT absent 3 sessions" (or "2 weeks", "next week", "fri",
/// "2026-11-09..2026-11-20"), "cancel DAY", "minutes +10" or "due UNIT 2026-12-11". Error (usage) for what is none of
/// these or cannot be.
void assume(const Invocation& invocation, Situation& situation, const std::string& typed);

}  // namespace waymark::app::commands
