#include "eth/typed_data.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/hash.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::eip712 {
namespace {

namespace json = boost::json;
using abi::Kind;
using abi::Type;
using abi::Value;

constexpr std::string_view kDomainType = "EIP712Domain";
constexpr std::size_t kNameMax = 256;
constexpr std::size_t kWordDigits = 64;
constexpr std::size_t kDimensionsMax = 8;  // of T[][]...

tl::unexpected<Error> refuse(std::string_view path, std::string_view why) {
    return fail(Reason::bad_typed_data, fmt::format("{}: {}", path, why));
}

Result<const json::object*> as_object(const json::value& value, std::string_view path) {
    if (const json::object* object = value.if_object()) return object;
    return refuse(path, "not an object");
}

Result<const json::array*> as_array(const json::value& value, std::string_view path) {
    if (const json::array* array = value.if_array()) return array;
    return refuse(path, "not a list");
}

Result<std::string_view> as_text(const json::value& value, std::string_view path) {
    if (const json::string* text = value.if_string())
        return std::string_view{text->data(), text->size()};
    return refuse(path, "not a text");
}

Result<const json::value*> field(const json::object& object, std::string_view name,
                                 std::string_view path) {
    if (const json::value* value = object.if_contains(name)) return value;
    return refuse(fmt::format("{}{}{}", path, path.empty() ? "" : ".", name), "missing");
}

bool is_identifier(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
    };
    return !text.empty() && text.size() <= kNameMax && is_letter(text[0]) &&
           std::ranges::all_of(text,
                               [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

/// A type that is no struct and no array, if `text` is one.
std::optional<Type> atomic_type(std::string_view text) {
    auto type = Type::parse(text);
    if (!type || type->kind() == Kind::function || type->kind() > Kind::string) return std::nullopt;
    return *std::move(type);
}

/// `T[]` or `T[k]` taken apart.
struct ArrayType {
    std::string_view element;
    std::optional<std::size_t> count;
};

/// Nothing when `text` is no array. A size must be written plainly and not be 0.
std::optional<ArrayType> array_type(std::string_view text) {
    const std::size_t open = text.rfind('[');
    if (!text.ends_with(']') || open == std::string_view::npos) return std::nullopt;
    const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
    if (digits.empty()) return ArrayType{.element = text.substr(0, open), .count = {}};
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), count);
    if (error != std::errc{} || end != digits.end() || digits[0] == '0') return std::nullopt;
    return ArrayType{.element = text.substr(0, open), .count = count};
}

struct Member {
    std::string name;
    std::string type;
};

/// The structs that "types" defines; every member has a type that exists.
class Structs {
  public:
    [[nodiscard]] static Result<Structs> read(const json::value& types) {
        TRY(const json::object* object, as_object(types, "types"));
        if (object->size() > kStructsMax)
            return refuse("types", fmt::format("more than {} of them", kStructsMax));
        Structs structs;
        for (const auto& [name, members] : *object) {
            if (!is_identifier(name) || atomic_type(name))
                return refuse("types", "a name that no struct can have");
            TRY(structs.members_[name], read_members(members, fmt::format("types.{}", name)));
        }
        TRY_VOID(structs.check_types());
        return structs;
    }

    [[nodiscard]] const std::vector<Member>* find(std::string_view name) const {
        const auto found = members_.find(name);
        return found == members_.end() ? nullptr : &found->second;
    }

    /// encodeType: the struct, then all it refers to, sorted by name.
    [[nodiscard]] std::string text(std::string_view name) const {
        std::set<std::string_view> others;
        collect(name, others);
        others.erase(name);
        std::string text = own_text(name);
        for (const std::string_view other : others)
            text += own_text(other);
        return text;
    }

    /// Computed once: a list may hold thousands of one struct.
    [[nodiscard]] const Bytes32& type_hash(std::string_view name) {
        const auto found = hashes_.find(name);
        if (found != hashes_.end()) return found->second;
        return hashes_.emplace(name, keccak256(bytes_of(text(name)))).first->second;
    }

  private:
    static Result<std::vector<Member>> read_members(const json::value& value,
                                                    const std::string& path) {
        TRY(const json::array* array, as_array(value, path));
        if (array->size() > kMembersMax)
            return refuse(path, fmt::format("more than {} members", kMembersMax));
        std::vector<Member> members;
        for (const json::value& each : *array) {
            TRY(const json::object* object, as_object(each, path));
            TRY(const json::value* name, field(*object, "name", path));
            TRY(const json::value* type, field(*object, "type", path));
            TRY(const std::string_view name_text, as_text(*name, path + ".name"));
            TRY(const std::string_view type_text, as_text(*type, path + ".type"));
            if (object->size() != 2) return refuse(path, "a member has a name and a type only");
            if (!is_identifier(name_text)) return refuse(path, "a name that no member can have");
            if (std::ranges::find(members, name_text, &Member::name) != members.end())
                return refuse(path, fmt::format("{} twice", name_text));
            members.push_back({std::string{name_text}, std::string{type_text}});
        }
        return members;
    }

    [[nodiscard]] Result<> check_types() const {
        for (const auto& [name, members] : members_)
            for (const Member& member : members) {
                std::string_view base = member.type;
                std::size_t dimensions = 0;
                while (const auto array = array_type(base)) {
                    base = array->element;
                    ++dimensions;
                }
                const bool is_known = atomic_type(base) || (find(base) && base != kDomainType);
                if (!is_known || dimensions > kDimensionsMax)
                    return refuse(fmt::format("types.{}.{}", name, member.name),
                                  "a type that does not exist");
            }
        return {};
    }

    void collect(std::string_view name, std::set<std::string_view>& found) const {
        const auto self = members_.find(name);
        if (self == members_.end() || !found.insert(self->first).second) return;
        for (const Member& member : self->second)
            collect(std::string_view{member.type}.substr(0, member.type.find('[')), found);
    }

    [[nodiscard]] std::string own_text(std::string_view name) const {
        std::string text;
        for (const Member& member : *find(name))
            text += (text.empty() ? "" : ",") + member.type + " " + member.name;
        return std::string{name} + "(" + text + ")";
    }

    std::map<std::string, std::vector<Member>, std::less<>> members_;
    std::map<std::string, Bytes32, std::less<>> hashes_;
};

Result<Uint256> read_hex_number(std::string_view digits) {
    if (digits.empty() || digits.size() > kWordDigits)
        return fail(Reason::bad_number, "number: 1 to 64 hex digits are expected");
    Bytes32 word;
    TRY_VOID(parse_hex_into(std::string(kWordDigits - digits.size(), '0') + std::string{digits},
                            word.span()));
    return from_be256(word.view());
}

/// In two's complement; the range is for the type to check.
Result<Uint256> read_number(const json::value& value) {
    if (const std::uint64_t* number = value.if_uint64()) return Uint256{*number};
    std::string text;
    if (const std::int64_t* number = value.if_int64())
        text = fmt::format("{}", *number);
    else if (const json::string* given = value.if_string())
        text = *given;
    else
        return fail(Reason::bad_number, "number: a whole number or a text is expected");
    if (text.starts_with("0x")) return read_hex_number(std::string_view{text}.substr(2));
    if (!text.starts_with("-")) return parse_decimal(text);
    TRY(const Uint256 magnitude, parse_decimal(std::string_view{text}.substr(1)));
    if (magnitude == Uint256{} || (magnitude - 1).bit(255))
        return fail(Reason::bad_number, "number: no negative one of 256 bits");
    return Uint256::max() - (magnitude - 1);
}

Result<Bytes> read_bytes(const json::value& value, std::string_view path) {
    TRY(const std::string_view text, as_text(value, path));
    if (!text.starts_with("0x")) return refuse(path, "0x text is expected");
    return at(path, parse_hex(text));
}

/// A value of a type that is no struct and no array.
Result<Value> read_atom(const Type& type, const json::value& value, const std::string& path) {
    switch (type.kind()) {
        case Kind::boolean:
            if (const bool* content = value.if_bool()) return to_value(type, *content);
            return refuse(path, "true or false is expected");
        case Kind::address: {
            TRY(const std::string_view text, as_text(value, path));
            TRY(const Address content, at(path, parse_address(text)));
            return to_value(type, content);
        }
        case Kind::string: {
            TRY(const std::string_view text, as_text(value, path));
            return to_value(type, std::string{text});
        }
        case Kind::bytes: {
            TRY(Bytes content, read_bytes(value, path));
            return Value{std::move(content)};
        }
        case Kind::fixed_bytes: {
            TRY(const Bytes content, read_bytes(value, path));
            if (content.size() != type.size())
                return refuse(path, fmt::format("{} bytes are expected", type.size()));
            return abi::fixed_to_value(type, content);
        }
        default: {
            TRY(const Uint256 number, at(path, read_number(value)));
            TRY_VOID(at(path, abi::encode(type, number)));
            return Value{number};
        }
    }
}

/// Hashes JSON values along the types.
class Hasher {
  public:
    explicit Hasher(Structs& structs) : structs_{structs} {}

    Result<Bytes32> hash_struct(std::string_view name, const json::value& value,
                                const std::string& path) {
        TRY(const json::object* object, as_object(value, path));
        const std::vector<Member>& members = *structs_.find(name);
        Bytes encoded;
        append(encoded, structs_.type_hash(name).view());
        for (const Member& member : members) {
            TRY(const json::value* content, field(*object, member.name, path));
            TRY(const Bytes32 word,
                encode_value(member.type, *content, fmt::format("{}.{}", path, member.name)));
            append(encoded, word.view());
        }
        if (object->size() != members.size())
            return refuse(path, fmt::format("a field that {} does not have", name));
        return keccak256(encoded);
    }

  private:
    Result<Bytes32> encode_value(std::string_view type, const json::value& value,
                                 const std::string& path) {
        if (const auto array = array_type(type)) return encode_array(*array, value, path);
        if (structs_.find(type) != nullptr) return hash_struct(type, value, path);
        const auto atom = atomic_type(type);
        CHECK(atom.has_value());  // by Structs::check_types
        TRY(const Value content, read_atom(*atom, value, path));
        return encode_member(*atom, content);
    }

    Result<Bytes32> encode_array(const ArrayType& type, const json::value& value,
                                 const std::string& path) {
        TRY(const json::array* array, as_array(value, path));
        if (array->size() != type.count.value_or(array->size()))
            return refuse(path, fmt::format("{} elements are expected", *type.count));
        Bytes encoded;
        std::size_t i = 0;
        for (const json::value& element : *array) {
            TRY(const Bytes32 word,
                encode_value(type.element, element, fmt::format("{}[{}]", path, i++)));
            append(encoded, word.view());
        }
        return keccak256(encoded);
    }

    Structs& structs_;
};

/// Reads the members of the domain, which are some of five in a fixed order.
class DomainReader {
  public:
    DomainReader(const std::vector<Member>& declared, const json::object& values)
        : declared_{declared}, values_{values} {}

    Result<Domain> read() {
        Domain domain;
        TRY_VOID(take("name", "string", domain.name));
        TRY_VOID(take("version", "string", domain.version));
        TRY_VOID(take("chainId", "uint256", domain.chain_id));
        TRY_VOID(take("verifyingContract", "address", domain.verifying_contract));
        TRY_VOID(take("salt", "bytes32", domain.salt));
        if (taken_ == 0) return refuse("domain", "empty");
        if (taken_ != declared_.size())
            return refuse("types.EIP712Domain", "not the members of EIP-712 in their order");
        if (taken_ != values_.size())
            return refuse("domain", "a field that its type does not have");
        return domain;
    }

  private:
    template <class T>
    Result<> take(std::string_view name, abi::Literal type, std::optional<T>& content) {
        if (taken_ == declared_.size() || declared_[taken_].name != name) return {};
        if (declared_[taken_].type != type.text())
            return refuse(fmt::format("types.EIP712Domain.{}", name),
                          fmt::format("{} is expected", type.text()));
        ++taken_;
        TRY(const json::value* value, field(values_, name, "domain"));
        const Type parsed{type};
        TRY(Value read, read_atom(parsed, *value, fmt::format("domain.{}", name)));
        return read_value(parsed, std::move(read), content.emplace());
    }

    const std::vector<Member>& declared_;
    const json::object& values_;
    std::size_t taken_ = 0;
};

}  // namespace

Result<TypedData> read_typed_data(std::string_view text) {
    if (text.size() > kTypedDataMax)
        return refuse("typed data", fmt::format("more than {} characters", kTypedDataMax));
    TRY_VOID(check_json(text));
    json::error_code error;
    const json::value parsed = json::parse(text, error);
    if (error) return fail(Reason::bad_json, "json: " + error.message());
    TRY(const json::object* top, as_object(parsed, "typed data"));
    TRY(const json::value* types, field(*top, "types", ""));
    TRY(const json::value* primary, field(*top, "primaryType", ""));
    TRY(const json::value* domain, field(*top, "domain", ""));
    TRY(const json::value* message, field(*top, "message", ""));
    if (top->size() != 4) return refuse("typed data", "a field that does not belong there");

    TRY(Structs structs, Structs::read(*types));
    const std::vector<Member>* domain_type = structs.find(kDomainType);
    if (domain_type == nullptr) return refuse("types.EIP712Domain", "missing");
    TRY(const json::object* domain_values, as_object(*domain, "domain"));
    TypedData data;
    TRY(data.domain, DomainReader(*domain_type, *domain_values).read());
    TRY(data.primary_type, as_text(*primary, "primaryType"));
    if (structs.find(data.primary_type) == nullptr || data.primary_type == kDomainType)
        return refuse("primaryType", "not a struct of the message");
    data.type_text = structs.text(data.primary_type);
    TRY(data.struct_hash, Hasher{structs}.hash_struct(data.primary_type, *message, "message"));
    return data;
}

}  // namespace stafi::eip712
