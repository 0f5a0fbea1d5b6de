#include "recognise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "container.hpp"
#include "headers.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/text/encoding.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using Holds = TableFormat::Holds;
using RoleColumns = std::map<Role, std::size_t>;

/// Every file in a file, folder or zip.
std::vector<InputFile> flattened(InputFile input) {
    std::vector<InputFile> all;
    if (!input.is_folder) {
        if (text::container_of(input.bytes) == text::Container::zip) return files_in_zip(input);
        all.push_back(std::move(input));
        return all;
    }
    for (auto& file : input.files) {
        for (auto& one : flattened(std::move(file))) all.push_back(std::move(one));
    }
    return all;
}

bool fits_file(const TableFormat& table, const std::string& path) {
    const auto name = base_name(path);
    return table.files.empty() ||
           std::ranges::any_of(table.files, [&](const auto& pattern) { return fit(pattern, name).has_value(); });
}

/// A table of a format that was found in one of the sheets.
struct Place {
    const TableFormat* table = nullptr;
    std::size_t sheet = 0;
    std::size_t header = 0;
};

struct Candidate {
    const Format* format = nullptr;
    std::vector<Place> places;
    std::size_t fit = 0;

    [[nodiscard]] auto rank() const { return std::pair(fit, format->own); }
};

Candidate candidate(const Format& format, const std::vector<Sheet>& sheets) {
    Candidate made{.format = &format, .places = {}};
    for (const auto& table : format.tables) {
        std::optional<FoundHeader> best;
        Place place{.table = &table};
        for (std::size_t at = 0; at < sheets.size(); ++at) {
            // One file alone may have been renamed.
            if (sheets.size() > 1 && !fits_file(table, sheets[at].file)) continue;
            const bool taken = std::ranges::any_of(made.places, [&](const Place& one) { return one.sheet == at; });
            if (sheets.size() > 1 && taken) continue;
            const auto header = find_header(table, sheets[at]);
            if (!header || (best && best->fit >= header->fit)) continue;
            best = header;
            place.sheet = at;
            place.header = header->record;
        }
        if (!best) continue;
        made.fit += best->fit;
        made.places.push_back(place);
    }
    // A single sheet is one table, the one that fits best.
    if (sheets.size() == 1 && made.places.size() > 1) {
        const auto fit_at = [&](const Place& place) { return find_header(*place.table, sheets[0])->fit; };
        const auto best = *std::ranges::max_element(made.places, {}, fit_at);
        made.fit = fit_at(best);
        made.places = {best};
    }
    return made;
}

bool holds(const Candidate& one, Holds wanted) {
    return std::ranges::any_of(one.places, [&](const Place& place) { return place.table->holds == wanted; });
}

bool gives(const Candidate& one, Purpose purpose) {
    if (purpose == Purpose::roster) return one.format->gives_roster && holds(one, Holds::people);
    if (!one.format->gives_results) return false;
    return holds(one, Holds::results) || (one.format->tables.size() == 1 && holds(one, Holds::people));
}

const char* word(Purpose purpose) {
    return purpose == Purpose::roster ? "roster" : "results";
}

bool is_roster_header(const RoleColumns& columns) {
    return columns.contains(Role::student) || columns.contains(Role::given) || columns.contains(Role::family);
}

bool names_somebody(const RoleColumns& columns) {
    return columns.contains(Role::student) || columns.contains(Role::school_id) || columns.contains(Role::email) ||
           (columns.contains(Role::given) && columns.contains(Role::family));
}

std::string first_line(const Sheet& sheet) {
    std::string line;
    if (!sheet.csv.records.empty()) {
        for (const auto& cell : sheet.csv.records.front().cells) {
            line += (line.empty() ? "" : ", ") + text::trim(std::string_view(cell).substr(0, 200));
        }
    }
    constexpr std::size_t kShown = 120;
    if (line.size() > kShown) line = line.substr(0, line.rfind(' ', kShown)) + " …";
    return line;
}

/// Rows of students and scores, or a sheet made to be filled in: nobody's roster, though both have names.
bool is_results_header(const std::vector<HeaderCell>& header) {
    const auto columns = columns_of(long_results().tables[0], header).roles;
    if (columns.contains(Role::score) && (columns.contains(Role::item) || columns.contains(Role::skill))) return true;
    return column_named("student", header) && column_named("name", header) && !columns.contains(Role::given) &&
           !columns.contains(Role::family) && header.size() > 2;
}

/// Ids of items, checks and skills that a header names: what a roster does not have.
std::string target_in(const std::vector<std::string>& headers, std::span<const std::string> targets) {
    for (const auto& header : headers) {
        const auto key = text::match_key(header);
        if (std::ranges::any_of(targets, [&](const auto& id) { return text::match_key(id) == key; })) return header;
    }
    return {};
}

void refuse_results(const std::string& file, const Columns& columns, const std::vector<HeaderCell>& header,
                    std::span<const std::string> targets) {
    auto column = target_in(columns.ignored, targets);
    if (column.empty() && !is_results_header(header)) return;
    throw Error(Error::Kind::failed,
                column.empty() ? fmt::format("{} holds results, not a roster", file)
                               : fmt::format("{} holds results (in the column {}), not a roster", file, column),
                fmt::format("waymark assess import {}", file));
}

/// A file that somebody keeps by hand: the columns alone say what it is.
Recognised kept_by_hand(Sheet sheet, const ReadOptions& options, Purpose purpose) {
    const auto& format = purpose == Purpose::roster ? generic_roster() : long_results();
    for (std::size_t at = 0; at < sheet.headers.size(); ++at) {
        const auto& header = sheet.headers[at];
        const auto known_columns = columns_of(format.tables[0], header);
        const auto& columns = known_columns.roles;
        if (purpose == Purpose::roster ? !is_roster_header(columns) : !names_somebody(columns)) continue;
        if (purpose == Purpose::roster && !options.read_as) {
            refuse_results(sheet.file, known_columns, header, options.targets);
        }
        // With a score and nothing that names what it is about, it is about what the file is called.
        const bool is_long =
            columns.contains(Role::score) && (columns.contains(Role::item) || columns.contains(Role::skill) ||
                                              target_in(known_columns.ignored, options.targets).empty());
        const auto& chosen = purpose == Purpose::roster || is_long ? format : check_sheet();
        Recognised known{.format = &chosen, .tables = {}};
        known.tables.push_back(table_of(std::move(sheet), chosen.tables[0], at));
        return known;
    }
    throw Error(Error::Kind::failed,
                fmt::format("{} has no {}", sheet.file,
                            purpose == Purpose::roster ? "column with the students' names"
                                                       : "column that says whose results these are (student)"),
                fmt::format("its first line is: {}; call the column with the names \"{}\"", first_line(sheet),
                            purpose == Purpose::roster ? "name" : "student"));
}

const Format& format_named(const std::string& id, std::span<const Format> formats) {
    std::vector<std::string> ids;
    for (const auto& format : formats) {
        if (format.id == id) return format;
        ids.push_back(format.id);
    }
    const auto near = text::nearest(id, ids);
    std::string all;
    for (const auto& one : ids) all += (all.empty() ? "" : ", ") + one;
    throw Error(Error::Kind::usage, fmt::format("there is no format \"{}\"", id),
                near.empty() ? "the formats: " + all : "did you mean " + near + "?");
}

std::vector<Candidate> candidates(const std::vector<Sheet>& sheets, std::span<const Format> formats) {
    std::vector<Candidate> found;
    for (const auto& format : formats) {
        auto one = candidate(format, sheets);
        if (one.fit > 0) found.push_back(std::move(one));
    }
    std::ranges::stable_sort(found, std::ranges::greater{}, &Candidate::rank);
    return found;
}

void check_gives(const Candidate& one, const std::string& name, Purpose purpose) {
    if (!one.format->instead.empty()) {
        throw Error(Error::Kind::failed, fmt::format("{} is {}, which waymark does not read", name, one.format->title),
                    one.format->instead);
    }
    if (gives(one, purpose)) return;
    const bool other = gives(one, purpose == Purpose::roster ? Purpose::results : Purpose::roster);
    throw Error(
        Error::Kind::failed, fmt::format("{} ({}) holds no {}", name, one.format->title, word(purpose)),
        !other ? std::string(one.format->tables.size() > 1 ? "name the folder or zip with all files of the export"
                                                           : "take another export")
               : fmt::format("it holds {}: waymark {} import {}", purpose == Purpose::roster ? "results" : "a roster",
                             purpose == Purpose::roster ? "assess" : "roster", name));
}

std::vector<Sheet> sheets_of(std::vector<InputFile> files) {
    std::vector<Sheet> sheets;
    for (auto& file : files) {
        // One empty or odd file among others is not what the import is about.
        if (files.size() > 1 && (file.bytes.empty() || text::container_of(file.bytes))) continue;
        sheets.push_back(read_sheet(std::move(file)));
    }
    return sheets;
}

}  // namespace

const Table* Recognised::find(Holds holds) const {
    const auto found = std::ranges::find_if(tables, [&](const Table& table) { return table.format->holds == holds; });
    return found == tables.end() ? nullptr : &*found;
}

const Table& Recognised::main(Purpose purpose) const {
    const auto* table = find(purpose == Purpose::roster ? Holds::people : Holds::results);
    return table != nullptr ? *table : tables.front();
}

Recognised recognise(InputFile input, const ReadOptions& options, Purpose purpose) {
    const auto name = input.name;
    auto files = flattened(std::move(input));
    if (files.empty()) {
        throw Error(Error::Kind::failed, fmt::format("{} holds no CSV or text file", name), "nothing was changed");
    }
    auto sheets = sheets_of(std::move(files));
    if (sheets.empty()) throw Error(Error::Kind::failed, fmt::format("{} holds only empty files", name));
    std::vector<Candidate> found;
    if (options.read_as) {
        for (const auto* format : {&generic_roster(), &long_results(), &check_sheet()}) {
            if (*options.read_as == format->id && sheets.size() == 1) {
                return kept_by_hand(std::move(sheets[0]), options, purpose);
            }
        }
        auto one = candidate(format_named(*options.read_as, options.formats), sheets);
        if (one.fit == 0) {
            throw Error(Error::Kind::failed, fmt::format("{} has not the columns of {}", name, one.format->title),
                        fmt::format("its first line is: {}", first_line(sheets[0])));
        }
        found.push_back(std::move(one));
    } else {
        found = candidates(sheets, options.formats);
    }
    if (found.empty()) {
        if (sheets.size() == 1) return kept_by_hand(std::move(sheets[0]), options, purpose);
        throw Error(Error::Kind::failed,
                    fmt::format("{} holds {} files and is no export waymark knows", name, sheets.size()),
                    "name one of its files");
    }
    // What gives what is wanted comes before what fits as well and does not.
    const auto best = std::ranges::find_if(
        found, [&](const Candidate& one) { return one.rank() == found.front().rank() && gives(one, purpose); });
    const auto& chosen = best == found.end() ? found.front() : *best;
    const auto rivals = std::ranges::count_if(
        found, [&](const Candidate& one) { return one.rank() == chosen.rank() && gives(one, purpose); });
    if (rivals > 1) {
        std::string names;
        for (const auto& one : found) {
            if (one.rank() == chosen.rank()) names += (names.empty() ? "" : ", ") + one.format->id;
        }
        throw Error(Error::Kind::usage, fmt::format("{} could be more than one thing: {}", name, names),
                    fmt::format("say which with --read-as {}", chosen.format->id));
    }
    check_gives(chosen, name, purpose);
    Recognised known{.format = chosen.format, .tables = {}};
    for (const auto& place : chosen.places) {
        known.tables.push_back(table_of(std::move(sheets[place.sheet]), *place.table, place.header));
    }
    return known;
}

std::vector<InputFile> exports_in(InputFile input, std::span<const Format> formats) {
    if (!input.is_folder && text::container_of(input.bytes) != text::Container::zip) {
        std::vector<InputFile> one;
        one.push_back(std::move(input));
        return one;
    }
    std::map<std::string, std::vector<InputFile>> folders;
    const auto name = input.name;
    for (auto& file : flattened(std::move(input))) {
        const auto slash = file.name.rfind('/');
        folders[slash == std::string::npos ? std::string() : file.name.substr(0, slash)].push_back(std::move(file));
    }
    if (folders.empty()) {
        throw Error(Error::Kind::failed, fmt::format("{} holds no CSV or text file", name), "nothing was changed");
    }
    std::vector<Format> bundles;
    for (const auto& format : formats) {
        if (format.tables.size() > 1) bundles.push_back(format);
    }
    std::vector<InputFile> exports;
    for (auto& [folder, files] : folders) {
        const auto sheets = sheets_of(files);
        const auto found = candidates(sheets, bundles);
        if (sheets.size() > 1 && !found.empty() && found.front().places.size() > 1) {
            exports.push_back({folder.empty() ? name : folder, {}, std::move(files), true});
        } else {
            for (auto& file : files) exports.push_back(std::move(file));
        }
    }
    return exports;
}

}  // namespace waymark::classroom
