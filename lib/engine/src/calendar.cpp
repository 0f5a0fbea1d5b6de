#include "waymark/calendar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace waymark {

using std::chrono::days;

namespace {

/// The names of school days, in turn.
class Rotation {
public:
    explicit Rotation(const CalendarParts& parts) : parts_(parts) {}
    /// The name of a day; empty when it has none. Days come in order.
    std::string next(Date day) {
        const bool weekend = std::chrono::weekday(day).iso_encoding() > 5;
        const bool skipped = std::ranges::find(parts_.rotation_skips, day) != parts_.rotation_skips.end();
        if (parts_.rotation.empty() || weekend || skipped || day < parts_.rotation_starts) return {};
        return parts_.rotation[turn_++ % parts_.rotation.size()];
    }

private:
    const CalendarParts& parts_;
    std::size_t turn_ = 0;
};

}  // namespace

Date monday_of(Date day) {
    return day - days(std::chrono::weekday(day).iso_encoding() - 1);
}

Calendar::Calendar(const CalendarParts& parts)
    : starts_(parts.term_starts), ends_(parts.term_ends), breaks_(parts.breaks) {
    if (ends_ < starts_) throw std::invalid_argument("the term ends before it starts");
    if (ends_ - starts_ > days(1000)) throw std::invalid_argument("the term is longer than 1,000 days");
    std::map<Date, int> minutes;
    std::set<Date> pattern;
    Rotation rotation(parts);
    for (Date day = starts_; day <= ends_; day += days(1)) {
        const bool free =
            std::ranges::any_of(parts.breaks, [&](const Break& one) { return one.from <= day && day <= one.to; });
        const auto name = rotation.next(day);
        const bool half = std::ranges::find(parts.half_days, day) != parts.half_days.end();
        for (const auto& meeting : parts.meetings) {
            if (meeting.day != std::chrono::weekday(day)) continue;
            if (!meeting.rotation.empty() && meeting.rotation != name) continue;
            pattern.insert(day);
            if (!free) minutes[day] += half ? (meeting.minutes + 1) / 2 : meeting.minutes;
        }
    }
    for (const auto& exception : parts.exceptions) {
        if (exception.on < starts_ || exception.on > ends_) continue;
        minutes[exception.on] = exception.minutes;
        if (exception.minutes <= 0) fallen_out_.push_back({exception.name, exception.on, exception.on});
        if (exception.minutes > 0) pattern.insert(exception.on);
    }
    for (const auto& [day, length] : minutes) {
        if (length > 0) sessions_.push_back({static_cast<int>(sessions_.size()) + 1, day, length});
    }
    for (const auto& session : sessions_) planned_.push_back(session.date);
    pattern_.assign(pattern.begin(), pattern.end());
}

std::span<const Session> Calendar::sessions_in_week(Date week) const {
    const auto first = std::ranges::lower_bound(sessions_, week, {}, &Session::date);
    const auto last = std::ranges::lower_bound(sessions_, week + days(7), {}, &Session::date);
    return {first, last};
}

int Calendar::sessions_before(Date day) const {
    return static_cast<int>(std::ranges::lower_bound(sessions_, day, {}, &Session::date) - sessions_.begin());
}

std::optional<Session> Calendar::session(int number) const {
    if (number < 1 || static_cast<std::size_t>(number) > sessions_.size()) return std::nullopt;
    return sessions_[static_cast<std::size_t>(number) - 1];
}

std::optional<Session> Calendar::last_session_by(Date day) const {
    return session(sessions_before(day + days(1)));
}

std::optional<std::string> Calendar::free_because(Date day) const {
    const auto session = last_session_by(day);
    if (session && session->date == day) return std::nullopt;
    const auto holds = [&](const Break& one) { return one.from <= day && day <= one.to; };
    const auto fallen = std::find_if(fallen_out_.rbegin(), fallen_out_.rend(), holds);
    if (fallen != fallen_out_.rend()) return fallen->name;
    const auto free = std::ranges::find_if(breaks_, holds);
    const bool would_meet = std::ranges::binary_search(pattern_, day);
    return free != breaks_.end() && would_meet ? std::optional(free->name) : std::nullopt;
}

Calendar Calendar::with(std::span<const CalendarException> changes) const {
    Calendar changed = *this;
    for (const auto& change : changes) {
        if (change.on < starts_ || change.on > ends_) continue;
        std::erase_if(changed.sessions_, [&](const Session& one) { return one.date == change.on; });
        std::erase(changed.cancelled_, change.on);
        if (change.minutes <= 0) {
            changed.cancelled_.push_back(change.on);
            changed.fallen_out_.push_back({change.name, change.on, change.on});
            continue;
        }
        changed.sessions_.push_back({.date = change.on, .minutes = change.minutes});
        changed.pattern_.push_back(change.on);
    }
    std::ranges::sort(changed.sessions_, {}, &Session::date);
    std::ranges::sort(changed.cancelled_);
    std::ranges::sort(changed.pattern_);
    changed.pattern_.erase(std::ranges::unique(changed.pattern_).begin(), changed.pattern_.end());
    for (int number = 1; auto& session : changed.sessions_) session.number = number++;
    return changed;
}

}  // namespace waymark
