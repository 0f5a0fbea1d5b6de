#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "shape.hpp"
#include "taught.hpp"
#include "waymark/text/encoding.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kLargestText = 4u << 20u;

/// Reads the files of one class and keeps them while there is something to say about them.
class Loader {
public:
    Loader(const ReadText& read, text::Diagnostics& diagnostics) : read_(read), complaints_(diagnostics) {}

    std::optional<ClassFile> load() {
        auto text = read_("class.yaml");
        if (!text) {
            sources_.push_back(std::make_unique<Source>("class.yaml", ""));
            complaints_.error("no-class-file", {.source = sources_.back().get()}, "there is no class.yaml",
                              "waymark init NAME makes one");
            return std::nullopt;
        }
        auto node = yaml(std::move(*text), "class.yaml", class_shape());
        if (!node) return std::nullopt;
        const Spot whole{.source = node->spot.source, .line = 1, .column = 0};
        file_.title = text_or(*node, "title");

        for (const auto& include : words(*node, "include")) read_course(include);
        std::optional<Node> calendar_file;
        const Node* calendar = node->find("calendar");
        if (calendar != nullptr && calendar->kind == Node::Kind::scalar) {
            calendar_file = file_named({calendar->text, calendar->spot}, calendar_shape());
            calendar = calendar_file ? &*calendar_file : nullptr;
        }
        read_all(*node);
        const auto term = read_calendar(*node, calendar, complaints_);
        if (term) {
            file_.calendar = *term;
            resolve(taught_, file_, complaints_);
        }
        if (complaints_.has_errors()) return std::nullopt;
        advise(taught_, file_, whole, complaints_);
        return std::move(file_);
    }

private:
    /// Remembers a text; false (and a complaint at `named`) when it cannot be used.
    const Source* remember(std::string text, const std::string& path) {
        if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
        sources_.push_back(std::make_unique<Source>(path, text));
        const auto* source = sources_.back().get();
        file_.texts.push_back({path, std::move(text)});
        const auto& kept = file_.texts.back().text;
        if (kept.size() > kLargestText) {
            complaints_.error("too-large", {.source = source}, "the file is larger than 4 MiB");
            return nullptr;
        }
        if (text::is_valid_utf8(kept)) return source;
        for (std::size_t at = 0; at < source->lines.size(); ++at) {
            if (text::is_valid_utf8(source->lines[at])) continue;
            complaints_.error("not-utf8", {.source = source, .line = static_cast<int>(at) + 1},
                              "this line is not UTF-8", "save the file as UTF-8");
        }
        return nullptr;
    }

    std::optional<Node> yaml(std::string text, const std::string& path, const Shape& shape) {
        const auto* source = remember(std::move(text), path);
        if (source == nullptr) return std::nullopt;
        auto node = parse_yaml(file_.texts.back().text, *source, complaints_);
        if (!node) return std::nullopt;
        if (node->kind == Node::Kind::nothing) {
            complaints_.error("empty-file", {.source = source}, "the file is empty",
                              shape.name == "class" ? "it needs at least title, term and meets" : "");
            return std::nullopt;
        }
        check_shape(*node, shape, complaints_);
        if (node->kind != Node::Kind::map) return std::nullopt;
        return node;
    }

    /// The text of a file that another names.
    std::optional<std::string> named(const Word& name) {
        if (name.text.starts_with("/")) {
            complaints_.error("absolute-path", name.spot, "a class file names other files from its own folder on",
                              "write the path without the first /");
            return std::nullopt;
        }
        if (std::ranges::any_of(file_.texts, [&](const ClassText& one) { return one.path == name.text; })) {
            complaints_.error("file-twice", name.spot, fmt::format("{} is read already", name.text));
            return std::nullopt;
        }
        auto text = read_(name.text);
        if (!text)
            complaints_.error("missing-file", name.spot, fmt::format("there is no file {} here", name.text),
                              "paths begin at the folder of class.yaml");
        return text;
    }

    std::optional<Node> file_named(const Word& name, const Shape& shape) {
        auto text = named(name);
        return text ? yaml(std::move(*text), name.text, shape) : std::nullopt;
    }

    void read_all(const Node& node) {
        read_taught(node, taught_, complaints_);
        if (const auto* policy = node.find("policy")) read_policy(*policy, file_.policy, complaints_);
        const auto* skills = node.find("skills");
        if (skills == nullptr || skills->kind != Node::Kind::scalar) return;
        if (auto text = named({skills->text, skills->spot})) {
            const auto path = skills->text;
            if (text::container_of(*text)) {
                complaints_.error("not-a-sheet", skills->spot, fmt::format("{} is no CSV file", path),
                                  "export it as CSV (UTF-8)");
                return;
            }
            // Spreadsheets write other encodings than YAML allows.
            if (const auto* source = remember(text::decode(*text).utf8, path)) {
                read_skill_sheet(file_.texts.back().text, *source, taught_, complaints_);
            }
        }
    }

    void read_course(const Word& name) {
        if (const auto node = file_named(name, course_shape())) read_all(*node);
    }

    const ReadText& read_;
    Complaints complaints_;
    std::vector<std::unique_ptr<Source>> sources_;
    ClassFile file_;
    Taught taught_;
};

}  // namespace

std::optional<ClassFile> load_class_file(const ReadText& read, text::Diagnostics& diagnostics) {
    return Loader(read, diagnostics).load();
}

}  // namespace waymark::classroom
