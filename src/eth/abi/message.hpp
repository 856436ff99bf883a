#pragma once

#include <span>
#include <tuple>
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
// A struct whose fields cannot hold what it declares is a bug, which the first use CHECKs; so is
// encoding a number that is too large for its type: bound outside numbers before.

namespace stafi::abi {

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
template <Message M>
[[nodiscard]] Result<M> decode_call(BytesView calldata) {
    TRY(Value inputs, decode_call(signature_of<M>(), calldata));
    M call{};
    TRY_VOID(read_value(signature_of<M>().inputs(), std::move(inputs), call));
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
template <Message M>
[[nodiscard]] Result<M> decode_event(std::span<const Bytes32> topics, BytesView data) {
    TRY(Value logged, decode_event(signature_of<M>(), topics, data));
    M event{};
    TRY_VOID(read_value(signature_of<M>().logged(), std::move(logged), event));
    return event;
}

}  // namespace stafi::abi
