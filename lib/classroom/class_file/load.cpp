#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "read_formats.hpp"
#include "read_ical.hpp"
#include "shape.hpp"
#include "taught.hpp"
#include "tree_bytes.hpp"
#include "waymark/classroom/knowledge_file.hpp"
#include "waymark/text/encoding.hpp"

namespace waymark::classroom {
namespace {

constexpr std::size_t kLargestText = 4u << 20u;

/// Reads the files of one class and keeps them while there is something to say about them.
class Loader {
public:
    Loader(const ReadText& read, text::Diagnostics& diagnostics, std::vector<ClassText> known)
        : read_(read), known_(std::move(known)), complaints_(diagnostics) {}

    std::optional<ClassFile> load() {
        auto text = read_("class.yaml");
        if (!text) {
            sources_.push_back(std::make_unique<Source>("class.yaml", ""));
            complaints_.error("no-class-file", {.source = sources_.back().get()}, "there is no class.yaml",
                              "waymark init NAME makes one");
            return std::nullopt;
        }
        const auto node = yaml(std::move(*text), "class.yaml", class_shape());
        const Spot whole{.source = sources_.front().get(), .line = 1, .column = 0};
        file_.title = text_or(node, "title");

        std::vector<File> files;
        for (const auto& name : words(node, "include")) {
            if (auto read = file_named(name, "class.yaml", course_shape())) files.push_back(std::move(*read));
        }
        std::optional<File> calendar_file;
        const Node* calendar = node.find("calendar");
        if (calendar != nullptr && calendar->kind == Node::Kind::scalar) {
            calendar_file = file_named({calendar->text, calendar->spot}, "class.yaml", calendar_shape());
            calendar = calendar_file ? &calendar_file->node : nullptr;
        }
        read_formats(node);
        read_knowledge(node);
        files.push_back({"class.yaml", node});
        // Sheets name units that any of the files may list.
        for (const auto& file : files) read_units(file.node, taught_, complaints_);
        for (const auto& file : files) read_all(file);
        const auto breaks = read_icals(calendar, calendar_file ? calendar_file->path : "class.yaml");
        const auto term = read_calendar(node, calendar, breaks, complaints_);
        if (term) file_.calendar = *term;
        resolve(taught_, term ? &*term : nullptr, file_, complaints_);
        if (complaints_.has_errors()) return std::nullopt;
        advise(taught_, file_, whole, complaints_);
        return std::move(file_);
    }

private:
    struct File {
        std::string path;
        Node node;
    };

    /// Remembers a text; false (and a complaint at `named`) when it cannot be used.
    const Source* remember(std::string text, const std::string& path) {
        while (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
        sources_.push_back(std::make_unique<Source>(path, text));
        const auto* source = sources_.back().get();
        file_.texts.push_back({.path = path, .text = std::move(text)});
        const auto& kept = file_.texts.back().text;
        if (kept.size() > kLargestText) {
            complaints_.error("too-large", {.source = source}, "the file is larger than 4 MiB",
                              "is it the right file?");
            taught_.incomplete = true;
            return nullptr;
        }
        if (text::is_valid_utf8(kept)) return source;
        taught_.incomplete = true;
        // The first is enough: the whole file is in another encoding, or no text at all.
        const auto bad =
            std::ranges::find_if(source->lines(), [](const std::string& line) { return !text::is_valid_utf8(line); });
        complaints_.error("not-utf8", {.source = source, .line = static_cast<int>(bad - source->lines().begin()) + 1},
                          "this line is not UTF-8", "save the file as UTF-8");
        return nullptr;
    }

    /// A map that fits `shape`, empty where nothing could be read.
    Node yaml(std::string text, const std::string& path, const Shape& shape) {
        const auto* source = remember(std::move(text), path);
        if (source == nullptr) return {};
        auto node = tree(file_.texts.back(), *source);
        taught_.incomplete = taught_.incomplete || node.cut;
        if (node.kind != Node::Kind::nothing) {
            check_shape(node, shape, complaints_);
        } else if (!node.cut) {
            complaints_.error("empty-file", {.source = source}, "the file is empty",
                              shape.name == "class" ? "it needs at least title, term and meets" : "");
        }
        return node;
    }

    /// The tree of a text, from the known ones where it is there. A text with a mistake is parsed each time, to name
    /// it.
    Node tree(ClassText& text, const Source& source) {
        const auto known = std::ranges::find(known_, text.text, &ClassText::text);
        if (known != known_.end()) {
            if (auto tree = tree_of(known->tree, source)) {
                text.tree = std::move(known->tree);
                return std::move(*tree);
            }
        }
        const auto before = complaints_.count();
        auto node = parse_yaml(text.text, source, complaints_);
        if (complaints_.count() == before) text.tree = bytes_of(node);
        return node;
    }

    /// The path of a file that the file `from` names, from the class folder on.
    static std::string path_from(const std::string& from, const std::string& name) {
        return (std::filesystem::path(from).parent_path() / name).lexically_normal().generic_string();
    }

    /// The text of a file that `from` names, and its path.
    std::optional<ClassText> named(const Word& name, const std::string& from) {
        if (name.text.starts_with("/")) {
            complaints_.error("absolute-path", name.spot, "files are named from the folder of the file that names them",
                              "write the path without the first /");
            taught_.incomplete = true;
            return std::nullopt;
        }
        auto path = path_from(from, name.text);
        if (std::ranges::any_of(file_.texts, [&](const ClassText& one) { return one.path == path; })) {
            complaints_.error("file-twice", name.spot, fmt::format("{} is read already", in_quotes(path)),
                              "name each file once");
            return std::nullopt;
        }
        auto text = read_(path);
        if (text) return ClassText{.path = std::move(path), .text = std::move(*text)};
        complaints_.error("missing-file", name.spot, fmt::format("there is no file {} here", in_quotes(path)),
                          "paths begin at the folder of the file that names them");
        taught_.incomplete = true;
        return std::nullopt;
    }

    std::optional<File> file_named(const Word& name, const std::string& from, const Shape& shape) {
        auto text = named(name, from);
        if (!text) return std::nullopt;
        auto node = yaml(std::move(text->text), text->path, shape);
        return File{std::move(text->path), std::move(node)};
    }

    /// The breaks of the iCalendar files that a calendar names.
    std::vector<Break> read_icals(const Node* calendar, const std::string& from) {
        std::vector<Break> breaks;
        if (calendar == nullptr || calendar->kind != Node::Kind::map) return breaks;
        std::vector<std::string> only;
        for (const auto& one : words(*calendar, "ical_only")) only.push_back(one.text);
        for (const auto& name : words(*calendar, "ical")) {
            auto text = named(name, from);
            if (!text) continue;
            if (remember(std::move(text->text), text->path) == nullptr) continue;
            auto read = breaks_of_ical(file_.texts.back().text, only);
            if (!read) {
                complaints_.error("not-a-calendar", name.spot,
                                  fmt::format("{} is no iCalendar file", in_quotes(file_.texts.back().path)),
                                  "export or download the school's calendar as .ics");
                continue;
            }
            breaks.insert(breaks.end(), read->begin(), read->end());
        }
        return breaks;
    }

    void read_formats(const Node& node) {
        auto formats = std::make_shared<std::vector<Format>>();
        for (const auto& name : words(node, "formats")) {
            const auto file = file_named(name, "class.yaml", format_shape());
            if (!file || file->node.kind == Node::Kind::nothing) continue;
            auto format = read_format(file->node, complaints_);
            if (!format) continue;
            if (std::ranges::find(*formats, format->id, &Format::id) != formats->end()) {
                complaints_.error("duplicate-id", file->node.spot,
                                  fmt::format("there are two formats {}", in_quotes(format->id)),
                                  "each needs a name of its own");
                continue;
            }
            format->own = true;
            formats->push_back(std::move(*format));
        }
        file_.formats = std::move(formats);
    }

    void read_knowledge(const Node& node) {
        const auto name = word(node, "knowledge");
        if (!name) return;
        auto text = named(*name, "class.yaml");
        if (!text || remember(std::move(text->text), text->path) == nullptr) return;
        auto read = parse_knowledge(file_.texts.back().text);
        if (!read) {
            complaints_.error("not-knowledge", name->spot,
                              fmt::format("{} is not what a class taught", in_quotes(file_.texts.back().path)),
                              "waymark report knowledge --format json > knowledge.json makes such a file");
            return;
        }
        file_.carried = std::make_shared<const KnowledgeFile>(std::move(*read));
    }

    void read_all(const File& file) {
        read_taught(file.node, taught_, complaints_);
        if (const auto* policy = file.node.find("policy")) {
            read_policy(*policy, file_.policy, complaints_);
            if (const auto* grading = policy->find("grading")) taught_.grading.push_back(*grading);
            const auto* teacher = policy->find("teacher");
            const auto* talks = teacher != nullptr ? teacher->find("conferences") : nullptr;
            if (talks != nullptr) taught_.conferences = talks->spot;
        }
        const auto* skills = file.node.find("skills");
        if (skills != nullptr && skills->kind == Node::Kind::scalar) {
            read_sheet({skills->text, skills->spot}, file.path);
        }
    }

    void read_sheet(const Word& name, const std::string& from) {
        auto text = named(name, from);
        if (!text) return;
        if (text::container_of(text->text)) {
            complaints_.error("not-a-sheet", name.spot, fmt::format("{} is no CSV file", in_quotes(text->path)),
                              "export it as CSV (UTF-8)");
            taught_.incomplete = true;
            return;
        }
        // Spreadsheets write other encodings than YAML allows.
        auto decoded = text::decode(std::string(text->text));
        const auto* source = remember(std::move(decoded.utf8), text->path);
        if (source == nullptr) return;
        for (const int line : decoded.broken_lines) {
            complaints_.error("not-utf8", {.source = source, .line = line}, "this line is not UTF-8",
                              "save the file as UTF-8");
        }
        if (decoded.mojibake_suspected) {
            complaints_.advice("encoded-twice", {.source = source}, "accents in this file look broken, as in \"Ã©\"",
                               "save it as UTF-8 once more from the original");
        }
        read_skill_sheet(file_.texts.back().text, *source, taught_, complaints_);
    }

    const ReadText& read_;
    std::vector<ClassText> known_;
    Complaints complaints_;
    std::vector<std::unique_ptr<Source>> sources_;
    ClassFile file_;
    Taught taught_;
};

}  // namespace

std::optional<ClassFile> load_class_file(const ReadText& read, text::Diagnostics& diagnostics,
                                         std::vector<ClassText> known) {
    return Loader(read, diagnostics, std::move(known)).load();
}

std::vector<Format> known_formats(const ClassFile& file) {
    std::vector<Format> known;
    if (file.formats) known = *file.formats;
    const auto own = known.size();
    for (const auto& format : built_in_formats()) {
        const auto end = known.begin() + static_cast<std::ptrdiff_t>(own);
        if (std::ranges::find(known.begin(), end, format.id, &Format::id) == end) known.push_back(format);
    }
    return known;
}

}  // namespace waymark::classroom
