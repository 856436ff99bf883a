#include "devnet/beacon_duties/duties.hpp"

#include <gmock/gmock.h>

#include "base/hex.hpp"
#include "beacon/block/block.hpp"
#include "beacon/block/requests.hpp"
#include "beacon_node.hpp"
#include "crypto/hash.hpp"
#include "devnet/beacon_duties/bodies.hpp"

// Shapes are those of the examples in ethereum/beacon-APIs; values are compared with the chain's.

namespace stafi::devnet::beacon_api {
namespace {

namespace json = boost::json;
using test::text;
using testing::HasSubstr;

const std::string kValidator = "/eth/v1/validator/";
const std::string kPool = "/eth/v1/beacon/pool/";

std::string hex(const Bytes32& root) { return to_hex0x(root.view()); }

struct DutiesTest : test::BeaconNodeTest {
    SignatureBytes sign(ValidatorIndex who, const Bytes32& root) {
        const std::array key{chain.head_state()->validators[who.value].pubkey};
        return signers.sign(key, root)->bytes();
    }
    SignatureBytes sign(ValidatorIndex who, const Bytes32& object, eth::DomainType domain) {
        const auto state = chain.head_state();
        return sign(who, eth::compute_signing_root(
                             object, beacon::domain_of(*state, domain, state->epoch())));
    }
    /// What the validator at a seat of committee 0 votes at the head.
    eth::SingleAttestation vote(std::size_t seat) {
        eth::SingleAttestation made;
        made.data = *chain.attestation_data(chain.head().slot);
        made.attester_index =
            (*chain.committees(made.data.target.epoch))->at(made.data.slot, {})[seat];
        made.signature =
            sign(made.attester_index, beacon::attestation_root(*chain.head_state(), made.data));
        return made;
    }
    std::string events(Topic topic) {
        std::uint64_t place = 0;
        return *node.feed.read(place, Topics{}.set(static_cast<std::size_t>(topic)));
    }
};

template <class... T>
std::string list_of(const T&... items) {
    std::string list;
    ((list += (list.empty() ? "[" : ",") + ssz::to_json(items)), ...);
    return list + "]";
}

TEST_F(DutiesTest, names_each_validators_place_in_its_committee) {
    forward(1);
    const auto whole_answer = whole(post(kValidator + "duties/attester/2", R"(["5","5","77"])"));
    EXPECT_EQ(text(whole_answer, "dependent_root"), hex(chain.at(Slot{3})->root));
    ASSERT_EQ(whole_answer.at("data").as_array().size(), 1U);
    const auto& duty = whole_answer.at("data").at(0);
    EXPECT_EQ(text(duty, "pubkey"), to_hex0x(validators[5].pubkey.view()));
    const Slot slot{std::stoull(text(duty, "slot"))};
    const auto members = (*chain.committees(Epoch{2}))->at(slot, {});
    EXPECT_EQ(members[std::stoull(text(duty, "validator_committee_index"))], ValidatorIndex{5});
    EXPECT_EQ(text(duty, "committee_length"), std::to_string(members.size()));
    EXPECT_EQ(text(duty, "committees_at_slot"), "1");
    EXPECT_EQ(post(kValidator + "duties/attester/3", R"(["5"])").status, 400U);
    EXPECT_EQ(post(kValidator + "duties/attester/1", R"([5])").status, 400U);
}

TEST_F(DutiesTest, names_the_proposers_of_this_epoch_and_the_next) {
    forward(1);
    const auto duties = whole(get(kValidator + "duties/proposer/1"));
    EXPECT_EQ(text(duties, "dependent_root"), hex(chain.at(Slot{3})->root));
    for (std::uint64_t i = 0; i < 4; ++i) {
        const auto& duty = duties.at("data").at(i);
        EXPECT_EQ(text(duty, "slot"), std::to_string(4 + i));
        EXPECT_EQ(text(duty, "validator_index"),
                  std::to_string(chain.at(Slot{4 + i})->block->message.proposer_index.value));
    }
    const auto next = whole(get("/eth/v2/validator/duties/proposer/2"));
    EXPECT_EQ(text(next, "dependent_root"), hex(chain.at(Slot{3})->root));
    EXPECT_EQ(get(kValidator + "duties/proposer/3").status, 400U);
}

TEST_F(DutiesTest, names_the_seats_in_the_sync_committee) {
    forward(0);
    const auto duties = data_of(post(kValidator + "duties/sync/0", R"(["0","1","2"])"));
    const auto state = chain.head_state();
    for (const auto& duty : duties.as_array()) {
        const std::size_t index = std::stoull(text(duty, "validator_index"));
        for (const auto& seat : duty.at("validator_sync_committee_indices").as_array())
            EXPECT_EQ(state->current_sync_committee.pubkeys[std::stoull(text(seat))],
                      state->validators[index].pubkey);
    }
    EXPECT_EQ(post(kValidator + "duties/sync/15", "[]").status, 200U);
    EXPECT_EQ(post(kValidator + "duties/sync/16", "[]").status, 400U);
}

TEST_F(DutiesTest, knows_who_was_live) {
    beacon::Drive most = all;
    most.performs = [](ValidatorIndex index) { return index.value != 5; };
    forward(2, most);
    EXPECT_EQ(post(kValidator + "liveness/1", R"(["4","5"])").body,
              R"({"data":[{"index":"4","is_live":true},{"index":"5","is_live":false}]})");
    node.status.slot = Slot{12};  // the clock is in an epoch that has no block yet
    EXPECT_EQ(post(kValidator + "liveness/3", R"(["4"])").body,
              R"({"data":[{"index":"4","is_live":false}]})");
    EXPECT_EQ(post(kValidator + "liveness/0", R"(["4"])").status, 400U);
    EXPECT_EQ(post(kValidator + "liveness/4", R"(["4"])").status, 400U);
}

TEST_F(DutiesTest, collects_votes_and_gives_them_out_joined) {
    forward(1);
    const std::string slot = std::to_string(chain.head().slot.value);
    const eth::SingleAttestation first = vote(0);
    EXPECT_EQ(json::serialize(data(kValidator + "attestation_data?committee_index=0&slot=" + slot)),
              ssz::to_json(first.data));
    auto forged = vote(2);
    forged.signature = first.signature;
    const Answer mixed = post("/eth/v2/beacon/pool/attestations", list_of(first, forged, vote(1)));
    EXPECT_EQ(mixed.status, 400U);
    EXPECT_THAT(mixed.body, HasSubstr(R"("failures":[{"index":1,"message":")"));
    EXPECT_EQ(data("/eth/v2/beacon/pool/attestations?slot=" + slot).as_array().size(), 1U);
    EXPECT_EQ(data("/eth/v2/beacon/pool/attestations?slot=1").as_array().size(), 0U);
    EXPECT_THAT(events(Topic::single_attestation), HasSubstr("event: single_attestation\ndata: "));

    const std::string query = "/eth/v2/validator/aggregate_attestation?slot=" + slot +
                              "&attestation_data_root=" + hex(ssz::hash_tree_root(first.data)) +
                              "&committee_index=";
    EXPECT_EQ(get(query + "1").status, 404U);
    const auto aggregate =
        ssz::from_json<eth::Attestation>(json::serialize(data_of(get(query + "0"))));
    ASSERT_TRUE(aggregate) << aggregate.error().what;
    EXPECT_EQ(aggregate->data, first.data);
    EXPECT_TRUE(aggregate->aggregation_bits[0] && aggregate->aggregation_bits[1]);
    EXPECT_FALSE(aggregate->aggregation_bits[2]);

    // Committees of six draw everybody.
    eth::SignedAggregateAndProof message;
    message.message.aggregator_index = first.attester_index;
    message.message.aggregate = *aggregate;
    message.message.selection_proof =
        sign(first.attester_index, ssz::hash_tree_root(first.data.slot),
             eth::DomainType::selection_proof);
    message.signature = sign(first.attester_index, ssz::hash_tree_root(message.message),
                             eth::DomainType::aggregate_and_proof);
    const std::string target = "/eth/v2/validator/aggregate_and_proofs";
    EXPECT_EQ(post(target, list_of(message)).body, "");
    EXPECT_NE(events(Topic::attestation), "");
    message.message.selection_proof = message.signature;
    EXPECT_THAT(post(target, list_of(message)).body, HasSubstr("signature"));
    message.message.aggregate.data.slot = Slot{~0ULL};
    EXPECT_THAT(post(target, list_of(message)).body, HasSubstr("is yet to come"));
}

TEST_F(DutiesTest, joins_the_messages_of_a_sync_subcommittee) {
    forward(0);
    const auto state = chain.head_state();
    eth::SyncCommitteeMessage message;
    message.slot = chain.head().slot;
    message.beacon_block_root = chain.head().root;
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < kValidators; ++i) {
        message.validator_index = ValidatorIndex{i};
        message.signature =
            sign(message.validator_index,
                 beacon::sync_message_root(*state, message.slot, chain.head().root));
        EXPECT_EQ(post(kPool + "sync_committees", list_of(message)).body, "") << i;
    }
    const std::string query = kValidator + "sync_committee_contribution?slot=3&beacon_block_root=" +
                              hex(chain.head().root) + "&subcommittee_index=";
    EXPECT_EQ(get(query + "4").status, 400U);
    const auto made =
        ssz::from_json<eth::SyncCommitteeContribution>(json::serialize(data_of(get(query + "2"))));
    ASSERT_TRUE(made) << made.error().what;
    for (std::size_t i = 0; i < 128; ++i)
        EXPECT_TRUE(made->aggregation_bits[i]) << i;

    // One in eight is drawn: some validator of the subcommittee is.
    const auto drawn = [&](ValidatorIndex who) {
        const SignatureBytes proof =
            sign(who,
                 ssz::hash_tree_root(eth::SyncAggregatorSelectionData{
                     .slot = made->slot, .subcommittee_index = made->subcommittee_index}),
                 eth::DomainType::sync_committee_selection_proof);
        eth::SignedContributionAndProof signed_message;
        signed_message.message = {
            .aggregator_index = who, .contribution = *made, .selection_proof = proof};
        signed_message.signature = sign(who, ssz::hash_tree_root(signed_message.message),
                                        eth::DomainType::contribution_and_proof);
        return signed_message;
    };
    std::size_t taken = 0;
    for (std::size_t i = 0; i < kValidators; ++i)
        taken += post(kValidator + "contribution_and_proofs", list_of(drawn(ValidatorIndex{i})))
                             .status == 200
                     ? 1
                     : 0;
    EXPECT_GT(taken, 0U);
    EXPECT_LT(taken, kValidators);
    EXPECT_NE(events(Topic::contribution_and_proof), "");
}

TEST_F(DutiesTest, refuses_messages_of_a_sync_committee_for_slots_to_come) {
    forward(0);
    node.status.slot = chain.head().slot;
    eth::SyncCommitteeMessage message;
    message.slot = node.status.slot + Slot{1};
    message.beacon_block_root = chain.head().root;
    message.signature =
        sign(message.validator_index,
             beacon::sync_message_root(*chain.head_state(), message.slot, chain.head().root));
    EXPECT_THAT(post(kPool + "sync_committees", list_of(message)).body,
                HasSubstr("is yet to come"));
    node.status.slot = message.slot;
    EXPECT_EQ(post(kPool + "sync_committees", list_of(message)).body, "");
}

TEST_F(DutiesTest, takes_exits_and_proofs_of_slashable_deeds_into_the_pool) {
    forward(5);
    eth::SignedVoluntaryExit exit;
    exit.message = {.epoch = Epoch{5}, .validator_index = ValidatorIndex{3}};
    const auto& forks = chain.rules().forks;
    exit.signature = sign(
        ValidatorIndex{3},
        eth::compute_signing_root(ssz::hash_tree_root(exit.message),
                                  eth::signing_domain(eth::DomainType::voluntary_exit, forks,
                                                      Epoch{5}, chain.genesis_validators_root())));
    EXPECT_EQ(post(kPool + "voluntary_exits", ssz::to_json(exit)).body, "");
    EXPECT_EQ(get(kPool + "voluntary_exits").body, R"({"data":[)" + ssz::to_json(exit) + "]}");
    EXPECT_EQ(events(Topic::voluntary_exit),
              "event: voluntary_exit\ndata: " + ssz::to_json(exit) + "\n\n");
    exit.message.validator_index = ValidatorIndex{99};
    EXPECT_EQ(post(kPool + "voluntary_exits", ssz::to_json(exit)).status, 400U);

    eth::ProposerSlashing slashing;
    for (auto* header : {&slashing.signed_header_1, &slashing.signed_header_2}) {
        header->message = beacon::header_of(chain.head().block->message);
        header->message.proposer_index = ValidatorIndex{4};
        if (header == &slashing.signed_header_2) header->message.body_root = {};
        header->signature = sign(ValidatorIndex{4}, ssz::hash_tree_root(header->message),
                                 eth::DomainType::beacon_proposer);
    }
    EXPECT_EQ(post(kPool + "proposer_slashings", ssz::to_json(slashing)).body, "");
    EXPECT_EQ(data(kPool + "proposer_slashings").as_array().size(), 1U);
    EXPECT_EQ(data("/eth/v2/beacon/pool/attester_slashings").as_array().size(), 0U);
    forward(6);
    EXPECT_TRUE(chain.head_state()->validators[4].slashed);
    const auto row = data("/eth/v1/beacon/states/head/validators/3");
    EXPECT_EQ(text(row, "status"), "active_exiting");
}

TEST_F(DutiesTest, makes_a_block_that_pays_whom_its_proposer_named) {
    forward(1);
    node.status.slot += Slot{1};
    const Slot slot = node.status.slot;
    const auto state = *chain.state_at(slot);
    const ValidatorIndex proposer = beacon::proposer_at(*state, slot);
    EXPECT_EQ(post(kValidator + "prepare_beacon_proposer",
                   R"([{"validator_index":")" + std::to_string(proposer.value) +
                       R"(","fee_recipient":"0x00000000000000000000000000000000000000aa"}])")
                  .status,
              200U);
    const SignatureBytes reveal = sign(proposer, beacon::randao_root(*state, state->epoch()));
    const std::string target = "/eth/v3/validator/blocks/" + std::to_string(slot.value);
    const Reply reply = ask({.target = target + "?randao_reveal=" + to_hex0x(reveal.view()) +
                                       "&graffiti=" + hex(sha256(bytes_of("us")))});
    const auto* order = std::get_if<BlockOrder>(&reply);
    ASSERT_NE(order, nullptr) << std::get<Answer>(reply).body;
    EXPECT_EQ(order->fee_recipient.bytes.back(), std::byte{0xaa});

    eth::BuiltPayload built;
    built.payload =
        beacon::plain_payload(*chain.payload_attributes(slot),
                              state->latest_execution_payload_header, order->fee_recipient);
    built.block_value = Uint256{7};
    const auto answer = finish_block(node, *order, built);
    ASSERT_TRUE(answer) << answer.error().message;
    const json::value value = json::parse(answer->body);
    EXPECT_EQ(text(value, "version"), "fulu");
    EXPECT_EQ(text(value, "execution_payload_value"), "7");
    EXPECT_EQ(text(value.at("data").at("block"), "body", "graffiti"), hex(sha256(bytes_of("us"))));
    const auto contents = ssz::from_json<BlockContents>(json::serialize(value.at("data")));
    ASSERT_TRUE(contents) << contents.error().what;

    SignedBlockContents signed_contents;
    signed_contents.signed_block = {
        .message = contents->block,
        .signature = sign(proposer, beacon::block_signing_root(*state, contents->block))};
    for (const Form form : {Form::json, Form::ssz}) {
        const bool is_json = form == Form::json;
        Request request{.method = "POST",
                        .target = "/eth/v2/beacon/blocks",
                        .content_type = is_json ? "application/json" : "application/octet-stream",
                        .consensus_version = "fulu"};
        request.body = is_json ? ssz::to_json(signed_contents)
                               : std::string{text_of(BytesView{ssz::encode(signed_contents)})};
        const Reply publish = ask(request);
        const auto* import = std::get_if<Import>(&publish);
        ASSERT_NE(import, nullptr) << std::get<Answer>(publish).body;
        EXPECT_EQ(import->block, signed_contents.signed_block);
        request.consensus_version = "electra";
        EXPECT_EQ(DutiesTest::answer(request).status, 400U);
    }
    ASSERT_TRUE(chain.add(signed_contents.signed_block));
    EXPECT_EQ(chain.head().slot, slot);
    EXPECT_EQ(finish_block(node, *order, built).error().status, 503U);

    EXPECT_EQ(get(target).status, 400U);
    EXPECT_EQ(get("/eth/v3/validator/blocks/99?randao_reveal=" + to_hex0x(reveal.view())).status,
              400U);
}

TEST_F(DutiesTest, makes_no_block_for_whom_is_not_its_proposer) {
    forward(0);
    node.status.slot += Slot{1};
    const auto state = *chain.state_at(Slot{4});
    const ValidatorIndex other{(beacon::proposer_at(*state, Slot{4}).value + 1) % kValidators};
    const SignatureBytes reveal = sign(other, beacon::randao_root(*state, state->epoch()));
    EXPECT_THAT(get("/eth/v3/validator/blocks/4?randao_reveal=" + to_hex0x(reveal.view())).body,
                HasSubstr("randao_reveal of validator"));
}

}  // namespace
}  // namespace stafi::devnet::beacon_api
