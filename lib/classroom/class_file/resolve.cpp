#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "read_grading.hpp"
#include "taught.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// How what a skill unlocks is counted takes the square of this.
constexpr std::size_t kMostSkills = 5000;

class Resolver {
public:
    Resolver(const Taught& taught, const Calendar* calendar, ClassFile& file, Complaints& complaints)
        : taught_(taught), calendar_(calendar), file_(file), complaints_(complaints) {}

    void run() {
        if (taught_.skills.size() > kMostSkills) {
            complaints_.error("too-many-skills", taught_.skills[kMostSkills].id.spot,
                              fmt::format("a class has at most {} skills", kMostSkills),
                              "keep other courses in class folders of their own");
            return;
        }
        index();
        make_units();
        make_skills();
        make_checks();
        make_activities();
        note_tests();
        note_encompassings();
        note_renames();
        name_circles();
        if (!complaints_.has_errors()) file_.curriculum = Curriculum(std::move(parts_));
    }

private:
    using Index = std::map<std::string, std::size_t, std::less<>>;

    /// Notes an id; complains when another of its kind has it.
    template <class Said>
    void claim(Index& index, const std::vector<Said>& all, std::string_view kind) {
        for (std::size_t at = 0; at < all.size(); ++at) {
            const auto& id = all[at].id;
            const auto [first, fresh] = index.try_emplace(id.text, at);
            if (fresh) continue;
            complaints_.error("duplicate-id", id.spot, fmt::format("a second {} {}", kind, in_quotes(id.text)),
                              fmt::format("the first is in {}; ids are unique", where(all[first->second].id.spot)));
        }
    }

    void index() {
        claim(units_, taught_.units, "unit");
        claim(skills_, taught_.skills, "skill");
        claim(activities_, taught_.activities, "activity");
        claim(checks_, taught_.checks, "check");
        for (std::size_t at = 0; at < taught_.skills.size(); ++at) {
            const auto& skill = taught_.skills[at];
            skill_names_.push_back(skill.id.text);
            const auto [first, fresh] = by_title_.try_emplace(text::match_key(skill.title), at);
            if (!fresh) first->second = std::nullopt;
        }
        for (const auto& unit : taught_.units) unit_names_.push_back(unit.id.text);
        for (const auto& check : taught_.checks) check_names_.push_back(check.id.text);
        index_items();
    }

    /// Results name skills, checks and items by id in one column, so none may hide another.
    void index_items() {
        constexpr const char* kHint = "ids of items, checks and skills are all different";
        for (const auto& check : taught_.checks) {
            if (skills_.contains(check.id.text)) {
                complaints_.error("duplicate-id", check.id.spot,
                                  fmt::format("{} names a check and a skill", in_quotes(check.id.text)), kHint);
            }
            for (const auto& item : check.items) {
                // The one item of a check with one score is the check.
                const bool itself = check.id.text == item.id.text && check.items.size() == 1;
                const auto [first, fresh] = items_.try_emplace(item.id.text, item.id.spot);
                if (!fresh && !itself) {
                    complaints_.error(
                        "duplicate-id", item.id.spot, fmt::format("a second item {}", in_quotes(item.id.text)),
                        fmt::format("the first is in {}; ids are unique over all checks", where(first->second)));
                }
                if (itself || (!checks_.contains(item.id.text) && !skills_.contains(item.id.text))) continue;
                complaints_.error("duplicate-id", item.id.spot,
                                  fmt::format("{} names an item and something else", in_quotes(item.id.text)), kHint);
            }
        }
    }

    /// Complains about a name that leads nowhere, unless what it names may be in a part that could not be read.
    void unknown(Code code, const Word& word, std::string_view kind, const std::vector<std::string>& names,
                 std::string otherwise) {
        if (taught_.incomplete) return;
        complaints_.error(code, word.spot, fmt::format("there is no {} {}", kind, in_quotes(word.text)),
                          near_hint(word.text, names, std::move(otherwise)));
    }

    std::optional<SkillIndex> skill(const Word& word) {
        if (const auto found = skills_.find(word.text); found != skills_.end()) return found->second;
        const auto titled = by_title_.find(text::match_key(word.text));
        if (titled == by_title_.end()) {
            unknown("unknown-skill", word, "skill", skill_names_, "skills are named by id or title");
            return std::nullopt;
        }
        if (!titled->second) {
            complaints_.error("ambiguous-skill", word.spot,
                              fmt::format("several skills have the title {}", in_quotes(word.text)),
                              "name the one that is meant by its id");
        }
        return titled->second;
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

    /// A session, and the day where one was written, by the end of which something is due.
    struct Due {
        int session = 0;
        std::optional<text::Date> on;
    };

    std::optional<Due> due(const Word& word) {
        if (word.text.starts_with("end of ")) {
            const auto found = unit({word.text.substr(7), word.spot});
            return found ? due_of_unit(*found, &word) : std::nullopt;
        }
        if (calendar_ == nullptr) return std::nullopt;
        return word.text.starts_with("session ") ? due_session(word) : due_day(word);
    }

    std::optional<Due> due_session(const Word& word) {
        const int number = std::stoi(word.text.substr(8));
        if (calendar_->session(number)) return Due{number, std::nullopt};
        complaints_.error("due-outside", word.spot, fmt::format("the term has no {}", word.text),
                          fmt::format("it has sessions 1 to {}", calendar_->sessions().size()));
        return std::nullopt;
    }

    std::optional<Due> due_day(const Word& word) {
        const auto date = text::parse_iso_date(word.text);
        if (!date) {
            complaints_.error("no-such-day", word.spot, fmt::format("there is no day {}", word.text));
            return std::nullopt;
        }
        if (*date < calendar_->term_starts() || *date > calendar_->term_ends()) {
            complaints_.error("due-outside", word.spot, fmt::format("{} lies outside the term", word.text),
                              fmt::format("the term runs from {} to {}", text::iso_date(calendar_->term_starts()),
                                          text::iso_date(calendar_->term_ends())));
            return std::nullopt;
        }
        const auto session = calendar_->last_session_by(*date);
        if (session) return Due{session->number, *date};
        complaints_.error("due-outside", word.spot, fmt::format("the class has not met by {}", word.text),
                          "is the day mistyped?");
        return std::nullopt;
    }

    /// The due point of a unit, and for words that ask for its end also the latest of its skills.
    std::optional<Due> due_of_unit(std::size_t at, const Word* asked_by) {
        const auto& said = taught_.units[at];
        if (!said.due && asked_by == nullptr) return std::nullopt;
        auto& known = unit_dues_[at];
        if (known.state == UnitDue::State::found) return known.due;
        if (known.state == UnitDue::State::asked) {
            complaints_.error("due-circle", asked_by->spot, "these due points go round in a circle",
                              "give one of them a day or a session");
            return std::nullopt;
        }
        known.state = UnitDue::State::asked;
        std::optional<Due> latest;
        if (said.due) {
            latest = due(*said.due);
        } else {
            const auto dated = skills_of_unit(said);
            for (const auto* skill : dated) {
                const auto of_skill = due(*skill->due);
                if (of_skill && (!latest || latest->session < of_skill->session)) latest = of_skill;
            }
            if (dated.empty() && !taught_.incomplete) {
                complaints_.error("due-unknown", asked_by->spot,
                                  fmt::format("the unit {} has no due point", in_quotes(said.id.text)),
                                  "give it one: due: 2026-10-02");
            }
        }
        known = {UnitDue::State::found, latest};
        return latest;
    }

    [[nodiscard]] std::vector<const SaidSkill*> skills_of_unit(const SaidUnit& unit) const {
        std::vector<const SaidSkill*> all;
        for (const auto& skill : taught_.skills) {
            if (skill.unit && skill.due && skill.unit->text == unit.id.text) all.push_back(&skill);
        }
        return all;
    }

    std::optional<std::size_t> unit(const Word& word) {
        if (const auto found = units_.find(word.text); found != units_.end()) return found->second;
        unknown("unknown-unit", word, "unit", unit_names_, "units are listed under the key units");
        return std::nullopt;
    }

    void make_units() {
        unit_dues_.resize(taught_.units.size());
        for (std::size_t at = 0; at < taught_.units.size(); ++at) {
            const auto& said = taught_.units[at];
            (void)due_of_unit(at, nullptr);  // complains of a due point that none of its skills takes from it
            file_.units.push_back({.id = said.id.text, .title = said.title});
        }
    }

    static void set_due(Skill& skill, const std::optional<Due>& due) {
        skill.due_session.reset();
        skill.due_on.reset();
        if (!due) return;
        skill.due_session = due->session;
        skill.due_on = due->on;
    }

    void make_skills() {
        Grading of_class;
        of_class.rule.mastery = file_.policy.mastery.success_rate;
        for (const auto& node : taught_.grading) read_grading(node, of_class);
        for (const auto& said : taught_.skills) {
            Skill made{.id = said.id.text, .title = said.title, .can_do = said.can_do, .unit = {}, .needs = {}};
            if (said.unit) {
                if (const auto found = unit(*said.unit)) {
                    made.unit = taught_.units[*found].id.text;
                    set_due(made, due_of_unit(*found, nullptr));
                }
            }
            for (const auto& any : said.needs) {
                auto need = skills(any);
                if (!need.empty()) made.needs.push_back(std::move(need));
            }
            made.minutes = said.minutes.value_or(60);
            made.priority = said.priority;
            if (said.due) set_due(made, due(*said.due));
            parts_.skills.push_back(std::move(made));
            auto grading = of_class;
            if (said.grading) read_grading(*said.grading, grading);
            file_.grading.push_back(grading.by_rule ? std::optional(grading.rule) : std::nullopt);
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
        for (const auto& said : taught_.activities) {
            auto made = said.activity;
            made.teaches = skills(said.teaches);
            if (said.check) {
                const auto found = checks_.find(said.check->text);
                if (found == checks_.end()) {
                    unknown("unknown-check", *said.check, "check", check_names_,
                            "checks are listed under the key checks");
                } else {
                    made.check = found->second;
                }
            }
            if (said.fits_sessions) spread(made);
            parts_.activities.push_back(std::move(made));
        }
    }

    /// A skill's own test, else its unit's, and every dated check of it.
    void note_tests() {
        for (const auto& said : taught_.skills) {
            auto& days = file_.tests.emplace_back();
            auto own = said.test;
            if (!own && said.unit) {
                if (const auto found = units_.find(said.unit->text); found != units_.end()) {
                    own = taught_.units[found->second].test;
                }
            }
            if (own) days.push_back(*own);
        }
        for (std::size_t check = 0; check < parts_.checks.size(); ++check) {
            const auto& day = file_.check_days[check];
            if (!day) continue;
            for (const auto& item : parts_.checks[check].items) {
                for (const auto skill : item.skills) file_.tests[skill].push_back(*day);
            }
        }
        for (auto& days : file_.tests) {
            std::ranges::sort(days);
            days.erase(std::ranges::unique(days).begin(), days.end());
        }
    }

    void note_encompassings() {
        const double share = file_.policy.encompassed_share;
        for (SkillIndex whole = 0; whole < taught_.skills.size(); ++whole) {
            for (const auto& word : taught_.skills[whole].encompasses) {
                const auto part = skill(word);
                if (!part) continue;
                if (*part == whole) {
                    complaints_.error("encompasses-itself", word.spot,
                                      fmt::format("the skill {} encompasses itself", in_quotes(word.text)),
                                      "name the skills that it practises besides");
                } else if (share > 0) {
                    file_.encompassings.push_back({whole, *part, share});
                }
            }
        }
    }

    /// Sheets give the work in all; what is longer than any session takes several.
    void spread(Activity& activity) const {
        int longest = 0;
        if (calendar_ != nullptr) {
            for (const auto& session : calendar_->sessions()) longest = std::max(longest, session.minutes);
        }
        if (longest == 0 || activity.minutes <= longest) return;
        activity.sessions = (activity.minutes + longest - 1) / longest;
        activity.minutes = (activity.minutes + activity.sessions - 1) / activity.sessions;
    }

    /// Names every circle of needs, the next after the last one is opened.
    void name_circles() {
        constexpr int kMostCircles = 20;
        auto opened = parts_.skills;
        for (int count = 0; count < kMostCircles; ++count) {
            const auto circle = find_circle(opened);
            if (circle.empty()) return;
            std::string chain;
            for (const auto at : circle) chain += (chain.empty() ? "" : " needs ") + in_quotes(opened[at].id);
            complaints_.error("need-circle", taught_.skills[circle.front()].id.spot,
                              "needs go round in a circle: " + chain, "one of these needs must go");
            auto& needs = opened[circle[0]].needs;
            for (auto& any : needs) std::erase(any, circle[1]);
            std::erase_if(needs, [](const AnyOf& any) { return any.empty(); });
        }
    }

    void rename(const std::vector<Word>& was, const std::string& id) {
        for (const auto& old : was) {
            if (skills_.contains(old.text) || checks_.contains(old.text) || items_.contains(old.text)) {
                complaints_.error("was-in-use", old.spot,
                                  fmt::format("{} is still the id of something", in_quotes(old.text)),
                                  "was: names ids that are no longer used");
            } else if (!file_.renamed.try_emplace(old.text, id).second) {
                complaints_.error("was-twice", old.spot, fmt::format("two things were {} before", in_quotes(old.text)),
                                  "an old id leads to one new id");
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

    struct UnitDue {
        enum class State { fresh, asked, found };
        State state = State::fresh;
        std::optional<Due> due;
    };

    const Taught& taught_;
    const Calendar* calendar_;
    ClassFile& file_;
    Complaints& complaints_;
    CurriculumParts parts_;
    Index units_, skills_, activities_, checks_;
    std::map<std::string, Spot, std::less<>> items_;
    std::map<std::string, std::optional<std::size_t>> by_title_;  ///< nothing: several have it
    std::vector<std::string> skill_names_, unit_names_, check_names_;
    std::vector<UnitDue> unit_dues_;
};

}  // namespace

void resolve(const Taught& taught, const Calendar* calendar, ClassFile& file, Complaints& complaints) {
    Resolver(taught, calendar, file, complaints).run();
}

}  // namespace waymark::classroom
