#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/process/child.hpp"
#include "adapters/rpc/rpc_client.hpp"
#include "devnet/execution/engine.hpp"

// A running execution client, and the ways to ask it: what anvil and geth have in common.

namespace stafi::devnet {

class Node {
  public:
    struct Ports {
        std::uint16_t rpc = 0;
        std::uint16_t engine_api = 0;  ///< 0 for none
    };

    /// Starts the program and waits until it takes connections at all its ports. `secret` for the
    /// Engine API.
    /// Errors: program_missing, port_taken, write_failed, program_ended, timed_out.
    [[nodiscard]] static Task<Result<Node>> start(Ambient& ambient, adapters::Program program,
                                                  Ports ports, std::optional<JwtSecret> secret);

    [[nodiscard]] std::string rpc_url() const;

    // Errors: as of RpcClient::expect, and program_ended when that is why.

    [[nodiscard]] Task<Result<eth::RpcResult>> ask(eth::RpcCall call);
    /// In the order of the calls, which the program may serve in any.
    [[nodiscard]] Task<Result<std::vector<eth::RpcResult>>> ask_all(
        std::vector<eth::RpcCall> calls);
    [[nodiscard]] Task<Result<eth::RpcResult>> ask_engine_api(eth::RpcCall call);

    /// Errors: always program_ended, once it has.
    [[nodiscard]] Task<Result<>> watch();
    [[nodiscard]] Task<> stop();

  private:
    Node(Ambient& ambient, adapters::Child child, Ports ports, std::optional<JwtSecret> secret);

    template <class T>
    [[nodiscard]] Result<T> explained(Result<T> answer);

    adapters::Child child_;
    std::uint16_t port_;
    std::unique_ptr<adapters::RpcClient> rpc_;
    std::unique_ptr<adapters::RpcClient> engine_api_;  ///< nothing where there is none
};

/// The same for an execution client.
[[nodiscard]] eth::PayloadAttributes attributes_for(const beacon::PayloadAttributes& attributes,
                                                    const Address& fee_recipient);

/// What everything else would stumble over later. Errors: program_missing, which tells the
/// `remedy`; file_missing for the ready chain.
[[nodiscard]] Result<> check_files(const EngineOptions& options, std::string_view remedy);

inline constexpr std::size_t kStateBytesMax = std::size_t{256} << 20;  ///< of a ready chain

/// Nobody has this port. Errors: port_taken, which names a free one.
[[nodiscard]] Result<> check_port(std::uint16_t port);

}  // namespace stafi::devnet
