#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

namespace waymark::app::render {

using classroom::ResultsChange;

namespace {

/// "28 new, 2 refused": only what happened.
std::string summary(const ImportReceipt& receipt) {
    std::string line;
    const auto add = [&](std::size_t count, const char* what) {
        if (count > 0) line += fmt::format("{}{} {}", line.empty() ? "" : ", ", count, what);
    };
    add(static_cast<std::size_t>(receipt.added), "new");
    add(static_cast<std::size_t>(receipt.changed), receipt.schema.starts_with("assess") ? "corrected" : "changed");
    add(static_cast<std::size_t>(receipt.moved), "moved");
    add(static_cast<std::size_t>(receipt.absent), "absent (kept as they are)");
    add(static_cast<std::size_t>(receipt.unchanged), "unchanged");
    add(receipt.refused.size(), "refused");
    return line.empty() ? "nothing in it" : line;
}

/// "gradebook.csv:2, 7: no student's row": a school's file may hold hundreds of rows that are nobody's here.
std::vector<std::string> left_out(const std::vector<classroom::RefusedRow>& rows) {
    constexpr std::size_t kShown = 5;
    std::vector<std::pair<std::pair<std::string, std::string>, std::vector<int>>> groups;
    for (const auto& row : rows) {
        const std::pair key(row.file, row.said());
        auto group = std::ranges::find(groups, key, &decltype(groups)::value_type::first);
        if (group == groups.end()) group = groups.insert(group, {key, {}});
        group->second.push_back(row.line);
    }
    std::vector<std::string> lines;
    for (const auto& [key, numbers] : groups) {
        auto line = key.first + ":";
        for (std::size_t at = 0; at < numbers.size() && at < kShown; ++at) {
            line += fmt::format("{}{}", at == 0 ? "" : " ", numbers[at]);
        }
        if (numbers.size() > kShown) line += fmt::format(" and {} more", numbers.size() - kShown);
        lines.push_back(line + " (" + key.second + ")");
    }
    return lines;
}

/// "results.csv:7 says again what line 3 says": a row that vanished without a word looks like one that was lost.
std::vector<std::string> said_again(const std::vector<classroom::RepeatedRow>& rows) {
    constexpr std::size_t kShown = 12;
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < rows.size() && at < kShown; ++at) {
        lines.push_back(
            fmt::format("{}:{} says again what line {} says", rows[at].file, rows[at].line, rows[at].first));
    }
    if (rows.size() > kShown) lines.push_back(fmt::format("and {} more", rows.size() - kShown));
    return lines;
}

/// "3/4", "excused": what a result says.
std::string said(const classroom::Evidence& evidence) {
    if (evidence.state != classroom::EvidenceState::scored) return word(evidence.state);
    auto score = evidence.score ? fmt::format("{}", *evidence.score) : std::string();
    if (evidence.maximum) score += fmt::format("/{}", *evidence.maximum);
    return score;
}

ImportReceipt::Change line_of(const ImportReceipt& receipt, const ResultsChange& change) {
    const auto& [slug, name] = receipt.students.at(change.evidence.student);
    const auto now = said(change.evidence);
    ImportReceipt::Change line{"new", slug, name, now};
    if (change.kind != ResultsChange::Kind::corrected || !change.before) return line;
    line.kind = "corrected";
    const auto& before = *change.before;
    line.what = before.happened_on == change.evidence.happened_on
                    ? fmt::format("{} → {}", said(before), now)
                    : fmt::format("{} on {} → {} on {}", said(before), text::short_date(before.happened_on), now,
                                  text::short_date(change.evidence.happened_on));
    return line;
}

/// Calls `use` for each result that is new or corrected.
template <class Use>
void each_result(const ImportReceipt& receipt, Use use) {
    for (const auto& file : receipt.results) {
        for (const auto& one : file) {
            if (one.kind != ResultsChange::Kind::unchanged) use(one);
        }
    }
}

/// New results are as the file has them; a corrected one is a mark that somebody knows already.
void show_corrected(Document& document, const ImportReceipt& receipt) {
    constexpr std::size_t kShown = 20;
    Table corrected{{{"corrected"}, {"item"}, {"what", false, 0, 20}}, {}};
    std::size_t count = 0;
    if (receipt.changed == 0) return;
    each_result(receipt, [&](const ResultsChange& one) {
        if (one.kind != ResultsChange::Kind::corrected || ++count > kShown) return;
        const auto line = line_of(receipt, one);
        corrected.rows.push_back({{line.student, Meaning::strong}, {one.evidence.target}, {line.what}});
    });
    document.blocks.emplace_back(std::move(corrected));
    if (count > kShown) document.blocks.emplace_back(Paragraph{fmt::format("and {} more", count - kShown)});
}

/// What a trial would add: the first of it is enough to see whether names, scores and days were read as they were
/// meant.
void show_first_new(Document& document, const ImportReceipt& receipt) {
    constexpr std::size_t kShown = 10;
    Table fresh{{{"new"}, {"item"}, {"score", true}, {"day", false, 1}}, {}};
    std::size_t count = 0;
    each_result(receipt, [&](const ResultsChange& one) {
        if (one.kind != ResultsChange::Kind::added || ++count > kShown) return;
        const auto line = line_of(receipt, one);
        fresh.rows.push_back({{line.student, Meaning::strong},
                              {one.evidence.target},
                              {line.what},
                              {text::long_date(one.evidence.happened_on)}});
    });
    if (fresh.rows.empty()) return;
    document.blocks.emplace_back(std::move(fresh));
    if (count > kShown) {
        document.blocks.emplace_back(
            Paragraph{fmt::format("and {} more, all of them with --format csv", count - kShown)});
    }
}

}  // namespace

Document receipt_document(const ImportReceipt& receipt) {
    Document document;
    auto lead = (receipt.dry_run ? kTried : "") + summary(receipt);
    if (!receipt.applied) lead += ": nothing was applied";
    document.blocks.emplace_back(Paragraph{lead, receipt.refused.empty() ? Meaning::good : Meaning::attention});
    if (receipt.schema.starts_with("assess")) {
        show_corrected(document, receipt);
        if (receipt.dry_run) show_first_new(document, receipt);
    } else {
        Table changes{{{"change"}, {"student"}, {"name"}, {"what", false, 1}}, {}};
        for (const auto& one : receipt.changes)
            changes.rows.push_back({{one.kind}, {one.student}, {one.name}, {one.what}});
        if (!changes.rows.empty()) document.blocks.emplace_back(changes);
        document.data = std::move(changes);
    }
    if (!receipt.refused.empty()) {
        Items refused;
        for (const auto& row : receipt.refused)
            refused.lines.push_back(fmt::format("{}:{}: {}", row.file, row.line, row.said()));
        document.blocks.emplace_back(Paragraph{"Refused:", Meaning::attention});
        document.blocks.emplace_back(refused);
    }
    if (!receipt.repeated.empty()) {
        document.blocks.emplace_back(
            Paragraph{count_of(receipt.repeated.size(), "row", "rows") + " counted once with one above:"});
        document.blocks.emplace_back(Items{said_again(receipt.repeated)});
    }
    const auto list = [&](const std::string& title, const std::vector<std::string>& words) {
        constexpr std::size_t kShown = 40;
        if (words.empty()) return;
        std::string line = title;
        for (std::size_t at = 0; at < words.size() && at < kShown; ++at) line += (at == 0 ? " " : ", ") + words[at];
        if (words.size() > kShown) {
            line += fmt::format(" and {} more, all of them with --format json", words.size() - kShown);
        }
        document.blocks.emplace_back(Paragraph{line, Meaning::muted});
    };
    list("Read as:", receipt.formats);
    list("Ignored columns:", receipt.ignored_columns);
    list("Left out:", left_out(receipt.skipped));
    list("Kept, and about no skill yet:", receipt.unmapped);
    list("Kept, and without a maximum yet:", receipt.without_maximum);
    if (!receipt.next.empty()) document.blocks.emplace_back(Commands{receipt.next});
    return document;
}

Document results_data(const ImportReceipt& receipt) {
    Document document;
    document.data.columns = {{"change"}, {"student"}, {"name"}, {"item"}, {"what"}};
    each_result(receipt, [&](const ResultsChange& one) {
        const auto line = line_of(receipt, one);
        document.data.rows.push_back({{line.kind}, {line.student}, {line.name}, {one.evidence.target}, {line.what}});
    });
    return document;
}

std::string receipt_json(const ImportReceipt& receipt) {
    Json refused = Json::array();
    for (const auto& row : receipt.refused) {
        refused.push_back({{"file", row.file}, {"line", row.line}, {"reason", row.said()}});
    }
    Json skipped = Json::array();
    for (const auto& row : receipt.skipped) {
        skipped.push_back({{"file", row.file}, {"line", row.line}, {"reason", row.said()}});
    }
    Json repeated = Json::array();
    for (const auto& row : receipt.repeated) {
        repeated.push_back({{"file", row.file}, {"line", row.line}, {"first", row.first}});
    }
    Json changes = Json::array();
    for (const auto& one : receipt.changes) {
        changes.push_back({{"change", one.kind}, {"student", one.student}, {"name", one.name}, {"what", one.what}});
    }
    each_result(receipt, [&](const ResultsChange& one) {
        const auto line = line_of(receipt, one);
        changes.push_back({{"change", line.kind},
                           {"student", line.student},
                           {"name", line.name},
                           {"what", line.what},
                           {"item", one.evidence.target}});
    });
    Json format = receipt.formats.size() == 1 ? Json(receipt.formats.front()) : Json(receipt.formats);
    return dumped({{"schema", receipt.schema},
                   {"format", format},
                   {"counts",
                    {{"new", receipt.added},
                     {"changed", receipt.changed},
                     {"moved", receipt.moved},
                     {"absent", receipt.absent},
                     {"unchanged", receipt.unchanged},
                     {"refused", receipt.refused.size()},
                     {"repeated", receipt.repeated.size()}}},
                   {"refused", refused},
                   {"ignored_columns", receipt.ignored_columns},
                   {"unmapped", receipt.unmapped},
                   {"applied", receipt.applied && !receipt.dry_run},
                   {"changes", changes},
                   {"skipped", skipped},
                   {"repeated", repeated},
                   {"without_maximum", receipt.without_maximum},
                   {"blank", receipt.blank},
                   {"next", receipt.next}});
}

}  // namespace waymark::app::render
