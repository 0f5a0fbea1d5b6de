#pragma once

#include <array>
#include <string_view>

namespace waymark::classroom {

/// What finds a mistake: the reader of YAML, the table of keys (and the schema for editors with it), or only who knows
/// all files. Advice is no mistake.
enum class Stage { yaml, shape, meaning, advice };

struct KnownCode {
    std::string_view name;
    Stage stage = Stage::meaning;
};

/// Every code that reading class files can give. Codes are stable: scripts and help topics name them.
inline constexpr std::array kCodes{
    KnownCode{"alias", Stage::yaml},
    KnownCode{"anchor", Stage::yaml},
    KnownCode{"bad-key", Stage::yaml},
    KnownCode{"control-character", Stage::yaml},
    KnownCode{"duplicate-key", Stage::yaml},
    KnownCode{"not-utf8", Stage::yaml},
    KnownCode{"second-document", Stage::yaml},
    KnownCode{"syntax", Stage::yaml},
    KnownCode{"tab", Stage::yaml},
    KnownCode{"tag", Stage::yaml},
    KnownCode{"text-over-lines", Stage::yaml},
    KnownCode{"too-deep", Stage::yaml},
    KnownCode{"too-large", Stage::yaml},
    KnownCode{"unclosed-bracket", Stage::yaml},
    KnownCode{"unclosed-quote", Stage::yaml},

    KnownCode{"bad-date", Stage::shape},
    KnownCode{"bad-due", Stage::shape},
    KnownCode{"bad-id", Stage::shape},
    KnownCode{"empty-file", Stage::shape},
    KnownCode{"empty-list", Stage::shape},
    KnownCode{"empty-text", Stage::shape},
    KnownCode{"missing-key", Stage::shape},
    KnownCode{"out-of-range", Stage::shape},
    KnownCode{"unknown-choice", Stage::shape},
    KnownCode{"unknown-key", Stage::shape},
    KnownCode{"wrong-type", Stage::shape},

    KnownCode{"absolute-path", Stage::meaning},
    KnownCode{"ambiguous-skill", Stage::meaning},
    KnownCode{"bad-format", Stage::meaning},
    KnownCode{"breaks-overlap", Stage::meaning},
    KnownCode{"check-of-nothing", Stage::meaning},
    KnownCode{"due-circle", Stage::meaning},
    KnownCode{"due-outside", Stage::meaning},
    KnownCode{"due-unknown", Stage::meaning},
    KnownCode{"duplicate-id", Stage::meaning},
    KnownCode{"encompasses-itself", Stage::meaning},
    KnownCode{"ends-before-start", Stage::meaning},
    KnownCode{"file-twice", Stage::meaning},
    KnownCode{"items-and-skills", Stage::meaning},
    KnownCode{"levels-alike", Stage::meaning},
    KnownCode{"levels-crossed", Stage::meaning},
    KnownCode{"missing-file", Stage::meaning},
    KnownCode{"not-knowledge", Stage::meaning},
    KnownCode{"need-circle", Stage::meaning},
    KnownCode{"no-class-file", Stage::meaning},
    KnownCode{"no-sessions", Stage::meaning},
    KnownCode{"no-such-day", Stage::meaning},
    KnownCode{"not-a-calendar", Stage::meaning},
    KnownCode{"not-a-sheet", Stage::meaning},
    KnownCode{"sheet-column-twice", Stage::meaning},
    KnownCode{"sheet-empty", Stage::meaning},
    KnownCode{"sheet-line", Stage::meaning},
    KnownCode{"sheet-no-skill", Stage::meaning},
    KnownCode{"sheet-value", Stage::meaning},
    KnownCode{"term-too-long", Stage::meaning},
    KnownCode{"too-many-mistakes", Stage::meaning},
    KnownCode{"too-many-skills", Stage::meaning},
    KnownCode{"unknown-check", Stage::meaning},
    KnownCode{"unknown-rotation", Stage::meaning},
    KnownCode{"unknown-skill", Stage::meaning},
    KnownCode{"unknown-unit", Stage::meaning},
    KnownCode{"was-in-use", Stage::meaning},
    KnownCode{"was-twice", Stage::meaning},

    KnownCode{"check-without-session", Stage::advice},
    KnownCode{"conferences-do-not-fit", Stage::advice},
    KnownCode{"encoded-twice", Stage::advice},
    KnownCode{"longer-than-session", Stage::advice},
    KnownCode{"no-skills", Stage::advice},
    KnownCode{"not-checked", Stage::advice},
    KnownCode{"not-taught", Stage::advice},
    KnownCode{"sheet-column", Stage::advice},
};

/// A code out of kCodes; another one does not compile.
class Code {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): written as a plain text where something is said
    consteval Code(const char* name) : name_(name) {
        for (const auto& known : kCodes) {
            if (known.name == name_) return;
        }
        throw "a code that is not in kCodes";
    }
    [[nodiscard]] constexpr std::string_view name() const { return name_; }

private:
    std::string_view name_;
};

}  // namespace waymark::classroom
