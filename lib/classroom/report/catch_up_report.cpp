#include "waymark/classroom/catch_up_report.hpp"

#include <algorithm>

#include "waymark/catch_up.hpp"
#include "waymark/plan.hpp"
#include "waymark/status.hpp"

namespace waymark::classroom {
namespace {

/// The pace of one student, as somebody who wants to mend it sees it.
class Mending {
public:
    Mending(const ClassState& state, const StudentState& student, std::optional<int> minutes)
        : state_(state),
          student_(student),
          minutes_(minutes),
          plan_(state.file.curriculum, state.file.calendar, student.terms) {}

    [[nodiscard]] CatchUpRequest request(Date by) const {
        CatchUpRequest request{.mastered = {},
                               .counts = {},
                               .missing_minutes = planned(plan_, by) - counted(plan_, by),
                               .minutes = (minutes_ ? *minutes_ : minutes_until(by)) / time_factor()};
        for (SkillIndex at = 0; at < student_.skills.size(); ++at) {
            request.mastered.push_back(is_mastered(at));
            request.counts.push_back(plan_.counts(at) && !is_right_so_far(at));
        }
        request.due.assign(student_.skills.size(), false);
        for (const auto& target : plan_.targets()) {
            for (const auto skill : target.skills) request.due[skill] = target.due && *target.due <= by;
        }
        return request;
    }

    [[nodiscard]] std::optional<Date> first_day_after(Date by) const {
        if (minutes_) return std::nullopt;
        for (const auto& session : plan_.sessions()) {
            if (session.date > by && found(request(session.date)).restores) return session.date;
        }
        return std::nullopt;
    }

    /// The minutes that are enough when only must work is planned.
    [[nodiscard]] std::optional<double> with_must_only(Date by) const {
        auto terms = student_.terms;
        terms.must_only = true;
        const PlannedWork less(state_.file.curriculum, state_.file.calendar, terms);
        auto other = request(by);
        for (SkillIndex at = 0; at < student_.skills.size(); ++at) {
            other.counts[at] = less.counts(at) && !is_right_so_far(at);
        }
        other.missing_minutes = planned(less, by) - counted(less, by);
        const auto lighter = found(other);
        return lighter.restores ? std::optional(lighter.minutes * time_factor()) : std::nullopt;
    }

    /// Minutes that the student takes for one minute of work.
    [[nodiscard]] double time_factor() const { return student_.adjustment.time_factor; }

    [[nodiscard]] CatchUp found(const CatchUpRequest& request) const {
        return catch_up(state_.file.curriculum, request);
    }

private:
    /// The least work by then with which nobody would call the student behind.
    [[nodiscard]] double planned(const PlannedWork& work, Date by) const {
        return work.by(by, student_.pace.keeps_up() ? PacePolicy{}.tolerance_sessions : PacePolicy{}.return_sessions);
    }
    /// What counts for the pace: also skills that are right so far, because nobody is behind for want of a second
    /// check, and of what was due before joining no more than is planned of it by then.
    [[nodiscard]] double counted(const PlannedWork& work, Date by) const {
        double now = 0, earlier = 0;
        for (SkillIndex at = 0; at < student_.skills.size(); ++at) {
            if (!work.counts(at) || !(is_mastered(at) || is_right_so_far(at))) continue;
            const double minutes = state_.file.curriculum.skills()[at].minutes;
            (work.earlier(at) && is_mastered(at) ? earlier : now) += minutes;
        }
        return now + std::min(earlier, work.earlier_by(by));
    }
    [[nodiscard]] bool is_mastered(SkillIndex at) const {
        return student_.skills[at].decision.status == Status::mastered;
    }
    [[nodiscard]] bool is_right_so_far(SkillIndex at) const {
        const auto& known = student_.skills[at];
        return shown_once(known.decision, known.direct_success);
    }
    [[nodiscard]] double minutes_until(Date day) const {
        double minutes = 0;
        for (const auto& session : plan_.sessions()) {
            if (session.date >= state_.today && session.date <= day) minutes += session.minutes;
        }
        return minutes;
    }

    const ClassState& state_;
    const StudentState& student_;
    std::optional<int> minutes_;
    PlannedWork plan_;
};

}  // namespace

CatchUpReport catch_up_report(const ClassState& state, const StudentState& student, Date by,
                              std::optional<int> minutes) {
    const Mending mending(state, student, minutes);
    const auto request = mending.request(by);
    CatchUpReport report{.title = state.file.title,
                         .slug = student.student.slug,
                         .name = student.student.display_name(),
                         .by = by,
                         .pace = student.pace,
                         .missing_minutes = request.missing_minutes,
                         .minutes = request.minutes * mending.time_factor(),
                         .work = {},
                         .postponed = {},
                         .more_minutes = {},
                         .later = {},
                         .lighter_minutes = {}};
    if (report.missing_minutes <= 0) return report;
    const auto found = mending.found(request);
    const auto listed = [&](const std::vector<SkillIndex>& skills) {
        std::vector<CatchUpReport::Work> work;
        for (const auto at : skills) {
            const auto& skill = state.file.curriculum.skills()[at];
            work.push_back({skill.id, skill.title, minutes_needed(skill.minutes, mending.time_factor())});
        }
        return work;
    };
    report.restores = found.restores;
    report.enough_work = found.enough_work;
    report.exact = found.exact;
    report.needed_minutes = found.minutes * mending.time_factor();
    report.left_minutes = found.left_minutes;
    report.work = listed(found.work);
    report.postponed = listed(found.postponed);
    if (report.restores) return report;
    if (report.enough_work) report.more_minutes = report.needed_minutes - report.minutes;
    report.later = mending.first_day_after(by);
    report.lighter_minutes = mending.with_must_only(by);
    return report;
}

}  // namespace waymark::classroom
