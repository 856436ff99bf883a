#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/units.hpp"
#include "crypto/rsa.hpp"

// Who holds the shares of a validator key. Source: SSV Network contract, `ValidatorLib`.

namespace stafi::ssv {

/// How many shares restore the key, or sign: 2f + 1 of n = 3f + 1, of whom f may fail or lie.
[[nodiscard]] constexpr std::size_t threshold_of(std::size_t members) {
    return 2 * ((members - 1) / 3) + 1;
}
static_assert(threshold_of(4) == 3 && threshold_of(7) == 5);
static_assert(threshold_of(10) == 7 && threshold_of(13) == 9);

[[nodiscard]] constexpr bool is_committee_size(std::size_t members) {
    return members == 4 || members == 7 || members == 10 || members == 13;
}

/// Everything that keeps `ids` from being a committee, in their order; none for a committee.
/// All are bad_operator_set.
[[nodiscard]] std::vector<Error> committee_problems(std::span<const OperatorId> ids);

/// 4, 7, 10 or 13 different operators in ascending order; ids are 1..2^31-1, because ssv-keys reads
/// them as signed 32-bit numbers and would give larger ones another share.
class Committee {
  public:
    /// Errors: bad_operator_set, naming the first problem.
    [[nodiscard]] static Result<Committee> parse(std::span<const OperatorId> ids);

    [[nodiscard]] std::span<const OperatorId> ids() const { return ids_; }
    [[nodiscard]] std::size_t size() const { return ids_.size(); }
    [[nodiscard]] std::size_t threshold() const { return threshold_of(size()); }

    friend auto operator<=>(const Committee&, const Committee&) = default;

  private:
    explicit Committee(std::span<const OperatorId> ids) : ids_(ids.begin(), ids.end()) {}
    std::vector<OperatorId> ids_;
};

/// One operator and the key its shares are encrypted for.
class Operator {
  public:
    /// Errors: bad_rsa_key, naming the operator.
    [[nodiscard]] static Result<Operator> parse(OperatorId id, std::string key_text);

    [[nodiscard]] OperatorId id() const { return id_; }
    [[nodiscard]] const RsaPublicKey& key() const { return key_; }
    /// The key as the chain has it; files repeat it unchanged.
    [[nodiscard]] const std::string& key_text() const { return key_text_; }

  private:
    Operator(OperatorId id, RsaPublicKey key, std::string key_text)
        : id_{id}, key_{std::move(key)}, key_text_{std::move(key_text)} {}
    OperatorId id_;
    RsaPublicKey key_;
    std::string key_text_;
};

/// A committee with its RSA keys, all different: two seats with one key are one operator.
class OperatorSet {
  public:
    /// Errors: bad_operator_set; duplicate_key.
    [[nodiscard]] static Result<OperatorSet> parse(std::vector<Operator> operators);

    [[nodiscard]] const Committee& committee() const { return committee_; }
    /// In the committee's order.
    [[nodiscard]] std::span<const Operator> operators() const { return operators_; }

  private:
    OperatorSet(Committee committee, std::vector<Operator> operators)
        : committee_{std::move(committee)}, operators_{std::move(operators)} {}
    Committee committee_;
    std::vector<Operator> operators_;
};

}  // namespace stafi::ssv
