#include "sim/evm/state.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.hpp"
#include "base/uint256.hpp"
#include "sim/evm/shim.h"

namespace stafi::sim {
namespace {

const std::uint8_t* raw(BytesView bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

template <std::size_t N>
void copy_to(std::uint8_t (&to)[N], std::span<const std::byte, N> from) {
    std::memcpy(to, from.data(), N);
}

Bytes bytes_at(const std::uint8_t* at, std::size_t size) {
    const auto* begin = reinterpret_cast<const std::byte*>(at);
    return Bytes(begin, begin + size);
}

template <class Fixed>
Fixed fixed_at(const std::uint8_t* at) {
    Fixed made;
    std::memcpy(made.bytes.data(), at, Fixed::kSize);
    return made;
}

stafi_evm_block to_c(const BlockEnvironment& block) {
    stafi_evm_block made{};
    made.chain_id = block.chain.value;
    made.number = block.number.value;
    made.timestamp = block.timestamp.value;
    made.gas_limit = block.gas_limit.value;
    made.base_fee = block.base_fee;
    copy_to(made.randomness, block.randomness.view());
    return made;
}

stafi_evm_message to_c(const Message& message, bool is_call) {
    stafi_evm_message made{};
    copy_to(made.from, message.from.view());
    if (message.to) copy_to(made.to, message.to->view());
    made.creates = !message.to;
    made.is_call = is_call;
    const auto value = be256(message.value.value);
    copy_to(made.value, std::span{value});
    made.data = raw(message.data);
    made.size = message.data.size();
    made.gas_limit = message.gas_limit.value;
    made.max_fee = message.max_fee;
    made.max_tip = message.max_tip;
    made.nonce = message.nonce.value;
    return made;
}

EmittedLog from_c(const stafi_evm_log& log) {
    EmittedLog made{.contract = fixed_at<Address>(log.address),
                    .topics = {},
                    .data = bytes_at(log.data, log.size)};
    for (std::size_t i = 0; i < log.topic_count; ++i)
        made.topics.push_back(fixed_at<Bytes32>(log.topics[i]));
    return made;
}

Outcome::Status status_of(std::int32_t code) {
    CHECK(code >= -1);  // below: the EVM panicked
    switch (code) {
        case 1:
            return Outcome::Status::succeeded;
        case 0:
            return Outcome::Status::reverted;
        case 2:
            return Outcome::Status::halted;
        default:
            return Outcome::Status::refused;
    }
}

Outcome run(stafi_evm_state* state, const BlockEnvironment& block, const Message& message,
            bool is_call) {
    const stafi_evm_block c_block = to_c(block);
    const stafi_evm_message c_message = to_c(message, is_call);
    stafi_evm_outcome outcome{};
    stafi_evm_run(state, &c_block, &c_message, &outcome);
    Outcome made{.status = status_of(outcome.status),
                 .gas_used = Gas{outcome.gas_used},
                 .created = fixed_at<Address>(outcome.created),
                 .output = bytes_at(outcome.output, outcome.size),
                 .logs = {}};
    for (std::size_t i = 0; i < outcome.log_count; ++i)
        made.logs.push_back(from_c(outcome.logs[i]));
    stafi_evm_done(&outcome);
    return made;
}

}  // namespace

void EvmState::Free::operator()(stafi_evm_state* state) const { stafi_evm_free(state); }

EvmState::EvmState() : state_{stafi_evm_new()} {}
EvmState::EvmState(const EvmState& other) : state_{stafi_evm_copy(other.state_.get())} {}
EvmState& EvmState::operator=(const EvmState& other) { return *this = EvmState{other}; }
EvmState::EvmState(EvmState&& other) noexcept = default;
EvmState& EvmState::operator=(EvmState&& other) noexcept = default;
EvmState::~EvmState() = default;

void EvmState::put(const Address& at, const Wei& balance, AccountNonce nonce, BytesView code) {
    const auto wei = be256(balance.value);
    stafi_evm_put(state_.get(), raw(at.view()), raw(wei), nonce.value, raw(code), code.size());
}

void EvmState::store(const Address& at, const Bytes32& key, const Bytes32& value) {
    stafi_evm_store(state_.get(), raw(at.view()), raw(key.view()), raw(value.view()));
}

void EvmState::share() { stafi_evm_share(state_.get()); }

Account EvmState::account(const Address& at) const {
    std::uint64_t nonce = 0;
    std::array<std::byte, 32> balance{};
    stafi_evm_account(state_.get(), raw(at.view()), &nonce,
                      reinterpret_cast<std::uint8_t*>(balance.data()));
    return {.nonce = AccountNonce{nonce}, .balance = Wei{from_be256(balance)}};
}

Bytes32 EvmState::load(const Address& at, const Bytes32& key) const {
    Bytes32 value;
    stafi_evm_load(state_.get(), raw(at.view()), raw(key.view()),
                   reinterpret_cast<std::uint8_t*>(value.bytes.data()));
    return value;
}

Outcome EvmState::transact(const BlockEnvironment& block, const Message& message) {
    return run(state_.get(), block, message, false);
}

Outcome EvmState::call(const BlockEnvironment& block, const Message& message) const {
    return run(state_.get(), block, message, true);  // what it reads is kept, and changes nothing
}

}  // namespace stafi::sim
