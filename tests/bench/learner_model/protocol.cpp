#include "protocol.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <random>
#include <utility>

namespace waymark::bench {
namespace {

double as_number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Share of two ascending lists without duplicates that they have in common.
double jaccard(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) ++common;
        const bool first = a[i] <= b[j], second = b[j] <= a[i];
        i += first ? 1 : 0;
        j += second ? 1 : 0;
    }
    return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

}  // namespace

AnswerTable::AnswerTable(AnswerFile& file) {
    std::vector<double> orders;
    Row row;
    while (file.next(row)) {
        const auto student = students_.of(row.student);
        if (student == rows_of_.size()) rows_of_.emplace_back();
        rows_of_[student].push_back(static_cast<std::uint32_t>(rows_.size()));
        rows_.push_back({classes_.of(row.class_name), student, items_.of(row.item), skills_.of(row.skills),
                         corrects_.of(row.correct), orders_.of(row.order), row.score});
        orders.push_back(as_number(row.order));
    }
    for (auto& rows : rows_of_) std::ranges::stable_sort(rows, {}, [&](std::uint32_t at) { return orders[at]; });
}

Row AnswerTable::row(std::uint32_t at) const {
    const auto& stored = rows_[at];
    return {classes_.name(stored.class_name),
            students_.name(stored.student),
            items_.name(stored.item),
            skills_.name(stored.skills),
            corrects_.name(stored.correct),
            orders_.name(stored.order),
            stored.score};
}

std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t left = count; left > 1; --left) {
        // Values above the last whole multiple are drawn again, so that every place is equally likely.
        const std::uint64_t limit = std::numeric_limits<std::uint64_t>::max() / left * left;
        std::uint64_t value = random();
        while (value >= limit) value = random();
        std::swap(order[left - 1], order[value % left]);
    }
    return order;
}

std::vector<std::vector<std::uint32_t>> draw_classes(const AnswerTable& table, const Draw& draw) {
    std::vector<std::size_t> students;
    for (const auto at : shuffled(table.students(), draw.seed)) {
        if (table.rows_of(at).size() >= draw.least_answers) students.push_back(at);
    }
    std::vector<std::vector<std::uint32_t>> items(table.students());
    for (const auto student : students) {
        const auto& rows = table.rows_of(student);
        auto& own = items[student];
        for (std::size_t at = 0; at < std::min(rows.size(), draw.most_answers); ++at) {
            own.push_back(table.item(rows[at]));
        }
        std::ranges::sort(own);
        const auto repeated = std::ranges::unique(own);
        own.erase(repeated.begin(), repeated.end());
    }

    std::vector<std::vector<std::uint32_t>> classes;
    while (classes.size() < draw.most_classes && students.size() >= draw.class_size) {
        if (draw.matched) {
            std::vector<std::pair<double, std::size_t>> likeness;
            for (const auto student : students)
                likeness.emplace_back(jaccard(items[students[0]], items[student]), student);
            // The first is the student drawn, most like themselves; equal ones stay in the order drawn.
            std::ranges::stable_sort(likeness.begin() + 1, likeness.end(), std::greater<>{},
                                     &std::pair<double, std::size_t>::first);
            std::ranges::transform(likeness, students.begin(), &std::pair<double, std::size_t>::second);
        }
        auto& rows = classes.emplace_back();
        for (std::size_t position = 0; position < draw.most_answers; ++position) {
            for (std::size_t at = 0; at < draw.class_size; ++at) {
                const auto& own = table.rows_of(students[at]);
                if (position < own.size()) rows.push_back(own[position]);
            }
        }
        students.erase(students.begin(), students.begin() + static_cast<std::ptrdiff_t>(draw.class_size));
    }
    return classes;
}

}  // namespace waymark::bench
