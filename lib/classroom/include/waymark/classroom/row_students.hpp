#pragma once

#include <memory>
#include <span>
#include <vector>

#include "waymark/classroom/gradebook.hpp"
#include "waymark/classroom/keyed_table.hpp"

namespace waymark::classroom {

/// Whom the rows of keyed tables are about, by the rule of the imports: ids, addresses and short names decide, and are
/// refused beside somebody else's name; a name alone counts when it is one student's. Copies share what they know.
class RowStudents {
public:
    /// `everybody`: those who left, too.
    RowStudents(std::vector<Student> everybody, std::span<const StudentAlias> aliases,
                std::vector<Enrolment> enrolments);

    /// Somebody who has not left. Throws Error (usage) that says why it is not settled who.
    [[nodiscard]] const Student& of(const KeyedRow& row) const;

private:
    struct Known;
    std::shared_ptr<const Known> known_;
};

}  // namespace waymark::classroom
