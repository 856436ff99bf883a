#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/client.hpp"
#include "ports/ambient.hpp"
#include "ports/operator_api.hpp"
#include "ssv/api/api_answers.hpp"

namespace stafi::adapters {

struct RestOperatorApiOptions {
    http::ClientOptions http = {};
    std::uint64_t per_page = 100;  ///< rows; what the real one serves its own clients
    unsigned attempts_max = 3;     ///< at a question, while the trouble may pass
    Millis pause{1'000};           ///< before the second; then twice as long each time
    Millis pause_max{30'000};      ///< who asks for a longer one is not asked again
};

/// One server of the SSV API, `/api/v4/{network}/…` below its address. Whoever is told to wait
/// (Retry-After) waits.
///
/// Errors: besides those of the port, which are for all servers together, those of http::Client,
/// and http_status, rpc_refused, wrong_network; bad_rpc for whatever cannot be believed.
class RestOperatorApi final : public OperatorApi {
  public:
    static constexpr std::uint64_t kPagesMax = 2'000;

    /// `network` as the API calls it.
    RestOperatorApi(Ambient& ambient, Url server, std::string network,
                    RestOperatorApiOptions options = {});

    [[nodiscard]] Task<Result<std::vector<ssv::ApiOperator>>> operators() override;
    [[nodiscard]] Task<Result<ssv::ApiOperator>> operator_of(OperatorId id) override;
    [[nodiscard]] Task<Result<ssv::ApiAccount>> account(Address owner) override;
    [[nodiscard]] Task<Result<std::vector<ssv::ApiCluster>>> clusters(Address owner) override;
    [[nodiscard]] Task<Result<std::vector<ssv::ApiValidator>>> validators(Address owner) override;

  private:
    /// The body of a good answer. `path` begins behind the network.
    [[nodiscard]] Task<Result<std::string>> ask(std::string path);
    /// Errors: rpc_refused, wrong_network.
    [[nodiscard]] Task<Result<>> check_network();
    /// All pages of a list, each row given to `take`.
    template <class Row>
    using ReadPage = std::function<Result<ssv::ApiPage<Row>>(std::string_view)>;
    template <class Row>
    [[nodiscard]] Task<Result<>> ask_pages(std::string path, ReadPage<Row> read,
                                           std::function<Result<>(Row)> take);

    Ambient& ambient_;
    Url server_;
    std::string network_;
    RestOperatorApiOptions options_;
    http::Client http_;
};

}  // namespace stafi::adapters
