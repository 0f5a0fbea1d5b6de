#include "word_list.hpp"

#include <nlohmann/json.hpp>

namespace waymark::classroom {

std::string list_text(const std::vector<std::string>& words) {
    return nlohmann::json(words).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> words;
    const auto json = nlohmann::json::parse(text, nullptr, false);
    for (const auto& one : json) {
        if (one.is_string()) words.push_back(one.get<std::string>());
    }
    return words;
}

}  // namespace waymark::classroom
