#pragma once

#include <map>

#include "ports/keys.hpp"
#include "sim/world/trouble.hpp"

namespace stafi::sim {

/// A signer that another program runs.
class SimKeys final : public Keys {
  public:
    explicit SimKeys(Trouble& trouble) : trouble_{trouble} {}

    Address add(EthSecretKey key);

    Task<Result<std::vector<Address>>> accounts() override;
    Task<Result<eth::SignedTransaction>> sign(Address account,
                                              eth::UnsignedTransaction content) override;

  private:
    Trouble& trouble_;
    std::map<Address, EthSecretKey> keys_;
};

}  // namespace stafi::sim
