#include "waymark/classroom/knowledge_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "waymark/classroom/error.hpp"

namespace waymark::classroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "course-knowledge/1";
/// Beliefs of filters with other constants do not multiply: another number for each change of FilterSettings.
constexpr int kModel = 1;

Json json_of(const Belief& belief) {
    return Json::array({belief.mean, belief.variance});
}

Belief belief_of(const Json& json) {
    const Belief belief{json.at(0).get<double>(), json.at(1).get<double>()};
    if (json.size() != 2 || !(belief.variance > 0)) throw std::invalid_argument("no belief");
    return belief;
}

KnowledgeFile read(const Json& json) {
    if (json.at("schema") != kSchema || json.at("model") != kModel) throw std::invalid_argument("another schema");
    KnowledgeFile knowledge;
    knowledge.classes = json.at("classes").get<std::vector<std::string>>();
    knowledge.answers = json.at("answers").get<std::size_t>();
    knowledge.base = belief_of(json.at("base"));
    knowledge.slip = belief_of(json.at("slip"));
    const auto& weights = json.at("weights");
    if (weights.size() != kCircumstances) throw std::invalid_argument("other circumstances");
    for (std::size_t at = 0; at < kCircumstances; ++at) knowledge.weights[at] = belief_of(weights[at]);
    for (const auto& [id, belief] : json.at("skills").items()) knowledge.skills[id] = belief_of(belief);
    for (const auto& [id, belief] : json.at("items").items()) knowledge.items[id] = belief_of(belief);
    for (const auto& one : json.at("combinations")) {
        knowledge.combinations[one.at("skills").get<std::vector<std::string>>()] = belief_of(one.at("belief"));
    }
    return knowledge;
}

/// Numbers for the ids of several files.
class IdNumbers {
public:
    std::size_t of(const std::string& id) {
        const auto [found, fresh] = numbers_.try_emplace(id, ids_.size());
        if (fresh) ids_.push_back(id);
        return found->second;
    }
    [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

private:
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::string> ids_;
};

}  // namespace

std::string knowledge_text(const KnowledgeFile& knowledge) {
    Json weights = Json::array(), skills = Json::object(), items = Json::object(), combinations = Json::array();
    for (const auto& weight : knowledge.weights) weights.push_back(json_of(weight));
    for (const auto& [id, belief] : knowledge.skills) skills[id] = json_of(belief);
    for (const auto& [id, belief] : knowledge.items) items[id] = json_of(belief);
    for (const auto& [ids, belief] : knowledge.combinations) {
        combinations.push_back({{"skills", ids}, {"belief", json_of(belief)}});
    }
    return Json{{"schema", kSchema},
                {"model", kModel},
                {"classes", knowledge.classes},
                {"answers", knowledge.answers},
                {"base", json_of(knowledge.base)},
                {"slip", json_of(knowledge.slip)},
                {"weights", weights},
                {"skills", skills},
                {"items", items},
                {"combinations", combinations}}
               .dump(2) +
           "\n";
}

std::optional<KnowledgeFile> parse_knowledge(std::string_view text) {
    try {
        return read(Json::parse(text));
    } catch (const Json::exception&) {
        return std::nullopt;
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

KnowledgeFile merge_knowledge(std::span<const KnowledgeFile> files) {
    IdNumbers skills, items;
    KnowledgeFile merged;
    std::set<std::string> classes;
    for (const auto& file : files) {
        for (const auto& one : file.classes) {
            if (classes.insert(one).second) continue;
            throw Error(Error::Kind::refused, "two of these hold the same class, which must not count twice",
                        "merge files of single classes, each once");
        }
        merged.answers += file.answers;
        for (const auto& [id, belief] : file.skills) skills.of(id);
        for (const auto& [ids, belief] : file.combinations) {
            for (const auto& id : ids) skills.of(id);
        }
        for (const auto& [id, belief] : file.items) items.of(id);
    }
    std::vector<CourseKnowledge> all;
    for (const auto& file : files) {
        all.push_back(numbered(file, skills.ids(), [&](std::string_view id) { return items.of(std::string(id)); }));
    }
    auto named_again = named(merge(all), {[&](SkillIndex skill) { return skills.ids()[skill]; },
                                          [&](std::size_t item) { return items.ids()[item]; }});
    named_again.answers = merged.answers;
    named_again.classes.assign(classes.begin(), classes.end());
    return named_again;
}

KnowledgeFile named(const CourseKnowledge& knowledge, const KnowledgeNames& names) {
    KnowledgeFile file;
    file.base = knowledge.base;
    file.slip = knowledge.slip;
    file.weights = knowledge.weights;
    const Belief nothing{0, FilterSettings{}.skill_variance};
    for (SkillIndex skill = 0; skill < knowledge.skills.size(); ++skill) {
        const auto& belief = knowledge.skills[skill];
        const bool taught = belief.mean < nothing.mean || belief.mean > nothing.mean ||
                            belief.variance < nothing.variance || belief.variance > nothing.variance;
        if (taught) file.skills[names.skill(skill)] = belief;
    }
    for (const auto& [skills, belief] : knowledge.combinations) {
        std::vector<std::string> ids;
        for (const auto skill : skills) ids.push_back(names.skill(skill));
        std::ranges::sort(ids);
        file.combinations[ids] = belief;
    }
    for (const auto& [item, belief] : knowledge.items) {
        auto id = names.item(item);
        if (!id.empty()) file.items[std::move(id)] = belief;
    }
    return file;
}

CourseKnowledge numbered(const KnowledgeFile& knowledge, std::span<const std::string> skills,
                         const std::function<std::size_t(std::string_view)>& item) {
    CourseKnowledge result{knowledge.base, knowledge.slip, knowledge.weights, {}, {}, {}};
    std::map<std::string_view, SkillIndex> numbers;
    for (SkillIndex skill = 0; skill < skills.size(); ++skill) {
        numbers[skills[skill]] = skill;
        const auto known = knowledge.skills.find(skills[skill]);
        result.skills.push_back(known != knowledge.skills.end() ? known->second
                                                                : Belief{0, FilterSettings{}.skill_variance});
    }
    for (const auto& [ids, belief] : knowledge.combinations) {
        std::vector<SkillIndex> set;
        for (const auto& id : ids) {
            if (const auto found = numbers.find(id); found != numbers.end()) set.push_back(found->second);
        }
        std::ranges::sort(set);
        if (set.size() == ids.size()) result.combinations.emplace_back(std::move(set), belief);
    }
    for (const auto& [id, belief] : knowledge.items) result.items.emplace_back(item(id), belief);
    std::ranges::sort(result.combinations, {}, [](const auto& one) { return one.first; });
    std::ranges::sort(result.items, {}, [](const auto& one) { return one.first; });
    return result;
}

}  // namespace waymark::classroom
