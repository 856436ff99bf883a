#pragma once

#include <vector>

#include "ports/task.hpp"
#include "ssv/api/api_rows.hpp"

namespace stafi {

/// What the SSV API tells of the operators and of what is registered with them. Every call may be
/// repeated. All of it is advice, some blocks behind the chain: nothing that it says is a fact.
///
/// Errors of all calls: unavailable ones when no server answers, or none that can be believed.
class OperatorApi {
  public:
    virtual ~OperatorApi() = default;

    /// Everyone who was ever registered, how each does included, in ascending order of their ids.
    [[nodiscard]] virtual Task<Result<std::vector<ssv::ApiOperator>>> operators() = 0;
    /// Errors: unknown_operator.
    [[nodiscard]] virtual Task<Result<ssv::ApiOperator>> operator_of(OperatorId id) = 0;

    /// Everybody has an account, with nonce 0 before the first registration.
    [[nodiscard]] virtual Task<Result<ssv::ApiAccount>> account(Address owner) = 0;
    /// In ascending order of their keys.
    [[nodiscard]] virtual Task<Result<std::vector<ssv::ApiCluster>>> clusters(Address owner) = 0;
    /// Removed ones too, in ascending order of their keys.
    [[nodiscard]] virtual Task<Result<std::vector<ssv::ApiValidator>>> validators(
        Address owner) = 0;
};

}  // namespace stafi
