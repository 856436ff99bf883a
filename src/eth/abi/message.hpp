#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "eth/abi/abi.hpp"
#include "eth/abi/record.hpp"

// Calls, events and errors as structs. What Solidity declares is written down once, with the
// fields that hold it:
//
//     struct BalanceOf {
//         Address owner;
//         static constexpr abi::Literal kAbi = "balanceOf(address owner) returns (uint256)";
//         static auto abi_fields(auto& self) { return abi::fields(self.owner); }
//         using Returns = Uint256;
//     };
//     const Bytes calldata = abi::encode_call(BalanceOf{.owner = pool});
//     TRY(const Uint256 balance, abi::decode_return<BalanceOf>(answer));
//
// or, the same and its comparison in one line:
//
//     ABI_MESSAGE(BalanceOf, "balanceOf(address) returns (uint256)", owner);
//
// A struct whose fields cannot hold what it declares is a bug, which the first use CHECKs; so is
// encoding a number that is too large for its type: bound outside numbers before.

namespace stafi::abi {

/// See above; a message may have no fields. It also keeps the names.
#define ABI_MESSAGE(Type, declaration, ...)                    \
    static constexpr ::stafi::abi::Literal kAbi = declaration; \
    static constexpr ::std::string_view kTypeName = #Type;     \
    __VA_OPT__(ABI_MEMBERS_(__VA_ARGS__))                      \
    friend bool operator==(const Type&, const Type&) = default

template <class T>
concept Message = requires { T::kAbi; };

/// Read at the first use.
template <Message M>
[[nodiscard]] const Signature& signature_of() {
    static const Signature signature{M::kAbi};
    return signature;
}

// Calls: selector and parameters. Errors in revert data have the same form.

[[nodiscard]] Bytes encode_call(const Signature& function, const Value& inputs);
/// Errors: bad_abi; for another selector too.
[[nodiscard]] Result<Value> decode_call(const Signature& function, BytesView calldata);

template <Message M>
[[nodiscard]] Bytes encode_call(const M& call) {
    return encode_call(signature_of<M>(), to_value(signature_of<M>().inputs(), call));
}
/// `encode_call("transfer(address,uint256)", to, amount)`
template <class... Ts>
[[nodiscard]] Bytes encode_call(Literal function, const Ts&... inputs) {
    const Signature signature{function};
    return encode_call(signature, to_value(signature.inputs(), std::tie(inputs...)));
}
/// Fills the fields of a call. Errors: those of `decode_call`.
[[nodiscard]] Result<> read_call(const Signature& function, BytesView calldata,
                                 std::span<const Target> fields);
template <Message M>
[[nodiscard]] Result<M> decode_call(BytesView calldata) {
    M call{};
    TRY_VOID(read_call(signature_of<M>(), calldata, fields_of(call)));
    return call;
}

// Tuples alone, as abi.encode makes them and functions return them.

/// `encode_tuple("(bytes32,uint32)", key, balance)`
[[nodiscard]] Bytes encode_tuple(const Type& tuple, const Value& members);
template <class... Ts>
[[nodiscard]] Bytes encode_tuple(Literal tuple, const Ts&... members) {
    const Type type{tuple};
    return encode_tuple(type, to_value(type, std::tie(members...)));
}

/// Several members make a T of as many fields; a single one is the T. Errors: bad_abi.
template <class T>
[[nodiscard]] Result<T> decode_tuple(const Type& tuple, BytesView data) {
    TRY(Value members, decode(tuple, data));
    T content{};
    if (tuple.parts().size() == 1)
        TRY_VOID(read_value(tuple.part(0), std::move(parts_of(std::move(members))[0]), content));
    else
        TRY_VOID(read_value(tuple, std::move(members), content));
    return content;
}
/// `decode_tuple<std::string>("(string)", data)`
template <class T>
[[nodiscard]] Result<T> decode_tuple(Literal tuple, BytesView data) {
    return decode_tuple<T>(Type{tuple}, data);
}
template <Message M>
[[nodiscard]] Result<typename M::Returns> decode_return(BytesView data) {
    return decode_tuple<typename M::Returns>(signature_of<M>().outputs(), data);
}

// Events. Of an indexed parameter longer than a word the field is its hash, a Bytes32.

struct LogContent {
    std::vector<Bytes32> topics;
    Bytes data;
    friend bool operator==(const LogContent&, const LogContent&) = default;
};

[[nodiscard]] LogContent encode_event(const Signature& event, const Value& logged);
/// Errors: bad_abi; for another topic 0 too. Anonymous events have none and cannot be read.
[[nodiscard]] Result<Value> decode_event(const Signature& event, std::span<const Bytes32> topics,
                                         BytesView data);

template <Message M>
[[nodiscard]] LogContent encode_event(const M& event) {
    return encode_event(signature_of<M>(), to_value(signature_of<M>().logged(), event));
}
/// Fills the fields of an event. Errors: those of `decode_event`.
[[nodiscard]] Result<> read_event(const Signature& event, std::span<const Bytes32> topics,
                                  BytesView data, std::span<const Target> fields);
template <Message M>
[[nodiscard]] Result<M> decode_event(std::span<const Bytes32> topics, BytesView data) {
    M event{};
    TRY_VOID(read_event(signature_of<M>(), topics, data, fields_of(event)));
    return event;
}

/// Events of one contract, as a variant of their structs.
template <class Variant>
struct EventSet;
template <Message... Ms>
struct EventSet<std::variant<Ms...>> {
    /// Tells the event by topic 0; nothing for a log of none of them.
    /// Errors: bad_abi, out_of_range: it is one of them and cannot be read.
    [[nodiscard]] static Result<std::optional<std::variant<Ms...>>> decode(
        std::span<const Bytes32> topics, BytesView data) {
        std::variant<Ms...> event;
        Result<> done;
        const bool is_known =
            !topics.empty() && ((topics[0] == signature_of<Ms>().topic0() &&
                                 (done = read_event(signature_of<Ms>(), topics, data,
                                                    fields_of(event.template emplace<Ms>())),
                                  true)) ||
                                ...);
        if (!is_known) return std::nullopt;
        TRY_VOID(std::move(done));
        return event;
    }
};

}  // namespace stafi::abi
