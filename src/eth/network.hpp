#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "eth/containers/containers.hpp"

// What distinguishes one Ethereum network from another: mainnet, hoodi, our devnet, or any that a
// file describes (docs/formats/network.md).

namespace stafi::eth {

enum class ForkName : std::uint8_t { phase0, altair, bellatrix, capella, deneb, electra, fulu };

inline constexpr std::array<std::string_view, 7> kForkNames{
    "phase0", "altair", "bellatrix", "capella", "deneb", "electra", "fulu"};

struct ForkActivation {
    ForkVersion version;
    Epoch epoch = kFarFutureEpoch;  ///< kFarFutureEpoch when not scheduled
    friend bool operator==(const ForkActivation&, const ForkActivation&) = default;
};

/// One activation per fork, in order of time: the first at epoch 0, none before its predecessor.
struct ForkSchedule {
    std::array<ForkActivation, kForkNames.size()> activations;

    [[nodiscard]] const ForkActivation& operator[](ForkName fork) const {
        return activations.at(static_cast<std::size_t>(fork));
    }
    /// The last fork activated at `epoch` or before.
    [[nodiscard]] const ForkActivation& at(Epoch epoch) const;

    friend bool operator==(const ForkSchedule&, const ForkSchedule&) = default;
};

/// The SSV Network contracts of a chain.
struct SsvContracts {
    Address network;
    Address views;
    BlockNumber first_block;  ///< of the registry's events
    friend bool operator==(const SsvContracts&, const SsvContracts&) = default;
};

struct Network {
    std::string name;  ///< a-z, 0-9 and hyphens
    ChainId chain_id;
    ForkSchedule forks;
    std::optional<Bytes32> genesis_validators_root;  ///< unknown until a devnet has started
    std::optional<UnixSeconds> genesis_time;         ///< unknown until a devnet has started
    std::uint64_t seconds_per_slot = 12;
    SlotsPerEpoch slots_per_epoch{32};
    Address deposit_contract;
    BlockNumber deposit_contract_block;  ///< no deposit is older
    std::optional<SsvContracts> ssv;
    Gwei max_effective_balance{32'000'000'000};                 ///< with 0x01 credentials
    Gwei max_effective_balance_compounding{2'048'000'000'000};  ///< with 0x02 credentials

    [[nodiscard]] const ForkVersion& genesis_fork_version() const {
        return forks[ForkName::phase0].version;
    }
    friend bool operator==(const Network&, const Network&) = default;
};

[[nodiscard]] const Network& mainnet();
[[nodiscard]] const Network& hoodi();
/// The one that `stafi-router devnet` brings up; it fills in its genesis when it starts.
[[nodiscard]] const Network& devnet();

/// By name. Errors: bad_network.
[[nodiscard]] Result<Network> find_network(std::string_view name);

inline constexpr std::size_t kNetworkFileBytesMax = 1U << 16;

/// Reads a network file, of any network but mainnet and hoodi. Errors: bad_json; bad_network,
/// naming every wrong, missing and unknown key at once.
[[nodiscard]] Result<Network> parse_network(std::string_view json);
/// The file that `parse_network` reads back to the same network.
[[nodiscard]] std::string to_network_file(const Network& network);

}  // namespace stafi::eth
