#pragma once

#include <memory>
#include <optional>

#include <boost/asio/io_context.hpp>

#include "adapters/beacon/beacon_pool.hpp"
#include "adapters/execution/execution_pool.hpp"
#include "adapters/http/stream.hpp"
#include "adapters/system_ambient.hpp"
#include "app/cli/console.hpp"
#include "engine/reading/pin.hpp"
#include "eth/network.hpp"

// A command's way to the chain: the clients that the configuration names, and a loop to ask them.

namespace stafi::app {

class ChainAccess {
  public:
    /// Errors: not_configured without execution.urls; those of network_of and system_entropy.
    [[nodiscard]] static Result<std::unique_ptr<ChainAccess>> open(const Call& call);

    [[nodiscard]] const eth::Network& network() const { return network_; }
    [[nodiscard]] Ambient& ambient() { return ambient_; }
    [[nodiscard]] Execution& execution() { return *execution_; }
    /// Errors: not_configured without beacon.urls.
    [[nodiscard]] Result<Beacon*> beacon();
    /// For https. Errors: bad_certificate when the machine's authorities cannot be read.
    [[nodiscard]] Result<const adapters::Tls*> tls();

    /// Where the pool's registry stands. Errors: not_configured.
    [[nodiscard]] Result<Address> pool_storage() const;

    /// The head, and what is final; without a beacon node nothing but the first block is.
    [[nodiscard]] Task<Result<engine::Pin>> pin();

    /// Brings `work` to its end, which comes early when the person who waits interrupts it.
    /// Errors: interrupted; those of `work`.
    [[nodiscard]] Result<ExitCode> run(Task<Result<ExitCode>> work);

  private:
    ChainAccess(const Call& call, eth::Network network, Entropy entropy);
    [[nodiscard]] Result<> connect();

    const Call& call_;
    eth::Network network_;
    boost::asio::io_context loop_{1};
    adapters::SystemAmbient ambient_;
    std::optional<adapters::Tls> tls_;  ///< made when it is needed
    std::unique_ptr<adapters::ExecutionPool> execution_;
    std::unique_ptr<adapters::BeaconPool> beacon_;  ///< null when none is configured
};

}  // namespace stafi::app
