#pragma once

#include "pool/addresses.hpp"
#include "ports/execution.hpp"

namespace stafi::engine {

/// Where the pool's contracts stand, as its registry has them in that block. Those that it does not
/// name are left out. Errors: contract_missing when `storage` is no StafiStorage; of the port.
[[nodiscard]] Task<Result<pool::Addresses>> find_pool(Execution& execution, Address storage,
                                                      Bytes32 block);

}  // namespace stafi::engine
