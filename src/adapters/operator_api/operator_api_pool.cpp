#include "adapters/operator_api/operator_api_pool.hpp"

#include <utility>

namespace stafi::adapters {
namespace {

std::vector<std::string> names_of(const std::vector<OperatorApiPool::Member>& members) {
    std::vector<std::string> names;
    names.reserve(members.size());
    for (const OperatorApiPool::Member& member : members)
        names.push_back(member.name);
    return names;
}

}  // namespace

OperatorApiPool::OperatorApiPool(Ambient& ambient, std::vector<Member> members)
    : members_{std::move(members)}, endpoints_{ambient, names_of(members_)} {}

template <class T>
Task<Result<T>> OperatorApiPool::ask(Question<T> question) {
    std::function<Task<Result<T>>(std::size_t)> of_one = [this, &question](std::size_t member) {
        return question(*members_[member].server);
    };
    co_return co_await endpoints_.ask<T>(std::move(of_one));
}

Task<Result<std::vector<ssv::ApiOperator>>> OperatorApiPool::operators() {
    Question<std::vector<ssv::ApiOperator>> question = [](OperatorApi& one) {
        return one.operators();
    };
    return ask(std::move(question));
}

Task<Result<ssv::ApiOperator>> OperatorApiPool::operator_of(OperatorId id) {
    Question<ssv::ApiOperator> question = [id](OperatorApi& one) { return one.operator_of(id); };
    return ask(std::move(question));
}

Task<Result<ssv::ApiAccount>> OperatorApiPool::account(Address owner) {
    Question<ssv::ApiAccount> question = [owner](OperatorApi& one) { return one.account(owner); };
    return ask(std::move(question));
}

Task<Result<std::vector<ssv::ApiCluster>>> OperatorApiPool::clusters(Address owner) {
    Question<std::vector<ssv::ApiCluster>> question = [owner](OperatorApi& one) {
        return one.clusters(owner);
    };
    return ask(std::move(question));
}

Task<Result<std::vector<ssv::ApiValidator>>> OperatorApiPool::validators(Address owner) {
    Question<std::vector<ssv::ApiValidator>> question = [owner](OperatorApi& one) {
        return one.validators(owner);
    };
    return ask(std::move(question));
}

}  // namespace stafi::adapters
