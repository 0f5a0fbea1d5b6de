#pragma once

#include <limits>
#include <string_view>
#include <vector>

namespace waymark::classroom {

/// What may stand behind a key.
enum class Type {
    text,   ///< words
    id,     ///< a short name without spaces
    texts,  ///< a list of words, or one
    integer,
    number,
    date,          ///< YYYY-MM-DD
    due,           ///< a date, "session 34", or "end of UNIT"
    choice,        ///< one of `choices`
    choices,       ///< a list of them, or one
    map,           ///< `shape`
    maps,          ///< a list of `shape`
    needs,         ///< a list (or one) of skills and {any_of: [skills]}
    file_or_map,   ///< a file name, or `shape`
    file_or_maps,  ///< a file name, or a list of `shape`
};

struct Shape;

/// One key of a class file. The loader, the schema for editors and the reference are made from these.
struct Key {
    std::string_view name;
    Type type = Type::text;
    std::string_view meaning;
    bool required = false;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::string_view> choices = {};
    const Shape* shape = nullptr;
};

struct Shape {
    std::string_view name;
    std::vector<Key> keys;
};

[[nodiscard]] const Shape& class_shape();
[[nodiscard]] const Shape& course_shape();
[[nodiscard]] const Shape& calendar_shape();
/// The description of an export of another system, a file of its own.
[[nodiscard]] const Shape& format_shape();
/// Every shape once, the ones that others use first.
[[nodiscard]] const std::vector<const Shape*>& all_shapes();

}  // namespace waymark::classroom
