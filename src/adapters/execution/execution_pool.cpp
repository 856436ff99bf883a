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
    std::vector<Error> errors;
    for (const std::size_t member : endpoints_.order()) {
        const UnixMillis begun = endpoints_.now();
        Result<T> answer = co_await question(*members_[member].client);
        endpoints_.note(member, begun, answer ? nullptr : &answer.error());
        if (answer) co_return answer;
        errors.push_back(std::move(answer).error());
    }
    co_return tl::unexpected(combined(errors));
}

Task<Result<eth::Header>> ExecutionPool::ask_head(std::size_t member) {
    const UnixMillis begun = endpoints_.now();
    Result<eth::Header> head = co_await members_[member].client->head();
    endpoints_.note(member, begun, head ? nullptr : &head.error());
    if (head) endpoints_.saw_head(member, head->self.number.value);
    co_return head;
}

Task<Result<eth::Header>> ExecutionPool::head() {
    std::vector<Error> errors;
    for (const std::size_t member : endpoints_.order()) {
        Result<eth::Header> head = co_await ask_head(member);
        if (head) co_return head;
        errors.push_back(std::move(head).error());
    }
    co_return tl::unexpected(combined(errors));
}

Task<> ExecutionPool::look_around() {
    for (std::size_t member = 0; member < members_.size(); ++member) [[maybe_unused]]
        const auto seen = co_await ask_head(member);
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
