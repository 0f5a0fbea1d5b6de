#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::text {

enum class Severity { error, advice };

/// A place in a text file. Lines and columns count from 1; columns count code points.
struct Place {
    std::string file;
    int line = 0;    ///< 0 = the file as a whole
    int column = 0;  ///< 0 = the line as a whole
    int length = 1;  ///< code points to underline
};

/// One thing about a file that a teacher should know.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  ///< short and stable: "unknown-key"
    Place place;
    std::string message;  ///< one plain sentence, no full stop, lower-case start
    std::string hint;     ///< what to do; may be empty
    std::string excerpt;  ///< the line as it stands in the file; may be empty
};

/// Collects the diagnostics of one run over all files.
class Diagnostics {
public:
    void add(Diagnostic diagnostic);
    [[nodiscard]] bool has_errors() const { return errors_ > 0; }
    [[nodiscard]] std::size_t errors() const { return errors_; }
    [[nodiscard]] std::size_t advice() const { return all_.size() - errors_; }
    /// Ordered by file (in order of first mention), line and column; equal ones once.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

/// The diagnostic as text without colour, each line ended:
///     class.yaml:3:5: error: unknown key "skils"
///       3 |     skils: skills.csv
///         |     ^^^^^
///       hint: did you mean "skills"?
/// The excerpt is made safe for terminals and cut around the caret to `width` columns.
[[nodiscard]] std::string draw(const Diagnostic& diagnostic, std::size_t width = 100);

}  // namespace waymark::text
