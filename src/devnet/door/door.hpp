#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "adapters/http/client.hpp"
#include "adapters/http/server.hpp"
#include "devnet/door/stale_view.hpp"
#include "ports/ambient.hpp"

// Where users ask the execution client. It stands between them and the program, which always works
// for the beacon chain: so what users see may be late or silent while the world goes on.

namespace stafi::devnet {

/// How the execution client serves users.
enum class Service : std::uint8_t { healthy, late, silent };

/// A head of the chain, and what was safe and final at that time.
struct ExecutionHead {
    Bytes32 hash;
    BlockNumber number;
    BlockNumber safe;
    BlockNumber finalized;
    friend bool operator==(const ExecutionHead&, const ExecutionHead&) = default;
};

/// Of states as old, both clients can still be asked.
inline constexpr std::uint64_t kLagMax = 100;

class ExecutionDoor {
  public:
    ExecutionDoor(Ambient& ambient, adapters::Url program);

    /// Hands a request to the program and its answer back, as the service is: an answer may wait
    /// for as long as that is silent.
    [[nodiscard]] Task<adapters::http::Response> answer(adapters::http::Request request);

    /// The chain has this head now.
    void hear(const ExecutionHead& head);

    /// What it shows falls behind block by block until it is that late: it never goes back.
    /// At most kLagMax.
    void be_late(std::uint64_t blocks);
    void be_silent();
    /// Ends what is in force.
    void be_healthy();

    [[nodiscard]] Service service() const { return service_; }
    [[nodiscard]] std::uint64_t late_blocks() const { return late_blocks_; }
    /// What users see of the chain when it is late; nothing else before the first head.
    [[nodiscard]] std::optional<StaleView> view() const;

  private:
    [[nodiscard]] Task<adapters::http::Response> pass_on(adapters::http::Request request);
    [[nodiscard]] Task<adapters::http::Response> answer_late(adapters::http::Request request,
                                                             StaleView view);

    Ambient& ambient_;
    adapters::http::Client program_;
    Service service_ = Service::healthy;
    std::uint64_t late_blocks_ = 0;
    BlockNumber floor_;                ///< what users have seen already
    std::deque<ExecutionHead> heads_;  ///< the latest last
};

}  // namespace stafi::devnet
