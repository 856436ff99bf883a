#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/bls/bls.hpp"
#include "crypto/entropy.hpp"
#include "crypto/rsa.hpp"
#include "devnet/operators/duty_book.hpp"
#include "ssv/network/node_acceptance.hpp"

// The SSV operators of a devnet. Each is what a real one is to the outside: it follows the
// contract's events by the nodes' rules, opens its encrypted shares with its RSA key and signs with
// them. A validator signs when its registration was right and a threshold of its operators does.

namespace stafi::devnet {

/// What an operator does wrong, on demand.
enum class OperatorFault : std::uint8_t {
    none,
    offline,      ///< signs nothing
    slow,         ///< signs too late for the slot
    wrong_share,  ///< signs with a share of another key
};

/// A validator's signature, made of partial ones.
struct CommitteeSignature {
    BlsSignature signature;
    bool is_late = false;  ///< there is no threshold without slow operators
};

class OperatorNodes {
  public:
    explicit OperatorNodes(Entropy entropy) : entropy_{std::move(entropy)} {}

    /// Starts an operator's node, before its first validator. CHECKs that the id has none yet.
    void start(OperatorId id, RsaPrivateKey key);
    /// Errors: unknown_operator.
    [[nodiscard]] Result<> set_fault(OperatorId id, OperatorFault fault);
    [[nodiscard]] OperatorFault fault_of(OperatorId id) const;

    // The events of the contract, in log order, once nodes take them up: 8 blocks after.

    /// One verdict each, which is that of all nodes. Accepted validators get their operators.
    std::vector<ssv::Verdict> follow(std::span<const ssv::RegistryEvent> events);
    /// ClusterLiquidated: its validators rest.
    void liquidate(const Address& owner, std::vector<OperatorId> ids);
    /// ClusterReactivated.
    void reactivate(const Address& owner, std::vector<OperatorId> ids);

    // Duties.

    /// The nodes accepted this validator and its cluster is not liquidated.
    [[nodiscard]] bool is_on_duty(const PubkeyBytes& validator) const;
    /// Whether its operators could sign now, without doing it: for fast-forward.
    [[nodiscard]] bool can_sign(const PubkeyBytes& validator) const;

    /// What its operators make of a duty at `when`; nothing when it is not on duty, or fewer than
    /// the threshold sign. Their performance is recorded. Cost: about 3 ms for four operators.
    [[nodiscard]] std::optional<CommitteeSignature> sign(const PubkeyBytes& validator,
                                                         const Bytes32& root, UnixSeconds when);
    /// The whole key, from a threshold of shares: for fast-forward, which sums keys.
    [[nodiscard]] std::optional<BlsSecretKey> whole_key(const PubkeyBytes& validator) const;

    [[nodiscard]] const DutyBook& book() const { return book_; }

  private:
    using Cluster = std::pair<Address, std::vector<OperatorId>>;  ///< ids ascending

    struct Node {
        RsaPrivateKey key;
        OperatorFault fault = OperatorFault::none;
    };
    struct Seat {
        PublicShare share;
        std::optional<BlsSecretKey> secret{};  ///< nothing when the ciphertext was no good
    };
    struct Validator {
        BlsPubkey key;
        Cluster cluster;
        std::vector<Seat> seats;
        bool is_consistent = false;  ///< the shares are shares of the key
    };

    void accept(const ssv::ValidatorAdded& added);
    [[nodiscard]] Seat open_seat(OperatorId id, const BlsPubkey& share_key,
                                 const RsaCiphertext& ciphertext) const;
    [[nodiscard]] const Validator* on_duty(const PubkeyBytes& validator) const;
    [[nodiscard]] bool signs_rightly(const Seat& seat) const;
    [[nodiscard]] std::optional<PartialSignature> partial_of(const Seat& seat, const Bytes32& root);
    [[nodiscard]] std::optional<BlsSignature> combine(const Validator& validator,
                                                      std::vector<PartialSignature> partials,
                                                      const Bytes32& root);

    Entropy entropy_;
    ssv::Registry registry_;
    std::map<OperatorId, Node> nodes_;
    std::map<PubkeyBytes, Validator> validators_;
    std::set<Cluster> liquidated_;
    DutyBook book_;
};

}  // namespace stafi::devnet
