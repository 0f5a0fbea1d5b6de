#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace waymark {

/// Values by 64-bit keys, made on first sight and never moved or removed. A table of positions points into blocks of
/// entries: a search touches two lines of memory, and growing copies positions only.
template <class Value>
class NumberedTable {
public:
    [[nodiscard]] const Value* find(std::uint64_t key) const {
        for (auto at = start(key);; at = (at + 1) & mask()) {
            if (table_[at] == 0) return nullptr;
            const auto& one = entry(table_[at] - 1);
            if (one.key == key) return &one.value;
        }
    }

    /// The value of `key`, made as a copy of `fresh` when there is none.
    Value& of(std::uint64_t key, const Value& fresh) {
        if (10 * (size_ + 1) > 7 * table_.size()) grow();
        for (auto at = start(key);; at = (at + 1) & mask()) {
            if (table_[at] == 0) {
                if (size_ == blocks_.size() * kBlock) blocks_.push_back(std::make_unique<Entry[]>(kBlock));
                table_[at] = static_cast<std::uint32_t>(++size_);
                auto& made = entry(size_ - 1);
                made = {key, fresh};
                return made.value;
            }
            auto& one = entry(table_[at] - 1);
            if (one.key == key) return one.value;
        }
    }

    /// Calls `see(key, value)` in the order in which they were made.
    template <class See>
    void for_each(See see) const {
        for (std::size_t at = 0; at < size_; ++at) see(entry(at).key, entry(at).value);
    }

private:
    static constexpr std::size_t kBlock = 64;
    struct Entry {
        std::uint64_t key = 0;
        Value value{};
    };

    [[nodiscard]] const Entry& entry(std::size_t at) const { return blocks_[at / kBlock][at % kBlock]; }
    [[nodiscard]] Entry& entry(std::size_t at) { return blocks_[at / kBlock][at % kBlock]; }
    [[nodiscard]] std::size_t mask() const { return table_.size() - 1; }
    /// Fibonacci hashing: the high bits of a product by 2^64 over the golden ratio.
    [[nodiscard]] std::size_t start(std::uint64_t key) const {
        return static_cast<std::size_t>(((key ^ (key >> 32U)) * 0x9E3779B97F4A7C15ULL) >> shift_);
    }

    void grow() {
        table_.assign(2 * table_.size(), 0);
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(table_.size()));
        for (std::size_t number = 0; number < size_; ++number) {
            auto at = start(entry(number).key);
            while (table_[at] != 0) at = (at + 1) & mask();
            table_[at] = static_cast<std::uint32_t>(number + 1);
        }
    }

    std::vector<std::uint32_t> table_ = std::vector<std::uint32_t>(16, 0);
    unsigned shift_ = 60;
    std::size_t size_ = 0;
    std::vector<std::unique_ptr<Entry[]>> blocks_;
};

/// A set of 64-bit keys below 2^63, each with one bit.
class FlaggedKeys {
public:
    /// The bit of `key`; false when it is not there.
    [[nodiscard]] bool flag(std::uint64_t key) const {
        for (auto at = start(key);; at = (at + 1) & (table_.size() - 1)) {
            if (table_[at] == kFree) return false;
            if (table_[at] >> 1U == key) return (table_[at] & 1U) != 0;
        }
    }

    void set(std::uint64_t key, bool flag) {
        if (10 * (size_ + 1) > 7 * table_.size()) grow();
        auto at = start(key);
        while (table_[at] != kFree && table_[at] >> 1U != key) at = (at + 1) & (table_.size() - 1);
        if (table_[at] == kFree) ++size_;
        table_[at] = key << 1U | (flag ? 1U : 0U);
    }

private:
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};
    [[nodiscard]] std::size_t start(std::uint64_t key) const {
        return static_cast<std::size_t>(((key ^ (key >> 31U)) * 0x9E3779B97F4A7C15ULL) >> shift_);
    }

    void grow() {
        auto old = std::vector<std::uint64_t>(2 * table_.size(), kFree);
        old.swap(table_);
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(table_.size()));
        for (const auto one : old) {
            if (one == kFree) continue;
            auto at = start(one >> 1U);
            while (table_[at] != kFree) at = (at + 1) & (table_.size() - 1);
            table_[at] = one;
        }
    }

    std::vector<std::uint64_t> table_ = std::vector<std::uint64_t>(16, kFree);
    unsigned shift_ = 60;
    std::size_t size_ = 0;
};

}  // namespace waymark
