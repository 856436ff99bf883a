#include "devnet/world/world.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "adapters/files.hpp"
#include "adapters/interrupt.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "base/hex.hpp"
#include "beacon/state/registry.hpp"
#include "devnet/ssv_api/respond.hpp"
#include "devnet/world/clock.hpp"
#include "devnet/world/control.hpp"
#include "devnet/world/driver.hpp"
#include "devnet/world/folder.hpp"
#include "devnet/world/journal.hpp"
#include "devnet/world/ssv_side.hpp"

namespace stafi::devnet {
namespace {

namespace asio = boost::asio;
namespace http = adapters::http;
using namespace asio::experimental::awaitable_operators;

constexpr Millis kLook{20};                   ///< between two looks at what somebody may have asked
constexpr std::uint64_t kHeadStartMs = 1500;  ///< for all to be ready before the first slot
constexpr std::uint32_t kAccountsShown = 32;
constexpr int kFailuresMax = 10;             ///< slots in a row that went wrong: then it gives up
constexpr std::uint64_t kLatelyEpochs = 10;  ///< in which an active operator did its duties

/// Of validators for which nobody has named one.
constexpr Address kFeeRecipient{};

/// The beacon chain's parameters and everything that its first state is made from.
struct Beginning {
    eth::Network network;
    beacon::Parameters rules;
    UnixSeconds genesis;
};

Beginning beginning_of(const Options& options, const Deployment& deployment, UnixMillis now) {
    Beginning made{.network = eth::devnet(), .rules = beacon::devnet_parameters(), .genesis = {}};
    // Slot 1 is the first that has a block, and nobody shall wait for it.
    const std::uint64_t first = (now.value + kHeadStartMs) / 1000 + 1;
    made.genesis = UnixSeconds{first - options.seconds_per_slot};
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

beacon_api::NodeFacts facts_of(const Beginning& beginning) {
    return {
        .version = "stafi-router", .network = beginning.network, .fee_recipient = kFeeRecipient};
}

/// What a world begins with.
struct First {
    adapters::Url execution;  ///< where the engine answers
    beacon::Signers background;
    beacon::State state;
};

/// What lives: everything that is there once the engine runs.
class World {
  public:
    World(const asio::any_io_executor& loop, Ambient& ambient, const Options& options,
          Engine& engine, const Deployment& deployment, const Beginning& beginning, First first)
        : ambient_{ambient},
          options_{options},
          engine_{engine},
          clock_{beginning.genesis, options.seconds_per_slot},
          journal_{Folder{options.folder}.log("beacon")},
          execution_{ambient, first.execution, deployment.chain_id},
          chain_{std::move(first.state)},
          validators_{std::move(first.background), kFeeRecipient,
                      OperatorNodes{Entropy{ambient.entropy().draw<32>()}}},
          ssv_{ambient, execution_, deployment, validators_},
          driver_{loop,    chain_,
                  engine_, validators_,
                  ssv_,    [this](const auto& block, const auto& change) { hear(block, change); }},
          beacon_api_{loop, chain_, driver_, facts_of(beginning)} {}

    /// What is done before anybody looks.
    Task<Result<>> prepare() { return ssv_.register_operators(options_.operators); }

    /// Slot after slot; returns only when everything goes wrong.
    Task<Result<>> turn_slots() {
        while (true) {
            const Slot next = slot_ + Slot{1};
            while (!forward_ && ambient_.now() < clock_.due(next))
                co_await ambient_.sleep(std::min(kLook, until(clock_.due(next))));
            const Result<> turned = co_await turn(next);
            failures_ = turned ? 0 : failures_ + 1;
            if (turned) continue;
            ++missed_;
            journal_.say(fmt::format("slot={} error=\"{}\"", next.value, turned.error().what));
            if (failures_ == kFailuresMax) co_return turned;
        }
    }

    /// Returns when somebody wants the end.
    Task<> watch_for_end() {
        while (!is_ending_ && !adapters::interrupted())
            co_await ambient_.sleep(kLook);
        beacon_api_.close();
    }

    [[nodiscard]] Controls controls() {
        return {.status = [this] { return status(); },
                .forward = [this](std::uint64_t seconds) { return forward(seconds); },
                .fault = [this](Fault fault) { return bring(fault); },
                .upgrade = [this] { return ssv_.upgrade(); },
                .down = [this] { is_ending_ = true; }};
    }
    [[nodiscard]] beacon_api::BeaconApi& beacon_api() { return beacon_api_; }

    /// The SSV operator API.
    [[nodiscard]] http::Response answer_ssv(const http::Request& request) {
        const auto target = Target::parse(request.target);
        if (!target) return {.status = 400, .body = target.error().what};
        const beacon::StateView state = chain_.head_state();
        const UnixSeconds now = clock_.start_of(slot_);
        const UnixSeconds lately{kLatelyEpochs * options_.slots_per_epoch.value *
                                 options_.seconds_per_slot};
        const UnixSeconds since = now > lately ? now - lately : UnixSeconds{0};
        Answer answer = ssv_api::respond(
            *target, ssv_.ledger().view(validators_.operators(), *state, now, since));
        return {.status = answer.status,
                .headers = {{.name = "Content-Type", .value = "application/json"}},
                .body = std::move(answer.json)};
    }

  private:
    [[nodiscard]] Millis until(UnixMillis when) const {
        const UnixMillis now = ambient_.now();
        return when > now ? Millis{static_cast<Millis::rep>((when - now).value)} : Millis{0};
    }

    Task<Result<>> turn(Slot slot) {
        slot_ = slot;
        beacon_api_.tell({.slot = slot});
        if (to_miss_ > 0) {
            --to_miss_;
            ++missed_;
            CO_TRY_VOID(driver_.miss(slot));
        } else {
            auto lived = forward_ ? driver_.pass(slot) : driver_.live(slot);
            CO_TRY(const SlotOutcome outcome, co_await std::move(lived));
            if (!outcome.block) ++missed_;
        }
        if (forward_ && slot_ >= forward_->to) arrive();
        co_return Result<>{};
    }

    void hear(const std::optional<Bytes32>& block, const beacon::HeadChange& change) {
        if (block)
            beacon_api_.tell(*block, change);
        else
            beacon_api_.tell(change);
        if (change.is_reorg) ++reorgs_;
        if (forward_ && !change.is_finalized) return;
        journal_.say(fmt::format("slot={} head={} execution={} justified={} finalized={}",
                                 slot_.value, to_hex0x(change.after.view().first<4>()),
                                 driver_.execution_block().value, chain_.justified().epoch.value,
                                 chain_.finalized().epoch.value));
    }

    [[nodiscard]] Epoch epoch() const { return epoch_of(slot_, options_.slots_per_epoch); }

    // Fast-forward.

    Result<FastForward> forward(std::uint64_t seconds) {
        if (seconds == 0 || seconds > kForwardSecondsMax)
            return fail(Reason::out_of_range, fmt::format("time: {} seconds are not in 1..{}",
                                                          seconds, kForwardSecondsMax));
        const Slot from = forward_ ? forward_->from : slot_;
        if (!forward_) began_ = ambient_.now();
        forward_ =
            FastForward{.from = from, .to = clock_.after(forward_ ? forward_->to : slot_, seconds)};
        journal_.say(fmt::format("fast-forward from={} to={}", from.value, forward_->to.value));
        return *forward_;
    }
    void arrive() {
        clock_.arrive(slot_, ambient_.now());
        forward_.reset();
        journal_.say(fmt::format("fast-forward done slot={}", slot_.value));
    }

    // Faults.

    Task<Result<std::string>> bring(Fault fault) {
        return std::visit([this](auto one) { return bring_one(one); }, fault);
    }
    Task<Result<std::string>> bring_one(BeaconReorg reorg) {
        CO_TRY(const beacon::HeadChange change, co_await driver_.reorg(reorg.blocks));
        journal_.say(fmt::format("reorg blocks={} head={}", reorg.blocks,
                                 to_hex0x(change.after.view().first<4>())));
        co_return fmt::format("the head is back at slot {}", chain_.head().slot.value);
    }
    Task<Result<std::string>> bring_one(BeaconMiss miss) {
        to_miss_ = miss.slots;
        co_return fmt::format("nobody proposes in the next {} slots", to_miss_);
    }
    Task<Result<std::string>> bring_one(BeaconStall stall) {
        is_stalled_ = stall.is_on;
        driver_.let_vote(!is_stalled_);
        co_return is_stalled_ ? "nobody votes" : "everybody votes";
    }
    Task<Result<std::string>> bring_one(OperatorTrouble trouble) {
        CO_TRY_VOID(validators_.operators().set_fault(trouble.id, trouble.kind));
        co_return fmt::format("operator {} is {}", trouble.id.value, text_of(trouble.kind));
    }
    Task<Result<std::string>> bring_one(OperatorRemoval removal) {
        CO_TRY_VOID(co_await ssv_.remove_operator(removal.id));
        co_return fmt::format("operator {} leaves with the next block", removal.id.value);
    }
    Task<Result<std::string>> bring_one(OperatorFee fee) {
        const ssv::AssetWei wei{Uint256{fee.wei_per_block}};
        CO_TRY_VOID(co_await ssv_.set_fee(fee.id, wei));
        co_return fmt::format("operator {} asks for {} wei from the next block on", fee.id.value,
                              fee.wei_per_block);
    }

    // What people see.

    Status status() {
        Status status;
        status.time = clock_.start_of(slot_);
        status.ahead_seconds = clock_.ahead_ms() / 1000;
        status.slot = slot_;
        status.epoch = epoch();
        status.head_slot = chain_.head().slot;
        status.head_root = chain_.head().root;
        status.justified = chain_.justified().epoch;
        status.finalized = chain_.finalized().epoch;
        status.execution_block = driver_.execution_block();
        status.execution_hash = driver_.execution_hash();
        status.missed_slots = missed_;
        status.reorgs = reorgs_;
        status.forward = forward_;
        count_validators(status);
        name_components(status);
        for (const auto& [id, row] : ssv_.ledger().rows().operators)
            if (ssv_.runs(id))
                status.operators.push_back(
                    {.id = id,
                     .state = row.is_removed
                                  ? "removed"
                                  : std::string{text_of(validators_.operators().fault_of(id))}});
        if (to_miss_ > 0) status.faults.push_back(fmt::format("beacon miss {}", to_miss_));
        if (is_stalled_) status.faults.emplace_back("beacon stall on");
        if (status.forward) {
            const std::uint64_t ms = std::max<std::uint64_t>(1, (ambient_.now() - began_).value);
            status.forward->slots_per_second = (slot_ - status.forward->from).value * 1000 / ms;
        }
        return status;
    }

    void count_validators(Status& status) {
        const beacon::StateView state = chain_.head_state();
        status.validators = state->validators.size();
        status.active_validators = static_cast<std::uint64_t>(
            std::ranges::count_if(state->validators, [&](const eth::Validator& validator) {
                return beacon::is_active(validator, state->epoch());
            }));
    }

    void name_components(Status& status) const {
        const std::string engine{text_of(options_.engine)};
        const auto local = [&](std::uint16_t port) {
            return fmt::format("http://127.0.0.1:{}", options_.port_base + port);
        };
        status.components = {{.name = engine,
                              .state = "running",
                              .place = engine_.rpc_url(),
                              .log = fmt::format("execution/{}.log", engine)},
                             {.name = "beacon",
                              .state = "running",
                              .place = local(kBeaconPort),
                              .log = "logs/beacon.log"},
                             {.name = "ssv",
                              .state = "running",
                              .place = local(kSsvPort) + "/api/v4/devnet",
                              .log = "logs/beacon.log"}};
    }

    Ambient& ambient_;
    const Options& options_;
    Engine& engine_;
    Clock clock_;
    Journal journal_;
    ExecutionAccess execution_;
    beacon::Chain chain_;
    Validators validators_;
    SsvSide ssv_;
    Driver driver_;
    beacon_api::BeaconApi beacon_api_;
    Slot slot_;
    std::optional<FastForward> forward_;
    UnixMillis began_;  ///< of the fast-forward
    std::uint64_t to_miss_ = 0;
    std::uint64_t missed_ = 0;
    int failures_ = 0;  ///< in a row
    std::uint64_t reorgs_ = 0;
    bool is_stalled_ = false;
    bool is_ending_ = false;
};

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
        Beginning beginning = beginning_of(options_, deployment, ambient_.now());
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

    Task<Result<std::unique_ptr<Engine>>> start_engine(const Beginning& beginning) {
        EngineOptions engine{.program = options_.program,
                             .state = options_.ready_chain / "state.json",
                             .folder = options_.folder / "execution",
                             .port = port(kExecutionPort),
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
        First first{.execution = std::move(url),
                    .background = std::move(signers),
                    .state = std::move(state)};
        World world{loop_, ambient_, options_, engine, deployment, beginning, std::move(first)};
        if (options_.operators > 0) announce_.step("registering SSV operators");
        CO_TRY_VOID(co_await world.prepare());
        CO_TRY(http::Server control, http::Server::listen(loop_, {.port = port(kControlPort)},
                                                          control_handler(world.controls())));
        http::Handler answer = [&world](http::Request request) {
            return world.beacon_api().answer(std::move(request));
        };
        CO_TRY(http::Server beacon,
               http::Server::listen(loop_, {.port = port(kBeaconPort)}, std::move(answer)));
        http::Handler answer_ssv = [&world](http::Request request) -> Task<http::Response> {
            co_return world.answer_ssv(request);
        };
        CO_TRY(http::Server ssv,
               http::Server::listen(loop_, {.port = port(kSsvPort)}, std::move(answer_ssv)));
        CO_TRY_VOID(write_files(deployment, beginning.network));
        announce_.ready();
        const Result<> lived = co_await until_the_end(world, engine, {control, beacon, ssv});
        CO_TRY_VOID(
            folder_.write_state(state_file(lived ? "it was told to end" : lived.error().what)));
        co_return lived;
    }

    /// Where others ask.
    struct Servers {
        http::Server& control;
        http::Server& beacon;
        http::Server& ssv;
    };
    static Task<Result<>> until_the_end(World& world, Engine& engine, Servers servers) {
        auto first = co_await (world.turn_slots() || engine.watch() || world.watch_for_end() ||
                               servers.control.run() || servers.beacon.run() || servers.ssv.run());
        if (auto* slots = std::get_if<0>(&first)) co_return std::move(*slots);
        if (auto* ended = std::get_if<1>(&first)) co_return std::move(*ended);
        co_return Result<>{};
    }

    Result<> write_files(const Deployment& deployment, const eth::Network& network) {
        const std::uint32_t count = std::min(kAccountsShown, deployment.accounts);
        TRY(const auto accounts, accounts_of(deployment, count, ambient_.entropy()));
        TRY_VOID(folder_.write_facts(network, accounts));
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
