#include <nlohmann/json.hpp>

#include "state.hpp"

namespace waymark::classroom {

std::vector<StudentAlias> Gradebook::aliases() const {
    return state_->told([&] {
        std::vector<StudentAlias> all;
        auto& rows =
            state_->statement("SELECT student_id, system, value FROM current_alias ORDER BY system, value, student_id");
        while (rows.executeStep()) {
            all.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getString(), rows.getColumn(2).getString()});
        }
        return all;
    });
}

void Gradebook::add_alias(const StudentAlias& alias) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO student_alias (operation_id, student_id, system, value)"
                                " VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), alias.student, alias.system, alias.value)
            .exec();
    });
}

std::vector<ResultMapping> Gradebook::mappings() const {
    return state_->told([&] {
        std::vector<ResultMapping> all;
        auto& rows = state_->statement("SELECT title, targets, maximum FROM current_mapping ORDER BY title");
        while (rows.executeStep()) {
            ResultMapping one{.title = rows.getColumn(0).getString()};
            const auto json = nlohmann::json::parse(rows.getColumn(1).getString(), nullptr, false);
            for (const auto& target : json) {
                if (target.is_string()) one.targets.push_back(target.get<std::string>());
            }
            if (!rows.getColumn(2).isNull()) one.maximum = rows.getColumn(2).getDouble();
            all.push_back(std::move(one));
        }
        return all;
    });
}

void Gradebook::add_mapping(const ResultMapping& mapping) {
    state_->told([&] {
        bound(state_->statement("INSERT INTO result_mapping (operation_id, title, targets, maximum)"
                                " VALUES (?1, ?2, ?3, ?4)"),
              state_->add_fact(), mapping.title,
              nlohmann::json(mapping.targets).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
              mapping.maximum)
            .exec();
    });
}

}  // namespace waymark::classroom
