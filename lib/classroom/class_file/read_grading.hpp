#pragma once

#include "waymark/grading_rule.hpp"
#include "yaml_tree.hpp"

namespace waymark::classroom {

/// How a status is decided, while it is read: the constants of a rule may be said before the rule is chosen.
struct Grading {
    bool by_rule = false;  ///< otherwise by the estimate
    GradingRule rule;
};

/// Overrides what `node` (a grading) says. The node has been through check_shape.
void read_grading(const Node& node, Grading& grading);

}  // namespace waymark::classroom
