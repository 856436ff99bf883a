#include "eth/abi/revert.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "eth/abi/abi.hpp"

namespace stafi::abi {
namespace {

constexpr std::size_t kShown = 68;  // a selector and two words

struct Panic {
    std::uint64_t code;
    std::string_view text;
};

/// Source: docs.soliditylang.org, "Panic via assert and Error via require".
constexpr std::array kPanics{
    Panic{0x00, "compiler-inserted panic"},
    Panic{0x01, "assertion failed"},
    Panic{0x11, "arithmetic overflow or underflow"},
    Panic{0x12, "division by zero"},
    Panic{0x21, "value is not one of the enum"},
    Panic{0x22, "storage byte array is wrongly encoded"},
    Panic{0x31, "pop from an empty array"},
    Panic{0x32, "index out of bounds"},
    Panic{0x41, "too much memory"},
    Panic{0x51, "call of an uninitialised function variable"},
};

std::string panic_text(const Uint256& code) {
    for (const Panic& panic : kPanics)
        if (code == Uint256{panic.code})
            return fmt::format("Panic(0x{:02x}): {}", panic.code, panic.text);
    return fmt::format("Panic({})", to_decimal(code));
}

/// The inputs of `error`, when `data` is exactly that error.
std::optional<Value> inputs_of(const Signature& error, BytesView data) {
    if (!std::ranges::equal(data.first(Selector::kSize), error.selector().view()))
        return std::nullopt;
    auto inputs = decode(error.inputs(), data.subspan(Selector::kSize));
    return inputs ? std::optional{*std::move(inputs)} : std::nullopt;
}

std::string hex_text(BytesView data) {
    return to_hex0x(data.first(std::min(data.size(), kShown))) +
           (data.size() > kShown ? "..." : "");
}

}  // namespace

Revert read_revert(BytesView data, std::span<const Signature> known) {
    static const Signature error{"Error(string)"};
    static const Signature panic{"Panic(uint256)"};
    if (data.empty()) return {{}, "", "reverted without data"};
    if (data.size() < Selector::kSize) return {{}, "", hex_text(data)};

    const Selector selector = Selector::from(data.first<Selector::kSize>());
    if (const auto inputs = inputs_of(panic, data)) {
        const auto& code = std::get<std::vector<Value>>(inputs->form)[0];
        return {selector, panic.name(), panic_text(std::get<Uint256>(code.form))};
    }
    if (const auto inputs = inputs_of(error, data))
        return {selector, error.name(), error.name() + to_text(error.inputs(), *inputs)};
    for (const Signature& each : known)
        if (const auto inputs = inputs_of(each, data))
            return {selector, each.name(), each.name() + to_text(each.inputs(), *inputs)};
    return {selector, "", hex_text(data)};
}

}  // namespace stafi::abi
