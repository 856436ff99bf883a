#include "adapters/beacon/beacon_pool.hpp"

#include <utility>

namespace stafi::adapters {
namespace {

std::vector<std::string> names_of(const std::vector<BeaconPool::Member>& members) {
    std::vector<std::string> names;
    names.reserve(members.size());
    for (const BeaconPool::Member& member : members)
        names.push_back(member.name);
    return names;
}

}  // namespace

BeaconPool::BeaconPool(Ambient& ambient, std::vector<Member> members)
    : members_{std::move(members)}, endpoints_{ambient, names_of(members_)} {}

template <class T>
Task<Result<T>> BeaconPool::ask(Question<T> question) {
    std::function<Task<Result<T>>(std::size_t)> of_one = [this, &question](std::size_t member) {
        return question(*members_[member].node);
    };
    co_return co_await endpoints_.ask<T>(std::move(of_one));
}

Task<Result<eth::BeaconHeader>> BeaconPool::head_of(std::size_t member) {
    Result<eth::BeaconHeader> head = co_await members_[member].node->head();
    if (head) endpoints_.saw_head(member, head->slot.value);
    co_return head;
}

Task<Result<eth::BeaconHeader>> BeaconPool::head() {
    std::function<Task<Result<eth::BeaconHeader>>(std::size_t)> of_one =
        [this](std::size_t member) { return head_of(member); };
    co_return co_await endpoints_.ask<eth::BeaconHeader>(std::move(of_one));
}

Task<> BeaconPool::look_around() {
    for (std::size_t member = 0; member < members_.size(); ++member) {
        const UnixMillis begun = endpoints_.now();
        const Result<eth::BeaconHeader> head = co_await head_of(member);
        endpoints_.note(member, begun, head ? nullptr : &head.error());
    }
}

Task<Result<eth::BeaconGenesis>> BeaconPool::genesis() {
    Question<eth::BeaconGenesis> question = [](Beacon& one) { return one.genesis(); };
    return ask(std::move(question));
}

Task<Result<eth::BeaconHeader>> BeaconPool::header_of(Bytes32 root) {
    Question<eth::BeaconHeader> question = [root](Beacon& one) { return one.header_of(root); };
    return ask(std::move(question));
}

Task<Result<>> BeaconPool::wait_for_head(Bytes32 known) {
    Question<void> question = [known](Beacon& one) { return one.wait_for_head(known); };
    return ask(std::move(question));
}

Task<Result<eth::FinalityCheckpoints>> BeaconPool::finality(Bytes32 state) {
    Question<eth::FinalityCheckpoints> question = [state](Beacon& one) {
        return one.finality(state);
    };
    return ask(std::move(question));
}

Task<Result<std::vector<eth::KnownValidator>>> BeaconPool::validators(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    Question<std::vector<eth::KnownValidator>> question =
        [state, of = std::move(keys)](Beacon& one) { return one.validators(state, of); };
    return ask(std::move(question));
}

Task<Result<>> BeaconPool::all_validators(Bytes32 state, TakeValidator take) {
    ValidatorIndex next{0};
    TakeValidator take_next = [&](const eth::KnownValidator& one) {
        if (one.index != next) return;  // it was taken from another node
        ++next.value;
        take(one);
    };
    Question<void> question = [&, state](Beacon& one) {
        return one.all_validators(state, take_next);
    };
    co_return co_await ask(std::move(question));
}

Task<Result<std::vector<eth::PendingDeposit>>> BeaconPool::pending_deposits(
    Bytes32 state, std::vector<PubkeyBytes> keys) {
    Question<std::vector<eth::PendingDeposit>> question =
        [state, of = std::move(keys)](Beacon& one) { return one.pending_deposits(state, of); };
    return ask(std::move(question));
}

Task<Result<std::vector<eth::PendingPartialWithdrawal>>> BeaconPool::pending_withdrawals(
    Bytes32 state, std::vector<ValidatorIndex> validators) {
    Question<std::vector<eth::PendingPartialWithdrawal>> question =
        [state, of = std::move(validators)](Beacon& one) {
            return one.pending_withdrawals(state, of);
        };
    return ask(std::move(question));
}

Task<Result<std::vector<eth::SignedVoluntaryExit>>> BeaconPool::waiting_exits() {
    Question<std::vector<eth::SignedVoluntaryExit>> question = [](Beacon& one) {
        return one.waiting_exits();
    };
    return ask(std::move(question));
}

Task<Result<>> BeaconPool::submit_exit(eth::SignedVoluntaryExit exit) {
    Question<void> question = [exit](Beacon& one) { return one.submit_exit(exit); };
    return ask(std::move(question));
}

Task<Result<>> BeaconPool::submit_credentials_change(eth::SignedBLSToExecutionChange change) {
    Question<void> question = [change](Beacon& one) {
        return one.submit_credentials_change(change);
    };
    return ask(std::move(question));
}

}  // namespace stafi::adapters
