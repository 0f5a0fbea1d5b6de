#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waymark/classroom/gradebook.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::classroom {

/// What a column of a file says.
enum class Role {
    student,  ///< the whole name
    given,
    family,
    preferred,
    school_id,
    email,
    section,
    status,
    item,
    skill,
    score,
    maximum,
    date,
    state,        ///< a word that says what a blank score is
    person_key,   ///< what other tables of the same export call the person
    section_key,  ///< … the section
    item_key,     ///< … the item
};

/// A column that holds an id that another system gave a student.
struct IdColumn {
    std::string system;  ///< "canvas", "oneroster", "login"
    std::vector<std::string> columns;
};

/// Columns that each hold the scores of one item.
struct ItemColumns {
    std::string column;             ///< pattern of the header: "{title} ({number})"
    std::string title;              ///< of the item, from the captures; empty = its {title}, with ({id}) where there is
                                    ///< one; where the pattern names no title the header as it stands
    std::optional<double> maximum;  ///< when neither the file nor the class file says it
    std::string percent;            ///< pattern of the header that says the same score in percent
};

/// A row is meant when the cell of `column` is one of these (patterns).
struct RowTest {
    std::string column;
    std::vector<std::string> is;
};

/// One table of an export, as it is written.
struct TableFormat {
    enum class Holds { people, sections, enrolments, items, results };
    /// `people` of a format with one table holds people and their results, whatever the format gives.
    Holds holds = Holds::people;
    std::vector<std::string> files;    ///< names of the file in a folder or zip; patterns; empty = any
    std::vector<std::string> header;   ///< patterns of which each must fit a header cell; " | " separates alternatives
    std::vector<std::string> without;  ///< patterns of which none may fit
    std::map<Role, std::vector<std::string>> columns;  ///< names by role, the best first
    std::vector<IdColumn> ids;                         ///< the strongest first
    std::vector<ItemColumns> items;
    std::vector<std::string> calculated;  ///< patterns of columns that the system computes: no items
    std::vector<RowTest> only;            ///< rows that count; a test whose column is not there says nothing
    std::vector<RowTest> skip;            ///< rows that are no data
    std::vector<std::string> sums;        ///< whole names of rows about all others; they have no id and no address
    std::vector<RowTest> maximum_row;     ///< the row with the maxima of item columns
    std::vector<RowTest> date_row;        ///< the row with their days
    bool confirmed_by_row = false;        ///< the header fits only above a maximum row or a date row
    std::vector<std::pair<std::string, EnrolmentStatus>> status;
    std::vector<std::pair<std::string, std::optional<EvidenceState>>> state;  ///< nothing: a blank score
    std::optional<EvidenceState> blank;    ///< what a blank score says; nothing = nothing is recorded
    std::optional<text::DateOrder> dates;  ///< of a/b/yyyy when the file fits both
    bool attempts = false;                 ///< several rows of one student are attempts at one thing
};

/// What the exports of one system look like: data, not a parser.
struct Format {
    std::string id;       ///< "canvas-gradebook"
    std::string title;    ///< "Canvas gradebook"
    std::string instead;  ///< a file that is recognised only to say which export to take
    bool gives_roster = false;
    bool gives_results = false;
    bool own = false;  ///< described by the teacher: beats a built-in one that fits as well
    std::vector<TableFormat> tables;
};

/// The formats that waymark knows by itself (lib/classroom/formats), in order of their ids. Read on first use.
[[nodiscard]] std::span<const Format> built_in_formats();

}  // namespace waymark::classroom
