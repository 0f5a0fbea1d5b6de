#include "people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "headers.hpp"
#include "waymark/text/encoding.hpp"
#include "waymark/text/escape.hpp"

namespace waymark::classroom {
namespace {

using Holds = TableFormat::Holds;
using text::match_key;

std::optional<EnrolmentStatus> enrolment(const TableFormat& format, std::string_view cell) {
    static const std::map<std::string, EnrolmentStatus> kWords{
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
    const auto key = match_key(cell);
    for (const auto& [word, status] : format.status) {
        if (match_key(word) == key) return status;
    }
    const auto found = kWords.find(key);
    return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

/// Systems tell ids apart by case; people do not.
std::string same_id(std::string_view system, std::string_view value) {
    const bool typed = system == kSchoolSystem || system == kEmailSystem || system == kLoginSystem;
    return typed ? match_key(value) : text::normalize(value);
}

/// "2.02E+05", "1,23E+08".
bool is_shortened(std::string_view id) {
    const auto mark = id.find_first_of("eE");
    if (mark == std::string_view::npos || !id.substr(mark + 1).starts_with('+')) return false;
    const auto only = [](std::string_view text, std::string_view these) {
        return !text.empty() && text.find_first_not_of(these) == std::string_view::npos;
    };
    return only(id.substr(0, mark), "0123456789.,") && only(id.substr(mark + 2), "0123456789");
}

/// "Student 12", "Anonymous", "GA": stands for a name where names are hidden, and says nothing of whose row it is.
bool is_made_up(std::string_view name) {
    if (name.find_first_of("0123456789") != std::string_view::npos) return true;
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (name.size() <= 3 && std::ranges::all_of(name, is_capital)) return true;
    static const std::set<std::string, std::less<>> kWords{
        "anonym",  "anonyme", "anonymous", "anonymised", "anonymized", "hidden",  "redacted", "participant",
        "student", "pupil",   "learner",   "user",       "unknown",    "anonimo", "anónimo"};
    return std::ranges::any_of(text::split_list(name, " "),
                               [](const auto& word) { return kWords.contains(match_key(word)); });
}

std::string name_key_of(const std::string& given, const std::string& family) {
    return match_key(given + "\n" + family);
}

/// The worse of two: who left the school left the class.
std::optional<EnrolmentStatus> worse(std::optional<EnrolmentStatus> a, std::optional<EnrolmentStatus> b) {
    if (!a || !b) return a ? a : b;
    return std::max(*a, *b);
}

/// "Pelle S" and "Pelle Söderström" of somebody called Söderström are "Pelle".
std::string given_part(const std::string& preferred, const std::string& family) {
    const auto space = preferred.rfind(' ');
    if (space == std::string::npos || family.empty()) return preferred;
    auto last = match_key(preferred.substr(space + 1));
    if (last.ends_with('.')) last.pop_back();
    return !last.empty() && match_key(family).starts_with(last) ? preferred.substr(0, space) : preferred;
}

class PeopleReader {
public:
    PeopleReader(const Recognised& recognised, std::vector<RefusedRow>& refused, std::vector<RefusedRow>& skipped)
        : recognised_(recognised), refused_(refused), skipped_(skipped) {}

    std::vector<PersonRow> read() {
        const auto& table = recognised_.main(Purpose::roster);
        std::vector<PersonRow> people;
        std::vector<std::string> keys;
        for (const auto& row : table.rows) {
            auto person = person_of(table, row);
            if (!person) continue;
            people.push_back(std::move(*person));
            keys.emplace_back(table.cell(row, Role::person_key));
        }
        const auto* enrolments = recognised_.find(Holds::enrolments);
        return enrolments == nullptr ? people : enrolled(people, keys, *enrolments);
    }

private:
    std::optional<PersonRow> person_of(const Table& table, const Row& row) {
        PersonRow person{.file = table.file, .line = row.line, .who = identity_of(table, row)};
        person.section = table.cell(row, Role::section);
        // What only acts on a terminal is no name.
        const auto name = text::without_controls(person.who.whole_name());
        if (text::trim(name).empty()) {
            refused_.push_back({table.file, row.line, "the row has no name"});
            return std::nullopt;
        }
        if (text::is_too_long_for_a_name(name)) {
            refused_.push_back({table.file, row.line, "the name is longer than 200 characters"});
            return std::nullopt;
        }
        if (is_sum(table, row, name)) {
            skipped_.push_back({table.file, row.line, std::string(kNoStudent)});
            return std::nullopt;
        }
        if (const auto id = person.who.shortened_id(); !id.empty()) {
            refused_.push_back({table.file, row.line, shortened_reason(id), std::string(kShortenedHint)});
            return std::nullopt;
        }
        if (!read_status(table, row, person.status)) return std::nullopt;
        return person;
    }

    /// "28 students", "Total: 28" under a list kept by hand: a number in a row of nothing else.
    static bool is_sum(const Table& table, const Row& row, std::string_view name) {
        if (table.format != &generic_roster().tables.front()) return false;
        const auto filled = std::ranges::count_if(row.cells, [](std::string_view cell) { return !cell.empty(); });
        const auto key = match_key(name);
        const bool counts = std::ranges::any_of(
            std::array{"total", "sum", "count", "students", "gesamt", "summe", "anzahl", "suma", "somme", "totale"},
            [&](std::string_view word) { return key.starts_with(word); });
        const auto digit = key.find_first_of("0123456789");
        return filled == 1 && (digit == 0 || (counts && digit != std::string::npos));
    }

    bool read_status(const Table& table, const Row& row, std::optional<EnrolmentStatus>& status) {
        const auto cell = table.cell(row, Role::status);
        if (cell.empty()) return true;
        status = enrolment(*table.format, cell);
        if (status) return true;
        refused_.push_back(
            {table.file, row.line, fmt::format("\"{}\" is no status of a student (active, inactive, left)", cell)});
        return false;
    }

    /// Titles of sections by key; equal titles are told apart by their keys.
    [[nodiscard]] std::unordered_map<std::string, std::string> section_titles() const {
        std::unordered_map<std::string, std::string> titles;
        const auto* sections = recognised_.find(Holds::sections);
        if (sections == nullptr) return titles;
        std::map<std::string, std::set<std::string>> keys;
        for (const auto& row : sections->rows) {
            const std::string key(sections->cell(row, Role::section_key));
            titles[key] = sections->cell(row, Role::section);
            keys[match_key(titles[key])].insert(key);
        }
        for (auto& [key, title] : titles) {
            const bool shared = keys[match_key(title)].size() > 1;
            if (title.empty()) {
                title = key;
            } else if (shared) {
                title += " (" + key + ")";
            }
        }
        return titles;
    }

    std::vector<PersonRow> enrolled(const std::vector<PersonRow>& people, const std::vector<std::string>& keys,
                                    const Table& enrolments) {
        const auto titles = section_titles();
        std::unordered_map<std::string_view, std::size_t> by_key;
        for (std::size_t at = 0; at < keys.size(); ++at) {
            if (!by_key.emplace(keys[at], at).second) {
                refused_.push_back(
                    {people[at].file, people[at].line,
                     fmt::format("the id {} stands here and on line {}", keys[at], people[by_key[keys[at]]].line)});
            }
        }
        // Students only: an enrolment may well name a teacher.
        const auto& main = recognised_.main(Purpose::roster);
        std::set<int> others;
        for (const auto& one : main.skipped) others.insert(one.line);
        std::vector<bool> somewhere(people.size());
        std::vector<PersonRow> enrolled;
        for (const auto& row : enrolments.rows) {
            const auto key = enrolments.cell(row, Role::person_key);
            const auto found = by_key.find(key);
            if (found == by_key.end()) {
                refused_.push_back(
                    {enrolments.file, row.line,
                     fmt::format("{} names nobody who is a student in {}",
                                 key.empty() ? "the row" : fmt::format("\"{}\"", key), base_name(main.file))});
                continue;
            }
            auto person = people[found->second];
            std::optional<EnrolmentStatus> status;
            if (!read_status(enrolments, row, status)) continue;
            person.status = worse(person.status, status);
            const std::string section(enrolments.cell(row, Role::section_key));
            const auto title = titles.find(section);
            person.section = title == titles.end() ? section : title->second;
            somewhere[found->second] = true;
            enrolled.push_back(std::move(person));
        }
        for (std::size_t at = 0; at < people.size(); ++at) {
            if (!somewhere[at]) skipped_.push_back({people[at].file, people[at].line, "is in no class of this export"});
        }
        std::ranges::stable_sort(enrolled, {}, &PersonRow::line);
        return enrolled;
    }

    const Recognised& recognised_;
    std::vector<RefusedRow>& refused_;
    std::vector<RefusedRow>& skipped_;
};

}  // namespace

std::string id_key(std::string_view system, std::string_view value) {
    return std::string(system) + "\n" + same_id(system, value);
}

bool differ_in_zeros(std::string_view a, std::string_view b) {
    const auto digits = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (!digits(a) || !digits(b) || a == b) return false;
    for (auto* text : {&a, &b}) text->remove_prefix(std::min(text->find_first_not_of('0'), text->size()));
    return a == b;
}

std::string alias_command(const std::string& slug, const Identity& who) {
    std::string_view system;
    std::string value;
    if (!who.ids.empty()) {
        system = who.ids.front().system;
        value = who.ids.front().value;
    } else if (!who.school_id.empty()) {
        system = kSchoolSystem;
        value = who.school_id;
    } else if (!who.email.empty()) {
        system = kEmailSystem;
        value = who.email;
    } else {
        return {};
    }
    return fmt::format("waymark roster alias {} {} {}", slug, text::shell_word(system), text::shell_word(value));
}

std::string name_command(const std::string& slug, const std::string& name) {
    return fmt::format("waymark roster alias {} {} {}", slug, StudentAlias::kNames, text::shell_word(name));
}

std::string listed(const std::vector<std::string>& words) {
    std::string line;
    for (const auto& word : words) line += (line.empty() ? "" : ", ") + word;
    return line;
}

std::string Identity::whole_name() const {
    return name.family.empty() ? name.given : name.given.empty() ? name.family : name.given + " " + name.family;
}

std::string Identity::shortened_id() const {
    if (is_shortened(school_id)) return school_id;
    const auto found = std::ranges::find_if(ids, [](const auto& one) { return is_shortened(one.value); });
    return found == ids.end() ? std::string() : found->value;
}

std::string shortened_reason(const std::string& id) {
    return fmt::format("a spreadsheet has shortened this id to {}, which could be anybody's", id);
}

std::string Identity::name_key() const {
    return name_key_of(name.given, name.family);
}

text::PersonName person_name(const std::string& whole, const std::string& given, const std::string& family) {
    if (whole.empty() || (!given.empty() && !family.empty())) return {given, family, true};
    auto parsed = text::parse_person_name(whole);
    // German lists say "Name" for the family name beside "Vorname".
    if (!given.empty() && !parsed.split && match_key(whole).find(match_key(given)) == std::string::npos) {
        return {given, whole, true};
    }
    return parsed;
}

bool sums_up(const TableFormat& format, const Identity& who) {
    if (format.sums.empty() || who.has_ids()) return false;
    const auto name = header_cell(who.whole_name());
    return std::ranges::find(format.sums, name.key) != format.sums.end();
}

Identity identity_of(const Table& table, const Row& row) {
    Identity who;
    who.typed = table.cell(row, Role::student);
    who.name =
        person_name(who.typed, std::string(table.cell(row, Role::given)), std::string(table.cell(row, Role::family)));
    who.preferred = table.cell(row, Role::preferred);
    who.preferred = given_part(who.preferred, who.name.family);
    if (who.preferred == who.name.given) who.preferred.clear();
    who.school_id = table.cell(row, Role::school_id);
    who.email = table.cell(row, Role::email);
    for (const auto& id : table.columns.ids) {
        const std::string value(Table::cell(row, id.at));
        if (value.empty()) continue;
        who.ids.push_back({0, id.system, value});
        if (id.system == kLoginSystem && who.email.empty() && value.find('@') != std::string::npos) who.email = value;
    }
    return who;
}

std::vector<PersonRow> people_in(const Recognised& recognised, std::vector<RefusedRow>& refused,
                                 std::vector<RefusedRow>& skipped) {
    return PeopleReader(recognised, refused, skipped).read();
}

void split_joined_sections(std::vector<PersonRow>& people) {
    std::set<std::string> alone;
    for (const auto& person : people) alone.insert(match_key(person.section));
    std::vector<PersonRow> split;
    for (auto& person : people) {
        std::vector<std::string> parts;
        auto rest = person.section;
        for (const std::string_view joint : {", and ", " and ", " & ", ", "}) {
            for (auto at = rest.find(joint); at != std::string::npos; at = rest.find(joint)) {
                parts.push_back(rest.substr(0, at));
                rest = rest.substr(at + joint.size());
            }
        }
        parts.push_back(rest);
        const bool known =
            std::ranges::any_of(parts, [&](const std::string& part) { return alone.contains(match_key(part)); });
        if (parts.size() < 2 || !known) {
            split.push_back(std::move(person));
            continue;
        }
        for (auto& part : parts) {
            auto one = person;
            one.section = std::move(part);
            split.push_back(std::move(one));
        }
    }
    people = std::move(split);
}

StudentIndex::StudentIndex(const std::vector<Student>& roster, std::span<const StudentAlias> aliases)
    : roster_(roster), ids_(roster.size()) {
    std::unordered_map<StudentId, std::size_t> by_number;
    for (std::size_t at = 0; at < roster.size(); ++at) {
        const auto& one = roster[at];
        by_number[one.id] = at;
        // Rosters of before may hold such an id.
        if (!one.school_id.empty() && !is_shortened(one.school_id)) {
            by_id_.emplace(id_key(kSchoolSystem, one.school_id), at);
            ids_[at].push_back({one.id, std::string(kSchoolSystem), one.school_id});
        }
        if (!one.email.empty()) {
            by_id_.emplace(id_key(kEmailSystem, one.email), at);
            ids_[at].push_back({one.id, std::string(kEmailSystem), one.email});
        }
        by_name_[name_key_of(one.given, one.family)].push_back(at);
        // A set for each word: the same student under two equal words is still one.
        std::set<std::string> words{match_key(one.slug), match_key(one.display_name()),
                                    match_key(one.given + " " + one.family), match_key(one.family + ", " + one.given),
                                    match_key(one.family + " " + one.given)};
        if (!one.school_id.empty()) words.insert(match_key(one.school_id));
        if (!one.email.empty()) words.insert(match_key(one.email));
        for (const auto& word : words) by_word_[word].push_back(at);
        const std::set<std::string> plain_names{text::slug(one.display_name()),
                                                text::slug(one.given + " " + one.family),
                                                text::slug(one.family + " " + one.given)};
        for (const auto& name : plain_names) {
            if (!name.empty()) by_plain_name_[name].push_back(at);
        }
        names_.push_back(one.slug);
    }
    for (const auto& one : roster) names_.push_back(one.display_name());
    for (const auto& alias : aliases) {
        const auto found = by_number.find(alias.student);
        if (found == by_number.end()) continue;
        // What the roster says now comes before what it once said.
        by_id_.emplace(id_key(alias.system, alias.value), found->second);
        ids_[found->second].push_back(alias);
        auto& called = by_word_[match_key(alias.value)];
        if (std::ranges::find(called, found->second) == called.end()) called.push_back(found->second);
    }
}

const std::size_t* StudentIndex::with_id(std::string_view system, std::string_view value) const {
    if (value.empty()) return nullptr;
    const auto found = by_id_.find(id_key(system, value));
    return found == by_id_.end() ? nullptr : &found->second;
}

std::vector<StudentIndex::Hit> StudentIndex::hits(const Identity& who, bool by_hand) const {
    std::vector<Hit> hits;
    const auto find = [&](std::string_view system, const std::string& value) -> std::optional<std::size_t> {
        if (const auto* found = with_id(system, value)) return *found;
        const auto named = by_hand && !value.empty() ? called(value) : std::vector<std::size_t>();
        return named.size() == 1 ? std::optional(named.front()) : std::nullopt;
    };
    for (const auto& id : who.ids) {
        const auto* found = with_id(id.system, id.value);
        if (found != nullptr && id.system != kLoginSystem) {
            hits.push_back({fmt::format("the {} id", id.system), *found, false});
        }
    }
    if (const auto found = find(kSchoolSystem, who.school_id)) hits.push_back({"the id", *found, false});
    if (const auto found = find(kEmailSystem, who.email)) hits.push_back({"the e-mail address", *found, true});
    for (const auto& id : who.ids) {
        const auto* found = with_id(id.system, id.value);
        if (found != nullptr && id.system == kLoginSystem) hits.push_back({"the login", *found, true});
    }
    return hits;
}

bool StudentIndex::has_other_id(std::size_t student, const Identity& who, std::string& reason) const {
    const auto differs = [&](std::string_view system, const std::string& value) {
        if (value.empty() || system == kLoginSystem || system == kEmailSystem) return false;
        const StudentAlias* other = nullptr;
        for (const auto& known : ids_[student]) {
            if (known.system != system) continue;
            if (same_id(system, known.value) == same_id(system, value)) return false;
            if (differ_in_zeros(known.value, value)) return false;
            if (other == nullptr) other = &known;
        }
        if (other == nullptr) return false;
        const auto kind = system == kSchoolSystem ? std::string("id") : std::string(system) + " id";
        reason = fmt::format("{}, whose {} is {}, not {}", roster_[student].slug, kind, other->value, value);
        return true;
    };
    return differs(kSchoolSystem, who.school_id) ||
           std::ranges::any_of(who.ids, [&](const auto& id) { return differs(id.system, id.value); });
}

std::vector<std::size_t> StudentIndex::named(const Identity& who) const {
    const auto found = by_name_.find(who.name_key());
    return found == by_name_.end() ? std::vector<std::size_t>() : found->second;
}

bool StudentIndex::has_no_word_of(std::size_t student, const Identity& who) const {
    const auto words = [](const std::string& name) {
        std::vector<std::string> all;
        const auto plain = text::slug(name);
        for (std::size_t start = 0; start <= plain.size();) {
            const auto dash = std::min(plain.find('-', start), plain.size());
            if (dash > start) all.push_back(plain.substr(start, dash - start));
            start = dash + 1;
        }
        return all;
    };
    const auto alike = [](const std::string& a, const std::string& b) {
        if (a.starts_with(b) || b.starts_with(a)) return true;
        // Half of all names of three letters are one letter away from each other.
        return a.size() > 3 && b.size() > 3 && text::distance(a, b) <= a.size() / 4;
    };
    const auto& one = roster_[student];
    const auto known = words(one.given + " " + one.preferred + " " + one.family);
    const auto told = words(who.whole_name() + " " + who.preferred);
    if (known.empty() || told.empty()) return false;
    return std::ranges::none_of(told, [&](const auto& word) {
        return std::ranges::any_of(known, [&](const auto& other) { return alike(word, other); });
    });
}

StudentIndex::Claim StudentIndex::claim(const Identity& who, const IdRules& rules) const {
    const auto hits = this->hits(who, rules.by_hand);
    if (hits.empty()) return {};
    const auto& first = hits.front();
    const auto at = first.student;
    const auto& slug = roster_[at].slug;
    const auto other = std::ranges::find_if(hits, [&](const auto& hit) { return hit.student != at; });
    if (other != hits.end()) {
        return {.students = {at, other->student},
                .doubt = fmt::format("{} belongs to {}, {} to {}", first.what, slug, other->what,
                                     roster_[other->student].slug)};
    }
    std::string reason;
    if (first.weak && has_other_id(at, who, reason)) {
        return {.students = {at}, .doubt = fmt::format("{} belongs to {}", first.what, reason), .may_be_new = true};
    }
    // A column that slipped by a row in a spreadsheet gives everybody another's name.
    const auto name = rules.by_id ? std::string() : other_name(at, who, rules.names_are_kept);
    if (name.empty()) return {.students = {at}};
    return {.students = {at},
            .doubt = fmt::format("{} belongs to {}, who is {} and not {}", first.what, slug, roster_[at].display_name(),
                                 name),
            .other_name = name};
}

/// What the row calls somebody who is not this student; empty when it may well be.
std::string StudentIndex::other_name(std::size_t student, const Identity& who, bool names_are_kept) const {
    const auto whole = who.whole_name();
    for (const auto& name : {who.typed, whole}) {
        const auto others = called(name);
        if (others.empty()) continue;
        return std::ranges::find(others, student) != others.end() ? std::string() : whole;
    }
    if (!names_are_kept && is_made_up(whole)) return {};
    return has_no_word_of(student, who) ? whole : std::string();
}

bool StudentIndex::is_bare(std::size_t student) const {
    return std::ranges::all_of(ids_[student], [](const auto& one) { return one.system == StudentAlias::kNames; });
}

std::vector<std::size_t> StudentIndex::called(std::string_view typed) const {
    const auto found = by_word_.find(match_key(typed));
    return found == by_word_.end() ? std::vector<std::size_t>() : found->second;
}

std::string StudentIndex::nearest(std::string_view typed) const {
    return text::nearest(typed, names_);
}

std::vector<std::size_t> StudentIndex::in_another_spelling(const Identity& who) const {
    const auto name = who.whole_name();
    const auto plain = by_plain_name_.find(text::slug(name));
    if (plain != by_plain_name_.end()) return plain->second;
    std::vector<std::size_t> found;
    const auto near = nearest(name);
    for (const auto at : called(near)) {
        // Neither a short name nor the beginning of a name is a spelling of it.
        if (near != roster_[at].slug && text::distance(name, near) <= 1 + name.size() / 4) found.push_back(at);
    }
    return found;
}

std::vector<StudentAlias> StudentIndex::new_ids(const Identity& who) const {
    std::vector<StudentAlias> fresh;
    for (const auto& id : who.ids) {
        if (with_id(id.system, id.value) == nullptr) fresh.push_back(id);
    }
    return fresh;
}

}  // namespace waymark::classroom
