#include <fmt/format.h>

#include "base/hex.hpp"
#include "devnet/beacon_api/lookup.hpp"
#include "devnet/beacon_queries/queries.hpp"
#include "eth/domains.hpp"

// What `config/spec` tells: the configuration and presets of the consensus specs, by their names
// there. Clients read it to learn the lengths of slots and epochs, forks and domains.

namespace stafi::devnet::beacon_api {
namespace {

/// Rows of a flat JSON object of texts.
class Rows {
  public:
    void add(std::string_view name, std::string_view text) {
        json_ += fmt::format(R"({}"{}":"{}")", json_.empty() ? "" : ",", name, text);
    }
    void add(std::string_view name, std::uint64_t value) { add(name, fmt::to_string(value)); }
    template <class Tag>
    void add(std::string_view name, Quantity<Tag> value) {
        add(name, value.value);
    }
    [[nodiscard]] std::string object() const { return "{" + json_ + "}"; }

  private:
    std::string json_;
};

void add_network(Rows& rows, const Node& node) {
    const eth::Network& network = node.facts.network;
    const beacon::Parameters& rules = node.chain.rules();
    rows.add("CONFIG_NAME", network.name);
    rows.add("PRESET_BASE", "mainnet");
    rows.add("MIN_GENESIS_TIME", node.chain.genesis_time());
    rows.add("GENESIS_DELAY", 0);
    rows.add("MIN_GENESIS_ACTIVE_VALIDATOR_COUNT", 1);
    rows.add("TERMINAL_TOTAL_DIFFICULTY", 0);
    rows.add("DEPOSIT_CHAIN_ID", network.chain_id.value);
    rows.add("DEPOSIT_NETWORK_ID", network.chain_id.value);
    rows.add("DEPOSIT_CONTRACT_ADDRESS", to_hex0x(network.deposit_contract.view()));
    constexpr std::array names{"GENESIS", "ALTAIR",  "BELLATRIX", "CAPELLA",
                               "DENEB",   "ELECTRA", "FULU"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const eth::ForkActivation& fork = rules.forks.activations.at(i);
        rows.add(fmt::format("{}_FORK_VERSION", names.at(i)), to_hex0x(fork.version.view()));
        if (i > 0) rows.add(fmt::format("{}_FORK_EPOCH", names.at(i)), fork.epoch);
    }
}

void add_time(Rows& rows, const beacon::Parameters& rules) {
    rows.add("SECONDS_PER_SLOT", rules.seconds_per_slot);
    rows.add("SLOT_DURATION_MS", rules.seconds_per_slot * 1000);
    rows.add("INTERVALS_PER_SLOT", 3);
    rows.add("SLOTS_PER_EPOCH", rules.slots_per_epoch);
    rows.add("SECONDS_PER_ETH1_BLOCK", rules.seconds_per_slot);
    rows.add("ETH1_FOLLOW_DISTANCE", 0);
    rows.add("EPOCHS_PER_ETH1_VOTING_PERIOD", rules.eth1_voting_period);
    rows.add("MIN_ATTESTATION_INCLUSION_DELAY", 1);
    rows.add("MIN_SEED_LOOKAHEAD", 1);
    rows.add("MAX_SEED_LOOKAHEAD", rules.activation_exit_delay);
    rows.add("MIN_EPOCHS_TO_INACTIVITY_PENALTY", rules.leak_after);
    rows.add("MIN_VALIDATOR_WITHDRAWABILITY_DELAY", rules.withdrawability_delay);
    rows.add("SHARD_COMMITTEE_PERIOD", rules.service_before_exit);
    rows.add("EPOCHS_PER_SYNC_COMMITTEE_PERIOD", rules.sync_committee_period);
    rows.add("SLOTS_PER_HISTORICAL_ROOT", eth::kSlotsPerHistoricalRoot);
    rows.add("EPOCHS_PER_HISTORICAL_VECTOR", eth::kEpochsPerHistoricalVector);
    rows.add("EPOCHS_PER_SLASHINGS_VECTOR", rules.slashings_window);
    rows.add("HISTORICAL_ROOTS_LIMIT", eth::kHistoricalRootsLimit);
}

void add_stake(Rows& rows, const beacon::Parameters& rules) {
    rows.add("MIN_DEPOSIT_AMOUNT", 1'000'000'000);
    rows.add("MIN_ACTIVATION_BALANCE", rules.activation_balance);
    rows.add("MAX_EFFECTIVE_BALANCE", rules.activation_balance);
    rows.add("MAX_EFFECTIVE_BALANCE_ELECTRA", rules.compounding_balance_max);
    rows.add("EFFECTIVE_BALANCE_INCREMENT", rules.effective_balance_increment);
    rows.add("EJECTION_BALANCE", rules.ejection_balance);
    rows.add("HYSTERESIS_QUOTIENT", rules.hysteresis_quotient);
    rows.add("HYSTERESIS_DOWNWARD_MULTIPLIER", rules.hysteresis_downward);
    rows.add("HYSTERESIS_UPWARD_MULTIPLIER", rules.hysteresis_upward);
    rows.add("MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA", rules.churn_min);
    rows.add("MAX_PER_EPOCH_ACTIVATION_EXIT_CHURN_LIMIT", rules.activation_exit_churn_max);
    rows.add("CHURN_LIMIT_QUOTIENT", rules.churn_quotient);
    rows.add("MAX_PENDING_DEPOSITS_PER_EPOCH", rules.pending_deposits_per_epoch);
    rows.add("MAX_VALIDATORS_PER_WITHDRAWALS_SWEEP", rules.sweep_validators_max);
    rows.add("MAX_PENDING_PARTIALS_PER_WITHDRAWALS_SWEEP", rules.sweep_partials_max);
    rows.add("VALIDATOR_REGISTRY_LIMIT", eth::kValidatorRegistryLimit);
    rows.add("PENDING_DEPOSITS_LIMIT", eth::kPendingDepositsLimit);
    rows.add("PENDING_PARTIAL_WITHDRAWALS_LIMIT", eth::kPendingPartialWithdrawalsLimit);
    rows.add("PENDING_CONSOLIDATIONS_LIMIT", eth::kPendingConsolidationsLimit);
    rows.add("BASE_REWARD_FACTOR", rules.base_reward_factor);
    rows.add("PROPOSER_REWARD_QUOTIENT", 8);
    rows.add("INACTIVITY_SCORE_BIAS", rules.inactivity_score_bias);
    rows.add("INACTIVITY_SCORE_RECOVERY_RATE", rules.inactivity_score_recovery);
    rows.add("INACTIVITY_PENALTY_QUOTIENT_BELLATRIX", rules.inactivity_penalty_quotient);
    rows.add("MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA", rules.slashing_penalty_quotient);
    rows.add("WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA", rules.whistleblower_reward_quotient);
    rows.add("PROPORTIONAL_SLASHING_MULTIPLIER_BELLATRIX", rules.proportional_slashing_multiplier);
}

void add_duties(Rows& rows, const beacon::Parameters& rules) {
    rows.add("TARGET_COMMITTEE_SIZE", rules.target_committee_size);
    rows.add("MAX_COMMITTEES_PER_SLOT", eth::kMaxCommitteesPerSlot);
    rows.add("MAX_VALIDATORS_PER_COMMITTEE", eth::kMaxValidatorsPerCommittee);
    rows.add("SHUFFLE_ROUND_COUNT", 90);
    rows.add("TARGET_AGGREGATORS_PER_COMMITTEE", 16);
    rows.add("ATTESTATION_SUBNET_COUNT", 64);
    rows.add("ATTESTATION_PROPAGATION_SLOT_RANGE", rules.slots_per_epoch);
    rows.add("EPOCHS_PER_RANDOM_SUBNET_SUBSCRIPTION", 256);
    rows.add("SYNC_COMMITTEE_SIZE", eth::kSyncCommitteeSize);
    rows.add("SYNC_COMMITTEE_SUBNET_COUNT", eth::kSyncCommitteeSubnetCount);
    rows.add("TARGET_AGGREGATORS_PER_SYNC_SUBCOMMITTEE", 16);
    rows.add("PROPOSER_SCORE_BOOST", 40);
}

void add_blocks(Rows& rows, const beacon::Parameters& rules) {
    rows.add("MAX_PROPOSER_SLASHINGS", eth::kMaxProposerSlashings);
    rows.add("MAX_ATTESTER_SLASHINGS_ELECTRA", eth::kMaxAttesterSlashings);
    rows.add("MAX_ATTESTATIONS_ELECTRA", eth::kMaxAttestations);
    rows.add("MAX_DEPOSITS", eth::kMaxDeposits);
    rows.add("MAX_VOLUNTARY_EXITS", eth::kMaxVoluntaryExits);
    rows.add("MAX_BLS_TO_EXECUTION_CHANGES", eth::kMaxBlsToExecutionChanges);
    rows.add("MAX_WITHDRAWALS_PER_PAYLOAD", eth::kMaxWithdrawalsPerPayload);
    rows.add("MAX_DEPOSIT_REQUESTS_PER_PAYLOAD", eth::kMaxDepositRequestsPerPayload);
    rows.add("MAX_WITHDRAWAL_REQUESTS_PER_PAYLOAD", eth::kMaxWithdrawalRequestsPerPayload);
    rows.add("MAX_CONSOLIDATION_REQUESTS_PER_PAYLOAD", eth::kMaxConsolidationRequestsPerPayload);
    rows.add("MAX_BYTES_PER_TRANSACTION", eth::kMaxBytesPerTransaction);
    rows.add("MAX_TRANSACTIONS_PER_PAYLOAD", eth::kMaxTransactionsPerPayload);
    rows.add("MAX_EXTRA_DATA_BYTES", eth::kMaxExtraDataBytes);
    rows.add("MAX_BLOB_COMMITMENTS_PER_BLOCK", eth::kMaxBlobCommitmentsPerBlock);
    rows.add("MAX_BLOBS_PER_BLOCK_ELECTRA", rules.blobs_per_block_max);
}

/// As four bytes. Source: consensus-specs, "Domain types".
void add_domains(Rows& rows) {
    constexpr std::array<std::pair<std::string_view, eth::DomainType>, 12> domains{{
        {"BEACON_PROPOSER", eth::DomainType::beacon_proposer},
        {"BEACON_ATTESTER", eth::DomainType::beacon_attester},
        {"RANDAO", eth::DomainType::randao},
        {"DEPOSIT", eth::DomainType::deposit},
        {"VOLUNTARY_EXIT", eth::DomainType::voluntary_exit},
        {"SELECTION_PROOF", eth::DomainType::selection_proof},
        {"AGGREGATE_AND_PROOF", eth::DomainType::aggregate_and_proof},
        {"SYNC_COMMITTEE", eth::DomainType::sync_committee},
        {"SYNC_COMMITTEE_SELECTION_PROOF", eth::DomainType::sync_committee_selection_proof},
        {"CONTRIBUTION_AND_PROOF", eth::DomainType::contribution_and_proof},
        {"BLS_TO_EXECUTION_CHANGE", eth::DomainType::bls_to_execution_change},
        {"APPLICATION_BUILDER", eth::DomainType::application_builder},
    }};
    for (const auto& [name, type] : domains)
        rows.add(fmt::format("DOMAIN_{}", name),
                 fmt::format("0x{:08x}", static_cast<std::uint32_t>(type)));
    rows.add("DOMAIN_APPLICATION_MASK", "0x00000001");
    rows.add("BLS_WITHDRAWAL_PREFIX", "0x00");
    rows.add("ETH1_ADDRESS_WITHDRAWAL_PREFIX", "0x01");
    rows.add("COMPOUNDING_WITHDRAWAL_PREFIX", "0x02");
}

}  // namespace

Outcome<Reply> config_spec(const Call& call) {
    const beacon::Parameters& rules = call.node.chain.rules();
    Rows rows;
    add_network(rows, call.node);
    add_time(rows, rules);
    add_stake(rows, rules);
    add_duties(rows, rules);
    add_blocks(rows, rules);
    add_domains(rows);
    return answer_with(rows.object());
}

}  // namespace stafi::devnet::beacon_api
