#pragma once

#include <string>
#include <string_view>

#include "eth/containers/block.hpp"
#include "eth/containers/state.hpp"
#include "eth/execution/block.hpp"
#include "eth/network.hpp"

// What beacon nodes answer over their HTTP API, as far as it is asked for: containers, to be read
// with ssz::from_json, which passes over the fields that are not named here.
// Source: ethereum/beacon-APIs; the names of the fields are theirs.

namespace stafi::eth {

struct BeaconGenesis {
    UnixSeconds genesis_time;
    Bytes32 genesis_validators_root;
    ForkVersion genesis_fork_version;
    SSZ_CONTAINER(BeaconGenesis, genesis_time, genesis_validators_root, genesis_fork_version);
};

/// A validator in a state. Where it is on its way, its epochs say.
struct KnownValidator {
    ValidatorIndex index;
    Gwei balance;
    Validator validator;
    SSZ_CONTAINER(KnownValidator, index, balance, validator);
};

/// What a state says of finality. At genesis their epoch and root are 0.
struct FinalityCheckpoints {
    Checkpoint current_justified;
    Checkpoint finalized;
    SSZ_CONTAINER(FinalityCheckpoints, current_justified, finalized);
};

/// What we read of a beacon block.
struct BeaconHeader {
    Slot slot;
    Bytes32 root;
    Bytes32 parent;
    Bytes32 state_root;
    BlockRef execution;  ///< the block of the execution chain that is in it
    friend bool operator==(const BeaconHeader&, const BeaconHeader&) = default;
};

// Whole answers. Those about blocks and states say whether an execution client has verified them.

struct GenesisAnswer {
    BeaconGenesis data;
    SSZ_CONTAINER(GenesisAnswer, data);
};
struct RootAnswer {
    struct Data {
        Bytes32 root;
        SSZ_CONTAINER(Data, root);
    };
    bool execution_optimistic = false;
    Data data;
    SSZ_CONTAINER(RootAnswer, execution_optimistic, data);
};
struct HeaderAnswer {
    struct Data {
        Bytes32 root;
        SignedBeaconBlockHeader header;
        SSZ_CONTAINER(Data, root, header);
    };
    bool execution_optimistic = false;
    Data data;
    SSZ_CONTAINER(HeaderAnswer, execution_optimistic, data);
};
struct BlockAnswer {
    struct Payload {
        BlockNumber block_number;
        Bytes32 block_hash;
        SSZ_CONTAINER(Payload, block_number, block_hash);
    };
    struct Body {
        Payload execution_payload;
        SSZ_CONTAINER(Body, execution_payload);
    };
    struct Message {
        Slot slot;
        Bytes32 parent_root;
        Bytes32 state_root;
        Body body;
        SSZ_CONTAINER(Message, slot, parent_root, state_root, body);
    };
    struct Data {
        Message message;
        SSZ_CONTAINER(Data, message);
    };
    bool execution_optimistic = false;
    Data data;
    SSZ_CONTAINER(BlockAnswer, execution_optimistic, data);
};
struct FinalityAnswer {
    bool execution_optimistic = false;
    FinalityCheckpoints data;
    SSZ_CONTAINER(FinalityAnswer, execution_optimistic, data);
};
/// A list whose elements were taken out.
struct ListAnswer {
    bool execution_optimistic = false;
    SSZ_CONTAINER(ListAnswer, execution_optimistic);
};

/// The genesis that a node tells is the network's, as far as the network knows its own.
/// Errors: wrong_network.
[[nodiscard]] Result<> check_genesis(const BeaconGenesis& told, const Network& network);

/// The whole answer to a question for the configuration names the network's chain, deposit
/// contract, lengths of slots and epochs, and forks: no other one in an epoch that is told.
/// Errors: wrong_network; bad_json.
[[nodiscard]] Result<> check_spec(std::string_view answer, const Network& network);

/// The words of a node that says no, fit for a terminal; what it says if those cannot be read.
[[nodiscard]] std::string read_beacon_refusal(std::string_view body);

}  // namespace stafi::eth
