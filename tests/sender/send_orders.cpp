// usage: send_orders CONFIG KEYSTORE PASSWORD_FILE FOLDER COUNT
//
// Sends COUNT transfers through the executor, each of another amount to an account that nobody else
// pays, and ends when all are final. What the database in FOLDER has an intent for is not ordered
// again: so it may be killed wherever it is and started anew. Prints a line for each thing done.

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include "adapters/beacon/rest_beacon.hpp"
#include "adapters/execution/rpc_execution.hpp"
#include "adapters/files.hpp"
#include "adapters/keys/account_keystores.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "app/config/networks.hpp"
#include "base/uint256.hpp"
#include "engine/executor/executor.hpp"
#include "engine/reading/pin.hpp"
#include "store/sqlite_store.hpp"

namespace stafi {
namespace {

constexpr std::size_t kWaitingMax = 40;
constexpr std::size_t kOrdersMax = 100'000;
constexpr Millis kBetweenPasses{100};

template <class... Values>
void tell(fmt::format_string<Values...> text, Values&&... values) {
    fmt::print(text, std::forward<Values>(values)...);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

/// Nobody's: not of a precompile, nor of any key that somebody knows.
Address payee(std::size_t order) {
    Address address;
    address.bytes.front() = std::byte{0x5e};
    for (std::size_t i = 0; i < sizeof order; ++i)
        address.bytes.at(address.bytes.size() - 1 - i) = static_cast<std::byte>(order >> (8 * i));
    return address;
}

class Sender {
  public:
    Sender(Ambient& ambient, Execution& execution, Beacon& beacon, Store& store, Keys& keys,
           ChainId chain, Address account)
        : ambient_{ambient},
          execution_{execution},
          beacon_{beacon},
          store_{store},
          account_{account},
          executor_{
              {.execution = execution, .store = store, .keys = keys, .ambient = ambient},
              {.chain = chain, .drive = {.fees = {}, .patient_ms = 3'000, .urgent_ms = 1'000}}} {}

    Task<Result<>> send(std::size_t count) {
        CO_TRY_VOID(co_await begin());
        while (true) {
            const auto passed = co_await pass(count);
            if (!passed) tell("error {}", passed.error().what);
            if (passed && *passed) co_return Result<>{};
            co_await ambient_.sleep(kBetweenPasses);
        }
    }

  private:
    Task<Result<>> begin() {
        CO_TRY(const engine::Pin pin, co_await engine::pin_head(execution_, beacon_));
        CO_TRY_VOID(co_await executor_.open_account(account_, pin));
        CO_TRY(const auto recorded, store_.latest_intents(kOrdersMax));
        for (const tx::Intent& intent : recorded)
            recorded_.insert(std::get<Address>(intent.purpose.subjects.front()));
        tell("begun {}", recorded_.size());
        co_return Result<>{};
    }

    /// Whether all is done.
    Task<Result<bool>> pass(std::size_t count) {
        CO_TRY(const engine::Pin pin, co_await engine::pin_head(execution_, beacon_));
        CO_TRY(const engine::Driven driven, co_await executor_.drive(pin));
        tell("driven {} mined, {} closed, {} reopened, {} replaced", driven.mined.size(),
             driven.closed.size(), driven.reopened.size(), driven.replaced.size());
        for (const Error& failure : driven.failures)
            tell("failure {}", failure.what);
        CO_TRY(const auto open, store_.open_intents());
        auto waiting = static_cast<std::size_t>(std::ranges::count_if(
            open, [](const tx::Intent& intent) { return intent.is_waiting(); }));
        for (std::size_t i = 0; i < count && waiting < kWaitingMax; ++i) {
            if (recorded_.contains(payee(i))) continue;
            CO_TRY_VOID(co_await order(i));
            ++waiting;
        }
        co_return recorded_.size() == count&& open.empty();
    }

    Task<Result<>> order(std::size_t number) {
        const Address to = payee(number);
        engine::Order order{.kind = tx::Kind::stake,
                            .subjects = {to},
                            .account = account_,
                            .to = to,
                            .data = {},
                            .value = Wei{Uint256{number + 1}},
                            .is_urgent = number % 2 == 0};
        CO_TRY(auto quoted, co_await executor_.quote(std::move(order)));
        CO_TRY(const auto submitted,
               co_await executor_.submit(std::get<engine::Quote>(std::move(quoted))));
        recorded_.insert(to);
        tell("ordered {}{}", number, submitted.unsent ? ", unsent" : "");
        co_return Result<>{};
    }

    Ambient& ambient_;
    Execution& execution_;
    Beacon& beacon_;
    Store& store_;
    Address account_;
    engine::Executor executor_;
    std::set<Address> recorded_;
};

Result<adapters::AccountKeystores> open_keystore(const char* file, const char* password_file,
                                                 Entropy& entropy) {
    TRY(const SecretBuffer words, adapters::read_file(password_file, 4096));
    std::string_view password = words.text();
    while (password.ends_with('\n'))
        password.remove_suffix(1);
    std::array<adapters::AccountKeystore, 1> keystore{
        adapters::AccountKeystore{.file = file, .password = SecretBuffer{password}}};
    return adapters::AccountKeystores::open(keystore, entropy);
}

Task<Result<>> send(const app::Config& config, char** words, Ambient& ambient) {
    CO_TRY(const eth::Network network, app::network_of(config));
    CO_TRY(auto keys, open_keystore(words[2], words[3], ambient.entropy()));
    CO_TRY(const auto accounts, co_await keys.accounts());
    CO_TRY(const auto folder, adapters::OutputFolder::claim(words[4]));
    CO_TRY(auto store, store::SqliteStore::open({.file = folder.path() / store::kDatabaseFile}));
    adapters::RpcExecution execution{
        ambient, config.execution_urls.at(0), {.chain = network.chain_id}, {}};
    adapters::RestBeacon beacon{ambient, config.beacon_urls.at(0), network, {}};
    CO_TRY(const Uint256 count, parse_decimal(words[5]));
    Sender sender{ambient, execution, beacon, *store, keys, network.chain_id, accounts.at(0)};
    co_return co_await sender.send(count.limbs[0]);
}

int run(char** words) {
    auto loaded = app::load_config({{"config", {words[1]}}}, {});
    auto entropy = adapters::system_entropy();
    if (!loaded || !entropy) {
        tell("error: no configuration, or no entropy");
        return 2;
    }
    boost::asio::io_context loop{1};
    adapters::SystemAmbient ambient{loop.get_executor(), *std::move(entropy), 1};
    int code = 1;
    boost::asio::co_spawn(loop, send(loaded->config, words, ambient),
                          [&](const std::exception_ptr& error, const Result<>& ended) {
                              if (error) std::rethrow_exception(error);
                              if (!ended) tell("error: {}", ended.error().what);
                              code = ended ? 0 : 1;
                              loop.stop();
                          });
    loop.run();
    return code;
}

}  // namespace
}  // namespace stafi

int main(int count, char** words) {
    if (count == 6) return stafi::run(words);
    stafi::tell("usage: send_orders CONFIG KEYSTORE PASSWORD_FILE FOLDER COUNT");
    return 2;
}
