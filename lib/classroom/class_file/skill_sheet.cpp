#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "shape.hpp"
#include "taught.hpp"
#include "waymark/classroom/csv.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

constexpr std::array<std::string_view, 13> kColumns{"skill",       "id",        "unit",     "can_do",   "needs",
                                                    "encompasses", "standards", "priority", "activity", "minutes",
                                                    "link",        "check",     "due"};

class SkillSheet {
public:
    SkillSheet(const Source& source, Taught& taught, Complaints& complaints)
        : source_(source), taught_(taught), complaints_(complaints) {
        for (const auto& unit : taught_.units) know_unit(unit);
        for (std::size_t at = 0; at < taught_.activities.size(); ++at)
            activities_.try_emplace(taught_.activities[at].id.text, at);
        for (std::size_t at = 0; at < taught_.checks.size(); ++at) checks_.try_emplace(taught_.checks[at].id.text, at);
    }

    void read(std::string_view text) {
        const auto table = read_csv(std::string(text));
        for (const auto& problem : table.problems) complaints_.error("sheet-line", at(problem.line), problem.reason);
        if (table.records.empty()) {
            complaints_.error("sheet-empty", at(0), "the sheet is empty",
                              "its first line names the columns: skill, unit, needs …");
            return;
        }
        if (!read_header(table.records.front())) return;
        for (std::size_t row = 1; row < table.records.size(); ++row) read_row(table.records[row]);
    }

private:
    [[nodiscard]] Spot at(int line, const std::string& text = {}) const {
        Spot spot{.source = &source_, .line = line, .column = line > 0 ? 1 : 0};
        const auto index = static_cast<std::size_t>(line);
        if (text.empty() || line == 0 || index > source_.lines().size()) return spot;
        const auto& whole = source_.lines()[index - 1];
        const auto found = whole.find(text);
        if (found == std::string::npos) return spot;
        spot.column = code_points(std::string_view(whole).substr(0, found)) + 1;
        spot.length = code_points(text);
        return spot;
    }

    [[nodiscard]] Word as_word(const std::string& text, int line) const { return {text, at(line, text)}; }

    bool read_header(const CsvRecord& header) {
        const std::vector<std::string> known(kColumns.begin(), kColumns.end());
        for (std::size_t column = 0; column < header.cells.size(); ++column) {
            auto name = text::match_key(header.cells[column]);
            std::ranges::replace(name, ' ', '_');
            std::ranges::replace(name, '-', '_');
            if (name.empty()) continue;
            // "I can", as teachers head the column.
            if (name.starts_with("i_can")) name = "can_do";
            if (std::ranges::find(kColumns, name) == kColumns.end()) {
                complaints_.advice(
                    "sheet-column", at(header.line, text::trim(header.cells[column])),
                    fmt::format("the column {} is not read", in_quotes(text::trim(header.cells[column]))),
                    near_hint(name, known));
            } else if (!columns_.try_emplace(name, column).second) {
                complaints_.error("sheet-column-twice", at(header.line, text::trim(header.cells[column])),
                                  fmt::format("the column \"{}\" is here twice", name), "one of them must go");
            }
        }
        if (columns_.contains("skill")) return true;
        complaints_.error("sheet-no-skill", at(header.line), "the sheet has no column \"skill\"",
                          "name the column that holds the skills \"skill\"");
        return false;
    }

    [[nodiscard]] std::string cell(const CsvRecord& record, std::string_view column) const {
        const auto found = columns_.find(column);
        return found == columns_.end() || found->second >= record.cells.size()
                   ? std::string()
                   : text::trim(record.cells[found->second]);
    }

    static std::vector<std::string> split(const std::string& text, std::string_view separators) {
        std::vector<std::string> parts;
        for (std::size_t start = 0; start <= text.size();) {
            const auto end = std::min(text.find_first_of(separators, start), text.size());
            auto part = text::trim(std::string_view(text).substr(start, end - start));
            if (!part.empty()) parts.push_back(std::move(part));
            start = end + 1;
        }
        return parts;
    }

    std::optional<int> minutes_of(const CsvRecord& record) {
        const auto text = cell(record, "minutes");
        if (text.empty()) return std::nullopt;
        int value = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (failed != std::errc() || end != text.data() + text.size() || value < 1 || value > 100000) {
            complaints_.error("sheet-value", at(record.line, text),
                              fmt::format("{} is no number of minutes", in_quotes(text)),
                              "a whole number from 1 to 100000");
            return std::nullopt;
        }
        return value;
    }

    void read_row(const CsvRecord& record) {
        const auto title = cell(record, "skill");
        if (title.empty()) {
            complaints_.error("sheet-line", at(record.line), "the line names no skill",
                              "fill in the column skill, or remove the line");
            return;
        }
        SaidSkill skill;
        const auto id = cell(record, "id");
        skill.id = as_word(id.empty() ? text::slug(title) : id, record.line);
        if (id.empty()) skill.id.spot = at(record.line, title);
        if (skill.id.text.empty()) {
            complaints_.error("sheet-value", at(record.line, title), fmt::format("{} gives no id", in_quotes(title)),
                              "add a column id");
            taught_.incomplete = true;
            return;
        }
        if (!id.empty() && !is_id(id)) {
            complaints_.error("sheet-value", skill.id.spot, fmt::format("{} is no id", in_quotes(id)), kIdHint);
            taught_.incomplete = true;
            return;
        }
        skill.title = title;
        skill.can_do = cell(record, "can_do");
        if (const auto unit = cell(record, "unit"); !unit.empty()) skill.unit = unit_of(unit, record.line);
        for (const auto& need : split(cell(record, "needs"), ",;")) {
            std::vector<Word> any;
            for (const auto& one : split(need, "|")) any.push_back(as_word(one, record.line));
            if (!any.empty()) skill.needs.push_back(std::move(any));
        }
        for (const auto& part : split(cell(record, "encompasses"), ",;")) {
            skill.encompasses.push_back(as_word(part, record.line));
        }
        skill.standards = split(cell(record, "standards"), ",;");
        const auto minutes = minutes_of(record);
        skill.minutes = minutes;
        read_priority(record, skill);
        if (const auto due = cell(record, "due"); !due.empty()) {
            if (is_due(due)) {
                skill.due = as_word(due, record.line);
            } else {
                complaints_.error("sheet-value", at(record.line, due),
                                  fmt::format("\"due\" cannot be {}", in_quotes(due)), kDueHint);
            }
        }
        add_activity(record, skill, minutes);
        add_check(record, skill);
        taught_.skills.push_back(std::move(skill));
    }

    void read_priority(const CsvRecord& record, SaidSkill& skill) {
        const auto priority = text::match_key(cell(record, "priority"));
        if (priority == "should") skill.priority = Priority::should;
        if (priority == "aspire") skill.priority = Priority::aspire;
        if (priority.empty() || priority == "must" || skill.priority != Priority::must) return;
        complaints_.error("sheet-value", at(record.line, cell(record, "priority")),
                          fmt::format("{} is no priority", in_quotes(cell(record, "priority"))),
                          near_hint(priority, {"must", "should", "aspire"}, "one of: must, should, aspire"));
    }

    void know_unit(const SaidUnit& unit) {
        units_.try_emplace(text::match_key(unit.id.text), unit.id.text);
        units_.try_emplace(text::match_key(unit.title), unit.id.text);
    }

    /// Units of a sheet are named by id or title; the first skill that names a new one makes it.
    Word unit_of(const std::string& title, int line) {
        const auto known = units_.find(text::match_key(title));
        if (known != units_.end()) return {known->second, at(line, title)};
        auto id = text::slug(title);
        if (id.empty()) id = fmt::format("unit-{}", taught_.units.size() + 1);
        taught_.units.push_back({.id = {id, at(line, title)}, .title = title, .due = std::nullopt});
        know_unit(taught_.units.back());
        return {id, at(line, title)};
    }

    void add_activity(const CsvRecord& record, const SaidSkill& skill, std::optional<int> minutes) {
        const auto title = cell(record, "activity");
        const auto link = cell(record, "link");
        if (title.empty() && link.empty()) return;
        SaidActivity said;
        said.activity.title = title.empty() ? link : title;
        said.activity.kind = "activity";
        said.activity.link = link;
        said.activity.minutes = minutes.value_or(20);
        said.fits_sessions = true;
        auto id = text::slug(said.activity.title);
        if (id.empty()) id = "activity-of-" + skill.id.text;
        const auto [same, fresh] = activities_.try_emplace(id, taught_.activities.size());
        if (!fresh) {
            taught_.activities[same->second].teaches.push_back(skill.id);
            return;
        }
        said.id = {id, at(record.line, title)};
        said.activity.id = id;
        said.teaches.push_back(skill.id);
        taught_.activities.push_back(std::move(said));
    }

    /// Skills that name one check are its items.
    void add_check(const CsvRecord& record, const SaidSkill& skill) {
        const auto title = cell(record, "check");
        if (title.empty()) return;
        auto name = text::slug(title);
        // Titles of which no letter can be read are still told apart.
        if (name.empty()) name = fmt::format("of-{}", skill.id.text);
        const auto id = "check-" + name;
        const auto [same, fresh] = checks_.try_emplace(id, taught_.checks.size());
        if (fresh) {
            SaidCheck said;
            said.id = {id, at(record.line, title)};
            said.check.id = id;
            said.check.title = title;
            said.check.kind = "quiz";
            // A sheet has no column for new_score, and its checks come again until the skill is shown often enough.
            said.check.retakes = true;
            taught_.checks.push_back(std::move(said));
        }
        taught_.checks[same->second].items.push_back({.id = {id + "-" + skill.id.text, at(record.line, title)},
                                                      .title = skill.title,
                                                      .skills = {skill.id},
                                                      .maximum = 4.0,
                                                      .was = {}});
    }

    const Source& source_;
    Taught& taught_;
    Complaints& complaints_;
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::map<std::string, std::string> units_;  ///< ids by match keys of ids and titles
    std::map<std::string, std::size_t> activities_;
    std::map<std::string, std::size_t> checks_;
};

}  // namespace

void read_skill_sheet(std::string_view text, const Source& source, Taught& taught, Complaints& complaints) {
    SkillSheet(source, taught, complaints).read(text);
}

}  // namespace waymark::classroom
