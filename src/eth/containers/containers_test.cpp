#include <map>

#include "crypto/hash.hpp"
#include "eth/containers/state.hpp"
#include "ssz_vectors.hpp"

namespace stafi::eth {
namespace {

using test::ssz_type;
using test::SszType;
using test::str;

std::map<std::string, SszType> all_containers() {
#define ROW(Type) {#Type, ssz_type<Type>()}
    return {
        ROW(Fork),
        ROW(ForkData),
        ROW(SigningData),
        ROW(Checkpoint),
        ROW(BeaconBlockHeader),
        ROW(SignedBeaconBlockHeader),
        ROW(VoluntaryExit),
        ROW(SignedVoluntaryExit),
        ROW(BLSToExecutionChange),
        ROW(SignedBLSToExecutionChange),
        ROW(ValidatorRegistration),
        ROW(SignedValidatorRegistration),
        ROW(DepositMessage),
        ROW(DepositData),
        ROW(Deposit),
        ROW(Eth1Data),
        ROW(DepositRequest),
        ROW(PendingDeposit),
        ROW(AttestationData),
        ROW(Attestation),
        ROW(SingleAttestation),
        ROW(IndexedAttestation),
        ROW(AggregateAndProof),
        ROW(SignedAggregateAndProof),
        ROW(AttesterSlashing),
        ROW(ProposerSlashing),
        ROW(SyncCommitteeMessage),
        ROW(SyncCommitteeContribution),
        ROW(ContributionAndProof),
        ROW(SignedContributionAndProof),
        ROW(SyncAggregatorSelectionData),
        ROW(Withdrawal),
        ROW(ExecutionPayload),
        ROW(ExecutionPayloadHeader),
        ROW(WithdrawalRequest),
        ROW(ConsolidationRequest),
        ROW(ExecutionRequests),
        ROW(SyncAggregate),
        ROW(BeaconBlockBody),
        ROW(BeaconBlock),
        ROW(SignedBeaconBlock),
        ROW(Validator),
        ROW(HistoricalSummary),
        ROW(PendingPartialWithdrawal),
        ROW(PendingConsolidation),
        {"BeaconState", ssz_type<electra::BeaconState>()},
        {"BeaconStateFulu", ssz_type<fulu::BeaconState>()},
    };
#undef ROW
}

const SszType& container(const boost::json::value& row) {
    static const auto containers = all_containers();
    return containers.at(str(row.at("type")));
}

// Expected values of this file: remerkleable.
TEST(Containers, encode_decode_and_hash_as_the_specification_s_library) {
    for (const std::string name :
         {"misc", "deposits", "attestations", "sync", "execution", "blocks"}) {
        const auto file = test::vector_file("ssz/" + name + ".json");
        for (const auto& row : file.at("cases").as_array()) {
            SCOPED_TRACE(str(row.at("type")));
            test::expect_case(container(row), row.as_object());
        }
    }
}

/// Fills the long vectors of a state as the file's "rules" say.
void fill_by_rule(electra::BeaconState& state) {
    const auto digest = [](std::string_view field, std::size_t i) {
        return sha256(bytes_of(std::string{field} + "/" + std::to_string(i)));
    };
    for (std::size_t i = 0; i < state.block_roots.size(); ++i) {
        state.block_roots[i] = digest("block_roots", i);
        state.state_roots[i] = digest("state_roots", i);
        state.slashings[i] = {i * i};
    }
    for (std::size_t i = 0; i < state.randao_mixes.size(); ++i)
        state.randao_mixes[i] = digest("randao_mixes", i);
    const auto fill_keys = [&](std::string_view field, SyncCommittee& committee) {
        for (std::size_t i = 0; i < committee.pubkeys.size(); ++i) {
            const Bytes32 d = digest(field, i);
            std::ranges::copy(d.bytes, committee.pubkeys[i].bytes.begin());
            std::ranges::copy(d.view().first<16>(), committee.pubkeys[i].bytes.begin() + 32);
        }
    };
    fill_keys("current_sync_committee", state.current_sync_committee);
    fill_keys("next_sync_committee", state.next_sync_committee);
}

TEST(BeaconState, encodes_decodes_and_hashes_as_the_specification_s_library) {
    const auto file = test::vector_file("ssz/states.json");
    for (const auto& row : file.at("cases").as_array()) {
        SCOPED_TRACE(str(row.at("type")));
        const SszType& known = container(row);
        const auto state = known.make();
        if (!row.at("default").as_bool()) {
            fill_by_rule(*static_cast<electra::BeaconState*>(state.get()));
            test::fill(known.type, row.at("value"), state.get());
        }
        Bytes wire;
        append(known.type, state.get(), wire);
        EXPECT_EQ(wire.size(), row.at("ssz_length").to_number<std::size_t>());
        EXPECT_EQ(to_hex(sha256(wire).view()), str(row.at("ssz_sha256")));
        EXPECT_EQ(to_hex(hash_tree_root(known.type, state.get()).view()), str(row.at("root")));

        const auto decoded = known.make();
        ASSERT_TRUE(decode(known.type, wire, decoded.get()));
        Bytes again;
        append(known.type, decoded.get(), again);
        EXPECT_TRUE(again == wire);
    }
}

TEST(Containers, refuse_damaged_bytes) {
    const auto file = test::vector_file("ssz/invalid.json");
    for (const auto& row : file.at("cases").as_array()) {
        const std::string type = str(row.at("type"));
        if (type != "DepositData" && type != "Validator" && type != "VoluntaryExit" &&
            type != "Checkpoint")
            continue;  // ssz_test.cpp has the others
        const auto value = container(row).make();
        EXPECT_FALSE(decode(container(row).type, test::hex_bytes(row.at("ssz")), value.get()))
            << type << ": " << str(row.at("fault"));
    }
}

TEST(ExecutionPayload, has_the_root_of_its_header) {
    const auto file = test::vector_file("ssz/execution.json");
    for (const auto& row : file.at("cases").as_array()) {
        if (str(row.at("type")) != "ExecutionPayload") continue;
        const auto payload = *ssz::decode<ExecutionPayload>(test::hex_bytes(row.at("ssz")));
        const ExecutionPayloadHeader header{
            .parent_hash = payload.parent_hash,
            .fee_recipient = payload.fee_recipient,
            .state_root = payload.state_root,
            .receipts_root = payload.receipts_root,
            .logs_bloom = payload.logs_bloom,
            .prev_randao = payload.prev_randao,
            .block_number = payload.block_number,
            .gas_limit = payload.gas_limit,
            .gas_used = payload.gas_used,
            .timestamp = payload.timestamp,
            .extra_data = payload.extra_data,
            .base_fee_per_gas = payload.base_fee_per_gas,
            .block_hash = payload.block_hash,
            .transactions_root = ssz::hash_tree_root(payload.transactions),
            .withdrawals_root = ssz::hash_tree_root(payload.withdrawals),
            .blob_gas_used = payload.blob_gas_used,
            .excess_blob_gas = payload.excess_blob_gas,
        };
        EXPECT_EQ(ssz::hash_tree_root(header), ssz::hash_tree_root(payload));
    }
}

}  // namespace
}  // namespace stafi::eth
