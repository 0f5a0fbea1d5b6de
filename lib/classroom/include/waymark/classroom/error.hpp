#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace waymark::classroom {

/// What ended a command, in words for the teacher. Exceptions of other libraries are turned into this where those
/// libraries are called.
class Error : public std::runtime_error {
public:
    enum class Kind {
        usage,    ///< what was typed cannot be done as typed: exit 2
        failed,   ///< could not be done: exit 1
        refused,  ///< a check said no: exit 3
    };

    Error(Kind kind, const std::string& message, std::string hint = {})
        : std::runtime_error(message), kind_(kind), hint_(std::move(hint)) {}

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] const std::string& hint() const { return hint_; }

private:
    Kind kind_;
    std::string hint_;
};

}  // namespace waymark::classroom
