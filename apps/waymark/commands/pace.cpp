#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "commands/commands.hpp"
#include "commands/receipt.hpp"
#include "waymark/catch_up.hpp"
#include "waymark/classroom/error.hpp"
#include "waymark/classroom/keyed_table.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/pace_report.hpp"
#include "waymark/text/counts.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"
#include "workspace.hpp"

/// The pace of students: reports, what if, paces and due days of their own, and catching up.
namespace waymark::app::commands {

using classroom::ClassFile;
using classroom::Error;
using classroom::Facts;
using classroom::Gradebook;
using std::chrono::days;

namespace {

/// What a class is like: the file, the facts, and how long sessions are.
struct Situation {
    ClassFile file;
    Facts facts;
    classroom::PaceAssumptions assumptions;
};

std::vector<std::string> words_of(const std::string& typed) {
    std::vector<std::string> words;
    for (std::size_t start = 0; start < typed.size();) {
        const auto space = std::min(typed.find(' ', start), typed.size());
        if (space > start) words.push_back(typed.substr(start, space - start));
        start = space + 1;
    }
    return words;
}

std::optional<int> whole(std::string_view word) {
    if (word.starts_with('+')) word.remove_prefix(1);
    int value = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failed != std::errc() || end != word.data() + word.size() || word.empty()) return std::nullopt;
    return value;
}

/// The skills that a word means: those of a unit, or one skill.
std::vector<SkillIndex> skills_of(const ClassFile& file, const std::string& typed) {
    std::vector<SkillIndex> skills;
    for (const auto& unit : file.units) {
        if (unit.id != typed && text::match_key(unit.title) != text::match_key(typed)) continue;
        for (SkillIndex at = 0; at < file.curriculum.skills().size(); ++at) {
            if (file.curriculum.skills()[at].unit == unit.id) skills.push_back(at);
        }
    }
    if (skills.empty()) skills.push_back(classroom::find_skill(file, typed));
    return skills;
}

Date due_day(const Invocation& invocation, const ClassFile& file, const std::string& typed) {
    const auto day = text::parse_date(typed, invocation.today);
    if (!day) throw Error(Error::Kind::usage, "there is no day \"" + typed + "\"", "write it as 2026-12-11");
    const auto& calendar = file.calendar;
    if (*day > calendar.term_ends()) {
        throw Error(Error::Kind::usage,
                    fmt::format("{} lies beyond the term, which ends on {}", text::iso_date(*day),
                                text::iso_date(calendar.term_ends())),
                    "the last day of the term is the latest");
    }
    if (*day < calendar.term_starts()) {
        throw Error(Error::Kind::usage, fmt::format("{} lies before the term", text::iso_date(*day)),
                    "is the year mistyped?");
    }
    return *day;
}

[[noreturn]] void no_such_if(const std::string& typed) {
    throw Error(Error::Kind::usage, "--if does not know \"" + typed + "\"",
                "say \"STUDENT absent 3 sessions\", \"minutes +10\" or \"due UNIT 2026-12-11\"");
}

void if_absent(const Invocation& invocation, Situation& situation, const std::string& typed,
               const std::vector<std::string>& words) {
    const auto at = static_cast<std::size_t>(std::ranges::find(words, "absent") - words.begin());
    std::string who;
    for (std::size_t word = 0; word < at; ++word) who += (who.empty() ? "" : " ") + words[word];
    const auto count = at + 1 < words.size() ? whole(words[at + 1]) : std::nullopt;
    if (!count || *count < 1 || who.empty()) no_such_if(typed);
    const auto state = classroom::class_state(situation.file, situation.facts, invocation.today);
    const auto& student = classroom::find_student(state, who);
    int left = *count;
    for (const auto& session : sessions_of(state.file.calendar, student.terms)) {
        if (session.date < invocation.today || left == 0) continue;
        situation.facts.absences.push_back(
            {.student = student.student.id, .on = session.date, .excused = true, .because = {}});
        --left;
    }
    if (left > 0) {
        throw Error(Error::Kind::usage, fmt::format("only {} sessions of {} are left", *count - left, who),
                    "a smaller number");
    }
    std::ranges::sort(situation.facts.absences, {}, [](const auto& one) { return std::pair(one.student, one.on); });
}

void if_due(const Invocation& invocation, Situation& situation, const std::string& typed,
            const std::vector<std::string>& words) {
    if (words.size() < 3) no_such_if(typed);
    std::string what;
    for (std::size_t word = 1; word + 1 < words.size(); ++word) what += (what.empty() ? "" : " ") + words[word];
    const auto day = due_day(invocation, situation.file, words.back());
    const auto& curriculum = situation.file.curriculum;
    CurriculumParts parts{.skills = {curriculum.skills().begin(), curriculum.skills().end()},
                          .activities = {curriculum.activities().begin(), curriculum.activities().end()},
                          .checks = {curriculum.checks().begin(), curriculum.checks().end()}};
    for (const auto skill : skills_of(situation.file, what)) {
        const auto session = situation.file.calendar.last_session_by(day);
        parts.skills[skill].due_on = day;
        parts.skills[skill].due_session = session ? std::optional(session->number) : std::nullopt;
    }
    situation.file.curriculum = Curriculum(std::move(parts));
}

void assume(const Invocation& invocation, Situation& situation, const std::string& typed) {
    const auto words = words_of(typed);
    if (words.empty()) no_such_if(typed);
    if (words.front() == "minutes") {
        const auto more = words.size() == 2 ? whole(words[1]) : std::nullopt;
        double minutes = 0, sessions = 0;
        for (const auto& session : situation.file.calendar.sessions()) {
            if (session.date < invocation.today) continue;
            minutes += session.minutes;
            sessions += 1;
        }
        if (!more) no_such_if(typed);
        if (sessions == 0 || minutes / sessions + *more < 1) {
            throw Error(Error::Kind::usage, "no minutes of a session would be left", "a smaller number");
        }
        situation.assumptions.session_factor *= (minutes / sessions + *more) / (minutes / sessions);
    } else if (words.front() == "due") {
        if_due(invocation, situation, typed, words);
    } else if (std::ranges::find(words, "absent") != words.end()) {
        if_absent(invocation, situation, typed, words);
    } else {
        no_such_if(typed);
    }
}

/// A rate of the class's pace: "0.8", "80%", "class".
double pace_rate(const std::string& typed, const classroom::Policy& policy) {
    auto word = text::trim(typed);
    if (word == "class") return 1.0;
    const bool percent = word.ends_with('%');
    if (percent) word.pop_back();
    std::ranges::replace(word, ',', '.');
    double rate = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), rate);
    if (percent) rate /= 100;
    if (failed != std::errc() || end != word.data() + word.size() || !(rate > 0)) {
        throw Error(Error::Kind::usage, fmt::format("there is no pace \"{}\"", typed),
                    "say it in times of the class's pace: 0.8, 80% or class");
    }
    if (rate < policy.slowest_pace - 1e-9 || rate > policy.fastest_pace + 1e-9) {
        throw Error(
            Error::Kind::usage,
            fmt::format("a pace of {:g} lies outside {:g} to {:g}", rate, policy.slowest_pace, policy.fastest_pace),
            "the bounds are yours: policy, pace, slowest and fastest in the class file");
    }
    return rate;
}

bool must_only(const std::string& typed) {
    const auto word = text::trim(typed);
    if (word == "must") return true;
    if (word == "all") return false;
    throw Error(Error::Kind::usage, fmt::format("there is no load \"{}\"", typed),
                "must (what should be learned no longer counts) or all");
}

/// Changes of pace, load and due days, before they are applied.
struct Changes {
    std::vector<classroom::StudentPace> paces;
    std::vector<classroom::StudentExtension> extensions;
    std::vector<classroom::RefusedRow> refused;
};

/// What somebody has now, as the ground of a change.
classroom::StudentPace pace_now(const Facts& facts, classroom::StudentId student, Date today) {
    classroom::StudentPace now{.student = student};
    for (const auto& one : facts.paces) {
        if (one.student == student && one.from <= today) now = one;
    }
    now.because.clear();
    return now;
}

struct Wish {
    std::string student, pace, load, starts, what, due, because;
};

void add(const Invocation& invocation, const ClassFile& file, const Facts& facts, const Wish& wish, Changes& changes) {
    const auto& student = classroom::find_student(facts.students, wish.student);
    if (!wish.pace.empty() || !wish.load.empty()) {
        auto pace = pace_now(facts, student.id, invocation.today);
        pace.from = invocation.today;
        if (!wish.starts.empty()) {
            const auto day = text::parse_date(wish.starts, invocation.today);
            if (!day) throw Error(Error::Kind::usage, "there is no day \"" + wish.starts + "\"", "2026-11-30");
            if (*day > file.calendar.term_ends()) {
                throw Error(Error::Kind::usage, text::iso_date(*day) + " lies beyond the term", "an earlier day");
            }
            pace.from = *day;
        }
        if (!wish.pace.empty()) pace.rate = pace_rate(wish.pace, file.policy);
        if (!wish.load.empty()) pace.must_only = must_only(wish.load);
        pace.because = wish.because;
        const bool twice = std::ranges::any_of(changes.paces, [&](const classroom::StudentPace& one) {
            return one.student == pace.student && one.from == pace.from;
        });
        if (twice) throw Error(Error::Kind::usage, "a second pace for " + wish.student + " from the same day");
        changes.paces.push_back(std::move(pace));
    }
    if (wish.what.empty() && wish.due.empty()) return;
    if (wish.what.empty() || wish.due.empty()) {
        throw Error(Error::Kind::usage, "an extension needs what it is for and until when", "skill and due");
    }
    const bool none = wish.due == "none";
    const auto due = none ? std::optional<Date>() : std::optional(due_day(invocation, file, wish.due));
    for (const auto skill : skills_of(file, wish.what)) {
        const auto& about = file.curriculum.skills()[skill];
        const auto of_class = due_day(about, file.calendar);
        if (due && of_class && *due < *of_class) {
            throw Error(Error::Kind::usage,
                        fmt::format("{} is due on {} already, which is later than {}", about.title,
                                    text::iso_date(*of_class), text::iso_date(*due)),
                        "an extension is for later");
        }
        changes.extensions.push_back({.student = student.id, .skill = about.id, .due = due, .because = wish.because});
    }
}

const std::vector<classroom::KeyedColumn> kPaceColumns{
    {"student", {"name", "slug", "id", "student id", "email"}, true},
    {"pace", {"rate"}},
    {"load", {}},
    {"starts", {"from"}},
    {"what", {"skill", "unit", "extend"}},
    {"due", {"until", "due day"}},
    {"because", {"reason"}},
};

Changes from_file(const Invocation& invocation, const ClassFile& file, const Facts& facts) {
    const auto name = invocation.arguments.value("from");
    const auto table = classroom::read_keyed_table({name, read_file(invocation, name)}, kPaceColumns);
    Changes changes;
    changes.refused = table.refused;
    for (const auto& row : table.rows) {
        try {
            if (!row.has("pace") && !row.has("load") && !row.has("what") && !row.has("due")) {
                throw Error(Error::Kind::usage, "nothing is asked for");
            }
            add(invocation, file, facts,
                {row.cell("student"), row.cell("pace"), row.cell("load"), row.cell("starts"), row.cell("what"),
                 row.cell("due"), row.cell("because")},
                changes);
        } catch (const Error& error) {
            changes.refused.push_back(row.refused(error));
        }
    }
    return changes;
}

Facts with(Facts facts, const Changes& changes) {
    for (const auto& one : changes.paces) {
        std::erase_if(facts.paces,
                      [&](const auto& known) { return known.student == one.student && known.from == one.from; });
        facts.paces.push_back(one);
    }
    std::ranges::stable_sort(facts.paces, {}, [](const auto& one) { return std::pair(one.student, one.from); });
    for (const auto& one : changes.extensions) {
        std::erase_if(facts.extensions,
                      [&](const auto& known) { return known.student == one.student && known.skill == one.skill; });
        if (one.due) facts.extensions.push_back(one);
    }
    return facts;
}

const classroom::PaceLine* line_of(const classroom::PaceReport& report, const std::string& slug) {
    const auto found = std::ranges::find(report.lines, slug, &classroom::PaceLine::slug);
    return found == report.lines.end() ? nullptr : &*found;
}

double minutes_in_all(const classroom::PaceReport& report) {
    double sum = 0;
    for (const auto& line : report.lines) sum += line.pace.total_minutes;
    return sum;
}

/// Shows what the changes do to each student, then applies them: all, or none where one is refused or lacks the yes
/// that a slower pace needs.
Result apply(const Invocation& invocation, Gradebook& book, const ClassFile& file, const Facts& facts,
             const Changes& changes, const std::string& schema) {
    const auto before = classroom::pace_report(classroom::class_state(file, facts, invocation.today));
    const auto after = classroom::pace_report(classroom::class_state(file, with(facts, changes), invocation.today));
    render::Receipt receipt{.schema = schema, .done = {}, .lines = {}, .next = {}};
    std::set<classroom::StudentId> concerned;
    bool slower = false;
    for (const auto& one : changes.paces) {
        concerned.insert(one.student);
        slower = slower || one.rate < pace_now(facts, one.student, invocation.today).rate - 1e-9;
    }
    for (const auto& one : changes.extensions) concerned.insert(one.student);
    for (const auto& student : facts.students) {
        if (!concerned.contains(student.id)) continue;
        const auto* then = line_of(before, student.slug);
        const auto* now = line_of(after, student.slug);
        if (then == nullptr || now == nullptr) continue;
        receipt.lines.push_back(fmt::format("{}: {}", student.display_name(), classroom::pace_effect(*then, *now)));
    }
    receipt.lines.push_back(fmt::format("work of the class in all: {:.0f} min before, {:.0f} min after",
                                        minutes_in_all(before), minutes_in_all(after)));
    add_refused(receipt, changes.refused);
    const bool needs_yes = slower && !invocation.arguments.has("yes") && !invocation.dry_run;
    if (!changes.refused.empty() || needs_yes) {
        receipt.done = changes.refused.empty()
                           ? "nothing was applied: a slower pace needs your yes"
                           : fmt::format("nothing was applied: {} refused",
                                         text::count_of(changes.refused.size(), "row is", "rows are"));
        if (needs_yes) receipt.next.push_back(invocation.typed + " --yes");
        auto result = shown(std::move(receipt));
        result.exit = changes.refused.empty() ? ExitCode::refused : ExitCode::failed;
        return result;
    }
    std::vector<std::string> what;
    if (!changes.paces.empty()) what.push_back(text::count_of(changes.paces.size(), "pace", "paces"));
    if (!changes.extensions.empty())
        what.push_back(text::count_of(changes.extensions.size(), "extension", "extensions"));
    receipt.done = fmt::format("{}{} for {}", what.empty() ? "nothing" : what.front(),
                               what.size() > 1 ? " and " + what.back() : "",
                               text::count_of(concerned.size(), "student", "students"));
    begin(invocation, book, file);
    for (const auto& one : changes.paces) book.add_pace(one);
    for (const auto& one : changes.extensions) book.add_extension(one);
    return finished(invocation, book, std::move(receipt));
}

void want_student_or_file(const Invocation& invocation, const char* example) {
    if (invocation.arguments.has("STUDENT") != invocation.arguments.has("from")) return;
    throw Error(Error::Kind::usage, "name a student, or a file with --from", example);
}

}  // namespace

Result report_pace(Invocation& invocation) {
    const auto book = gradebook(invocation, Gradebook::Mode::read);
    const Situation now{.file = class_file(invocation), .facts = book.facts(), .assumptions = {}};
    const auto typed = invocation.arguments.all("if");
    auto then = now;
    for (const auto& one : typed) assume(invocation, then, one);
    const auto state = classroom::class_state(then.file, then.facts, invocation.today);
    Result result;
    if (!invocation.arguments.has("STUDENT")) {
        auto report = classroom::pace_report(state, then.assumptions);
        report.what_if = typed;
        if (!typed.empty()) {
            const auto before = classroom::pace_report(classroom::class_state(now.file, now.facts, invocation.today));
            for (const auto& line : report.lines) {
                if (const auto* was = line_of(before, line.slug)) report.before.push_back(*was);
            }
        }
        result.view = view_of(std::move(report), render::pace_document, render::pace_report_json);
        return result;
    }
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    auto report = classroom::student_pace_report(state, student, then.assumptions);
    report.what_if = typed;
    if (!typed.empty()) {
        const auto before = classroom::class_state(now.file, now.facts, invocation.today);
        const auto& was = classroom::find_student(before, student.student.slug);
        report.before = classroom::student_pace_report(before, was).line;
    }
    result.view = view_of(std::move(report), render::student_pace_document, render::student_pace_json);
    return result;
}

Result assign_pace(Invocation& invocation) {
    want_student_or_file(invocation, "waymark assign pace zoe-k 0.8");
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    const auto facts = book.facts();
    if (arguments.has("from")) {
        return apply(invocation, book, file, facts, from_file(invocation, file, facts), "assign-pace/1");
    }
    if (!arguments.has("PACE") && !arguments.has("load")) {
        throw Error(Error::Kind::usage, "which pace?", "0.8, 80% or class; or --load must");
    }
    Changes changes;
    add(invocation, file, facts,
        {arguments.value("STUDENT"),
         arguments.value("PACE"),
         arguments.value("load"),
         arguments.value("starts"),
         {},
         {},
         arguments.value("because")},
        changes);
    return apply(invocation, book, file, facts, changes, "assign-pace/1");
}

Result assign_extend(Invocation& invocation) {
    want_student_or_file(invocation, "waymark assign extend zoe-k family 2026-11-20");
    const auto& arguments = invocation.arguments;
    auto book = gradebook(invocation, Gradebook::Mode::write);
    const auto file = class_file(invocation);
    const auto facts = book.facts();
    if (arguments.has("from")) {
        return apply(invocation, book, file, facts, from_file(invocation, file, facts), "assign-extend/1");
    }
    Changes changes;
    add(invocation, file, facts,
        {arguments.value("STUDENT"),
         {},
         {},
         {},
         arguments.value("WHAT"),
         arguments.value("DAY"),
         arguments.value("because")},
        changes);
    return apply(invocation, book, file, facts, changes, "assign-extend/1");
}

Result assign_catch_up(Invocation& invocation) {
    const auto state = class_state(invocation);
    const auto& student = classroom::find_student(state, invocation.arguments.value("STUDENT"));
    const auto& calendar = state.file.calendar;
    const PlannedWork plan(state.file.curriculum, calendar, student.terms);
    const PacePolicy policy;
    const auto by = invocation.arguments.has("by") ? due_day(invocation, state.file, invocation.arguments.value("by"))
                                                   : std::min(calendar.term_ends(), invocation.today + days(28));
    if (by < invocation.today) {
        throw Error(Error::Kind::usage, text::iso_date(by) + " is over", "a day from today on");
    }
    std::optional<int> typed_minutes;
    if (invocation.arguments.has("minutes")) {
        typed_minutes = whole(invocation.arguments.value("minutes"));
        if (!typed_minutes || *typed_minutes < 1) {
            throw Error(Error::Kind::usage, "\"" + invocation.arguments.value("minutes") + "\" is no number of minutes",
                        "the minutes there are for it until then");
        }
    }
    const auto minutes_until = [&](Date day) {
        double minutes = 0;
        for (const auto& session : plan.sessions()) {
            if (session.date >= invocation.today && session.date <= day) minutes += session.minutes;
        }
        return minutes;
    };
    const auto missing_by = [&](const PlannedWork& of, Date day) {
        return of.by(day, policy.return_sessions) - student.pace.done_minutes;
    };
    CatchUpRequest request{.mastered = {},
                           .counts = {},
                           .missing_minutes = missing_by(plan, by),
                           .minutes = typed_minutes ? *typed_minutes : minutes_until(by)};
    for (SkillIndex at = 0; at < student.skills.size(); ++at) {
        request.mastered.push_back(student.skills[at].decision.status == Status::mastered);
        request.counts.push_back(plan.counts(at));
    }
    const auto found = catch_up(state.file.curriculum, request);
    const auto title = [&](SkillIndex at) {
        const auto& skill = state.file.curriculum.skills()[at];
        return fmt::format("{} {}'", skill.title, skill.minutes);
    };
    const auto name = student.student.display_name();
    const auto until = text::short_date(by);
    render::Receipt receipt{.schema = "assign-catch-up/1", .done = {}, .lines = {}, .next = {}};
    auto exit = ExitCode::done;
    if (request.missing_minutes <= 0) {
        receipt.done = fmt::format("{} is on pace by {} without anything more ({})", name, until,
                                   classroom::pace_words(student.pace));
        return shown(std::move(receipt));
    }
    if (found.restores) {
        receipt.done = fmt::format("{} is back on pace by {} with {:.0f} min of work in the {:.0f} there are", name,
                                   until, found.minutes, request.minutes);
    } else {
        exit = ExitCode::refused;
        receipt.done =
            found.enough_work
                ? fmt::format(
                      "nothing brings {} back on pace by {} as planned: it takes {:.0f} min, and there are {:.0f}",
                      name, until, found.minutes, request.minutes)
                : fmt::format(
                      "must work alone does not bring {} back on pace by {}: {:.0f} min are missing, and "
                      "{:.0f} min of must work are left",
                      name, until, request.missing_minutes, found.left_minutes);
    }
    for (const auto skill : found.work) receipt.lines.push_back("do " + title(skill));
    constexpr std::size_t kMost = 8;
    for (std::size_t at = 0; at < std::min(kMost, found.postponed.size()); ++at) {
        receipt.lines.push_back("later: " + title(found.postponed[at]) + ", not needed for the pace by then");
    }
    if (found.postponed.size() > kMost) {
        receipt.lines.push_back(fmt::format("later: {} more", found.postponed.size() - kMost));
    }
    if (!found.exact) receipt.lines.emplace_back("a smaller set may exist: there are too many to try them all");
    if (!found.restores) {
        // Which of date, minutes or load would have to give.
        if (found.enough_work) {
            receipt.lines.push_back(
                fmt::format("minutes: {:.0f} more until then would do", std::ceil(found.minutes - request.minutes)));
        }
        std::optional<Date> later;
        for (const auto& session : plan.sessions()) {
            if (session.date <= by || typed_minutes) continue;
            auto other = request;
            other.missing_minutes = missing_by(plan, session.date);
            other.minutes = minutes_until(session.date);
            if (!catch_up(state.file.curriculum, other).restores) continue;
            later = session.date;
            break;
        }
        if (later) receipt.lines.push_back("date: by " + text::long_date(*later) + " it can be done");
        auto reduced = student.terms;
        reduced.must_only = true;
        const PlannedWork less(state.file.curriculum, calendar, reduced);
        double done = 0;
        auto other = request;
        for (SkillIndex at = 0; at < student.skills.size(); ++at) {
            other.counts[at] = less.counts(at);
            if (other.counts[at] && other.mastered[at]) done += state.file.curriculum.skills()[at].minutes;
        }
        other.missing_minutes = less.by(by, policy.return_sessions) - done;
        const auto lighter = catch_up(state.file.curriculum, other);
        if (lighter.restores) {
            receipt.lines.push_back(
                fmt::format("load: if only must work were planned, {:.0f} min of it would be enough", lighter.minutes));
            receipt.next.push_back("waymark assign pace " + student.student.slug + " --load must --dry-run");
        }
        if (!later && !lighter.restores && !found.enough_work) {
            receipt.lines.emplace_back("neither a later day nor a lighter load does it: a slower pace or an extension");
            receipt.next.push_back("waymark assign pace " + student.student.slug + " 0.8 --dry-run");
        }
    }
    auto result = shown(std::move(receipt));
    result.exit = exit;
    return result;
}

}  // namespace waymark::app::commands
