#include "waymark/classroom/find_student.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "waymark/classroom/error.hpp"
#include "waymark/text/dates.hpp"
#include "waymark/text/names.hpp"

namespace waymark::classroom {
namespace {

/// Whether `word`, written plainly, is one of the words of the name.
bool has_word(std::string_view name, std::string_view word) {
    while (!word.empty() && !name.empty()) {
        const auto end = std::min(name.find(' '), name.size());
        if (text::slug(name.substr(0, end)) == word) return true;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return false;
}

}  // namespace

const Student& find_student(std::span<const Student> students, std::string_view typed) {
    const auto key = text::match_key(typed);
    std::vector<const Student*> found;
    bool left = false;
    const auto look = [&](auto matches) {
        if (!found.empty()) return;
        for (const auto& student : students) {
            if ((student.status == EnrolmentStatus::left) == left && matches(student)) found.push_back(&student);
        }
    };
    const auto same = [&](const std::string& text) { return !text.empty() && text::match_key(text) == key; };
    const auto whole = [](const Student& one, auto matches) {
        return matches(one.display_name()) || matches(one.given + " " + one.family) ||
               matches(one.family + ", " + one.given);
    };
    const auto part = [](const Student& one, auto matches) {
        return matches(one.given) || matches(one.preferred) || matches(one.family);
    };
    // Letters as they are on every keyboard. Who types plain letters may mean either of Zoe and Zoë.
    const auto plain = text::slug(typed);
    const auto alike = [&](const std::string& text) { return !plain.empty() && text::slug(text) == plain; };
    const bool typed_plainly = std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    // Who is here comes before who has left.
    for (const bool once_here : {false, true}) {
        left = once_here;
        look([&](const Student& one) { return one.slug == key; });
        look([&](const Student& one) { return same(one.school_id) || same(one.email); });
        look([&](const Student& one) { return whole(one, same); });
        if (!typed_plainly) look([&](const Student& one) { return part(one, same); });
        if (found.empty()) {
            look([&](const Student& one) { return whole(one, alike); });
            look([&](const Student& one) { return part(one, alike); });
            // A roster with one column for the whole name does not say which part is the given one.
            look([&](const Student& one) { return has_word(one.display_name(), plain); });
        }
    }
    if (found.size() == 1) return *found.front();
    if (found.size() > 1) {
        std::string list;
        for (const auto* one : found) list += (list.empty() ? "" : ", ") + one->slug;
        throw Error(Error::Kind::usage, fmt::format("{} students are called \"{}\"", found.size(), typed),
                    "say which: " + list);
    }
    std::vector<std::string> slugs, names;
    for (const auto& one : students) {
        slugs.push_back(one.slug);
        names.push_back(one.display_name());
    }
    if (text::nearest(typed, slugs).empty()) {
        const auto near = text::nearest(typed, names);
        const auto place = static_cast<std::size_t>(std::ranges::find(names, near) - names.begin());
        if (!near.empty() && place < slugs.size()) {
            throw Error(Error::Kind::usage, fmt::format("there is no student \"{}\"", typed),
                        fmt::format("did you mean {} ({})?", slugs[place], near));
        }
    }
    const auto near = text::nearest(typed, slugs);
    throw Error(Error::Kind::usage, fmt::format("there is no student \"{}\"", typed),
                near.empty() ? "waymark roster list shows them all" : fmt::format("did you mean {}?", near));
}

const Student& find_present(std::span<const Student> everybody, std::span<const Enrolment> enrolments,
                            std::string_view typed) {
    const auto& student = find_student(everybody, typed);
    if (student.status == EnrolmentStatus::active) return student;
    throw Error(Error::Kind::usage, absence_of(student, enrolments),
                fmt::format("waymark roster edit {} --status active brings them back", student.slug));
}

std::string absence_of(const Student& student, std::span<const Enrolment> enrolments) {
    std::optional<Date> since;
    for (const auto& one : enrolments) {
        if (one.student == student.id && one.status != EnrolmentStatus::active) since = one.from;
    }
    const bool left = student.status == EnrolmentStatus::left;
    if (!since) return fmt::format("{} {}", student.display_name(), left ? "has left" : "is inactive");
    return fmt::format("{} {} {}", student.display_name(), left ? "left on" : "is inactive since",
                       text::long_date(*since));
}

bool was_in_class(const Student& student, std::span<const Enrolment> enrolments, Date day) {
    if (student.joined > day) return false;
    auto status = EnrolmentStatus::active;
    for (const auto& one : enrolments) {
        if (one.student == student.id && one.from <= day) status = one.status;
    }
    return status == EnrolmentStatus::active;
}

}  // namespace waymark::classroom
