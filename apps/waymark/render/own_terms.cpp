#include "render/json.hpp"
#include "render/models.hpp"
#include "render/words.hpp"
#include "waymark/text/dates.hpp"

/// Terms of single students: sessions and due points that are not those of the class.
namespace waymark::app::render {
namespace {

std::string days_text(const AbsenceList::Line& line) {
    std::vector<std::string> spans;
    for (const auto& span : line.spans) {
        spans.push_back(span.from == span.to ? text::short_date(span.from)
                                             : text::short_date(span.from) + " – " + text::short_date(span.to));
    }
    return joined(spans);
}

}  // namespace

Document absences_document(const AbsenceList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, "excused from " + text::short_date(list.from) + " on"});
    Table table{{{"student"}, {"name", false, 1}, {"days"}, {"why", false, 2}}, {}};
    document.data.columns = {{"student"}, {"name"}, {"date"}, {"status"}, {"because"}};
    for (const auto& line : list.lines) {
        table.rows.push_back({{line.slug}, {line.name}, {days_text(line)}, {line.because}});
        for (const auto day : line.days) {
            document.data.rows.push_back(
                {{line.slug}, {line.name}, {text::iso_date(day)}, {"excused"}, {line.because}});
        }
    }
    if (list.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Nobody is excused."});
        document.blocks.emplace_back(Commands{{"waymark assign excuse STUDENT DAY"}});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    return document;
}

std::string absences_json(const AbsenceList& list) {
    Json absences = Json::array();
    for (const auto& line : list.lines) {
        Json days = Json::array();
        for (const auto day : line.days) days.push_back(text::iso_date(day));
        absences.push_back({{"student", line.slug},
                            {"name", line.name},
                            {"days", days},
                            {"because", line.because.empty() ? Json(nullptr) : Json(line.because)}});
    }
    return dumped(
        {{"schema", "absences/1"}, {"class", list.title}, {"from", text::iso_date(list.from)}, {"absences", absences}});
}

Document extensions_document(const ExtensionList& list) {
    Document document;
    document.blocks.emplace_back(Heading{list.title, "due later"});
    Table table{{{"student"},
                 {"name", false, 1},
                 {"what"},
                 {"due", false, 0, 0},
                 {"instead of", false, 0, 0},
                 {"why", false, 2}},
                {}};
    document.data.columns = {{"student"}, {"name"}, {"what"}, {"title"}, {"due"}, {"class_due"}, {"because"}};
    for (const auto& line : list.lines) {
        table.rows.push_back({{line.slug},
                              {line.name},
                              {line.title},
                              {text::short_date(line.due)},
                              {line.of_class ? text::short_date(*line.of_class) : "–"},
                              {line.because}});
        document.data.rows.push_back({{line.slug},
                                      {line.name},
                                      {line.skill},
                                      {line.title},
                                      {text::iso_date(line.due)},
                                      {line.of_class ? text::iso_date(*line.of_class) : ""},
                                      {line.because}});
    }
    if (list.lines.empty()) {
        document.blocks.emplace_back(Paragraph{"Nobody has an extension."});
        document.blocks.emplace_back(Commands{{"waymark assign extend STUDENT UNIT DAY"}});
    } else {
        document.blocks.emplace_back(std::move(table));
    }
    return document;
}

std::string extensions_json(const ExtensionList& list) {
    Json extensions = Json::array();
    for (const auto& line : list.lines) {
        extensions.push_back({{"student", line.slug},
                              {"name", line.name},
                              {"skill", line.skill},
                              {"title", line.title},
                              {"due", text::iso_date(line.due)},
                              {"class_due", day(line.of_class)},
                              {"because", line.because.empty() ? Json(nullptr) : Json(line.because)}});
    }
    return dumped({{"schema", "extensions/1"}, {"class", list.title}, {"extensions", extensions}});
}

}  // namespace waymark::app::render
