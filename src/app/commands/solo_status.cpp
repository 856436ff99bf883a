#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "app/chain/pool_view.hpp"
#include "app/cli/report.hpp"
#include "app/cli/words.hpp"
#include "app/commands/commands.hpp"
#include "base/hex.hpp"
#include "engine/reading/ask.hpp"
#include "eth/beacon_api/validator_status.hpp"
#include "pool/contracts/light_node.hpp"

// solo status: where the keys of a solo validator are on their way.

namespace stafi::app {
namespace {

namespace light_node = pool::light_node;

constexpr std::uint64_t kPage = 100;  // keys in one answer

/// As the contracts call them, in their order.
constexpr std::array<std::string_view, 8> kStatusTexts{
    "uninitial", "initial", "match", "staking", "unmatch", "offboard", "canwithdraw", "withdrawed"};

Task<Result<std::vector<PubkeyBytes>>> keys_of(ChainAccess& chain, PoolView view, Address node) {
    const engine::Question counting{view.light_node, light_node::GetLightNodePubkeyCount{node}};
    CO_TRY(const auto counted,
           co_await engine::ask(chain.execution(), view.block.self.hash, counting));
    const std::uint64_t count = std::get<0>(counted);
    std::vector<light_node::GetLightNodePubkeys> pages;
    for (std::uint64_t start = 0; start < count; start += kPage)
        pages.push_back({.node = node, .start = start, .end = std::min(count, start + kPage)});
    CO_TRY(const auto answers, co_await engine::ask_each(chain.execution(), view.block.self.hash,
                                                         view.light_node, std::move(pages)));
    std::vector<PubkeyBytes> keys;
    for (const auto& page : answers)
        keys.insert(keys.end(), page.begin(), page.end());
    co_return keys;
}

struct OnBeacon {
    eth::KnownValidator validator;
    std::string status;
};

Task<Result<std::map<PubkeyBytes, OnBeacon>>> beacon_sides(ChainAccess& chain,
                                                           std::vector<PubkeyBytes> keys) {
    std::map<PubkeyBytes, OnBeacon> sides;
    if (keys.empty()) co_return sides;
    CO_TRY(Beacon * beacon, chain.beacon());
    CO_TRY(const eth::BeaconHeader head, co_await beacon->head());
    CO_TRY(const auto known, co_await beacon->validators(head.state_root, std::move(keys)));
    const Epoch now = epoch_of(head.slot, chain.network().slots_per_epoch);
    for (const eth::KnownValidator& one : known) {
        const auto status = eth::status_of(one.validator, one.balance, now);
        sides.emplace(one.validator.pubkey,
                      OnBeacon{.validator = one, .status = std::string{eth::text_of(status)}});
    }
    co_return sides;
}

Task<Result<ExitCode>> show_keys(const Call& call, ChainAccess& chain, Address account) {
    CO_TRY(const PoolView view, co_await look_at_pool(chain));
    CO_TRY(const auto keys, co_await keys_of(chain, view, account));
    CO_TRY(const auto sides, co_await beacon_sides(chain, keys));
    const engine::Question asking{view.light_node, pool::validator_keys::GetPubkeyStatuses{keys}};
    CO_TRY(const auto statuses,
           co_await engine::ask(chain.execution(), view.block.self.hash, asking));
    std::vector<pool::validator_keys::GetPubkeyOwner> questions;
    questions.reserve(keys.size());
    for (const PubkeyBytes& key : keys)
        questions.push_back({key});
    CO_TRY(const auto owners, co_await engine::ask_each(chain.execution(), view.block.self.hash,
                                                        view.light_node, std::move(questions)));
    Table table{
        .name = "keys",
        .columns = {"pubkey", "pool_status", "own_part", "validator", "beacon_status", "balance"},
        .rows = {},
        .is_narrow = true};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto side = sides.find(keys[i]);
        const bool is_known = side != sides.end();
        const auto status = static_cast<std::size_t>(std::get<0>(statuses).at(i));
        table.rows.push_back({to_hex0x(keys[i].view()), std::string{kStatusTexts.at(status)},
                              to_text(owners[i].node_amount),
                              is_known ? Cell{side->second.validator.index.value} : Cell{},
                              is_known ? Cell{side->second.status} : Cell{},
                              is_known ? Cell{to_text(side->second.validator.balance)} : Cell{}});
    }
    print(call, {.headline = fmt::format("{} at the pool", counted(keys.size(), "key")),
                 .fields = {},
                 .tables = {std::move(table)}});
    co_return ExitCode::done;
}

Result<ExitCode> run_status(const Call& call) {
    TRY(const Address account, call.arguments.address("account"));
    TRY(const auto chain, ChainAccess::open(call));
    return chain->run(show_keys(call, *chain, account));
}

}  // namespace

Command solo_status_command() {
    return {.name = "solo status",
            .summary = "show where the keys of a solo validator are on their way",
            .text =
                "Prints each key that the account deposited at the pool: its status there, "
                "(initial: the oracle's members look at the deposit; match: `solo stake` is next; "
                "staking: all is deposited; unmatch: somebody else deposited first), its own part, "
                "and where it is on the beacon chain.",
            .operands = "",
            .options = {{.name = "account",
                         .value = "ADDRESS",
                         .help = "whose keys to show",
                         .is_required = true}},
            .examples = {"solo status --account 0x27d64Dd9172E4b59a444817D30F7af8228F174CC"},
            .run = run_status};
}

}  // namespace stafi::app
