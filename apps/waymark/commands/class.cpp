#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "commands/commands.hpp"
#include "examples.hpp"
#include "render/models.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/escape.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

namespace waymark::app::commands {

using classroom::Error;

namespace {

/// Writes all of them, or none: what was written before a failure is taken away again.
void write_all(const std::filesystem::path& folder, const std::vector<NewFile>& files) {
    std::vector<std::filesystem::path> made, written;
    std::error_code failed;
    const auto give_up = [&](const std::string& message, const std::string& hint) {
        std::error_code ignored;
        for (const auto& path : written) std::filesystem::remove(path, ignored);
        while (!made.empty()) {
            std::filesystem::remove(made.back(), ignored);
            made.pop_back();
        }
        throw Error(Error::Kind::failed, message, hint);
    };
    const auto make_folder = [&](const std::filesystem::path& wanted) {
        if (std::filesystem::create_directories(wanted, failed)) made.push_back(wanted);
        if (failed)
            give_up(fmt::format("cannot make the folder {}: {}", wanted.string(), failed.message()),
                    "choose another name or place");
    };
    make_folder(folder);
    for (const auto& [name, text] : files) {
        const auto path = folder / name;
        if (name.find('/') != std::string::npos) make_folder(path.parent_path());
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

std::string first_class_file(const std::string& title, Date today) {
    using namespace std::chrono;
    const auto monday = monday_of(today);
    return with_modeline(
        fmt::format("# Your class file. waymark reads it and never changes it. \"waymark validate\" checks it.\n"
                    "title: {}\n"
                    "term:\n"
                    "  starts: {}\n"
                    "  ends: {}\n"
                    "meets:\n"
                    "  - days: [monday, wednesday, friday]\n"
                    "    minutes: 50\n"
                    "# One skill a line, kept in any spreadsheet; only the column \"skill\" is needed.\n"
                    "skills: skills.csv\n",
                    title, text::iso_date(monday), text::iso_date(monday + days(7 * 18 - 3))));
}

constexpr const char* kFirstSkills =
    "skill,unit,needs,activity,minutes,check\n"
    "Greet someone,Hello,,Greeting game,40,Exit ticket: greetings\n"
    "Count to twenty,Numbers,,Number bingo,40,Exit ticket: numbers\n"
    "Name the colours,Words,,Colour hunt,30,Exit ticket: colours\n"
    "Say who I am,Hello,Greet someone,Name tags,40,Exit ticket: who I am\n"
    "Ask for a name,Hello,Greet someone,Find your partner,40,Exit ticket: names\n"
    "Say how old I am,Numbers,Count to twenty,Line up by age,30,Exit ticket: ages\n"
    "Introduce a friend,Hello,\"Say who I am, Ask for a name\",Party scene,60,Rubric: introduce a friend\n";

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::vector<NewFile> first_files(const Invocation& invocation, const std::string& title) {
    const NewFile class_yaml{"class.yaml", first_class_file(quoted(title), invocation.today)};
    const NewFile schema{"class.schema.json", classroom::class_file_schema()};
    if (!invocation.arguments.has("from")) return {class_yaml, {"skills.csv", kFirstSkills}, schema};
    const auto from = invocation.arguments.value("from");
    if (auto files = files_of_example(invocation.terminal, from)) return std::move(*files);
    const auto path =
        std::filesystem::path(from).is_absolute() ? std::filesystem::path(from) : invocation.terminal.folder / from;
    if (std::filesystem::is_regular_file(path)) return {class_yaml, {"skills.csv", slurp(path)}, schema};
    const auto names = example_names(invocation.terminal);
    const auto near = text::nearest(from, names);
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
    throw Error(Error::Kind::usage, fmt::format("there is no example and no file \"{}\"", from),
                !near.empty() ? "did you mean " + near + "?"
                : list.empty()
                    ? fmt::format("no examples are installed in {}; a file with a CSV sheet of skills will do, too",
                                  examples_folder(invocation.terminal).string())
                    : "examples: " + list);
}

std::string purpose_of(const std::string& file) {
    static const std::map<std::string, const char*, std::less<>> purposes{
        {"class.yaml", ": term, meeting days and policies, yours to edit"},
        {"skills.csv", ": what is taught, one line a skill"},
        {"course.yaml", ": skills, activities and checks, to share between classes"},
        {"calendar.yaml", ": breaks and exceptions of the school year"},
        {"class.schema.json", ": lets editors help with class.yaml"},
    };
    const auto found = purposes.find(std::filesystem::path(file).filename().string());
    return found == purposes.end() ? "" : found->second;
}

/// What to type next: in the class, and in every class of a course.
std::vector<std::string> next_commands(const std::string& name, const std::vector<NewFile>& files) {
    std::vector<std::string> commands;
    for (const auto& file : files) {
        const auto path = std::filesystem::path(file.name);
        if (path.filename() != "class.yaml") continue;
        const auto folder = path.parent_path();
        const auto has = [&](const char* wanted) {
            return std::ranges::any_of(
                files, [&](const NewFile& one) { return one.name == (folder / wanted).generic_string(); });
        };
        const auto from = commands.empty() ? std::filesystem::path(name) : std::filesystem::path("..");
        commands.push_back("cd " + text::shell_word((folder.empty() ? from : from / folder).string()));
        commands.emplace_back("waymark validate");
        commands.emplace_back(has("roster.csv") ? "waymark roster import roster.csv" : "waymark roster import FILE");
        if (has("results.csv")) commands.emplace_back("waymark assess import results.csv");
    }
    return commands;
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
    const auto files = first_files(invocation, title);
    if (!invocation.dry_run) write_all(folder, files);

    const bool is_class = std::ranges::find(files, "class.yaml", &NewFile::name) != files.end();
    render::Receipt receipt{.schema = "init/1",
                            .done = fmt::format("{} the {} folder {}", invocation.dry_run ? "would make" : "made",
                                                is_class ? "class" : "course", name),
                            .lines = {},
                            .next = next_commands(name, files)};
    for (const auto& file : files) receipt.lines.push_back(file.name + purpose_of(file.name));
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
