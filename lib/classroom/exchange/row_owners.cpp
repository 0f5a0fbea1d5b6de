#include "row_owners.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "waymark/text/names.hpp"

namespace waymark::classroom {

using text::match_key;

namespace {

/// As lists write it: "Kim, Zoe".
std::string listed_name(const Identity& who) {
    const auto& [given, family, split] = who.name;
    return given.empty() || family.empty() ? who.whole_name() : family + ", " + given;
}

}  // namespace

RowOwners::RowOwners(const std::vector<Student>& roster, const Scores& scores, const ReadOptions& options, bool by_hand,
                     std::vector<RefusedRow>& refused, std::vector<RefusedRow>& skipped)
    : students_(roster, options.aliases),
      scores_(scores),
      options_(options),
      by_hand_(by_hand),
      refused_(refused),
      skipped_(skipped) {
}

/// The cells that say who a row is about, as one key.
void RowOwners::identity_cells(const ScoreRow& score, std::string& key) const {
    const auto& table = *score.table;
    key.clear();
    for (const auto role : {Role::student, Role::given, Role::family, Role::school_id, Role::email, Role::person_key}) {
        key += table.cell(*score.row, role);
        key += '\n';
    }
    for (const auto& id : table.columns.ids) {
        key += Table::cell(*score.row, id.at);
        key += '\n';
    }
}

const Student* RowOwners::of(const ScoreRow& score) {
    identity_cells(score, identity_);
    auto known = found_.find(identity_);
    if (known == found_.end()) known = found_.emplace(identity_, look_up(score)).first;
    const auto& found = known->second;
    if (found.student != nullptr) return found.student;
    const int line = score.row->line;
    if (!left_out_.insert(line).second) return nullptr;
    (found.skipped ? skipped_ : refused_).push_back({scores_.main().file, line, found.reason, found.hint});
    return nullptr;
}

RowOwners::Found RowOwners::look_up(const ScoreRow& score) {
    const auto who = scores_.who(score);
    if (sums_up(*score.table->format, who) && students_.called(who.whole_name()).empty()) {
        return {.reason = std::string(kNoStudent), .skipped = true};
    }
    if (const auto id = who.shortened_id(); !id.empty()) {
        return {nullptr, shortened_reason(id), std::string(kShortenedHint)};
    }
    const auto claim = students_.claim(who, {.by_hand = by_hand_, .by_id = options_.by_id});
    if (!claim.doubt.empty()) {
        auto reason = claim.doubt;
        if (!claim.other_name.empty()) reason += "; --by-id goes by the id";
        // A name that nobody else has may be theirs, too.
        if (!claim.other_name.empty() && students_.called(claim.other_name).empty()) {
            reason += ", and from now on so does " +
                      name_command(students_.student(claim.students.front()).slug, claim.other_name);
        }
        return asked(score, who, reason, claim.students);
    }
    if (!claim.students.empty()) return taken(claim.students.front(), who);
    if (who.has_ids()) return proposed(score, who);
    if (who.whole_name().empty()) return {.reason = "the row names no student"};
    return called(score, who);
}

/// The students of exactly the row's name, or of a short name in its place.
std::vector<std::size_t> RowOwners::named(const Identity& who) const {
    auto typed = by_hand_ ? students_.called(who.typed) : std::vector<std::size_t>();
    return typed.empty() ? students_.called(who.whole_name()) : typed;
}

/// Nothing but a name, or a short name: it counts when it can only mean one.
RowOwners::Found RowOwners::called(const ScoreRow& score, const Identity& who) {
    const auto called = named(who);
    const auto name = listed_name(who);
    if (called.size() == 1) return taken(called.front(), who);
    if (!called.empty()) {
        return asked(score, who, fmt::format("\"{}\" could be {}", name, listed(slugs_of(called))), called);
    }
    if (const auto possible = students_.in_another_spelling(who); !possible.empty()) {
        auto called_so = who;
        called_so.ids.push_back({0, std::string(StudentAlias::kNames), who.whole_name()});
        return asked(score, called_so, in_another_spelling(possible, who), possible);
    }
    const auto near = students_.nearest(who.whole_name());
    const auto reason = fmt::format("no student \"{}\" on the roster", name);
    if (near.empty()) return {.reason = reason};
    return asked(score, who, fmt::format("{}; did you mean {}?", reason, near), students_.called(near));
}

/// Ids that nobody is known by, and a name that may be somebody's: the teacher says whether it is.
RowOwners::Found RowOwners::proposed(const ScoreRow& score, const Identity& who) {
    const auto id = !who.ids.empty() ? who.ids.front().value : !who.school_id.empty() ? who.school_id : who.email;
    const auto name = listed_name(who);
    const auto without_other_id = [&](std::vector<std::size_t> students) {
        std::string ignored;
        std::erase_if(students, [&](std::size_t at) { return students_.has_other_id(at, who, ignored); });
        return students;
    };
    const auto all = named(who);
    const auto possible = without_other_id(all);
    if (possible.size() == 1 && options_.by_name) return taken(possible.front(), who);
    // The name fits and so does the number: many systems are given the school's own.
    if (possible.size() == 1 && std::ranges::any_of(who.ids, [&](const auto& one) {
            return match_key(one.value) == match_key(students_.student(possible.front()).school_id);
        })) {
        return taken(possible.front(), who);
    }
    if (!possible.empty()) {
        const auto slugs = slugs_of(possible);
        return asked(score, who,
                     fmt::format("{} could be {}, who is not known by {}; --by-name takes equal names for one person, "
                                 "and so does {}",
                                 name, listed(slugs), id,
                                 alias_command(slugs.size() == 1 ? slugs.front() : std::string("STUDENT"), who)),
                     possible);
    }
    const auto reason = fmt::format("no student \"{}\" on the roster",
                                    by_hand_ || name.empty() ? id : fmt::format("{} ({})", name, id));
    if (all.size() == 1) {
        // Of this name and known by another id: perhaps somebody else.
        const auto& slug = students_.student(all.front()).slug;
        return {.reason = fmt::format("{}; {} is called so and has another id; if it is the same person: {}", reason,
                                      slug, alias_command(slug, who))};
    }
    if (const auto spelt = without_other_id(students_.in_another_spelling(who)); all.empty() && !spelt.empty()) {
        return asked(score, who, in_another_spelling(spelt, who), spelt);
    }
    const auto near = students_.nearest(by_hand_ || name.empty() ? id : name);
    return {.reason = near.empty() ? reason : fmt::format("{}; did you mean {}?", reason, near)};
}

/// What is said of a name that nobody has as it stands, and what settles it.
std::string RowOwners::in_another_spelling(const std::vector<std::size_t>& possible, const Identity& who) const {
    std::vector<std::string> students;
    for (const auto at : possible) {
        students.push_back(fmt::format("{} ({})", students_.student(at).slug, students_.student(at).display_name()));
    }
    const auto slug = possible.size() == 1 ? students_.student(possible.front()).slug : std::string("STUDENT");
    return fmt::format("{} could be {} in another spelling; if so: {}", who.whole_name(), listed(students),
                       who.has_ids() ? alias_command(slug, who) : name_command(slug, who.whole_name()));
}

std::vector<std::string> RowOwners::slugs_of(const std::vector<std::size_t>& students) const {
    std::vector<std::string> slugs;
    for (const auto at : students) slugs.push_back(students_.student(at).slug);
    return slugs;
}

RowOwners::Found RowOwners::taken(std::size_t at, const Identity& who) {
    const auto& student = students_.student(at);
    for (auto& alias : students_.new_ids(who)) {
        alias.student = student.id;
        note_alias(std::move(alias));
    }
    return {&student, {}};
}

/// An id that was told with a name the teacher agreed to is known from now on.
void RowOwners::note_alias(StudentAlias alias) {
    if (std::ranges::find(aliases_, alias) == aliases_.end()) aliases_.push_back(std::move(alias));
}

RowOwners::Found RowOwners::asked(const ScoreRow& score, const Identity& who, const std::string& reason,
                                  const std::vector<std::size_t>& possible) {
    if (!options_.ask) return {nullptr, reason};
    std::vector<std::string> answers;
    for (const auto at : possible) {
        answers.push_back(fmt::format("{}: {}", students_.student(at).slug, students_.student(at).display_name()));
    }
    const auto answer = options_.ask({scores_.main().file, score.row->line, reason, std::move(answers)});
    if (!answer || *answer >= possible.size()) return {nullptr, reason};
    auto agreed = who;
    const auto& student = students_.student(possible[*answer]);
    // What the teacher said once is not asked again.
    if (!who.school_id.empty() && match_key(who.school_id) != match_key(student.school_id)) {
        agreed.ids.push_back({0, std::string(kSchoolSystem), who.school_id});
    }
    if (!who.email.empty() && match_key(who.email) != match_key(student.email)) {
        agreed.ids.push_back({0, std::string(kEmailSystem), who.email});
    }
    return taken(possible[*answer], agreed);
}

}  // namespace waymark::classroom
