#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/units.hpp"
#include "devnet/door/door.hpp"
#include "devnet/operators/operator_nodes.hpp"

// What can be made to go wrong, in the words of `devnet fault`.

namespace stafi::devnet {

/// The last blocks lose to others.
struct BeaconReorg {
    std::uint64_t blocks = 0;
    friend bool operator==(const BeaconReorg&, const BeaconReorg&) = default;
};
/// Nobody proposes in the next slots.
struct BeaconMiss {
    std::uint64_t slots = 0;
    friend bool operator==(const BeaconMiss&, const BeaconMiss&) = default;
};
/// Nobody votes, so nothing is finalized.
struct BeaconStall {
    bool is_on = false;
    friend bool operator==(const BeaconStall&, const BeaconStall&) = default;
};
/// The execution client serves users in another way; `healthy` ends it.
struct ExecutionTrouble {
    Service service = Service::healthy;
    std::uint64_t blocks = 0;  ///< how late it is
    friend bool operator==(const ExecutionTrouble&, const ExecutionTrouble&) = default;
};
/// An operator does its duties in another way; `none` heals it.
struct OperatorTrouble {
    OperatorId id;
    OperatorFault kind = OperatorFault::none;
    friend bool operator==(const OperatorTrouble&, const OperatorTrouble&) = default;
};
/// An operator leaves the network.
struct OperatorRemoval {
    OperatorId id;
    friend bool operator==(const OperatorRemoval&, const OperatorRemoval&) = default;
};
/// An operator asks for another fee, from now on.
struct OperatorFee {
    OperatorId id;
    std::uint64_t wei_per_block = 0;
    friend bool operator==(const OperatorFee&, const OperatorFee&) = default;
};
using Fault = std::variant<BeaconReorg, BeaconMiss, BeaconStall, ExecutionTrouble, OperatorTrouble,
                           OperatorRemoval, OperatorFee>;

[[nodiscard]] std::string_view text_of(OperatorFault fault);

inline constexpr std::uint64_t kFaultSlotsMax = 100'000;

/// Every form that `parse_fault` reads, such as "beacon reorg N", with what it does.
struct FaultForm {
    std::string_view words;
    std::string_view help;
};
[[nodiscard]] const std::vector<FaultForm>& fault_forms();

/// Errors: unknown_fault, listing the forms; bad_number, out_of_range for their values.
[[nodiscard]] Result<Fault> parse_fault(const std::vector<std::string>& words);

}  // namespace stafi::devnet
