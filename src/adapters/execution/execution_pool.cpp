#include "adapters/execution/execution_pool.hpp"

#include <utility>

namespace stafi::adapters {
namespace {

std::vector<std::string> names_of(const std::vector<ExecutionPool::Member>& members) {
    std::vector<std::string> names;
    names.reserve(members.size());
    for (const ExecutionPool::Member& member : members)
        names.push_back(member.name);
    return names;
}

}  // namespace

ExecutionPool::ExecutionPool(Ambient& ambient, std::vector<Member> members)
    : members_{std::move(members)}, endpoints_{ambient, names_of(members_)} {}

template <class T>
Task<Result<T>> ExecutionPool::ask(Question<T> question) {
    std::function<Task<Result<T>>(std::size_t)> of_one = [this, &question](std::size_t member) {
        return question(*members_[member].client);
    };
    co_return co_await endpoints_.ask<T>(std::move(of_one));
}

Task<Result<eth::Header>> ExecutionPool::head_of(std::size_t member) {
    Result<eth::Header> head = co_await members_[member].client->head();
    if (head) endpoints_.saw_head(member, head->self.number.value);
    co_return head;
}

Task<Result<eth::Header>> ExecutionPool::head() {
    std::function<Task<Result<eth::Header>>(std::size_t)> of_one = [this](std::size_t member) {
        return head_of(member);
    };
    co_return co_await endpoints_.ask<eth::Header>(std::move(of_one));
}

Task<> ExecutionPool::look_around() {
    for (std::size_t member = 0; member < members_.size(); ++member) {
        const UnixMillis begun = endpoints_.now();
        const Result<eth::Header> head = co_await head_of(member);
        endpoints_.note(member, begun, head ? nullptr : &head.error());
    }
}

Task<Result<eth::Header>> ExecutionPool::header(BlockNumber number) {
    Question<eth::Header> question = [number](Execution& one) { return one.header(number); };
    return ask(std::move(question));
}

Task<Result<eth::Header>> ExecutionPool::header_of(Bytes32 hash) {
    Question<eth::Header> question = [hash](Execution& one) { return one.header_of(hash); };
    return ask(std::move(question));
}

Task<Result<std::vector<eth::Log>>> ExecutionPool::logs(BlockRange range,
                                                        std::vector<Address> contracts) {
    Question<std::vector<eth::Log>> question = [range, of = std::move(contracts)](Execution& one) {
        return one.logs(range, of);
    };
    return ask(std::move(question));
}

Task<Result<std::vector<CallAnswer>>> ExecutionPool::call(std::vector<ContractCall> calls,
                                                          Bytes32 block) {
    Question<std::vector<CallAnswer>> question = [all = std::move(calls), block](Execution& one) {
        return one.call(all, block);
    };
    return ask(std::move(question));
}

Task<Result<Account>> ExecutionPool::account(Address address, Bytes32 block) {
    Question<Account> question = [=](Execution& one) { return one.account(address, block); };
    return ask(std::move(question));
}

Task<Result<std::variant<Gas, Reverted>>> ExecutionPool::estimate(ContractCall call,
                                                                  Moment moment) {
    Question<std::variant<Gas, Reverted>> question =
        [made = std::move(call), moment](Execution& one) { return one.estimate(made, moment); };
    return ask(std::move(question));
}

Task<Result<eth::FeeMarket>> ExecutionPool::fees() {
    Question<eth::FeeMarket> question = [](Execution& one) { return one.fees(); };
    return ask(std::move(question));
}

Task<Result<>> ExecutionPool::send(Bytes transaction) {
    Question<void> question = [bytes = std::move(transaction)](Execution& one) {
        return one.send(bytes);
    };
    return ask(std::move(question));
}

Task<Result<std::optional<eth::Receipt>>> ExecutionPool::receipt(Bytes32 transaction) {
    Question<std::optional<eth::Receipt>> question = [transaction](Execution& one) {
        return one.receipt(transaction);
    };
    return ask(std::move(question));
}

}  // namespace stafi::adapters
