#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "taught.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

class Resolver {
public:
    Resolver(const Taught& taught, ClassFile& file, Complaints& complaints)
        : taught_(taught), file_(file), complaints_(complaints) {}

    void run() {
        index();
        make_units();
        make_skills();
        make_checks();
        make_activities();
        note_renames();
        if (const auto circle = find_circle(parts_.skills); !circle.empty()) {
            std::string chain;
            for (const auto skill : circle) chain += (chain.empty() ? "" : " needs ") + parts_.skills[skill].id;
            complaints_.error("need-circle", taught_.skills[circle.front()].id.spot,
                              "needs go round in a circle: " + chain, "one of these needs must go");
        }
        if (!complaints_.has_errors()) file_.curriculum = Curriculum(std::move(parts_));
    }

private:
    using Index = std::map<std::string, std::size_t, std::less<>>;

    bool claim(Index& index, const Word& id, std::size_t place, std::string_view kind) {
        const auto [found, fresh] = index.try_emplace(id.text, place);
        if (fresh) return true;
        complaints_.error("duplicate-id", id.spot, fmt::format("a {} \"{}\" is here already", kind, id.text),
                          "ids are unique; which of the two is meant?");
        return false;
    }

    void index() {
        for (std::size_t at = 0; at < taught_.units.size(); ++at) claim(units_, taught_.units[at].id, at, "unit");
        for (std::size_t at = 0; at < taught_.skills.size(); ++at) claim(skills_, taught_.skills[at].id, at, "skill");
        for (std::size_t at = 0; at < taught_.activities.size(); ++at)
            claim(activities_, taught_.activities[at].id, at, "activity");
        for (std::size_t at = 0; at < taught_.checks.size(); ++at) {
            const auto& check = taught_.checks[at];
            claim(checks_, check.id, at, "check");
            for (const auto& item : check.items) claim(items_, item.id, at, "item");
        }
        for (std::size_t at = 0; at < taught_.skills.size(); ++at) {
            const auto& skill = taught_.skills[at];
            skill_names_.push_back(skill.id.text);
            by_title_.try_emplace(text::match_key(skill.title), at);
        }
        // Results name items and checks by id in one column, so neither may hide the other, nor a skill.
        for (const auto& check : taught_.checks) {
            for (const auto& item : check.items) {
                const auto other = checks_.find(item.id.text);
                const bool own = check.id.text == item.id.text && check.items.size() == 1;
                if ((other != checks_.end() && !own) || skills_.contains(item.id.text)) {
                    complaints_.error("duplicate-id", item.id.spot,
                                      fmt::format("\"{}\" names an item and something else", item.id.text),
                                      "ids of items, checks and skills are all different");
                }
            }
            if (skills_.contains(check.id.text)) {
                complaints_.error("duplicate-id", check.id.spot,
                                  fmt::format("\"{}\" names a check and a skill", check.id.text),
                                  "ids of items, checks and skills are all different");
            }
        }
    }

    std::optional<SkillIndex> skill(const Word& word) {
        if (const auto found = skills_.find(word.text); found != skills_.end()) return found->second;
        if (const auto found = by_title_.find(text::match_key(word.text)); found != by_title_.end())
            return found->second;
        complaints_.error("unknown-skill", word.spot, fmt::format("there is no skill \"{}\"", word.text),
                          near_hint(word.text, skill_names_, "skills are named by their id"));
        return std::nullopt;
    }

    std::vector<SkillIndex> skills(const std::vector<Word>& words) {
        std::vector<SkillIndex> all;
        for (const auto& word : words) {
            const auto found = skill(word);
            if (found && std::ranges::find(all, *found) == all.end()) all.push_back(*found);
        }
        std::ranges::sort(all);
        return all;
    }

    /// The session by the end of which something is due. `asking`: the units whose due point is being found.
    std::optional<int> due(const Word& word, std::set<std::string>& asking) {
        const auto& calendar = file_.calendar;
        if (word.text.starts_with("session ")) {
            const int number = std::stoi(word.text.substr(8));
            if (calendar.session(number)) return number;
            complaints_.error("due-outside", word.spot, fmt::format("the term has no {}", word.text),
                              fmt::format("it has sessions 1 to {}", calendar.sessions().size()));
            return std::nullopt;
        }
        if (word.text.starts_with("end of ")) {
            const Word name{word.text.substr(7), word.spot};
            const auto found = unit(name);
            if (!found) return std::nullopt;
            const auto& said = taught_.units[*found];
            if (!said.due) {
                complaints_.error("due-unknown", word.spot, fmt::format("the unit {} has no due point", said.id.text),
                                  "give it one: due: 2026-10-02");
                return std::nullopt;
            }
            if (!asking.insert(said.id.text).second) {
                complaints_.error("due-circle", word.spot, "these due points go round in a circle");
                return std::nullopt;
            }
            return due(*said.due, asking);
        }
        const auto date = text::parse_iso_date(word.text);
        if (!date) {
            complaints_.error("bad-date", word.spot, fmt::format("there is no day {}", word.text));
            return std::nullopt;
        }
        const auto session = calendar.last_session_by(*date);
        if (!session || *date > calendar.term_ends()) {
            complaints_.error("due-outside", word.spot, fmt::format("{} lies outside the term", word.text),
                              fmt::format("the term runs from {} to {}", text::iso_date(calendar.term_starts()),
                                          text::iso_date(calendar.term_ends())));
            return std::nullopt;
        }
        return session->number;
    }

    std::optional<std::size_t> unit(const Word& word) {
        if (const auto found = units_.find(word.text); found != units_.end()) return found->second;
        std::vector<std::string> names;
        for (const auto& one : taught_.units) names.push_back(one.id.text);
        complaints_.error("unknown-unit", word.spot, fmt::format("there is no unit \"{}\"", word.text),
                          near_hint(word.text, names, "units are listed under the key units"));
        return std::nullopt;
    }

    void make_units() {
        for (const auto& said : taught_.units) {
            Unit made{.id = said.id.text, .title = said.title, .due_session = std::nullopt};
            std::set<std::string> asking{said.id.text};
            if (said.due) made.due_session = due(*said.due, asking);
            file_.units.push_back(std::move(made));
        }
    }

    void make_skills() {
        for (const auto& said : taught_.skills) {
            Skill made{.id = said.id.text, .title = said.title, .can_do = said.can_do, .unit = {}, .needs = {}};
            if (said.unit) {
                if (const auto found = unit(*said.unit)) {
                    made.unit = taught_.units[*found].id.text;
                    made.due_session = file_.units[*found].due_session;
                }
            }
            for (const auto& any : said.needs) {
                auto need = skills(any);
                if (!need.empty()) made.needs.push_back(std::move(need));
            }
            made.minutes = said.minutes.value_or(60);
            made.priority = said.priority;
            std::set<std::string> asking;
            if (said.due) made.due_session = due(*said.due, asking);
            parts_.skills.push_back(std::move(made));
            file_.standards.push_back(said.standards);
        }
    }

    void make_checks() {
        for (const auto& said : taught_.checks) {
            auto made = said.check;
            for (const auto& item : said.items) {
                auto of = skills(item.skills);
                if (of.empty()) continue;
                made.items.push_back({.id = item.id.text,
                                      .title = item.title,
                                      .skills = std::move(of),
                                      .maximum = item.maximum.value_or(1.0)});
            }
            parts_.checks.push_back(std::move(made));
            file_.check_days.push_back(said.on);
        }
    }

    void make_activities() {
        std::vector<std::string> names;
        for (const auto& one : taught_.checks) names.push_back(one.id.text);
        for (const auto& said : taught_.activities) {
            auto made = said.activity;
            made.teaches = skills(said.teaches);
            if (said.check) {
                const auto found = checks_.find(said.check->text);
                if (found == checks_.end()) {
                    complaints_.error("unknown-check", said.check->spot,
                                      fmt::format("there is no check \"{}\"", said.check->text),
                                      near_hint(said.check->text, names, "checks are listed under the key checks"));
                } else {
                    made.check = found->second;
                }
            }
            parts_.activities.push_back(std::move(made));
        }
    }

    void rename(const std::vector<Word>& was, const std::string& id) {
        for (const auto& old : was) {
            if (skills_.contains(old.text) || checks_.contains(old.text) || items_.contains(old.text)) {
                complaints_.error("was-in-use", old.spot, fmt::format("\"{}\" is still the id of something", old.text),
                                  "was: names ids that are no longer used");
            } else if (!file_.renamed.try_emplace(old.text, id).second) {
                complaints_.error("was-twice", old.spot, fmt::format("two things were \"{}\" before", old.text));
            }
        }
    }

    void note_renames() {
        for (const auto& said : taught_.skills) rename(said.was, said.id.text);
        for (const auto& said : taught_.checks) {
            rename(said.was, said.id.text);
            for (const auto& item : said.items) rename(item.was, item.id.text);
        }
    }

    const Taught& taught_;
    ClassFile& file_;
    Complaints& complaints_;
    CurriculumParts parts_;
    Index units_, skills_, activities_, checks_, items_;
    std::map<std::string, std::size_t> by_title_;
    std::vector<std::string> skill_names_;
};

}  // namespace

void resolve(const Taught& taught, ClassFile& file, Complaints& complaints) {
    Resolver(taught, file, complaints).run();
}

}  // namespace waymark::classroom
