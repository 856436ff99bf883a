#include "devnet/world/world.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "adapters/files.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "base/hex.hpp"
#include "devnet/execution/genesis.hpp"
#include "devnet/execution/node.hpp"
#include "devnet/world/folder.hpp"
#include "devnet/world/living_world.hpp"

namespace stafi::devnet {
namespace {

namespace asio = boost::asio;
namespace http = adapters::http;
using namespace asio::experimental::awaitable_operators;

constexpr std::uint64_t kHeadStartMs = 1500;  ///< for all to be ready before the first slot
constexpr std::uint32_t kAccountsShown = 32;
constexpr std::uint64_t kSlotsBeforeNowMax = 10'000;
constexpr std::size_t kBodyBytesMax = std::size_t{64} << 20;  ///< of a request
constexpr Millis kGrace{500};  ///< for requests at hand at the end: a silent client keeps them all

Beginning beginning_of(const Options& options, const Deployment& deployment, Slot present,
                       UnixMillis now) {
    Beginning made{.network = eth::devnet(),
                   .rules = beacon::devnet_parameters(),
                   .genesis = {},
                   .present = present};
    // Slot 1 is the first that has a block, and nobody shall wait for the first one.
    const std::uint64_t first = (now.value + kHeadStartMs) / 1000 + 1;
    made.genesis = UnixSeconds{first - (present.value + 1) * options.seconds_per_slot};
    made.network.chain_id = deployment.chain_id;
    made.network.deposit_contract = deployment.deposit_contract;
    made.network.ssv = eth::SsvContracts{
        .network = deployment.ssv_network, .views = deployment.ssv_views, .first_block = {}};
    made.network.seconds_per_slot = options.seconds_per_slot;
    made.network.slots_per_epoch = options.slots_per_epoch;
    made.network.genesis_time = made.genesis;
    made.rules.forks = made.network.forks;
    made.rules.seconds_per_slot = options.seconds_per_slot;
    made.rules.slots_per_epoch = options.slots_per_epoch;
    return made;
}

/// How the first of both ended; the other is cancelled.
Task<Result<>> either(Task<Result<>> one, Task<Result<>> other) {
    auto first = co_await (std::move(one) || std::move(other));
    co_return std::visit([](Result<>& how) { return std::move(how); }, first);
}

Task<Result<>> serve(http::Server& server) {
    co_await server.run();
    co_return Result<>{};
}

Task<Result<>> watch_for_end(LivingWorld& world) {
    co_await world.watch_for_end();
    co_return Result<>{};
}

/// From nothing to a world, its life, and its end.
class Supervisor {
  public:
    Supervisor(const Options& options, const Announce& announce, asio::any_io_executor loop,
               Ambient& ambient)
        : options_{options},
          announce_{announce},
          loop_{std::move(loop)},
          ambient_{ambient},
          folder_{options.folder} {}

    Task<Result<>> run() {
        CO_TRY(const Deployment deployment, read_deployment());
        CO_TRY(const Slot present, slots_before_now());
        Beginning beginning = beginning_of(options_, deployment, present, ambient_.now());
        announce_.step(fmt::format("starting {}", text_of(options_.engine)));
        CO_TRY(const std::unique_ptr<Engine> engine, co_await start_engine(beginning));
        const Result<> lived = co_await live_with(*engine, deployment, beginning);
        co_await engine->stop();
        co_return lived;
    }

  private:
    Result<Deployment> read_deployment() const {
        const auto path = options_.ready_chain / "addresses.json";
        TRY(const SecretBuffer content, adapters::read_file(path, kAddressesBytesMax));
        return at(path.string(), parse_deployment(content.text()));
    }

    /// geth's chain begins at block 0, where contracts that remember later ones fail. With anvil
    /// the chain goes on where it was made ready.
    Result<Slot> slots_before_now() const {
        if (options_.engine == EngineKind::anvil) return Slot{0};
        const auto path = options_.ready_chain / "state.json";
        TRY(const SecretBuffer content, adapters::read_file(path, kStateBytesMax));
        TRY(const BlockNumber last, at(path.string(), last_block(content.text())));
        if (last.value > kSlotsBeforeNowMax)
            return fail(Reason::out_of_range,
                        fmt::format("{}: best_block_number: {} is above {}", path.string(),
                                    last.value, kSlotsBeforeNowMax));
        return Slot{last.value};
    }

    Task<Result<std::unique_ptr<Engine>>> start_engine(const Beginning& beginning) {
        EngineOptions engine{.program = options_.program,
                             .state = options_.ready_chain / "state.json",
                             .folder = options_.folder / "execution",
                             .port = port(kEnginePort),
                             .engine_api_port = port(kEngineApiPort),
                             .genesis_time = beginning.genesis,
                             .slots_per_epoch = options_.slots_per_epoch.value,
                             .chain_id = beginning.network.chain_id,
                             .deposit_contract = beginning.network.deposit_contract};
        return options_.engine == EngineKind::anvil ? start_anvil(ambient_, std::move(engine))
                                                    : start_geth(ambient_, std::move(engine));
    }

    Task<Result<>> live_with(Engine& engine, const Deployment& deployment, Beginning& beginning) {
        announce_.step("making the beacon chain");
        beacon::Signers signers;
        const auto validators =
            beacon::add_background(signers, "devnet", options_.validators, Address{});
        CO_TRY(beacon::State state,
               beacon::genesis_state({.rules = beginning.rules,
                                      .time = beginning.genesis,
                                      .execution_block_hash = engine.first_block().hash,
                                      .validators = validators}));
        beginning.network.genesis_validators_root = state.genesis_validators_root;
        CO_TRY(adapters::Url url, adapters::parse_url(engine.rpc_url()));
        const SecretBuffer token{to_hex(ambient_.entropy().draw<32>().view())};
        First first{.execution = std::move(url),
                    .background = std::move(signers),
                    .state = std::move(state),
                    .token = SecretBuffer{token.text()}};
        LivingWorld world{loop_,      ambient_,  options_,        engine,
                          deployment, beginning, std::move(first)};
        if (options_.operators > 0) announce_.step("registering SSV operators");
        CO_TRY_VOID(co_await world.prepare());
        if (beginning.present > Slot{0})
            announce_.step("making the blocks that the contracts remember");
        CO_TRY_VOID(co_await world.catch_up(beginning.present));
        CO_TRY(Servers servers, listen(world));
        CO_TRY_VOID(folder_.write_token(token));
        CO_TRY_VOID(write_files(deployment, beginning.network));
        announce_.ready();
        const Result<> lived = co_await until_the_end(world, engine, servers);
        CO_TRY_VOID(
            folder_.write_state(state_file(lived ? "it was told to end" : lived.error().what)));
        co_return lived;
    }

    /// Where others ask.
    struct Servers {
        http::Server control;
        http::Server execution;
        http::Server beacon;
        http::Server ssv;
        http::Server keymanager;
    };

    /// Each serves once it is run. Errors: port_taken.
    Result<Servers> listen(LivingWorld& world) const {
        TRY(http::Server control, http::Server::listen(loop_, {.port = port(kControlPort)},
                                                       control_handler(world.controls())));
        http::Handler execution = [&world](http::Request request) {
            return world.answer_execution(std::move(request));
        };
        http::Handler beacon = [&world](http::Request request) {
            return world.beacon_api().answer(std::move(request));
        };
        http::Handler ssv = [&world](http::Request request) -> Task<http::Response> {
            co_return world.answer_ssv(request);
        };
        http::Handler keymanager = [&world](http::Request request) -> Task<http::Response> {
            co_return world.answer_keymanager(std::move(request));
        };
        const auto open = [&](std::uint16_t which, http::Handler handler) {
            return http::Server::listen(
                loop_, {.port = port(which), .body_bytes_max = kBodyBytesMax, .grace = kGrace},
                std::move(handler));
        };
        TRY(http::Server at_execution, open(kExecutionPort, std::move(execution)));
        TRY(http::Server at_beacon, open(kBeaconPort, std::move(beacon)));
        TRY(http::Server at_ssv, open(kSsvPort, std::move(ssv)));
        TRY(http::Server at_keymanager, open(kKeymanagerPort, std::move(keymanager)));
        return Servers{.control = std::move(control),
                       .execution = std::move(at_execution),
                       .beacon = std::move(at_beacon),
                       .ssv = std::move(at_ssv),
                       .keymanager = std::move(at_keymanager)};
    }

    static Task<Result<>> until_the_end(LivingWorld& world, Engine& engine, Servers& servers) {
        Task<Result<>> ours = either(serve(servers.control), serve(servers.keymanager));
        Task<Result<>> chains = either(serve(servers.execution), serve(servers.beacon));
        Task<Result<>> served =
            either(std::move(ours), either(std::move(chains), serve(servers.ssv)));
        Task<Result<>> asked = either(watch_for_end(world), std::move(served));
        co_return co_await either(world.turn_slots(), either(engine.watch(), std::move(asked)));
    }

    Result<> write_files(const Deployment& deployment, const eth::Network& network) {
        const std::uint32_t count = std::min(kAccountsShown, deployment.accounts);
        TRY(auto accounts, accounts_of(deployment, count, ambient_.entropy()));
        TRY_VOID(folder_.write_facts({.network = network,
                                      .accounts = std::move(accounts),
                                      .execution_port = port(kExecutionPort),
                                      .beacon_port = port(kBeaconPort),
                                      .pool_storage = deployment.pool_storage,
                                      .deposit_mode = options_.deposit_mode},
                                     ambient_.entropy()));
        return folder_.write_state(state_file(""));
    }

    [[nodiscard]] std::uint16_t port(std::uint16_t which) const {
        return static_cast<std::uint16_t>(options_.port_base + which);
    }
    [[nodiscard]] StateFile state_file(std::string end) const {
        return {.engine = std::string{text_of(options_.engine)},
                .pid = static_cast<std::uint64_t>(::getpid()),
                .control_port = port(kControlPort),
                .end = std::move(end)};
    }

    const Options& options_;
    const Announce& announce_;
    asio::any_io_executor loop_;
    Ambient& ambient_;
    Folder folder_;
};

}  // namespace

Result<> live(const Options& options, const Announce& announce) {
    asio::io_context loop{1};
    TRY(Entropy entropy, adapters::system_entropy());
    adapters::SystemAmbient ambient{loop.get_executor(), std::move(entropy), 1};
    Supervisor supervisor{options, announce, loop.get_executor(), ambient};
    Result<> lived;
    std::exception_ptr thrown;
    asio::co_spawn(loop, supervisor.run(), [&](std::exception_ptr error, Result<> how) {
        thrown = std::move(error);
        lived = std::move(how);
    });
    loop.run();
    if (thrown) std::rethrow_exception(thrown);
    return lived;
}

}  // namespace stafi::devnet
