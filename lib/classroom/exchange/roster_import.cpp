#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "people.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/exchange.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

using text::match_key;

/// A list that takes more of a class off the roster is rather part of a list.
constexpr double kMostAbsent = 0.2;
constexpr std::size_t kFewAbsent = 2;

/// Rows with equal keys speak of one person.
std::string identity_key(const Identity& who) {
    for (const auto& id : who.ids) {
        if (id.system != kLoginSystem) return id_key(id.system, id.value);
    }
    if (!who.school_id.empty()) return id_key(kSchoolSystem, who.school_id);
    if (!who.email.empty()) return id_key(kEmailSystem, who.email);
    if (!who.ids.empty()) return id_key(kLoginSystem, who.ids.front().value);
    return "name\n" + who.name_key();
}

/// Case, spaces and how accents are written make no other name.
bool agree(const PersonRow& a, const PersonRow& b) {
    return a.who.name_key() == b.who.name_key() && match_key(a.who.preferred) == match_key(b.who.preferred) &&
           a.who.school_id == b.who.school_id && match_key(a.who.email) == match_key(b.who.email) &&
           match_key(a.section) == match_key(b.section) && a.who.ids == b.who.ids && a.status == b.status;
}

class RosterImport {
public:
    RosterImport(InputFile file, const std::vector<Student>& roster, const RosterOptions& options)
        : file_(file.name),
          recognised_(recognise(std::move(file), options.read, Purpose::roster)),
          roster_(roster),
          index_(roster, options.read.aliases),
          options_(options) {
        plan_.format = recognised_.format->id;
        for (const auto& table : recognised_.tables) {
            using Holds = TableFormat::Holds;
            if (table.format->holds == Holds::items || table.format->holds == Holds::results) continue;
            plan_.refused.insert(plan_.refused.end(), table.refused.begin(), table.refused.end());
            plan_.skipped.insert(plan_.skipped.end(), table.skipped.begin(), table.skipped.end());
        }
        const auto& main = recognised_.main(Purpose::roster);
        plan_.encoding = main.encoding;
        plan_.ignored_columns = main.columns.ignored;
        for (const auto& one : roster_) slugs_.insert(one.slug);
    }

    RosterPlan plan() {
        people_ = people_in(recognised_, plan_.refused, plan_.skipped);
        if (people_.empty() && plan_.refused.empty() && plan_.skipped.empty()) {
            throw Error(Error::Kind::failed, fmt::format("{} has a header and no students", file_),
                        "nothing was changed");
        }
        leave_out_sums();
        if (recognised_.find(TableFormat::Holds::enrolments) == nullptr) split_joined_sections(people_);
        note_sections();
        choose_section();
        settle_disagreeing();
        for (const auto& person : people_) ++names_in_file_[person.who.name_key()];
        for (const auto& person : people_) place(person);
        note_absent();
        std::ranges::stable_sort(plan_.refused, {}, &RefusedRow::line);
        std::ranges::stable_sort(plan_.skipped, {},
                                 [](const RefusedRow& one) { return std::pair(one.file, one.line); });
        return std::move(plan_);
    }

private:
    void refuse(const PersonRow& person, std::string reason, std::string hint = {}) {
        plan_.refused.push_back({person.file, person.line, std::move(reason), std::move(hint)});
    }

    [[nodiscard]] std::optional<std::size_t> ask(const PersonRow& person, const std::string& text,
                                                 std::vector<std::string> answers) const {
        if (!options_.read.ask) return std::nullopt;
        return options_.read.ask({person.file, person.line, text, std::move(answers)});
    }

    /// "Total" is no student, unless one of that name is here.
    void leave_out_sums() {
        const auto& format = *recognised_.main(Purpose::roster).format;
        std::erase_if(people_, [&](const PersonRow& one) {
            if (!sums_up(format, one.who) || !index_.called(one.who.whole_name()).empty()) return false;
            plan_.skipped.push_back({one.file, one.line, std::string(kNoStudent)});
            return true;
        });
    }

    void note_sections() {
        for (const auto& person : people_) {
            if (!person.section.empty() && !std::ranges::any_of(plan_.sections, [&](const auto& known) {
                    return match_key(known) == match_key(person.section);
                })) {
                plan_.sections.push_back(person.section);
            }
        }
    }

    /// A section that everybody in the file is in, beside others that only some are in.
    [[nodiscard]] std::optional<std::string> section_of_all() const {
        std::set<std::string> everybody;
        std::map<std::string, std::set<std::string>> members;
        for (const auto& person : people_) {
            everybody.insert(identity_key(person.who));
            members[match_key(person.section)].insert(identity_key(person.who));
        }
        std::optional<std::string> found;
        for (const auto& section : plan_.sections) {
            if (members[match_key(section)].size() != everybody.size()) continue;
            if (found) return std::nullopt;
            found = section;
        }
        return found;
    }

    void choose_section() {
        auto chosen = options_.section;
        if (chosen) {
            const auto wanted = match_key(*chosen);
            const bool there =
                std::ranges::any_of(plan_.sections, [&](const auto& one) { return match_key(one) == wanted; });
            if (!there) {
                const auto near = text::nearest(*chosen, plan_.sections);
                throw Error(Error::Kind::usage, fmt::format("{} has no section \"{}\"", file_, *chosen),
                            plan_.sections.empty() ? "the file names no sections"
                            : near.empty()
                                ? "its sections: " + listed(plan_.sections)
                                : fmt::format("did you mean \"{}\"? its sections: {}", near, listed(plan_.sections)));
            }
        } else if (plan_.sections.size() > 1) {
            chosen = section_of_all();
            if (!chosen) {
                throw Error(Error::Kind::usage, fmt::format("{} holds {} sections", file_, plan_.sections.size()),
                            "choose one with --section: " + listed(plan_.sections));
            }
        }
        if (!chosen) return;
        const auto wanted = match_key(*chosen);
        std::erase_if(people_, [&](const PersonRow& one) { return match_key(one.section) != wanted; });
    }

    /// Rows of one person that say different things: the teacher says which one holds, or none does. Where a name is
    /// all that rows have, two of one name may be two people.
    void settle_disagreeing() {
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t at = 0; at < people_.size(); ++at) groups[identity_key(people_[at].who)].push_back(at);
        std::set<std::size_t> drop;
        for (const auto& [identity, rows] : groups) {
            if (rows.size() < 2) continue;
            const bool by_name = !people_[rows.front()].who.has_ids();
            const bool same =
                std::ranges::all_of(rows, [&](std::size_t at) { return agree(people_[at], people_[rows.front()]); });
            auto keep = std::optional(rows.front());
            if (by_name && same) {
                const auto are = ask(people_[rows.front()],
                                     fmt::format("{} rows have the name {} and nothing else; who are they?",
                                                 rows.size(), people_[rows.front()].who.whole_name()),
                                     {"one student, listed again", "different students"});
                if (are == 1U) continue;
                if (!are) keep = std::nullopt;
            } else if (!same) {
                keep = which_holds(rows);
            }
            for (const auto at : rows) {
                if (keep == at) continue;
                drop.insert(at);
                if (keep) continue;
                const auto& other = people_[at == rows.front() ? rows[1] : rows.front()];
                const auto reason =
                    fmt::format("{} stands here and on line {}", people_[at].who.whole_name(), other.line);
                if (same) {
                    refuse(people_[at], reason + ", and a name alone does not say whether they are two students",
                           "take one row out, or give each an id or an e-mail address");
                } else {
                    refuse(people_[at], reason + ", and the two rows disagree");
                }
                for (const auto& hit : index_.hits(people_[at].who)) seen_.insert(hit.student);
            }
        }
        std::vector<PersonRow> kept;
        for (std::size_t at = 0; at < people_.size(); ++at) {
            if (!drop.contains(at)) kept.push_back(std::move(people_[at]));
        }
        people_ = std::move(kept);
    }

    [[nodiscard]] std::optional<std::size_t> which_holds(const std::vector<std::size_t>& rows) const {
        std::vector<std::string> answers;
        for (const auto at : rows) {
            const auto& one = people_[at];
            auto line = fmt::format("line {}: {}", one.line, one.who.whole_name());
            for (const auto& word : {one.who.school_id, one.who.email, one.section}) {
                if (!word.empty()) line += ", " + word;
            }
            answers.push_back(std::move(line));
        }
        const auto& first = people_[rows.front()];
        const auto answer = ask(
            first, fmt::format("{} rows speak of {} and disagree; which holds?", rows.size(), first.who.whole_name()),
            std::move(answers));
        return answer && *answer < rows.size() ? std::optional(rows[*answer]) : std::nullopt;
    }

    /// The student on the roster whom a row means; what could be two people is asked or refused.
    enum class Match { nobody, somebody, refused };
    Match match(const PersonRow& person, std::size_t& at) {
        const auto claim = index_.claim(person.who, {.by_id = options_.read.by_id, .names_are_kept = true});
        if (claim.students.empty()) return match_by_name(person, at);
        at = claim.students.front();
        if (claim.doubt.empty()) return Match::somebody;
        const auto hint = claim.other_name.empty() ? "" : "; --by-id takes the new name";
        return chosen(person, claim.doubt + hint, claim.students, claim.may_be_new, at);
    }

    /// A name only proposes; it settles nothing, except where neither row nor student has anything but a name.
    Match match_by_name(const PersonRow& person, std::size_t& at) {
        const auto named = index_.named(person.who);
        if (named.empty()) return person.who.has_ids() ? Match::nobody : match_by_spelling(person, at);
        const bool once = names_in_file_[person.who.name_key()] == 1;
        if (!person.who.has_ids()) {
            const bool file_is_bare = [&] {
                const auto& columns = recognised_.main(Purpose::roster).columns;
                return !columns.has(Role::school_id) && !columns.has(Role::email) && columns.ids.empty();
            }();
            std::vector<std::size_t> bare;
            for (const auto one : named) {
                if (index_.is_bare(one)) bare.push_back(one);
            }
            if (bare.size() == 1 && once) {
                at = bare.front();
                return Match::somebody;
            }
            if (named.size() == 1 && once && (file_is_bare || options_.read.by_name)) {
                at = named.front();
                return Match::somebody;
            }
            return chosen(person,
                          fmt::format("{} could be {} and the row has neither id nor e-mail address",
                                      person.who.whole_name(), slugs_of(named)),
                          named, true, at);
        }
        // Whoever is known by another id of the same kind is somebody else.
        std::vector<std::size_t> possible;
        for (const auto one : named) {
            std::string ignored;
            if (!index_.has_other_id(one, person.who, ignored)) possible.push_back(one);
        }
        if (possible.empty()) return Match::nobody;
        if (possible.size() == 1 && once && options_.read.by_name) {
            at = possible.front();
            return Match::somebody;
        }
        return chosen(person,
                      fmt::format("{} could be {}, who is not known by this id; --by-name takes equal names for one "
                                  "person, and so does {}",
                                  person.who.whole_name(), slugs_of(possible),
                                  alias_command(possible.size() == 1 ? index_.student(possible.front()).slug
                                                                     : std::string("STUDENT"),
                                                person.who)),
                      possible, true, at);
    }

    /// Somebody without an id who is almost called like somebody the file does not name.
    Match match_by_spelling(const PersonRow& person, std::size_t& at) {
        const auto near = index_.called(index_.nearest(person.who.whole_name()));
        if (near.size() != 1) return Match::nobody;
        const auto& known = index_.student(near.front());
        if (names_in_file_.contains(match_key(known.given + "\n" + known.family))) return Match::nobody;
        return chosen(person,
                      fmt::format("{} could be {} ({}) in another spelling, and the row has neither id nor e-mail "
                                  "address",
                                  person.who.whole_name(), known.slug, known.display_name()),
                      near, true, at);
    }

    [[nodiscard]] std::string slugs_of(const std::vector<std::size_t>& students) const {
        std::vector<std::string> slugs;
        for (const auto one : students) slugs.push_back(index_.student(one).slug);
        return listed(slugs);
    }

    Match chosen(const PersonRow& person, const std::string& reason, const std::vector<std::size_t>& students,
                 bool may_be_new, std::size_t& at) {
        std::vector<std::string> answers;
        for (const auto one : students) {
            const auto& student = index_.student(one);
            answers.push_back(fmt::format("{}: {}", student.slug, student.display_name()));
        }
        if (may_be_new) answers.emplace_back("somebody new");
        const auto answer = ask(person, reason, answers);
        if (answer && *answer < students.size()) {
            at = students[*answer];
            return Match::somebody;
        }
        if (answer && may_be_new && *answer == students.size()) return Match::nobody;
        refuse(person, reason);
        for (const auto one : students) seen_.insert(one);
        return Match::refused;
    }

    void place(const PersonRow& person) {
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
        if (!seen_.insert(at).second && placed_.contains(at)) {
            refuse(person, fmt::format("{} is {} already, on line {}", person.who.whole_name(), index_.student(at).slug,
                                       placed_[at]));
            return;
        }
        placed_[at] = person.line;
        RosterChange change{.kind = RosterChange::Kind::unchanged, .student = roster_[at], .details = {}};
        auto& student = change.student;
        const auto take = [&](const char* what, std::string& field, const std::string& value, bool loosely = false) {
            if (value.empty() || field == value || (loosely && match_key(field) == match_key(value))) return false;
            change.details.push_back(field.empty() ? fmt::format("{}: {}", what, value)
                                                   : fmt::format("{}: {} -> {}", what, field, value));
            field = value;
            return true;
        };
        const auto before = student;
        bool changed = false;
        if (person.who.name.split || student.family.empty()) {
            changed = take("given name", student.given, person.who.name.given);
            changed = take("family name", student.family, person.who.name.family) || changed;
        }
        changed = take("preferred name", student.preferred, person.who.preferred) || changed;
        changed = take("school id", student.school_id, person.who.school_id, true) || changed;
        changed = take("e-mail", student.email, person.who.email, true) || changed;
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
        change.aliases = index_.new_ids(person.who);
        for (const auto& alias : change.aliases) {
            change.details.push_back(fmt::format("{} id: {}", alias.system, alias.value));
        }
        // Older exports go on calling them what they were called.
        if (!before.school_id.empty() && before.school_id != student.school_id) {
            change.aliases.push_back({0, std::string(kSchoolSystem), before.school_id});
        }
        if (!before.email.empty() && before.email != student.email) {
            change.aliases.push_back({0, std::string(kEmailSystem), before.email});
        }
        changed = changed || !change.aliases.empty();
        change.kind = moved && had_section ? RosterChange::Kind::moved
                      : changed || moved   ? RosterChange::Kind::changed
                                           : RosterChange::Kind::unchanged;
        plan_.changes.push_back(std::move(change));
    }

    void add(const PersonRow& person) {
        const auto& who = person.who;
        if (person.status == EnrolmentStatus::left) {
            plan_.skipped.push_back({person.file, person.line, who.whole_name() + " has left and was never here"});
            return;
        }
        Student student;
        student.given = who.name.given;
        student.family = who.name.family;
        student.preferred = who.preferred;
        student.section = person.section;
        student.email = who.email;
        student.school_id = who.school_id;
        student.status = person.status.value_or(EnrolmentStatus::active);
        student.joined = options_.today;
        student.slug = text::person_slug(who.name, [&](std::string_view slug) { return slugs_.contains(slug); });
        slugs_.insert(student.slug);
        RosterChange change{RosterChange::Kind::added, std::move(student), {}, who.ids};
        plan_.changes.push_back(std::move(change));
    }

    void note_absent() {
        std::vector<std::size_t> absent;
        std::size_t active = 0;
        for (std::size_t at = 0; at < roster_.size(); ++at) {
            const auto& one = roster_[at];
            if (one.status != EnrolmentStatus::active) continue;
            if (options_.section && !one.section.empty() && match_key(one.section) != match_key(*options_.section))
                continue;
            ++active;
            if (!seen_.contains(at)) absent.push_back(at);
        }
        if (options_.complete && !options_.even_if_many && absent.size() > kFewAbsent &&
            static_cast<double>(absent.size()) > kMostAbsent * static_cast<double>(active)) {
            throw Error(
                Error::Kind::refused,
                fmt::format("{} of {} students are not in {}: nothing was changed", absent.size(), active, file_),
                "if it is the whole list all the same, add --even-if-many");
        }
        for (const auto at : absent) {
            RosterChange change{RosterChange::Kind::absent, roster_[at], {"not in the file; stays as before"}, {}};
            if (options_.complete) {
                change.kind = RosterChange::Kind::changed;
                change.student.status = EnrolmentStatus::left;
                change.details = {"left: not in the whole list"};
            }
            plan_.changes.push_back(std::move(change));
        }
    }

    std::string file_;
    Recognised recognised_;
    const std::vector<Student>& roster_;
    StudentIndex index_;
    const RosterOptions& options_;
    RosterPlan plan_;
    std::vector<PersonRow> people_;
    std::unordered_map<std::string, int> names_in_file_;
    std::set<std::string, std::less<>> slugs_;
    std::set<std::size_t> seen_;
    std::map<std::size_t, int> placed_;
};

}  // namespace

RosterPlan plan_roster_import(InputFile file, const std::vector<Student>& roster, const RosterOptions& options) {
    return RosterImport(std::move(file), roster, options).plan();
}

}  // namespace waymark::classroom
