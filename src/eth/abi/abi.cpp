#include "eth/abi/abi.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace stafi::abi {
namespace {

constexpr std::size_t kWord = 32;
constexpr std::size_t kStringShown = 200;
constexpr std::size_t kBytesShown = 64;

constexpr std::size_t padded(std::size_t size) { return (size + kWord - 1) / kWord * kWord; }

/// The unused bits of `word` are as this type wants them.
bool fits(const Type& type, const Uint256& word) {
    const auto bits = static_cast<unsigned>(type.size());
    switch (type.kind()) {
        case Kind::uint:
            return word.bit_width() <= bits;
        case Kind::sint:
            return std::min(word, Uint256::max() - word).bit_width() < bits;
        case Kind::boolean:
            return word <= Uint256{1};
        case Kind::address:
            return word.bit_width() <= 160;
        case Kind::fixed_bytes:
        case Kind::function:
            return (word << (8 * bits)) == Uint256{};
        default:
            return false;
    }
}

/// Elements that a value of this type has; nothing for a list, which has any number.
std::optional<std::size_t> part_count(const Type& type) {
    if (type.kind() == Kind::list) return std::nullopt;
    return type.kind() == Kind::array ? type.size() : type.parts().size();
}

class Encoder {
  public:
    Result<> put(const Type& type, const Value& value) {
        if (const auto* word = std::get_if<Uint256>(&value.form)) return put_word(type, *word);
        if (const auto* bytes = std::get_if<Bytes>(&value.form)) return put_bytes(type, *bytes);
        return put_parts(type, std::get<std::vector<Value>>(value.form));
    }

    Bytes take() && { return std::move(out_); }

  private:
    Result<> put_word(const Type& type, const Uint256& word) {
        if (!type.is_word()) return refuse(type, "a single word");
        if (!fits(type, word)) return refuse(type, to_hex0x(be256(word)));
        append_word(word);
        return {};
    }

    Result<> put_bytes(const Type& type, const Bytes& bytes) {
        if (type.kind() != Kind::bytes && type.kind() != Kind::string)
            return refuse(type, "a byte string");
        append_word(bytes.size());
        append(out_, bytes);
        out_.resize(out_.size() + padded(bytes.size()) - bytes.size());
        return {};
    }

    /// First the place of each part, which for a dynamic one is only an offset; then those.
    Result<> put_parts(const Type& type, const std::vector<Value>& parts) {
        if (type.kind() < Kind::array) return refuse(type, "several parts");
        if (parts.size() != part_count(type).value_or(parts.size()))
            return refuse(type, fmt::format("{} parts", parts.size()));
        if (type.kind() == Kind::list) append_word(parts.size());
        const std::size_t start = out_.size();
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (type.part(i).is_dynamic())
                append_word(0);  // known below
            else
                TRY_VOID(put(type.part(i), parts[i]));
        }
        std::size_t place = start;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (type.part(i).is_dynamic()) {
                const auto offset = be256(out_.size() - start);
                std::ranges::copy(offset, std::span{out_}.subspan(place).begin());
                TRY_VOID(put(type.part(i), parts[i]));
            }
            place += type.part(i).head_size();
        }
        return {};
    }

    void append_word(const Uint256& word) { append(out_, be256(word)); }

    static tl::unexpected<Error> refuse(const Type& type, std::string_view what) {
        return fail(Reason::bad_abi, fmt::format("abi: {} is no value of {}", what, type.text()));
    }

    Bytes out_;
};

class Decoder {
  public:
    explicit Decoder(BytesView data) : data_{data} {}

    Result<Value> read_all(const Type& type) {
        if (data_.size() > kDataMax)
            return refuse(type, fmt::format("more than {} bytes", kDataMax));
        TRY(Value value, read(type));
        if (at_ != data_.size()) return refuse(type, "bytes after the end");
        return value;
    }

  private:
    /// The encoding that starts here, to its end.
    Result<Value> read(const Type& type) {
        if (type.is_word()) {
            TRY(const Uint256 word, read_word(type));
            if (!fits(type, word)) return refuse(type, "unused bits are set before");
            return Value{word};
        }
        if (type.kind() == Kind::bytes || type.kind() == Kind::string) return read_bytes(type);
        if (type.kind() != Kind::list) return read_parts(type, *part_count(type));
        TRY(const std::size_t count, read_size(type));
        return read_parts(type, count);
    }

    Result<Value> read_bytes(const Type& type) {
        TRY(const std::size_t size, read_size(type));
        if (size > rest() || padded(size) > rest()) return refuse(type, "data cut off");
        const BytesView content = data_.subspan(at_, size);
        const BytesView padding = data_.subspan(at_ + size, padded(size) - size);
        if (std::ranges::any_of(padding, [](std::byte b) { return b != std::byte{0}; }))
            return refuse(type, "padding that is not zero");
        at_ += padded(size);
        return Value{Bytes{content.begin(), content.end()}};
    }

    Result<Value> read_parts(const Type& type, std::size_t count) {
        const std::size_t start = at_;
        if (count * kWord > rest()) return refuse(type, "parts cut off");  // each takes a word
        std::vector<Value> parts;
        parts.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (type.part(i).is_dynamic()) {
                TRY(const std::size_t offset, read_size(type));
                parts.emplace_back(Uint256{offset});
            } else {
                TRY(Value part, read(type.part(i)));
                parts.push_back(std::move(part));
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (!type.part(i).is_dynamic()) continue;
            if (parts[i] != Value{Uint256{at_ - start}})
                return refuse(type, "offset to another place than");
            TRY(parts[i], read(type.part(i)));
        }
        return Value{std::move(parts)};
    }

    Result<Uint256> read_word(const Type& type) {
        if (rest() < kWord) return refuse(type, "word cut off");
        const Uint256 word = from_be256(data_.subspan(at_).first<kWord>());
        at_ += kWord;
        return word;
    }

    /// A length or an offset: none goes beyond the data.
    Result<std::size_t> read_size(const Type& type) {
        TRY(const Uint256 word, read_word(type));
        if (word > Uint256{data_.size()}) return refuse(type, "length or offset too large before");
        return word.limbs[0];
    }

    [[nodiscard]] std::size_t rest() const { return data_.size() - at_; }

    [[nodiscard]] tl::unexpected<Error> refuse(const Type& type, std::string_view why) const {
        return fail(Reason::bad_abi, fmt::format("abi: {} at byte {} of {}, in {}", why, at_,
                                                 data_.size(), type.text().substr(0, 80)));
    }

    BytesView data_;
    std::size_t at_ = 0;
};

std::string word_text(const Type& type, const Uint256& word) {
    const auto bytes = be256(word);
    switch (type.kind()) {
        case Kind::boolean:
            return word == Uint256{} ? "false" : "true";
        case Kind::address:
            return to_hex0x(BytesView{bytes}.subspan(12));
        case Kind::fixed_bytes:
        case Kind::function:
            return to_hex0x(BytesView{bytes}.first(type.size()));
        case Kind::sint:
            if (word.bit(255)) return "-" + to_decimal(Uint256::max() - word + 1);
            [[fallthrough]];
        default:
            return to_decimal(word);
    }
}

/// Whatever a chain puts into a string, the text stays printable and short.
std::string string_text(const Bytes& bytes) {
    std::string text = "\"";
    for (const char c : text_of(bytes).substr(0, kStringShown)) {
        if (c == '"' || c == '\\')
            text += {'\\', c};
        else if (c >= ' ' && c <= '~')
            text += c;
        else
            text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
    return text + (bytes.size() > kStringShown ? "...\"" : "\"");
}

std::string bytes_text(const Bytes& bytes) {
    if (bytes.size() <= kBytesShown) return to_hex0x(bytes);
    return fmt::format("{}... ({} bytes)", to_hex0x(BytesView{bytes}.first(kBytesShown)),
                       bytes.size());
}

}  // namespace

Result<Bytes> encode(const Type& type, const Value& value) {
    Encoder encoder;
    TRY_VOID(encoder.put(type, value));
    return std::move(encoder).take();
}

Result<Value> decode(const Type& type, BytesView data) { return Decoder{data}.read_all(type); }

std::string to_text(const Type& type, const Value& value) {
    if (const auto* word = std::get_if<Uint256>(&value.form)) return word_text(type, *word);
    if (const auto* bytes = std::get_if<Bytes>(&value.form))
        return type.kind() == Kind::string ? string_text(*bytes) : bytes_text(*bytes);
    const auto& parts = std::get<std::vector<Value>>(value.form);
    CHECK(parts.size() == part_count(type).value_or(parts.size()));
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : ", ") + to_text(type.part(i), parts[i]);
    return type.kind() == Kind::tuple ? "(" + text + ")" : "[" + text + "]";
}

}  // namespace stafi::abi
