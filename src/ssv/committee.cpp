#include "ssv/committee.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "crypto/bls/bls.hpp"

namespace stafi::ssv {
namespace {

Error problem(std::string what) { return fail(Reason::bad_operator_set, std::move(what)).value(); }

}  // namespace

std::vector<Error> committee_problems(std::span<const OperatorId> ids) {
    std::vector<Error> problems;
    if (!is_committee_size(ids.size()))
        problems.push_back(problem(
            fmt::format("operators: {} given, a committee has 4, 7, 10 or 13", ids.size())));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::uint64_t id = ids[i].value;
        if (id == 0 || id > kShareIdMax)
            problems.push_back(
                problem(fmt::format("operators[{}]: id {} is not in 1..{}", i, id, kShareIdMax)));
        if (i == 0) continue;
        if (std::ranges::find(ids.first(i), ids[i]) != ids.begin() + static_cast<std::ptrdiff_t>(i))
            problems.push_back(problem(fmt::format("operators[{}]: id {} is repeated", i, id)));
        else if (ids[i] < ids[i - 1])
            problems.push_back(problem(fmt::format("operators[{}]: id {} after {}, ids must ascend",
                                                   i, id, ids[i - 1].value)));
    }
    return problems;
}

Result<Committee> Committee::parse(std::span<const OperatorId> ids) {
    auto problems = committee_problems(ids);
    if (!problems.empty()) return tl::unexpected(std::move(problems.front()));
    return Committee{ids};
}

Result<Operator> Operator::parse(OperatorId id, std::string key_text) {
    TRY(RsaPublicKey key, at(fmt::format("operator {}", id.value), RsaPublicKey::parse(key_text)));
    return Operator{id, std::move(key), std::move(key_text)};
}

Result<OperatorSet> OperatorSet::parse(std::vector<Operator> operators) {
    std::vector<OperatorId> ids;
    ids.reserve(operators.size());
    for (const Operator& seat : operators)
        ids.push_back(seat.id());
    TRY(Committee committee, Committee::parse(ids));
    for (auto later = operators.begin(); later != operators.end(); ++later) {
        const auto first =
            std::ranges::find(operators.begin(), later, later->key(), &Operator::key);
        if (first != later)
            return fail(Reason::duplicate_key, fmt::format("operators {} and {} have the same key",
                                                           first->id().value, later->id().value));
    }
    return OperatorSet{std::move(committee), std::move(operators)};
}

}  // namespace stafi::ssv
