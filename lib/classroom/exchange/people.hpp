#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "recognise.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {

/// What one row says of who somebody is.
struct Identity {
    text::PersonName name;
    std::string typed;  ///< a cell that may hold a name, a short name, an id or an address
    std::string preferred;
    std::string school_id;
    std::string email;
    std::vector<StudentAlias> ids;  ///< of other systems, the strongest first, without the student's number

    /// The id of which a spreadsheet has kept "2.02E+05", which may be anybody's; empty when there is none.
    [[nodiscard]] std::string shortened_id() const;
    [[nodiscard]] bool has_ids() const { return !school_id.empty() || !email.empty() || !ids.empty(); }
    [[nodiscard]] std::string whole_name() const;
    [[nodiscard]] std::string name_key() const;
};

/// Whether a row with nothing but a name sums up the others: "Total", "Class average".
[[nodiscard]] bool sums_up(const TableFormat& format, const Identity& who);

[[nodiscard]] Identity identity_of(const Table& table, const Row& row);
/// A name from a cell of the whole and cells of its parts; columns of their own beat parsing one cell that holds it
/// all.
[[nodiscard]] text::PersonName person_name(const std::string& whole, const std::string& given,
                                           const std::string& family);

/// A person as the rows of an export tell it.
struct PersonRow {
    std::string file;
    int line = 0;
    Identity who;
    std::string section;
    std::optional<EnrolmentStatus> status;
};

/// The people of a roster, each once for each section. Rows that cannot be used are refused; people in no section of an
/// export that has sections, and rows that are no students, are skipped.
[[nodiscard]] std::vector<PersonRow> people_in(const Recognised& recognised, std::vector<RefusedRow>& refused,
                                               std::vector<RefusedRow>& skipped);

/// "Room B and Room C" as the two sections it names, when at least one of them stands alone elsewhere in the file.
void split_joined_sections(std::vector<PersonRow>& people);

/// What may be taken for granted of a file's ids.
struct IdRules {
    bool by_hand = false;         ///< people keep the file, and any column may hold any name
    bool by_id = false;           ///< the teacher said that ids mean their students, under whatever name
    bool names_are_kept = false;  ///< the roster takes the names of the file, so that a made-up one matters, too
};

/// Why a row with a shortened id is refused, and what helps.
[[nodiscard]] std::string shortened_reason(const std::string& id);
inline constexpr std::string_view kNoStudent = "no student's row";
inline constexpr std::string_view kShortenedHint = "format that column as text and export again";

/// Students of the roster by everything that files call them.
class StudentIndex {
public:
    StudentIndex(const std::vector<Student>& roster, std::span<const StudentAlias> aliases);

    /// One of the ids of a row, and the student it belongs to.
    struct Hit {
        std::string what;  ///< "the canvas id", "the id", "the e-mail address"
        std::size_t student = 0;
        bool weak = false;  ///< logins and addresses change hands
    };
    /// What the ids of a row lead to, the strongest first.
    [[nodiscard]] std::vector<Hit> hits(const Identity& who, bool by_hand = false) const;
    /// Whom the ids of a row mean.
    struct Claim {
        std::vector<std::size_t> students;  ///< nobody, one, or the two that the ids lead to
        std::string doubt;                  ///< why it is not settled; empty when it is
        bool may_be_new = false;            ///< it may as well be somebody who is not on the roster
        std::string other_name;             ///< what the row calls them, when that alone speaks against it
    };
    /// The one rule for every file: ids decide, unless they lead to two people, one that changes hands comes with
    /// another strong id, or the row has somebody else's name.
    [[nodiscard]] Claim claim(const Identity& who, const IdRules& rules) const;
    /// Whether the student is known by a strong id of a kind that the row has another of; says so in `reason`. Leading
    /// zeros alone make no other id.
    [[nodiscard]] bool has_other_id(std::size_t student, const Identity& who, std::string& reason) const;

    /// The students of exactly this name.
    [[nodiscard]] std::vector<std::size_t> named(const Identity& who) const;
    /// Whether anything but the name is known of the student.
    [[nodiscard]] bool is_bare(std::size_t student) const;

    /// The students whom `typed` may mean: short name, names, id or address.
    [[nodiscard]] std::vector<std::size_t> called(std::string_view typed) const;
    [[nodiscard]] std::string nearest(std::string_view typed) const;
    /// Whom a row's name may mean that nobody has as it stands: those whose name differs in accents alone, or else the
    /// one with the nearest name.
    [[nodiscard]] std::vector<std::size_t> in_another_spelling(const Identity& who) const;
    [[nodiscard]] const Student& student(std::size_t at) const { return roster_[at]; }
    /// Ids of the row that nobody is known by yet.
    [[nodiscard]] std::vector<StudentAlias> new_ids(const Identity& who) const;

private:
    [[nodiscard]] std::string other_name(std::size_t student, const Identity& who, bool names_are_kept) const;
    [[nodiscard]] bool has_no_word_of(std::size_t student, const Identity& who) const;
    [[nodiscard]] const std::size_t* with_id(std::string_view system, std::string_view value) const;

    const std::vector<Student>& roster_;
    std::unordered_map<std::string, std::size_t> by_id_;  ///< "system\nvalue"
    std::vector<std::vector<StudentAlias>> ids_;          ///< by student
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_, by_word_, by_plain_name_;
    std::vector<std::string> names_;
};

/// Kinds of ids that every roster has.
inline constexpr std::string_view kSchoolSystem = "school";
inline constexpr std::string_view kEmailSystem = "e-mail";
inline constexpr std::string_view kLoginSystem = "login";

/// Under which two ids of a system are one.
[[nodiscard]] std::string id_key(std::string_view system, std::string_view value);

/// "0091" and "91": one id that a spreadsheet took for a number.
[[nodiscard]] bool differ_in_zeros(std::string_view a, std::string_view b);

/// "waymark roster alias zoe-k canvas 91": what says that a row's id is this student's; empty for a row without ids.
[[nodiscard]] std::string alias_command(const std::string& slug, const Identity& who);
/// "waymark roster alias hugo-l name 'Hugo Lefevre'": what says that files call the student so.
[[nodiscard]] std::string name_command(const std::string& slug, const std::string& name);

[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace waymark::classroom
