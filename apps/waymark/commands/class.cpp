#include <filesystem>
#include <fstream>

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

void write_new(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        throw Error(Error::Kind::failed, "cannot write " + path.string(),
                    "is the folder writable, and the disk not full?");
}

std::string first_class_file(const std::string& title, Date today) {
    using namespace std::chrono;
    const auto monday = monday_of(today);
    return fmt::format(
        "# yaml-language-server: $schema=./class.schema.json\n"
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
        title, text::iso_date(monday), text::iso_date(monday + days(7 * 18 - 3)));
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

}  // namespace

Result init(Invocation& invocation) {
    const auto name = invocation.arguments.value("NAME");
    const auto folder =
        std::filesystem::path(name).is_absolute() ? std::filesystem::path(name) : invocation.terminal.folder / name;
    if (std::filesystem::exists(folder / "class.yaml")) {
        throw Error(Error::Kind::failed, name + " holds a class already; nothing was changed");
    }
    std::error_code failed;
    if (!invocation.dry_run) {
        std::filesystem::create_directories(folder, failed);
        if (failed) throw Error(Error::Kind::failed, "cannot make the folder " + name);
        write_new(folder / "class.yaml", first_class_file(quoted(folder.filename().string()), invocation.today));
        write_new(folder / "skills.csv", kFirstSkills);
        write_new(folder / "class.schema.json", classroom::class_file_schema());
    }
    Result result;
    result.view = view_of(
        render::Receipt{.schema = "init/1",
                        .done = (invocation.dry_run ? "would make the class folder " : "made the class folder ") + name,
                        .lines = {"class.yaml: term and meeting days, yours to edit",
                                  "skills.csv: what is taught, one line a skill",
                                  "class.schema.json: lets editors help with class.yaml"},
                        .next = {"cd " + name, "waymark validate", "waymark roster import FILE"}},
        render::done_document, render::done_json);
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
