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
#include "ssv/network/events.hpp"
#include "ssv/network/node_acceptance.hpp"

// The SSV operators of a devnet. Each is what a real one is to the outside: it follows the
// contract's events by the nodes' rules, opens its encrypted shares with its RSA key and signs with
// them. A validator signs when its registration was right and a threshold of its operators does.

namespace stafi::devnet {

/// What an operator does wrong, on demand.
enum class OperatorFault : std::uint8_t {
    none,
    offline,      ///< signs nothing
    slow,         ///< signs some slots too late
    wrong_share,  ///< signs with a share of another key
};

/// A validator's signature, made of partial ones.
struct CommitteeSignature {
    BlsSignature signature;
    std::uint64_t slots_late = 0;  ///< by when a threshold has signed
};

class OperatorNodes {
  public:
    explicit OperatorNodes(Entropy entropy) : entropy_{std::move(entropy)} {}

    /// Starts an operator's node, before its first validator. CHECKs that the id has none yet.
    void start(OperatorId id, RsaPrivateKey key);
    /// `slots_late`: of the slow. Errors: unknown_operator.
    [[nodiscard]] Result<> set_fault(OperatorId id, OperatorFault fault,
                                     std::uint64_t slots_late = 1);
    /// Offline for those that run elsewhere, or left the network.
    [[nodiscard]] OperatorFault fault_of(OperatorId id) const;

    /// The events of the contract, in log order, once nodes take them up: 8 blocks after.
    void follow(std::span<const ssv::Event> events);

    // What the events say.

    /// The nodes accepted this validator of this owner.
    [[nodiscard]] bool is_accepted(const PubkeyBytes& validator, const Address& owner) const;
    /// It is accepted and its cluster is not liquidated.
    [[nodiscard]] bool is_on_duty(const PubkeyBytes& validator) const;
    /// What its owner has set; the owner, unless it has. CHECKs that it is on duty.
    [[nodiscard]] Address fee_recipient_of(const PubkeyBytes& validator) const;
    /// The validators whose owners asked for their exit since the last call.
    [[nodiscard]] std::vector<PubkeyBytes> take_exits() { return std::exchange(exits_, {}); }

    // Duties.

    /// What its operators make of a duty at `when`; nothing when it is not on duty, or fewer than
    /// the threshold sign. Their performance is recorded. Cost: about 3 ms for four operators.
    [[nodiscard]] std::optional<CommitteeSignature> sign(const PubkeyBytes& validator,
                                                         const Bytes32& root, UnixSeconds when);
    /// How many slots late its operators would sign now; nothing when they would not.
    [[nodiscard]] std::optional<std::uint64_t> lateness(const PubkeyBytes& validator) const;
    /// For fast-forward: records the performance of its operators as `sign` would.
    void record(const PubkeyBytes& validator, UnixSeconds when);
    /// For fast-forward: the whole key, from a threshold of shares.
    [[nodiscard]] std::optional<BlsSecretKey> whole_key(const PubkeyBytes& validator) const;

    // Performance.

    [[nodiscard]] const DutyBook& book() const { return book_; }
    /// Whether it did a duty in time at `since` or later.
    [[nodiscard]] bool was_live(const PubkeyBytes& validator, UnixSeconds since) const;
    /// Whether the operator did for most of its validators.
    [[nodiscard]] bool was_active(OperatorId id, UnixSeconds since) const;

  private:
    using Cluster = std::pair<Address, std::vector<OperatorId>>;  ///< ids ascending

    struct Node {
        RsaPrivateKey key;
        OperatorFault fault = OperatorFault::none;
        std::uint64_t slots_late = 0;
        bool is_removed = false;
    };
    struct Seat {
        PublicShare share;
        std::optional<BlsSecretKey> secret{};  ///< nothing when the ciphertext was no good
        std::optional<UnixSeconds> last_done{};
    };
    struct Validator {
        BlsPubkey key;
        Cluster cluster;
        std::vector<Seat> seats;
        bool is_consistent = false;  ///< the shares are shares of the key
        std::optional<UnixSeconds> last_done{};
    };

    void replay(std::vector<ssv::RegistryEvent>& events);
    void accept(const ssv::ValidatorAdded& added);
    void take_up(const ssv::Event& event);
    [[nodiscard]] Seat open_seat(OperatorId id, const BlsPubkey& share_key,
                                 const RsaCiphertext& ciphertext) const;
    [[nodiscard]] const Validator* on_duty(const PubkeyBytes& validator) const;
    [[nodiscard]] bool signs_rightly(const Seat& seat) const;
    [[nodiscard]] std::uint64_t lateness_of(OperatorId id) const;
    [[nodiscard]] std::optional<std::uint64_t> lateness_of(const Validator& validator) const;
    void record(Validator& validator, UnixSeconds when);
    [[nodiscard]] std::optional<PartialSignature> partial_of(const Seat& seat, const Bytes32& root);
    [[nodiscard]] std::optional<BlsSignature> combine(const Validator& validator,
                                                      std::vector<PartialSignature> partials,
                                                      const Bytes32& root);

    Entropy entropy_;
    ssv::Registry registry_;
    std::map<OperatorId, Node> nodes_;
    std::map<PubkeyBytes, Validator> validators_;
    std::set<Cluster> liquidated_;
    std::map<Address, Address> fee_recipients_;  ///< by owner
    std::vector<PubkeyBytes> exits_;
    DutyBook book_;
};

}  // namespace stafi::devnet
