#include "table/table.hpp"

namespace waymark::app {

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> table = [] {
        std::vector<CommandSpec> made;
        table::add_class(made);
        table::add_roster(made);
        table::add_assign(made);
        table::add_wishes(made);
        table::add_overrides(made);
        table::add_projects(made);
        table::add_events(made);
        table::add_pace(made);
        table::add_assess(made);
        table::add_report(made);
        table::add_history(made);
        table::add_completion(made);
        return made;
    }();
    return table;
}

}  // namespace waymark::app
