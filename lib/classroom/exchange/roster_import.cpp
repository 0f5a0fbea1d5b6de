#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "table.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using text::match_key;

bool is_roster_header(const std::map<Role, std::size_t>& columns) {
    return columns.contains(Role::student) || columns.contains(Role::given) || columns.contains(Role::family);
}

std::optional<EnrolmentStatus> enrolment(std::string_view cell) {
    static const std::map<std::string, EnrolmentStatus> words{
        {"active", EnrolmentStatus::active},      {"enrolled", EnrolmentStatus::active},
        {"current", EnrolmentStatus::active},     {"aktiv", EnrolmentStatus::active},
        {"activo", EnrolmentStatus::active},      {"actif", EnrolmentStatus::active},
        {"yes", EnrolmentStatus::active},         {"inactive", EnrolmentStatus::inactive},
        {"suspended", EnrolmentStatus::inactive}, {"on leave", EnrolmentStatus::inactive},
        {"no", EnrolmentStatus::inactive},        {"inaktiv", EnrolmentStatus::inactive},
        {"inactivo", EnrolmentStatus::inactive},  {"left", EnrolmentStatus::left},
        {"withdrawn", EnrolmentStatus::left},     {"deleted", EnrolmentStatus::left},
        {"dropped", EnrolmentStatus::left},       {"transferred", EnrolmentStatus::left},
        {"completed", EnrolmentStatus::left},     {"concluded", EnrolmentStatus::left}};
    const auto found = words.find(match_key(cell));
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

/// A person as one row tells it.
struct Person {
    int line = 0;
    text::PersonName name;
    std::string preferred;
    std::string school_id;
    std::string email;
    std::string section;
    std::optional<EnrolmentStatus> status;

    [[nodiscard]] std::string whole_name() const {
        return name.family.empty() ? name.given : name.given.empty() ? name.family : name.given + " " + name.family;
    }
    [[nodiscard]] std::string name_key() const { return match_key(name.given + "\n" + name.family); }
    /// Rows with equal keys speak of one person.
    [[nodiscard]] std::string identity() const {
        if (!school_id.empty()) return "id " + match_key(school_id);
        if (!email.empty()) return "mail " + match_key(email);
        return "name " + name_key();
    }
    [[nodiscard]] bool agrees_with(const Person& other) const {
        return name == other.name && preferred == other.preferred && school_id == other.school_id &&
               match_key(email) == match_key(other.email) && match_key(section) == match_key(other.section) &&
               status == other.status;
    }
};

std::string name_key(const Student& student) {
    return match_key(student.given + "\n" + student.family);
}

std::string listed(const std::vector<std::string>& words) {
    std::string line;
    for (const auto& word : words) line += (line.empty() ? "" : ", ") + word;
    return line;
}

class RosterImport {
public:
    RosterImport(const InputFile& file, const std::vector<Student>& roster, const RosterOptions& options)
        : table_(read_table(file, is_roster_header, "column with the students' names")),
          roster_(roster),
          options_(options) {
        plan_.format = "generic-roster";
        plan_.encoding = table_.encoding;
        plan_.refused = table_.refused;
        for (std::size_t at = 0; at < roster_.size(); ++at) {
            const auto& one = roster_[at];
            if (!one.school_id.empty()) by_school_id_.emplace(match_key(one.school_id), at);
            if (!one.email.empty()) by_email_.emplace(match_key(one.email), at);
            by_name_[name_key(one)].push_back(at);
            slugs_.insert(one.slug);
        }
    }

    RosterPlan plan() {
        note_ignored_columns();
        read_people();
        choose_section();
        refuse_disagreeing();
        for (const auto& person : people_) place(person);
        note_absent();
        std::ranges::stable_sort(plan_.refused, {}, &RefusedRow::line);
        return std::move(plan_);
    }

private:
    void refuse(int line, std::string reason) { plan_.refused.push_back({table_.file, line, std::move(reason)}); }

    void note_ignored_columns() {
        static const std::set<Role> used{Role::student,   Role::given, Role::family,  Role::preferred,
                                         Role::school_id, Role::email, Role::section, Role::status};
        for (std::size_t at = 0; at < table_.header.size(); ++at) {
            const auto role = role_of(table_.header[at]);
            const bool taken = role && used.contains(*role) && table_.columns.at(*role) == at;
            if (!taken && !table_.header[at].empty()) plan_.ignored_columns.push_back(table_.header[at]);
        }
    }

    /// Columns beat parsing one cell that holds it all.
    [[nodiscard]] text::PersonName name_in(const Row& row) const {
        const auto& whole = table_.cell(row, Role::student);
        const auto& given = table_.cell(row, Role::given);
        if (table_.has(Role::given) && table_.has(Role::family)) return {given, table_.cell(row, Role::family), true};
        if (!table_.has(Role::student)) return {given, table_.cell(row, Role::family), true};
        const auto parsed = text::parse_person_name(whole);
        // German lists say "Name" for the family name beside "Vorname".
        if (table_.has(Role::given) && !parsed.split && match_key(whole).find(match_key(given)) == std::string::npos) {
            return {given, whole, true};
        }
        return parsed;
    }

    void read_people() {
        for (const auto& row : table_.rows) {
            Person person{.line = row.line};
            person.name = name_in(row);
            person.preferred = table_.cell(row, Role::preferred);
            person.school_id = table_.cell(row, Role::school_id);
            person.email = table_.cell(row, Role::email);
            person.section = table_.cell(row, Role::section);
            if (person.name.given.empty() && person.name.family.empty()) {
                refuse(row.line, "the row has no name");
                continue;
            }
            const auto& status = table_.cell(row, Role::status);
            if (!status.empty()) {
                person.status = enrolment(status);
                if (!person.status) {
                    refuse(row.line, fmt::format("\"{}\" is no status of a student (active, inactive, left)", status));
                    continue;
                }
            }
            if (!person.section.empty() && !std::ranges::any_of(plan_.sections, [&](const auto& known) {
                    return match_key(known) == match_key(person.section);
                })) {
                plan_.sections.push_back(person.section);
            }
            people_.push_back(std::move(person));
        }
    }

    void choose_section() {
        if (options_.section) {
            const auto wanted = match_key(*options_.section);
            const bool there =
                std::ranges::any_of(plan_.sections, [&](const auto& one) { return match_key(one) == wanted; });
            if (!there) {
                const auto near = text::nearest(*options_.section, plan_.sections);
                throw Error(Error::Kind::usage, fmt::format("{} has no section \"{}\"", table_.file, *options_.section),
                            plan_.sections.empty() ? "the file names no sections"
                            : near.empty()
                                ? "its sections: " + listed(plan_.sections)
                                : fmt::format("did you mean \"{}\"? its sections: {}", near, listed(plan_.sections)));
            }
            std::erase_if(people_, [&](const Person& one) { return match_key(one.section) != wanted; });
        } else if (plan_.sections.size() > 1) {
            throw Error(Error::Kind::usage, fmt::format("{} holds {} sections", table_.file, plan_.sections.size()),
                        "choose one with --section: " + listed(plan_.sections));
        }
    }

    void refuse_disagreeing() {
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t at = 0; at < people_.size(); ++at) groups[people_[at].identity()].push_back(at);
        std::set<std::size_t> drop;
        for (const auto& [identity, rows] : groups) {
            if (rows.size() < 2) continue;
            const bool agree = std::ranges::all_of(
                rows, [&](std::size_t at) { return people_[at].agrees_with(people_[rows.front()]); });
            for (std::size_t at = agree ? 1 : 0; at < rows.size(); ++at) {
                drop.insert(rows[at]);
                if (agree) continue;
                const auto& other = people_[rows[at == 0 ? 1 : 0]];
                refuse(people_[rows[at]].line, fmt::format("{} stands here and on line {}, and the two rows disagree",
                                                           people_[rows[at]].whole_name(), other.line));
                if (const auto* known = find_known(people_[rows[at]])) seen_.insert(*known);
            }
        }
        std::vector<Person> kept;
        for (std::size_t at = 0; at < people_.size(); ++at) {
            if (!drop.contains(at)) kept.push_back(std::move(people_[at]));
        }
        people_ = std::move(kept);
        for (const auto& person : people_) ++names_in_file_[person.name_key()];
    }

    static const std::size_t* found(const std::unordered_map<std::string, std::size_t>& index,
                                    const std::string& text) {
        const auto place = text.empty() ? index.end() : index.find(match_key(text));
        return place == index.end() ? nullptr : &place->second;
    }

    const std::size_t* find_known(const Person& person) const {
        if (const auto* by_id = found(by_school_id_, person.school_id)) return by_id;
        return found(by_email_, person.email);
    }

    /// The student on the roster whom a row means; refuses what could be two people.
    enum class Match { nobody, somebody, refused };
    Match match(const Person& person, std::size_t& at) {
        const auto* by_id = found(by_school_id_, person.school_id);
        const auto* by_mail = found(by_email_, person.email);
        if (by_id != nullptr && by_mail != nullptr && *by_id != *by_mail) {
            refuse(person.line, fmt::format("the id belongs to {}, the e-mail address to {}", roster_[*by_id].slug,
                                            roster_[*by_mail].slug));
            return Match::refused;
        }
        if (by_id != nullptr) {
            at = *by_id;
            return Match::somebody;
        }
        if (by_mail != nullptr) {
            const auto& known = roster_[*by_mail];
            if (!person.school_id.empty() && !known.school_id.empty()) {
                refuse(person.line, fmt::format("the e-mail address belongs to {}, whose id is {}, not {}", known.slug,
                                                known.school_id, person.school_id));
                return Match::refused;
            }
            at = *by_mail;
            return Match::somebody;
        }
        const auto same_name = by_name_.find(person.name_key());
        if (same_name == by_name_.end()) return Match::nobody;
        const bool row_is_bare = person.school_id.empty() && person.email.empty();
        const bool file_is_bare = !table_.has(Role::school_id) && !table_.has(Role::email);
        std::vector<std::size_t> bare;
        for (const auto one : same_name->second) {
            if (roster_[one].school_id.empty() && roster_[one].email.empty()) bare.push_back(one);
        }
        if (bare.size() == 1 && names_in_file_[person.name_key()] == 1) {
            at = bare.front();
            return Match::somebody;
        }
        if (!row_is_bare) return Match::nobody;
        if (file_is_bare && same_name->second.size() == 1) {
            at = same_name->second.front();
            return Match::somebody;
        }
        std::vector<std::string> slugs;
        for (const auto one : same_name->second) slugs.push_back(roster_[one].slug);
        refuse(person.line, fmt::format("{} could be {} and the row has neither id nor e-mail address",
                                        person.whole_name(), listed(slugs)));
        for (const auto one : same_name->second) seen_.insert(one);
        return Match::refused;
    }

    void place(const Person& person) {
        std::size_t at = 0;
        switch (match(person, at)) {
            case Match::refused:
                return;
            case Match::nobody:
                add(person);
                return;
            case Match::somebody:
                break;
        }
        seen_.insert(at);
        RosterChange change{.kind = RosterChange::Kind::unchanged, .student = roster_[at], .details = {}};
        auto& student = change.student;
        const auto take = [&](const char* what, std::string& field, const std::string& value, bool loosely = false) {
            if (value.empty() || field == value || (loosely && match_key(field) == match_key(value))) return false;
            change.details.push_back(field.empty() ? fmt::format("{}: {}", what, value)
                                                   : fmt::format("{}: {} -> {}", what, field, value));
            field = value;
            return true;
        };
        bool changed = false;
        if (person.name.split || student.family.empty()) {
            changed = take("given name", student.given, person.name.given);
            changed = take("family name", student.family, person.name.family) || changed;
        }
        changed = take("preferred name", student.preferred, person.preferred) || changed;
        changed = take("school id", student.school_id, person.school_id, true) || changed;
        changed = take("e-mail", student.email, person.email, true) || changed;
        const auto status = person.status.value_or(EnrolmentStatus::active);
        if (student.status != status) {
            change.details.emplace_back(status == EnrolmentStatus::active     ? "back on the roster"
                                        : status == EnrolmentStatus::inactive ? "inactive"
                                                                              : "left");
            student.status = status;
            changed = true;
        }
        const bool had_section = !student.section.empty();
        const bool moved = take("section", student.section, person.section, true);
        change.kind = moved && had_section ? RosterChange::Kind::moved
                      : changed || moved   ? RosterChange::Kind::changed
                                           : RosterChange::Kind::unchanged;
        plan_.changes.push_back(std::move(change));
    }

    void add(const Person& person) {
        Student student;
        student.given = person.name.given;
        student.family = person.name.family;
        student.preferred = person.preferred;
        student.section = person.section;
        student.email = person.email;
        student.school_id = person.school_id;
        student.status = person.status.value_or(EnrolmentStatus::active);
        student.joined = options_.today;
        student.slug = text::person_slug(person.name, [&](std::string_view slug) { return slugs_.contains(slug); });
        slugs_.insert(student.slug);
        plan_.changes.push_back({RosterChange::Kind::added, std::move(student), {}});
    }

    void note_absent() {
        for (std::size_t at = 0; at < roster_.size(); ++at) {
            const auto& one = roster_[at];
            if (seen_.contains(at) || one.status != EnrolmentStatus::active) continue;
            if (options_.section && !one.section.empty() && match_key(one.section) != match_key(*options_.section))
                continue;
            plan_.changes.push_back({RosterChange::Kind::absent, one, {"not in the file; stays as before"}});
        }
    }

    Table table_;
    const std::vector<Student>& roster_;
    const RosterOptions& options_;
    RosterPlan plan_;
    std::vector<Person> people_;
    std::unordered_map<std::string, std::size_t> by_school_id_, by_email_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
    std::unordered_map<std::string, int> names_in_file_;
    std::set<std::string, std::less<>> slugs_;
    std::set<std::size_t> seen_;
};

}  // namespace

RosterPlan plan_roster_import(const InputFile& file, const std::vector<Student>& roster, const RosterOptions& options) {
    return RosterImport(file, roster, options).plan();
}

}  // namespace waymark::classroom
