#pragma once

#include <string>
#include <vector>

#include "render/document.hpp"

/// What is taught and checked, with the ids that other commands ask for.
namespace waymark::app::render {

struct CheckList {
    struct Item {
        std::string id;
        std::string title;
        double maximum = 1.0;
        std::vector<std::string> skills;  ///< ids
    };
    struct Line {
        std::string id;
        std::string title;
        std::string kind;
        int minutes = 0;
        bool retakes = false;  ///< a score of another day is another attempt
        std::vector<Item> items;
    };
    std::string title;  ///< of the class
    std::vector<Line> checks;
};
[[nodiscard]] Document checks_document(const CheckList&);
[[nodiscard]] std::string checks_json(const CheckList&);

struct SkillList {
    struct Line {
        std::string id;
        std::string title;
        std::string unit;  ///< id
        std::string can_do;
        std::vector<std::string> checks;      ///< ids
        std::vector<std::string> activities;  ///< ids
    };
    std::string title;
    std::vector<Line> skills;
};
[[nodiscard]] Document skills_document(const SkillList&);
[[nodiscard]] std::string skills_json(const SkillList&);

struct ActivityList {
    struct Line {
        std::string id;
        std::string title;
        std::string kind;
        int minutes = 0;
        int sessions = 1;
        std::vector<std::string> skills;  ///< ids
    };
    std::string title;
    std::vector<Line> activities;
};
[[nodiscard]] Document activities_document(const ActivityList&);
[[nodiscard]] std::string activities_json(const ActivityList&);

}  // namespace waymark::app::render
