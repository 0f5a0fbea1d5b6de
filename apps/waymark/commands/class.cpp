#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;

namespace {

/// A file of the new folder.
struct NewFile {
    std::string name;
    std::string text;
};

/// Writes all of them, or none: what was written before a failure is taken away again.
void write_all(const std::filesystem::path& folder, const std::vector<NewFile>& files) {
    std::vector<std::filesystem::path> written;
    std::error_code failed;
    const bool made_folder = std::filesystem::create_directories(folder, failed);
    const auto give_up = [&](const std::string& message, const std::string& hint) {
        std::error_code ignored;
        for (const auto& path : written) std::filesystem::remove(path, ignored);
        if (made_folder) std::filesystem::remove(folder, ignored);
        throw Error(Error::Kind::failed, message, hint);
    };
    if (failed)
        give_up(fmt::format("cannot make the folder {}: {}", folder.string(), failed.message()),
                "choose another name or place");
    for (const auto& [name, text] : files) {
        const auto path = folder / name;
        if (std::filesystem::exists(path, failed)) {
            give_up(fmt::format("{} is there already; nothing was changed", path.string()), "choose another name");
        }
        written.push_back(path);
        std::ofstream file(path, std::ios::binary);
        file << text;
        file.close();
        if (!file)
            give_up(fmt::format("cannot write {}", path.string()), "is the folder writable, and the disk not full?");
    }
}

constexpr const char* kModeline = "# yaml-language-server: $schema=./class.schema.json\n";

std::string first_class_file(const std::string& title, Date today) {
    using namespace std::chrono;
    const auto monday = monday_of(today);
    return fmt::format(
        "{}"
        "# Your class file. waymark reads it and never changes it. \"waymark validate\" checks it.\n"
        "title: {}\n"
        "term:\n"
        "  starts: {}\n"
        "  ends: {}\n"
        "meets:\n"
        "  - days: [monday, wednesday, friday]\n"
        "    minutes: 50\n"
        "# One skill a line, kept in any spreadsheet; only the column \"skill\" is needed.\n"
        "skills: skills.csv\n",
        kModeline, title, text::iso_date(monday), text::iso_date(monday + days(7 * 18 - 3)));
}

constexpr const char* kFirstSkills =
    "skill,unit,needs,activity,minutes\n"
    "Greet someone,Hello,,Greeting game,40\n"
    "Say who I am,Hello,Greet someone,Name tags,40\n"
    "Ask for a name,Hello,Greet someone,Find your partner,40\n"
    "Introduce a friend,Hello,\"Say who I am, Ask for a name\",Party scene,60\n";

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::string slurp(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Error::Kind::failed, "cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Example classes lie beside the program.
std::filesystem::path examples_folder(const Terminal& terminal) {
    const auto given = terminal.variable("WAYMARK_EXAMPLES");
    return given.empty() ? terminal.program_folder.parent_path() / "share" / "waymark" / "examples"
                         : std::filesystem::path(given);
}

std::vector<std::string> example_names(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (std::filesystem::exists(entry.path() / "class.yaml", failed))
            names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

/// All files of an example, so that its roster and results can be tried, but never a gradebook.
std::vector<NewFile> files_of_example(const std::filesystem::path& example) {
    std::vector<NewFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(example)) {
        const auto name = entry.path().filename().string();
        if (!entry.is_regular_file() || name.starts_with("class.db")) continue;
        auto text = slurp(entry.path());
        if (name == "class.yaml") text = kModeline + text;
        files.push_back({name, std::move(text)});
    }
    std::ranges::sort(files, {}, &NewFile::name);
    return files;
}

std::vector<NewFile> first_files(const Invocation& invocation, const std::string& title) {
    const auto class_yaml = first_class_file(quoted(title), invocation.today);
    if (!invocation.arguments.has("from")) return {{"class.yaml", class_yaml}, {"skills.csv", kFirstSkills}};
    const auto from = invocation.arguments.value("from");
    const auto examples = examples_folder(invocation.terminal);
    if (from.find('/') == std::string::npos && std::filesystem::exists(examples / from / "class.yaml")) {
        return files_of_example(examples / from);
    }
    const auto path =
        std::filesystem::path(from).is_absolute() ? std::filesystem::path(from) : invocation.terminal.folder / from;
    if (std::filesystem::is_regular_file(path)) return {{"class.yaml", class_yaml}, {"skills.csv", slurp(path)}};
    const auto names = example_names(examples);
    const auto near = text::nearest(from, names);
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
    throw Error(Error::Kind::usage, fmt::format("there is no example and no file \"{}\"", from),
                !near.empty()  ? "did you mean " + near + "?"
                : list.empty() ? "give a CSV sheet of skills"
                               : "examples: " + list);
}

}  // namespace

Result init(Invocation& invocation) {
    const auto name = invocation.arguments.value("NAME");
    const auto folder =
        std::filesystem::path(name).is_absolute() ? std::filesystem::path(name) : invocation.terminal.folder / name;
    if (std::filesystem::exists(folder / "class.yaml")) {
        throw Error(Error::Kind::failed, name + " holds a class already; nothing was changed", "choose another name");
    }
    auto title = folder.filename().string();
    if (title.empty()) title = folder.parent_path().filename().string();
    auto files = first_files(invocation, title);
    files.push_back({"class.schema.json", classroom::class_file_schema()});
    if (!invocation.dry_run) write_all(folder, files);

    render::Receipt receipt{
        .schema = "init/1",
        .done = (invocation.dry_run ? "would make the class folder " : "made the class folder ") + name,
        .lines = {},
        .next = {"cd " + name, "waymark validate"}};
    bool has_roster = false, has_results = false;
    for (const auto& file : files) {
        std::string what;
        if (file.name == "class.yaml") what = ": term, meeting days and policies, yours to edit";
        if (file.name == "skills.csv") what = ": what is taught, one line a skill";
        if (file.name == "course.yaml") what = ": skills, activities and checks, to share between classes";
        if (file.name == "calendar.yaml") what = ": breaks and exceptions of the school year";
        if (file.name == "class.schema.json") what = ": lets editors help with class.yaml";
        has_roster = has_roster || file.name == "roster.csv";
        has_results = has_results || file.name == "results.csv";
        receipt.lines.push_back(file.name + what);
    }
    receipt.next.emplace_back(has_roster ? "waymark roster import roster.csv" : "waymark roster import FILE");
    if (has_results) receipt.next.emplace_back("waymark assess import results.csv");
    Result result;
    result.view = view_of(std::move(receipt), render::done_document, render::done_json);
    return result;
}

Result validate(Invocation& invocation) {
    text::Diagnostics diagnostics;
    const auto folder = class_folder(invocation);
    const auto file = classroom::load_class_file(classroom::read_from_folder(folder), diagnostics);
    render::Validation validation{.folder = folder.string(),
                                  .diagnostics = diagnostics.sorted(),
                                  .errors = diagnostics.errors(),
                                  .advice = diagnostics.advice()};
    if (file) {
        validation.skills = file->curriculum.skills().size();
        validation.activities = file->curriculum.activities().size();
        validation.checks = file->curriculum.checks().size();
        validation.sessions = file->calendar.sessions().size();
    }
    Result result;
    if (validation.errors > 0) result.exit = ExitCode::refused;
    result.view = view_of(std::move(validation), render::validation_document, render::validation_json);
    return result;
}

}  // namespace waymark::app::commands
