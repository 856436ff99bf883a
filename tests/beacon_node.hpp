#pragma once

#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "beacon/chain/forward.hpp"
#include "devnet/beacon_api/node.hpp"
#include "devnet/beacon_api/routes.hpp"

// A beacon node with a small chain, as the tests of the Beacon API ask it.

namespace stafi::test {

namespace json = boost::json;
using namespace literals;

struct BeaconNode {
    static constexpr std::size_t kValidators = 24;

    beacon::Signers signers;
    std::vector<beacon::GenesisValidator> validators =
        beacon::add_background(signers, "test", kValidators, {});
    beacon::Chain chain = begin();
    devnet::beacon_api::Node node{
        .chain = chain,
        .facts = {.version = "stafi-router/test", .network = eth::devnet(), .fee_recipient = {}}};
    beacon::Drive all{.signers = signers,
                      .performs = [](ValidatorIndex) { return true; },
                      .fee_recipient = {},
                      .graffiti = {}};

    BeaconNode() { node.archive.record(chain); }

    beacon::Chain begin() const {
        auto state = beacon::genesis_state({.rules = beacon::devnet_parameters(),
                                            .time = UnixSeconds{1'700'000'000},
                                            .execution_block_hash = {},
                                            .validators = validators});
        EXPECT_TRUE(state) << state.error().what;
        return beacon::Chain{*std::move(state)};
    }
    /// Through the last slot of an epoch; only its first epoch is signed.
    void forward(std::uint64_t last_epoch, const beacon::Drive& drive) {
        const Slot last{(last_epoch + 1) * chain.rules().slots_per_epoch.value - 1};
        while (node.status.slot < last) {
            node.status.slot += Slot{1};
            ASSERT_TRUE(
                beacon::drive_slot(chain, node.status.slot, drive, node.status.slot <= Slot{3}));
            node.archive.record(chain);
        }
    }
    void forward(std::uint64_t last_epoch) { forward(last_epoch, all); }

    devnet::beacon_api::Reply ask(const devnet::beacon_api::Request& request) {
        return devnet::beacon_api::respond(node, request);
    }
    devnet::beacon_api::Answer answer(const devnet::beacon_api::Request& request) {
        const devnet::beacon_api::Reply reply = ask(request);
        const auto* answer = std::get_if<devnet::beacon_api::Answer>(&reply);
        EXPECT_NE(answer, nullptr) << request.target;
        return answer == nullptr ? devnet::beacon_api::Answer{} : *answer;
    }
    devnet::beacon_api::Answer get(std::string target) {
        return answer({.target = std::move(target)});
    }
    devnet::beacon_api::Answer post(std::string target, std::string body) {
        return answer({.method = "POST", .target = std::move(target), .body = std::move(body)});
    }
    /// The whole of an answer that is JSON.
    json::value whole(const devnet::beacon_api::Answer& given) {
        EXPECT_EQ(given.status, 200U) << given.body;
        json::error_code error;
        json::value value = json::parse(given.body, error);
        EXPECT_FALSE(error) << given.body;
        return value;
    }
    json::value data_of(const devnet::beacon_api::Answer& given) {
        const json::value value = whole(given);
        const auto* object = value.if_object();
        return object != nullptr && object->contains("data") ? object->at("data") : json::value{};
    }
    json::value data(std::string target) { return data_of(get(std::move(target))); }
};

struct BeaconNodeTest : testing::Test, BeaconNode {};

/// A text at the end of a path of names and numbers: `text(value, "validator", "pubkey")`.
inline std::string text(const json::value& value) { return std::string{value.as_string()}; }
template <class... More>
std::string text(const json::value& value, std::string_view name, More... more) {
    return text(value.at(name), more...);
}

}  // namespace stafi::test
