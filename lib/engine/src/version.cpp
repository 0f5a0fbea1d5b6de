#include "waymark/version.hpp"

namespace waymark {

std::string_view version() {
    return WAYMARK_VERSION;
}

}  // namespace waymark
