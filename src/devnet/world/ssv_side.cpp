#include "devnet/world/ssv_side.hpp"

#include <utility>

#include <fmt/format.h>

#include "ssv/network/dev_calls.hpp"
#include "ssv/network/operator_calls.hpp"
#include "ssv/network/views.hpp"

namespace stafi::devnet {
namespace {

/// Accounts from here on own operators; those before are for people.
constexpr std::uint32_t kFirstOwner = 100;

/// The account that owns the network.
constexpr std::uint32_t kNetworkOwner = 0;

// The lowest fee per block: about one SSV a year, as much as mainnet's network fee, and about
// 0.003 ETH a year.
constexpr Uint256 kTokenFee{382'640'000'000};
constexpr Uint256 kEtherFee{1'000'000'000};

/// Operators ask for once, twice, three or four times the lowest fee.
constexpr std::uint32_t kFeeSteps = 4;

ssv::Release release_of(const Deployment& deployment) {
    return deployment.ssv_release == "v2" ? ssv::Release::v2 : ssv::Release::v1;
}

}  // namespace

SsvSide::SsvSide(Ambient& ambient, ExecutionAccess& execution, const Deployment& deployment,
                 Validators& validators)
    : ambient_{ambient},
      execution_{execution},
      deployment_{deployment},
      validators_{validators},
      ledger_{"devnet", release_of(deployment), ambient.entropy()} {}

Result<EthSecretKey> SsvSide::account(std::uint32_t index) {
    return account_of(deployment_, index, ambient_.entropy());
}

Task<Result<>> SsvSide::register_operators(std::uint32_t count) {
    if (count > 0 && deployment_.accounts <= kFirstOwner)
        co_return fail(Reason::out_of_range,
                       fmt::format("fundedAccounts: {}, but operators' owners begin at {}",
                                   deployment_.accounts, kFirstOwner));
    const Uint256& lowest = release_of(deployment_) == ssv::Release::v1 ? kTokenFee : kEtherFee;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t owner = kFirstOwner + i % (deployment_.accounts - kFirstOwner);
        CO_TRY(const EthSecretKey sender, account(owner));
        // Some 60 ms on the loop: nobody else is there yet.
        RsaPrivateKey key = RsaPrivateKey::generate(ambient_.entropy());
        const std::string text = key.public_key().canonical_text();
        const ssv::call::RegisterOperator call{
            .public_key = ssv::encode_operator_key(text),
            .fee = ssv::AssetWei{lowest * Uint256{1 + i % kFeeSteps}}};
        Order order{.to = deployment_.ssv_network, .data = abi::encode_call(call)};
        CO_TRY_VOID(co_await execution_.send(sender, std::move(order)));
        waiting_.emplace(text, Waiting{.key = std::move(key), .owner = owner});
    }
    co_return Result<>{};
}

Task<Result<>> SsvSide::remove_operator(OperatorId id) {
    const auto found = running_.find(id);
    if (found == running_.end())
        co_return fail(Reason::unknown_operator, fmt::format("operator {}", id.value));
    CO_TRY(const EthSecretKey owner, account(found->second));
    Order order{.to = deployment_.ssv_network,
                .data = abi::encode_call(ssv::call::RemoveOperator{.operator_id = id})};
    CO_TRY_VOID(co_await execution_.send(owner, std::move(order)));
    co_return Result<>{};
}

Task<Result<>> SsvSide::set_fee(OperatorId id, ssv::AssetWei fee) {
    if (!running_.contains(id))
        co_return fail(Reason::unknown_operator, fmt::format("operator {}", id.value));
    CO_TRY(const EthSecretKey owner, account(kNetworkOwner));
    const ssv::dev_call::DevSetOperatorFee call{.operator_id = id, .fee = fee};
    Order order{.to = deployment_.ssv_network, .data = abi::encode_call(call)};
    CO_TRY_VOID(co_await execution_.send(owner, std::move(order)));
    co_return Result<>{};
}

Task<Result<bool>> SsvSide::upgrade(Bytes32 head) {
    std::vector<eth::ContractCall> question;
    question.push_back(
        {.to = deployment_.ssv_views, .data = abi::encode_call(ssv::view::GetVersion{})});
    CO_TRY(const auto answers, co_await execution_.call_all(std::move(question), head));
    CO_TRY(const std::string version, abi::decode_return<ssv::view::GetVersion>(answers.at(0)));
    if (version.starts_with("v2")) co_return false;
    CO_TRY(const EthSecretKey owner, account(kNetworkOwner));
    Order order{.to = deployment_.ssv_network,
                .data = abi::encode_call(ssv::dev_call::DevUpgradeToV2{})};
    CO_TRY_VOID(co_await execution_.send(owner, std::move(order)));
    co_return true;
}

Task<Result<>> SsvSide::follow(BlockNumber number, Bytes32 hash) {
    CO_TRY(std::vector<ssv::Event> events,
           co_await execution_.ssv_events(hash, deployment_.ssv_network));
    for (const ssv::Event& event : events)
        if (const auto* added = std::get_if<ssv::event::OperatorAdded>(&event)) start(*added);
    ledger_.apply(number, events);
    validators_.observe(number, std::move(events));
    co_return Result<>{};
}

void SsvSide::start(const ssv::event::OperatorAdded& added) {
    const auto text = ssv::decode_operator_key(added.public_key);
    const auto found = text ? waiting_.find(*text) : waiting_.end();
    if (found == waiting_.end()) return;
    // After a reorg an id may be another's: that one's node never runs, as if its host were down.
    if (!running_.contains(added.operator_id)) {
        validators_.operators().start(added.operator_id, std::move(found->second.key));
        running_.emplace(added.operator_id, found->second.owner);
    }
    waiting_.erase(found);
}

void SsvSide::rewind(BlockNumber last) {
    execution_.forget_nonces();
    ledger_.rewind(last);
    validators_.rewind(last);
}

}  // namespace stafi::devnet
