#include "tree_bytes.hpp"

#include <cstdint>

namespace waymark::classroom {
namespace {

/// Changes whenever Node or its reading does, so that older bytes are read from the text again.
constexpr std::string_view kLayout = "waymark tree 1\n";
constexpr int kDeepestBytes = 64;

class Writer {
public:
    [[nodiscard]] std::string write(const Node& root) {
        out_ = kLayout;
        node(root);
        return std::move(out_);
    }

private:
    void number(std::uint64_t value) {
        while (value >= 0x80) {
            out_ += static_cast<char>(value | 0x80);
            value >>= 7;
        }
        out_ += static_cast<char>(value);
    }
    void text(const std::string& value) {
        number(value.size());
        out_ += value;
    }
    void spot(const Spot& at) {
        number(static_cast<std::uint64_t>(at.line));
        number(static_cast<std::uint64_t>(at.column));
        number(static_cast<std::uint64_t>(at.length));
    }
    void node(const Node& one) {
        number(static_cast<std::uint64_t>(one.kind) << 1U | static_cast<std::uint64_t>(one.quoted));
        spot(one.spot);
        switch (one.kind) {
            case Node::Kind::nothing:
                break;
            case Node::Kind::scalar:
                text(one.text);
                break;
            case Node::Kind::list:
                number(one.items.size());
                for (const auto& item : one.items) node(item);
                break;
            case Node::Kind::map:
                number(one.entries.size());
                for (const auto& entry : one.entries) {
                    text(entry.key.text);
                    spot(entry.key.spot);
                    node(entry.value);
                }
                break;
        }
    }

    std::string out_;
};

/// Reads what may be damaged: after the first thing that cannot be, everything is zero and nothing is right.
class Reader {
public:
    Reader(std::string_view bytes, const Source& source) : rest_(bytes), source_(source) {}

    [[nodiscard]] std::optional<Node> read() {
        auto root = node(0);
        if (!right_ || !rest_.empty()) return std::nullopt;
        return root;
    }

private:
    std::uint64_t fail() {
        right_ = false;
        rest_ = {};
        return 0;
    }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 35; shift += 7) {
            if (rest_.empty()) return fail();
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) return value;
        }
        return fail();
    }
    /// How many follow; each takes a byte at least.
    std::size_t count() {
        const auto size = number();
        return size <= rest_.size() ? size : fail();
    }
    std::string text() {
        const auto size = count();
        std::string value(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return value;
    }
    Spot spot() {
        Spot at;
        at.line = static_cast<int>(number() & 0x7FFFFFFFU);
        // What nothing stands for has no place.
        if (at.line > 0) at.source = &source_;
        at.column = static_cast<int>(number() & 0x7FFFFFFFU);
        at.length = static_cast<int>(number() & 0x7FFFFFFFU);
        return at;
    }
    Node node(int depth) {
        Node one;
        const auto kind = number();
        if (kind > 7 || depth > kDeepestBytes) {
            fail();
            return one;
        }
        one.kind = static_cast<Node::Kind>(kind >> 1U);
        one.quoted = (kind & 1U) != 0;
        one.spot = spot();
        if (one.kind == Node::Kind::scalar) one.text = text();
        if (one.kind == Node::Kind::list) {
            const auto items = count();
            one.items.reserve(items);
            for (std::size_t at = 0; right_ && at < items; ++at) one.items.push_back(node(depth + 1));
        }
        if (one.kind == Node::Kind::map) {
            const auto entries = count();
            one.entries.reserve(entries);
            for (std::size_t at = 0; right_ && at < entries; ++at) {
                Word key;
                key.text = text();
                key.spot = spot();
                one.entries.push_back({std::move(key), node(depth + 1)});
            }
        }
        return one;
    }

    std::string_view rest_;
    const Source& source_;
    bool right_ = true;
};

}  // namespace

std::string bytes_of(const Node& root) {
    return Writer().write(root);
}

std::optional<Node> tree_of(std::string_view bytes, const Source& source) {
    if (!bytes.starts_with(kLayout)) return std::nullopt;
    return Reader(bytes.substr(kLayout.size()), source).read();
}

}  // namespace waymark::classroom
