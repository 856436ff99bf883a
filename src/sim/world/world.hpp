#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/world/ready_pool.hpp"

// A world that is drawn from its seed: a pool's chain, stakers who want something, a process that
// does it for them, and everything that can go wrong between. First it is unsafe: questions and
// answers are lost, blocks dropped, machines crash. Then it heals, and all that was wanted must
// come to its end.

namespace stafi::sim {

/// Bugs for tests, to see that the world finds them.
enum class PlantedBug : std::uint8_t {
    none,
    sends_before_it_records,      ///< a record is written when the next one is
    takes_nonces_from_the_chain,  ///< at each start, whatever waits
};

struct WorldReport {
    std::map<std::string_view, std::uint64_t> faults;  ///< how often each happened
    std::uint64_t virtual_seconds = 0;
    std::uint64_t transactions = 0;            ///< in the chain at the end
    std::vector<std::string> violations = {};  ///< of the promises below; none as a rule
    std::vector<std::string> events = {};      ///< what happened, in order
};

/// After every block: nothing that was wanted once is in the chain twice, and every transaction
/// that ever left the process is in its store, whatever its disk has lost. In the end all of it is
/// in the chain once and final, and no nonce is left out.
[[nodiscard]] WorldReport run_world(const ReadyPool& pool, std::uint64_t seed,
                                    PlantedBug bug = PlantedBug::none);

}  // namespace stafi::sim
