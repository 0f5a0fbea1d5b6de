#include "waymark/classroom/class_state.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "class_beliefs.hpp"
#include "memories.hpp"
#include "waymark/classroom/lookup.hpp"
#include "waymark/classroom/target_skills.hpp"
#include "waymark/estimate.hpp"
#include "waymark/knowledge.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// A score that a group shares says less about each of them than work of their own.
constexpr double kSharedWeight = 0.5;

std::optional<double> share(const Evidence& evidence, const std::optional<double>& known_maximum) {
    const auto maximum = evidence.maximum ? evidence.maximum : known_maximum;
    if (evidence.state != EvidenceState::scored || !evidence.score || !maximum || *maximum <= 0) return std::nullopt;
    return std::clamp(*evidence.score / *maximum, 0.0, 1.0);
}

MissingPiece missing_piece(const ClassFile& file, const std::string& target, Date on) {
    const auto id = file.today_id(target);
    const auto& curriculum = file.curriculum;
    auto check = curriculum.find_check(id);
    if (const auto item = curriculum.find_item(id)) check = item->first;
    if (check) return {curriculum.checks()[*check].id, curriculum.checks()[*check].title, 1, on};
    const auto skill = curriculum.find_skill(id);
    return {target, skill ? curriculum.skills()[*skill].title : target, 1, on};
}

void add_missing(std::vector<MissingPiece>& pieces, MissingPiece piece) {
    const auto same = std::ranges::find_if(
        pieces, [&](const MissingPiece& one) { return one.target == piece.target && one.on == piece.on; });
    if (same == pieces.end()) {
        pieces.push_back(std::move(piece));
    } else {
        ++same->items;
    }
}

std::vector<double> scores_of(std::span<const SkillEvidence> evidence) {
    std::vector<double> scores;
    for (const auto& one : evidence) scores.push_back(one.score);
    return scores;
}

/// Work answers what was said of it before.
void answer(std::vector<StudentComment>& comments, const ClassFile& file, std::span<const SkillIndex> skills,
            Date day) {
    for (auto& one : comments) {
        if (!one.open || one.comment.said_on >= day) continue;
        const auto about = file.curriculum.find_skill(file.today_id(one.comment.skill));
        one.open = about && std::ranges::find(skills, *about) == skills.end();
    }
}

/// Sessions between leaving and coming back are none of a student's, either. All such days are in order, each once.
void sit_out(ClassState& state, const std::vector<Enrolment>& changes,
             const std::map<StudentId, std::size_t>& position) {
    for (std::size_t at = 0; at + 1 < changes.size(); ++at) {
        const auto& left = changes[at];
        const auto& back = changes[at + 1];
        const auto found = position.find(left.student);
        if (left.student != back.student || left.status == EnrolmentStatus::active || found == position.end()) continue;
        auto& days = state.students[found->second].terms.excused;
        for (const auto& session : state.file.calendar.sessions()) {
            if (session.date >= left.from && session.date < back.from) days.push_back(session.date);
        }
    }
    for (auto& student : state.students) {
        auto& days = student.terms.excused;
        std::ranges::sort(days);
        const auto rest = std::ranges::unique(days);
        days.erase(rest.begin(), rest.end());
    }
}

/// Notes a status that became or ceased to be mastered.
void note_change(StudentState& student, std::vector<bool>& mastered, SkillIndex skill, Status status, Date day) {
    const bool now = status == Status::mastered;
    if (mastered[skill] == now) return;
    mastered[skill] = now;
    student.work.changes.push_back({.on = day, .skill = skill, .mastered = now});
}

/// The teacher's word wins over all evidence, that of later days too.
void forget_changes(StudentState& student, std::vector<bool>& mastered, SkillIndex skill, Date from) {
    std::erase_if(student.work.changes, [&](const MasteryChange& one) { return one.skill == skill && one.on >= from; });
    mastered[skill] = false;
    for (const auto& one : student.work.changes) {
        if (one.skill == skill) mastered[skill] = one.mastered;
    }
}

}  // namespace

Decision status_of(const ClassFile& file, SkillIndex skill, std::span<const SkillEvidence> evidence,
                   std::optional<Status> teacher) {
    const auto& mastery = file.policy.mastery;
    if (const auto& rule = file.grading[skill]) {
        return decide_by(*rule, scores_of(evidence), mastery.least_observations, teacher);
    }
    return decide(with_own_evidence({}, evidence, mastery.success_rate), mastery, teacher);
}

std::optional<Date> next_test(const ClassFile& file, SkillIndex skill, Date day) {
    for (const auto test : file.tests[skill]) {
        if (test > day) return test;
    }
    return std::nullopt;
}

std::vector<SkillIndex> skills_of_target(const ClassFile& file, std::string_view target) {
    const auto id = file.today_id(target);
    const auto& curriculum = file.curriculum;
    std::vector<SkillIndex> skills;
    if (const auto item = curriculum.find_item(id)) {
        skills = curriculum.checks()[item->first].items[item->second].skills;
    } else if (const auto check = curriculum.find_check(id)) {
        for (const auto& part : curriculum.checks()[*check].items) {
            skills.insert(skills.end(), part.skills.begin(), part.skills.end());
        }
    } else if (const auto skill = curriculum.find_skill(id)) {
        skills = {*skill};
    }
    std::ranges::sort(skills);
    const auto rest = std::ranges::unique(skills);
    skills.erase(rest.begin(), rest.end());
    return skills;
}

ClassState class_state(ClassFile file, Facts facts, Date today) {
    ClassState state;
    state.file = std::move(file);
    state.today = today;
    std::vector<CalendarException> changes;
    for (const auto& change : facts.session_changes) changes.push_back({change.on, change.minutes, change.because});
    state.file.calendar = state.file.calendar.with(changes);
    state.session_changes = std::move(facts.session_changes);
    const auto& curriculum = state.file.curriculum;
    const auto skill_count = curriculum.skills().size();

    std::map<StudentId, std::size_t> position;
    for (auto& student : facts.students) {
        if (student.status != EnrolmentStatus::active) {
            state.away.push_back(std::move(student));
            continue;
        }
        StudentState one;
        one.student = std::move(student);
        one.terms.joined = one.student.joined;
        one.skills.resize(skill_count);
        one.histories.resize(skill_count);
        state.students.push_back(std::move(one));
    }
    std::ranges::sort(state.students, [](const StudentState& a, const StudentState& b) {
        const auto key = [](const Student& s) { return s.family.empty() ? s.given : s.family + " " + s.given; };
        const auto left = key(a.student), right = key(b.student);
        if (left != right) return text::sorts_before(left, right);
        return a.student.slug < b.student.slug;
    });
    for (std::size_t at = 0; at < state.students.size(); ++at) position[state.students[at].student.id] = at;

    for (const auto& absence : facts.absences) {
        const auto found = position.find(absence.student);
        if (found != position.end()) state.students[found->second].terms.excused.push_back(absence.on);
    }
    for (auto& comment : facts.comments) {
        const auto found = position.find(comment.student);
        if (found == position.end() || comment.said_on > today) continue;
        state.students[found->second].comments.push_back({.comment = std::move(comment)});
    }

    sit_out(state, facts.enrolments, position);
    state.enrolments = std::move(facts.enrolments);
    for (auto& change : facts.overrides) {
        const auto found = position.find(change.student);
        if (found != position.end()) state.students[found->second].overrides.push_back(std::move(change));
    }
    for (auto& adjustment : facts.adjustments) {
        const auto found = position.find(adjustment.student);
        if (found != position.end()) state.students[found->second].adjustment = std::move(adjustment);
    }
    for (const auto& chosen : facts.paces) {
        const auto found = position.find(chosen.student);
        if (found == position.end()) continue;
        auto& terms = state.students[found->second].terms;
        terms.choices.push_back({.from = chosen.from, .rate = chosen.rate});
        if (chosen.from <= today) terms.must_only = chosen.must_only;
    }
    for (const auto& extension : facts.extensions) {
        const auto found = position.find(extension.student);
        const auto skill = curriculum.find_skill(state.file.today_id(extension.skill));
        if (found == position.end() || !skill || !extension.due) continue;
        auto& extensions = state.students[found->second].terms.extensions;
        std::erase_if(extensions, [&](const Extension& one) { return one.skill == *skill; });
        extensions.push_back({.skill = *skill, .due = *extension.due});
    }
    for (auto& student : state.students) {
        for (const auto& id : student.adjustment.without) {
            if (const auto skill = curriculum.find_skill(state.file.today_id(id))) {
                student.terms.without.push_back(*skill);
            }
        }
    }
    for (const auto& conference : facts.conferences) {
        const auto found = position.find(conference.student);
        if (found == position.end() || conference.held_on > today) continue;
        state.students[found->second].last_conference = conference.held_on;
    }
    state.projects = std::move(facts.projects);
    state.pairings = std::move(facts.pairings);
    state.fixed_groups = std::move(facts.fixed_groups);
    for (auto& goal : facts.goals) {
        const auto found = position.find(goal.student);
        if (found != position.end()) state.students[found->second].goals.push_back(std::move(goal));
    }
    for (auto& request : facts.requests) {
        const auto found = position.find(request.student);
        if (found != position.end()) state.students[found->second].requests.push_back(std::move(request));
    }

    const auto& mastery = state.file.policy.mastery;
    std::vector<std::vector<bool>> mastered(state.students.size(), std::vector<bool>(skill_count, false));
    ClassBeliefs beliefs(state.file);
    std::vector<Memories> memories(state.students.size(), Memories(state.file));
    for (auto& decision : facts.decisions) {
        const auto found = position.find(decision.student);
        const auto skill = curriculum.find_skill(state.file.today_id(decision.skill));
        if (found == position.end() || !skill) continue;
        // Who says how it stands has just seen it.
        if (decision.status == Status::mastered) memories[found->second].confirm(*skill, decision.decided_on);
        auto& student = state.students[found->second];
        student.skills[*skill].last_seen = decision.decided_on;
        student.decisions.insert_or_assign(*skill, std::move(decision));
    }
    TargetSkills targets(state.file, std::move(facts.mappings));
    std::set<std::string> unmapped;
    for (const auto& piece : facts.evidence) {
        if (piece.happened_on > today) continue;
        ++state.evidence;
        if (state.recorded.empty() || state.recorded.back() != piece.happened_on) {
            state.recorded.push_back(piece.happened_on);
        }
        const auto& about = targets.about(piece.target);
        const auto& skills = about.skills;
        if (skills.empty()) {
            if (!about.known) unmapped.insert(piece.target);
            continue;
        }
        const auto found = position.find(piece.student);
        if (found == position.end()) continue;
        auto& student = state.students[found->second];
        if (piece.state == EvidenceState::missing) {
            const bool counted = std::ranges::any_of(
                skills, [&](SkillIndex skill) { return counts(curriculum.skills()[skill], student.terms); });
            if (counted) add_missing(student.missing, missing_piece(state.file, piece.target, piece.happened_on));
        }
        const auto reached = share(piece, about.maximum);
        if (!reached) continue;
        student.last_evidence = piece.happened_on;
        const double weight = piece.shared_by > 1 ? kSharedWeight : 1.0;
        beliefs.observe(found->second, state.file.today_id(piece.target), skills, *reached, weight);
        answer(student.comments, state.file, skills, piece.happened_on);
        for (const auto skill : skills) {
            auto& history = student.histories[skill];
            history.evidence.push_back({.score = *reached,
                                        .weight = weight,
                                        .skills = static_cast<int>(skills.size()),
                                        .day = piece.happened_on});
            history.targets.push_back(piece.target);
            memories[found->second].see(skill, *reached, piece.happened_on);
            state.answers.push_back({found->second, skill, piece.happened_on, *reached});
            auto& known = student.skills[skill];
            known.last_seen = std::max(known.last_seen.value_or(piece.happened_on), piece.happened_on);
            known.direct_success = *reached >= mastery.success_rate;
            known.always_right = known.direct_success && (history.evidence.size() == 1 || known.always_right);
            const auto then = status_of(state.file, skill, history.evidence);
            const bool once = shown_once(then, known.direct_success);
            student.work.shown_once.push_back({.on = piece.happened_on, .skill = skill, .mastered = once});
            note_change(student, mastered[found->second], skill, then.status, piece.happened_on);
        }
    }
    state.taught = beliefs.taught();
    state.unmapped.assign(unmapped.begin(), unmapped.end());

    for (std::size_t at = 0; at < state.students.size(); ++at) {
        auto& student = state.students[at];
        auto remembered = memories[at].take();
        for (SkillIndex skill = 0; skill < skill_count; ++skill) {
            auto& known = student.skills[skill];
            auto& history = student.histories[skill];
            known.estimate = with_own_evidence(beliefs.estimate(at, skill, mastery.success_rate), history.evidence,
                                               mastery.success_rate);
            if (const auto& rule = state.file.grading[skill]) {
                history.grade = grade_by(*rule, scores_of(history.evidence));
            }
            const auto* decided = student.decision_on(skill);
            known.decision =
                status_of(state.file, skill, history.evidence, decided ? std::optional(decided->status) : std::nullopt);
            history.memory = remembered[skill];
            if (history.memory && known.decision.status == Status::mastered) {
                history.review =
                    review_day(*history.memory, state.file.policy.recall_target, next_test(state.file, skill, today));
                known.review_on = history.review->due;
            }
            if (decided) {
                forget_changes(student, mastered[at], skill, decided->decided_on);
                std::erase_if(student.work.shown_once, [&](const MasteryChange& one) { return one.skill == skill; });
            }
            // The teacher's word counts from its day; what other answers changed, from the last of them.
            const auto since = decided ? decided->decided_on : student.last_evidence.value_or(today);
            note_change(student, mastered[at], skill, known.decision.status, since);
        }
        std::ranges::stable_sort(student.work.changes, {}, &MasteryChange::on);
        student.standings = standings(curriculum, student.skills, today);
        student.work.last_evidence = student.last_evidence;
        student.work.missing = static_cast<int>(student.missing.size());
        student.pace =
            pace(curriculum, state.file.calendar, PlannedWork(curriculum, state.file.calendar, student.terms),
                 student.work, student.skills, state.recorded, today);
    }
    return state;
}

std::vector<SkillIndex> ready_skills(const ClassState& state, const StudentState& student) {
    const auto& curriculum = state.file.curriculum;
    std::vector<SkillIndex> ready;
    for (const auto skill : curriculum.order()) {
        if (student.terms.leaves_out(skill)) continue;
        if (student.standings[skill].readiness == Readiness::ready) ready.push_back(skill);
    }
    const auto due = own_due_sessions(curriculum, state.file.calendar, student.terms);
    std::ranges::stable_sort(ready, {}, [&](SkillIndex at) {
        return std::pair(curriculum.skills()[at].priority, due[at].value_or(std::numeric_limits<int>::max()));
    });
    return ready;
}

namespace {
/// Those who are here, in order, and behind them those who are not.
std::vector<Student> everybody(const ClassState& state) {
    std::vector<Student> all;
    for (const auto& one : state.students) all.push_back(one.student);
    all.insert(all.end(), state.away.begin(), state.away.end());
    return all;
}
}  // namespace

const StudentState& find_student(const ClassState& state, std::string_view typed) {
    const auto all = everybody(state);
    const auto& found = find_present(all, state.enrolments, typed);
    return state.students[static_cast<std::size_t>(&found - all.data())];
}

const Student* find_away(const ClassState& state, std::string_view typed) {
    if (state.away.empty()) return nullptr;
    const auto all = everybody(state);
    const auto at = static_cast<std::size_t>(&find_student(std::span<const Student>(all), typed) - all.data());
    return at < state.students.size() ? nullptr : &state.away[at - state.students.size()];
}

void bring_back(Facts& facts, StudentId student, Date today) {
    const auto who = std::ranges::find(facts.students, student, &Student::id);
    if (who == facts.students.end()) return;
    who->status = EnrolmentStatus::active;
    const auto behind = std::ranges::find_if(facts.enrolments, [&](const auto& one) { return one.student > student; });
    facts.enrolments.insert(behind, {.student = student, .from = today + std::chrono::days(1)});
}

}  // namespace waymark::classroom
