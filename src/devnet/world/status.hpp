#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/units.hpp"

// How a devnet is, as its commands see it.

namespace stafi::devnet {

/// A program or a server.
struct Component {
    std::string name;
    std::string state;  ///< "running", or what is the matter
    std::string place;  ///< an address to ask at
    std::string log;    ///< its file
    friend bool operator==(const Component&, const Component&) = default;
};

/// An SSV operator that runs here.
struct OperatorStatus {
    OperatorId id;
    std::string state;             ///< "healthy", or its fault
    std::uint64_t validators = 0;  ///< registered with it, in clusters not liquidated
    /// Percent of the duties of the last 24 hours that it did in time; nothing without duties.
    std::optional<std::uint64_t> performance;
    friend bool operator==(const OperatorStatus&, const OperatorStatus&) = default;
};

/// A way to a later time.
struct FastForward {
    Slot from;
    Slot to;
    std::uint64_t slots_per_second = 0;
    friend bool operator==(const FastForward&, const FastForward&) = default;
};

struct Status {
    UnixSeconds time;                 ///< of the devnet
    std::uint64_t ahead_seconds = 0;  ///< of the wall clock
    Slot slot;
    Epoch epoch;
    Slot head_slot;
    Bytes32 head_root;
    Epoch justified;
    Epoch finalized;
    BlockNumber execution_block;
    Bytes32 execution_hash;
    std::uint64_t validators = 0;
    std::uint64_t active_validators = 0;
    std::uint64_t missed_slots = 0;  ///< in all
    std::uint64_t reorgs = 0;
    std::optional<FastForward> forward;
    std::vector<Component> components;
    std::vector<OperatorStatus> operators;
    std::vector<std::string> faults;  ///< in force
    friend bool operator==(const Status&, const Status&) = default;
};

[[nodiscard]] std::string to_json(const Status& status);
/// Errors: bad_json, naming the field.
[[nodiscard]] Result<Status> parse_status(std::string_view json);

/// What the folder of a devnet says about it: `devnet.json`.
struct StateFile {
    std::string engine;
    std::uint64_t pid = 0;
    std::uint64_t control_port = 0;
    std::string end;  ///< why it ended; empty while it runs
    friend bool operator==(const StateFile&, const StateFile&) = default;
};

inline constexpr std::size_t kStateFileBytesMax = 64U << 10;

[[nodiscard]] std::string to_json(const StateFile& file);
/// Errors: bad_json and out_of_range, naming the field.
[[nodiscard]] Result<StateFile> parse_state_file(std::string_view json);

}  // namespace stafi::devnet
