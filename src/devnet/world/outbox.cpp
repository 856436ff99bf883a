#include "devnet/world/outbox.hpp"

#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"

namespace stafi::devnet {
namespace {

constexpr Gas kGas{10'000'000};  ///< for a batch of votes, and for a cluster of thirteen operators

}  // namespace

Task<Result<std::size_t>> Outbox::send(const Senders& senders, std::vector<Transaction> plan) {
    // Whoever has the keys may have used them.
    if (!plan.empty()) execution_.forget_nonces();
    for (Transaction& one : plan) {
        const auto sender = senders.find(one.from);
        CHECK(sender != senders.end());
        eth::ContractCall call{
            .to = one.to, .data = std::move(one.data), .from = one.from, .value = one.value};
        Order order{.to = call.to, .data = call.data, .value = call.value, .gas_limit = kGas};
        CO_TRY(const Bytes32 hash, co_await execution_.send(sender->second, std::move(order)));
        waiting_.push_back({.hash = hash, .call = std::move(call)});
    }
    co_return plan.size();
}

Task<Result<std::vector<std::string>>> Outbox::look() {
    std::vector<std::string> failed;
    for (std::size_t left = waiting_.size(); left > 0; --left) {
        Waiting one = waiting_.front();  // it stays there until its receipt is read
        CO_TRY(const std::optional<eth::Receipt> receipt, co_await execution_.receipt(one.hash));
        const bool is_lost = !receipt && ++one.looks == kLooksMax;
        std::string why;
        if (is_lost) why = "it came into no block";
        if (receipt && !receipt->succeeded) {
            CO_TRY(why, co_await reason_of(one.call, receipt->block.hash));
        }
        waiting_.pop_front();
        if (!why.empty())
            failed.push_back(fmt::format("{} to {}: {}", to_hex0x(one.hash.view()),
                                         to_hex0x(one.call.to.view()), why));
        else if (!receipt)
            waiting_.push_back(std::move(one));
    }
    co_return failed;
}

Task<Result<std::string>> Outbox::reason_of(eth::ContractCall call, Bytes32 block) {
    CO_TRY(const auto reverted, co_await execution_.refusal_of(std::move(call), block));
    // What came before it in its block is undone, or it ran out of gas.
    if (!reverted) co_return "a call that would succeed now";
    co_return read_refusal_(reverted->data);
}

}  // namespace stafi::devnet
