#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "waymark/export.hpp"

namespace waymark {

/// A civil day. The engine never asks a clock: every day it knows was handed in.
using Date = std::chrono::sys_days;

/// The Monday of the ISO week that holds `day`. A week is named by its Monday throughout the library.
[[nodiscard]] WAYMARK_EXPORT Date monday_of(Date day);

/// One meeting of the class. Pace is counted in sessions, not in days.
struct Session {
    int number = 0;  ///< 1 for the first session of the term, then without gaps
    Date date{};
    int minutes = 0;  ///< at least 1

    friend bool operator==(const Session&, const Session&) = default;
};

/// The class meets on this weekday for this many minutes, all through the term.
struct Meeting {
    std::chrono::weekday day;
    int minutes = 0;
    std::string rotation = {};  ///< only on days of this name ("A"); empty: on all
};

/// Days without class, both ends included.
struct Break {
    std::string name;
    Date from{};
    Date to{};
};

/// One day that differs from the weekly pattern: another length, an extra session, or (0 minutes) none.
struct CalendarException {
    Date on{};
    int minutes = 0;
    std::string name;
};

struct CalendarParts {
    Date term_starts{};
    Date term_ends{};  ///< the last day, included; not before `term_starts`
    std::vector<Meeting> meetings;
    std::vector<Break> breaks;
    /// Win over meetings and over breaks. Days outside the term are ignored.
    std::vector<CalendarException> exceptions;
    /// Names that Monday to Friday take in turn ("A", "B"), from `rotation_starts` on. The turn waits on the days of
    /// `rotation_skips` and on no others: a new break changes nobody's days.
    std::vector<std::string> rotation = {};
    Date rotation_starts{};
    std::vector<Date> rotation_skips = {};
    /// Days on which meetings take half their minutes, rounded up. Exceptions win.
    std::vector<Date> half_days = {};
};

/// The sessions of one term, in order of date. Two meetings on one day are one session of their joint length.
class WAYMARK_EXPORT Calendar {
public:
    Calendar() = default;
    /// Throws std::invalid_argument when the term ends before it starts or is longer than 1,000 days.
    explicit Calendar(const CalendarParts& parts);

    [[nodiscard]] std::span<const Session> sessions() const { return sessions_; }
    /// The sessions from Monday `week` up to and with the Sunday after it.
    [[nodiscard]] std::span<const Session> sessions_in_week(Date week) const;
    /// How many sessions lie strictly before `day`.
    [[nodiscard]] int sessions_before(Date day) const;
    /// The session with this number, or nothing when the term has no such session.
    [[nodiscard]] std::optional<Session> session(int number) const;
    /// The last session on or before `day`: what is due by `day` is due by its end.
    [[nodiscard]] std::optional<Session> last_session_by(Date day) const;

    /// The calendar with these days changed as exceptions are; sessions are numbered anew. What is due by a number is
    /// due that many sessions into the term, so a session that falls out moves it on and makes nobody late.
    [[nodiscard]] Calendar with(std::span<const CalendarException> changes) const;

    /// The days of the sessions before any change by `with`: what due points count in. In order.
    [[nodiscard]] std::span<const Date> planned_days() const { return planned_; }
    /// The breaks of the class file, as they were given.
    [[nodiscard]] std::span<const Break> breaks() const { return breaks_; }
    /// Why there is no session on `day`: the name of the break or of the exception that took it away, which may be
    /// empty. Nothing when the class meets then, or never meets on such a day.
    [[nodiscard]] std::optional<std::string> free_because(Date day) const;
    /// Days on which `with` took the session away, in order.
    [[nodiscard]] std::span<const Date> cancelled_days() const { return cancelled_; }
    /// The days on which the class would meet if there were no breaks and nothing fell out: the weekly pattern and
    /// extra sessions. No break and no cancelled session changes them, so what is measured in them is fair to a class
    /// with more holidays. In order; they hold all of planned_days() and all sessions.
    [[nodiscard]] std::span<const Date> pattern_days() const { return pattern_; }

    [[nodiscard]] Date term_starts() const { return starts_; }
    [[nodiscard]] Date term_ends() const { return ends_; }

private:
    Date starts_{};
    Date ends_{};
    std::vector<Session> sessions_;
    std::vector<Break> breaks_;
    std::vector<Break> fallen_out_;  ///< single days, the newest last
    std::vector<Date> planned_;
    std::vector<Date> cancelled_;
    std::vector<Date> pattern_;
};

}  // namespace waymark
