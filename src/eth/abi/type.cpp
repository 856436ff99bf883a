#include "eth/abi/type.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "crypto/hash.hpp"

namespace stafi::abi {
namespace {

constexpr std::size_t kWord = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_char(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

/// A size as it stands in a type: no sign, no leading zero, at least 1.
std::optional<std::size_t> parse_size(std::string_view digits) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), size);
    if (error != std::errc{} || end != digits.end() || digits[0] == '0') return std::nullopt;
    return size;
}

}  // namespace

/// Reads types and declarations from left to right.
class TypeReader {
  public:
    explicit TypeReader(std::string_view text) : text_{text} {}

    Result<Type> whole_type() {
        TRY_VOID(check_length());
        TRY(Type type, read_type(0));
        TRY_VOID(expect_end());
        if (type.text() != text_) return refuse("names and blanks are not part of a type");
        return type;
    }

    Result<Signature> whole_signature() {
        TRY_VOID(check_length());
        Signature made;
        made.name_ = next_word();
        if (made.name_.empty() || is_digit(made.name_[0])) return refuse("name missing");
        if (peek() != '(') return refuse("( expected");
        TRY(made.parameters_, read_parameters(0));
        TRY(made.inputs_, tuple_of(made.parameters_));
        made.mutability_ = read_mutability();
        if (accept_word("returns")) {
            TRY(made.outputs_, read_tuple(0));
        }
        TRY_VOID(expect_end());
        TRY_VOID(describe_log(made));
        made.hash_ = keccak256(bytes_of(made.text()));
        return made;
    }

  private:
    Mutability read_mutability() {
        if (accept_word("payable")) return Mutability::payable;
        if (accept_word("view")) return Mutability::view;
        if (accept_word("pure")) return Mutability::pure;
        return Mutability::nonpayable;
    }

    Result<> describe_log(Signature& event) {
        std::vector<Parameter> logged = event.parameters_;
        for (Parameter& parameter : logged)
            if (parameter.is_indexed && !parameter.type.is_word())
                parameter.type = word_of(Kind::fixed_bytes, kWord);
        TRY(event.logged_, tuple_of(logged));
        if (std::erase_if(logged, std::mem_fn(&Parameter::is_indexed)) > kIndexedMax)
            return refuse("more than 3 indexed parameters");
        TRY(event.log_data_, tuple_of(logged));
        return {};
    }

    Result<Type> read_type(std::size_t depth) {
        if (depth > kDepthMax) return refuse("nested too deeply");
        if (peek() == '(') {
            TRY(Type tuple, read_tuple(depth + 1));
            return read_suffixes(std::move(tuple));
        }
        TRY(Type elementary, elementary_of(next_word()));
        return read_suffixes(std::move(elementary));
    }

    Result<Type> read_suffixes(Type type) {
        while (accept('[')) {
            if (type.kind_ == Kind::tuple && type.parts_.empty()) return refuse("array of ()");
            const std::string_view digits = next_word();
            if (!accept(']')) return refuse("] expected");
            if (type.depth_ == kDepthMax) return refuse("nested too deeply");
            TRY(type,
                digits.empty() ? list_of(std::move(type)) : array_of(std::move(type), digits));
        }
        return type;
    }

    /// `(type [indexed] [name], ...)`
    Result<std::vector<Parameter>> read_parameters(std::size_t depth) {
        std::vector<Parameter> parameters;
        if (!accept('(')) return refuse("( expected");
        if (accept(')')) return parameters;
        do {
            TRY(Type type, read_type(depth));
            if (type.kind_ == Kind::tuple && type.parts_.empty()) return refuse("() as a part");
            const bool is_indexed = accept_word("indexed");
            std::string name{next_word()};
            parameters.push_back({std::move(type), std::move(name), is_indexed});
        } while (accept(','));
        if (!accept(')')) return refuse(") expected");
        return parameters;
    }

    /// `(type [name], ...)`
    Result<Type> read_tuple(std::size_t depth) {
        TRY(const auto members, read_parameters(depth));
        if (std::ranges::any_of(members, &Parameter::is_indexed))
            return refuse("indexed is for the parameters of an event");
        return tuple_of(members);
    }

    Result<Type> elementary_of(std::string_view word) {
        if (word == "bool") return word_of(Kind::boolean, 0);
        if (word == "address") return word_of(Kind::address, 0);
        if (word == "function") return word_of(Kind::function, 24);
        if (word == "bytes") return dynamic_of(Kind::bytes);
        if (word == "string") return dynamic_of(Kind::string);
        const auto size =
            parse_size(word.substr(std::min(word.find_first_of("0123456789"), word.size())));
        const bool is_number = word.starts_with("uint") || word.starts_with("int");
        const std::string_view stem = word.starts_with("uint") ? "uint"
                                      : is_number              ? "int"
                                                               : "bytes";
        const std::size_t largest = is_number ? 256 : 32;
        const std::size_t step = is_number ? 8 : 1;
        if (!word.starts_with(stem) || !size || *size > largest || *size % step != 0 ||
            word != fmt::format("{}{}", stem, *size))
            return refuse(fmt::format("'{}' is not a type", word.substr(0, 40)));
        return word_of(!is_number      ? Kind::fixed_bytes
                       : stem == "int" ? Kind::sint
                                       : Kind::uint,
                       *size);
    }

    static Type word_of(Kind kind, std::size_t size) {
        Type type;
        type.kind_ = kind;
        type.size_ = size;
        type.head_size_ = kWord;
        return type;
    }

    static Type dynamic_of(Kind kind) {
        Type type = word_of(kind, 0);
        type.is_dynamic_ = true;
        return type;
    }

    static Result<Type> list_of(Type element) {
        Type list = dynamic_of(Kind::list);
        list.depth_ = element.depth_ + 1;
        list.parts_.push_back(std::move(element));
        return list;
    }

    Result<Type> array_of(Type element, std::string_view digits) {
        const auto size = parse_size(digits);
        if (!size || *size > kHeadMax / element.head_size_)
            return refuse(fmt::format("[{}] is no size of an array", digits.substr(0, 40)));
        Type array;
        array.kind_ = Kind::array;
        array.size_ = *size;
        array.is_dynamic_ = element.is_dynamic_;
        array.head_size_ = array.is_dynamic_ ? kWord : *size * element.head_size_;
        array.depth_ = element.depth_ + 1;
        array.parts_.push_back(std::move(element));
        return array;
    }

    Result<Type> tuple_of(const std::vector<Parameter>& members) {
        Type tuple;
        for (const Parameter& member : members) {
            tuple.is_dynamic_ = tuple.is_dynamic_ || member.type.is_dynamic_;
            tuple.head_size_ += member.type.head_size_;
            tuple.depth_ = std::max(tuple.depth_, member.type.depth_ + 1);
            tuple.parts_.push_back(member.type);
        }
        if (tuple.depth_ > kDepthMax) return refuse("nested too deeply");
        if (tuple.head_size_ > kHeadMax) return refuse("more than 1 MiB of members");
        if (tuple.is_dynamic_) tuple.head_size_ = kWord;
        return tuple;
    }

    char peek() {
        while (at_ < text_.size() && text_[at_] == ' ')
            ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }

    bool accept(char c) {
        if (peek() != c) return false;
        ++at_;
        return true;
    }

    std::string_view next_word() {
        peek();
        const std::size_t start = at_;
        while (at_ < text_.size() && is_word_char(text_[at_]))
            ++at_;
        return text_.substr(start, at_ - start);
    }

    bool accept_word(std::string_view word) {
        const std::size_t start = at_;
        if (next_word() == word) return true;
        at_ = start;
        return false;
    }

    Result<> check_length() {
        if (text_.size() > kTextMax)
            return refuse(fmt::format("more than {} characters", kTextMax));
        return {};
    }

    Result<> expect_end() {
        if (peek() != '\0' || at_ != text_.size()) return refuse("end expected");
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> refuse(std::string_view why) const {
        return fail(Reason::bad_abi, fmt::format("abi type: {} at character {}", why, at_));
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

Result<Type> Type::parse(std::string_view text) { return TypeReader{text}.whole_type(); }

Type::Type(Literal text) {
    auto type = parse(text.text());
    CHECK(type.has_value());
    *this = *std::move(type);
}

std::string Type::text() const {
    switch (kind_) {
        case Kind::uint:
            return fmt::format("uint{}", size_);
        case Kind::sint:
            return fmt::format("int{}", size_);
        case Kind::boolean:
            return "bool";
        case Kind::address:
            return "address";
        case Kind::fixed_bytes:
            return fmt::format("bytes{}", size_);
        case Kind::function:
            return "function";
        case Kind::bytes:
            return "bytes";
        case Kind::string:
            return "string";
        case Kind::array:
            return fmt::format("{}[{}]", parts_[0].text(), size_);
        case Kind::list:
            return parts_[0].text() + "[]";
        case Kind::tuple:
            break;
    }
    std::string members;
    for (const Type& part : parts_)
        members += (members.empty() ? "" : ",") + part.text();
    return "(" + members + ")";
}

Result<Signature> Signature::parse(std::string_view declaration) {
    return TypeReader{declaration}.whole_signature();
}

Signature::Signature(Literal declaration) {
    auto signature = parse(declaration.text());
    CHECK(signature.has_value());
    *this = *std::move(signature);
}

}  // namespace stafi::abi
