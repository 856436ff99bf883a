#include "devnet/world/living_world.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/interrupt.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "beacon/state/registry.hpp"
#include "devnet/ssv_api/respond.hpp"

namespace stafi::devnet {
namespace {

namespace http = adapters::http;

constexpr Millis kLook{20};                  ///< between two looks at what somebody may have asked
constexpr int kFailuresMax = 10;             ///< slots in a row that went wrong: then it gives up
constexpr std::uint64_t kLatelyEpochs = 10;  ///< in which an active operator did its duties

/// Of validators for which nobody has named one.
constexpr Address kFeeRecipient{};

beacon_api::NodeFacts facts_of(const Beginning& beginning) {
    return {
        .version = "stafi-router", .network = beginning.network, .fee_recipient = kFeeRecipient};
}

/// One line, whatever the target holds. Bodies are not told: they hold keys.
std::string request_line(std::string_view method, std::string_view target, unsigned status) {
    return fmt::format("{} {} {}", printable(method), printable(target), status);
}

}  // namespace

LivingWorld::LivingWorld(const boost::asio::any_io_executor& loop, Ambient& ambient,
                         const Options& options, Engine& engine, const Deployment& deployment,
                         const Beginning& beginning, First first)
    : ambient_{ambient},
      options_{options},
      engine_{engine},
      clock_{beginning.genesis, options.seconds_per_slot},
      journals_{Folder{options.folder}},
      door_{ambient, first.execution},
      execution_{ambient, first.execution, deployment.chain_id},
      chain_{std::move(first.state)},
      validators_{std::move(first.background), kFeeRecipient,
                  OperatorNodes{Entropy{ambient.entropy().draw<32>()}}},
      ssv_{ambient, execution_, deployment, validators_},
      pool_{execution_, deployment, beginning.network.genesis_fork_version()},
      keepers_{execution_, deployment, ssv_.ledger()},
      driver_{loop,
              chain_,
              engine_,
              validators_,
              ssv_,
              pool_,
              [this](const auto& block, const auto& change) { hear(block, change); }},
      keymanager_{validators_.client(), chain_, std::move(first.token)},
      beacon_api_{loop, chain_, driver_, facts_of(beginning)} {}

Task<Result<>> LivingWorld::prepare() {
    if (options_.has_oracle) CO_TRY_VOID(pool_.begin(ambient_.entropy()));
    CO_TRY_VOID(keepers_.begin(ambient_.entropy()));
    co_return co_await ssv_.register_operators(options_.operators);
}

Task<Result<>> LivingWorld::catch_up(Slot present) {
    if (present == slot_) co_return Result<>{};
    began_ = ambient_.now();
    forward_ = FastForward{.from = slot_, .to = present};
    while (forward_)
        CO_TRY_VOID(co_await turn(slot_ + Slot{1}));
    co_return Result<>{};
}

Task<Result<>> LivingWorld::turn_slots() {
    while (true) {
        const Slot next = slot_ + Slot{1};
        while (!forward_ && ambient_.now() < clock_.due(next))
            co_await ambient_.sleep(std::min(kLook, until(clock_.due(next))));
        const Result<> turned = co_await turn(next);
        failures_ = turned ? 0 : failures_ + 1;
        if (turned) continue;
        ++missed_;
        journals_.beacon.say(fmt::format("slot={} error=\"{}\"", next.value, turned.error().what));
        if (failures_ == kFailuresMax) co_return turned;
    }
}

Task<> LivingWorld::watch_for_end() {
    while (!is_ending_ && !adapters::interrupted())
        co_await ambient_.sleep(kLook);
    beacon_api_.close();
}

Controls LivingWorld::controls() {
    return {.status = [this] { return status(); },
            .forward = [this](std::uint64_t seconds) { return forward(seconds); },
            .fault = [this](Fault fault) { return bring(fault); },
            .arrive = [this] { return forward_ && (forward_->to = slot_, true); },
            .upgrade = [this] { return ssv_.upgrade(driver_.execution_hash()); },
            .down = [this] { is_ending_ = true; }};
}

Task<http::Response> LivingWorld::answer_execution(http::Request request) {
    return door_.answer(std::move(request));
}

http::Response LivingWorld::answer_ssv(const http::Request& request) {
    const auto target = Target::parse(request.target);
    if (!target) return {.status = 400, .body = target.error().what};
    Answer answer = ssv_api::respond(*target, ssv_rows());
    journals_.ssv.say(request_line(request.method, request.target, answer.status));
    return {.status = answer.status,
            .headers = {{.name = "Content-Type", .value = "application/json"}},
            .body = std::move(answer.json)};
}

ssv_api::View LivingWorld::ssv_rows() {
    const beacon::StateView state = chain_.head_state();
    const UnixSeconds now = clock_.start_of(slot_);
    const UnixSeconds lately{kLatelyEpochs * options_.slots_per_epoch.value *
                             options_.seconds_per_slot};
    const UnixSeconds since = now > lately ? now - lately : UnixSeconds{0};
    return ssv_.ledger().view(validators_.operators(), *state, now, since);
}

http::Response LivingWorld::answer_keymanager(http::Request request) {
    const auto authorization = http::find_header(request.headers, "Authorization");
    Answer answer = keymanager_.respond({.method = request.method,
                                         .target = request.target,
                                         .authorization = std::string{authorization.value_or("")},
                                         .body = std::move(request.body)});
    journals_.keymanager.say(request_line(request.method, request.target, answer.status));
    return {.status = answer.status,
            .headers = {{.name = "Content-Type", .value = "application/json"}},
            .body = std::move(answer.json)};
}

Millis LivingWorld::until(UnixMillis when) const {
    const UnixMillis now = ambient_.now();
    return when > now ? Millis{static_cast<Millis::rep>((when - now).value)} : Millis{0};
}

Task<Result<>> LivingWorld::turn(Slot slot) {
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
    co_await let_others_act();
    if (forward_ && slot_ >= forward_->to) arrive();
    co_return Result<>{};
}

Task<> LivingWorld::let_others_act() {
    if (const Epoch finalized = chain_.finalized().epoch; finalized > settled_) {
        settled_ = finalized;
        tell(journals_.oracle, co_await pool_.settle(chain_.finalized_state()));
    }
    if (const Epoch now = epoch_of(slot_, options_.slots_per_epoch); now > kept_) {
        kept_ = now;
        const eth::BlockRef block{.number = driver_.execution_block(),
                                  .hash = driver_.execution_hash()};
        tell(journals_.ssv, co_await keepers_.act(block, chain_.head_state()));
    }
}

void LivingWorld::tell(Journal& journal, const Result<Acted>& acted) {
    if (!acted) {
        journal.say(fmt::format("slot={} error=\"{}\"", slot_.value, acted.error().what));
        return;
    }
    for (const std::string& failed : acted->failed)
        journal.say(fmt::format("slot={} failed=\"{}\"", slot_.value, failed));
    if (acted->sent > 0) journal.say(fmt::format("slot={} sent={}", slot_.value, acted->sent));
}

void LivingWorld::hear(const std::optional<Bytes32>& block, const beacon::HeadChange& change) {
    if (block)
        beacon_api_.tell(*block, change);
    else
        beacon_api_.tell(change);
    door_.hear(driver_.execution_head());
    if (change.is_reorg) ++reorgs_;
    if (forward_ && !change.is_finalized) return;
    journals_.beacon.say(
        fmt::format("slot={} head={} execution={} justified={} finalized={}", slot_.value,
                    to_hex0x(change.after.view().first<4>()), driver_.execution_block().value,
                    chain_.justified().epoch.value, chain_.finalized().epoch.value));
}

// Fast-forward.

Result<FastForward> LivingWorld::forward(std::uint64_t seconds) {
    if (seconds == 0 || seconds > kForwardSecondsMax)
        return fail(Reason::out_of_range,
                    fmt::format("time: {} seconds are not in 1..{}", seconds, kForwardSecondsMax));
    const Slot from = forward_ ? forward_->from : slot_;
    if (!forward_) began_ = ambient_.now();
    forward_ =
        FastForward{.from = from, .to = clock_.after(forward_ ? forward_->to : slot_, seconds)};
    journals_.beacon.say(fmt::format("fast-forward from={} to={}", from.value, forward_->to.value));
    return *forward_;
}
void LivingWorld::arrive() {
    clock_.arrive(slot_, ambient_.now());
    forward_.reset();
    journals_.beacon.say(fmt::format("fast-forward done slot={}", slot_.value));
}

// Faults.

Task<Result<std::string>> LivingWorld::bring(Fault fault) {
    Task<Result<std::string>> brought =
        std::visit([this](auto one) { return bring_one(one); }, fault);
    CO_TRY(std::string done, co_await std::move(brought));
    journals_.beacon.say("fault: " + done);
    co_return done;
}
Task<Result<std::string>> LivingWorld::bring_one(BeaconReorg reorg) {
    CO_TRY_VOID(co_await driver_.reorg(reorg.blocks));
    co_return fmt::format("the head is back at slot {}", chain_.head().slot.value);
}
Task<Result<std::string>> LivingWorld::bring_one(BeaconMiss miss) {
    to_miss_ = miss.slots;
    co_return fmt::format("nobody proposes in the next {} slots", to_miss_);
}
Task<Result<std::string>> LivingWorld::bring_one(BeaconStall stall) {
    is_stalled_ = stall.is_on;
    driver_.let_vote(!is_stalled_);
    co_return is_stalled_ ? "nobody votes" : "everybody votes";
}
Task<Result<std::string>> LivingWorld::bring_one(ExecutionTrouble trouble) {
    switch (trouble.service) {
        case Service::late:
            door_.be_late(trouble.blocks);
            co_return fmt::format("the execution client falls {} blocks behind", trouble.blocks);
        case Service::silent:
            door_.be_silent();
            co_return "the execution client answers nobody";
        case Service::healthy:
            break;
    }
    door_.be_healthy();
    co_return "the execution client answers as it should";
}
Task<Result<std::string>> LivingWorld::bring_one(OperatorTrouble trouble) {
    CO_TRY_VOID(validators_.operators().set_fault(trouble.id, trouble.kind));
    co_return fmt::format("operator {} is {}", trouble.id.value, text_of(trouble.kind));
}
Task<Result<std::string>> LivingWorld::bring_one(OperatorRemoval removal) {
    CO_TRY_VOID(co_await ssv_.remove_operator(removal.id));
    co_return fmt::format("operator {} leaves with the next block", removal.id.value);
}
Task<Result<std::string>> LivingWorld::bring_one(OperatorFee fee) {
    const ssv::AssetWei wei{Uint256{fee.wei_per_block}};
    CO_TRY_VOID(co_await ssv_.set_fee(fee.id, wei));
    co_return fmt::format("operator {} asks for {} wei from the next block on", fee.id.value,
                          fee.wei_per_block);
}

// What people see.

Status LivingWorld::status() {
    Status status;
    status.time = clock_.start_of(slot_);
    status.ahead_seconds = clock_.ahead_ms(slot_, ambient_.now()) / 1000;
    status.slot = slot_;
    status.epoch = epoch_of(slot_, options_.slots_per_epoch);
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
    name_operators(status);
    name_faults(status);
    if (status.forward) {
        const std::uint64_t ms = std::max<std::uint64_t>(1, (ambient_.now() - began_).value);
        status.forward->slots_per_second = (slot_ - status.forward->from).value * 1000 / ms;
    }
    return status;
}

void LivingWorld::count_validators(Status& status) {
    const beacon::StateView state = chain_.head_state();
    status.validators = state->validators.size();
    status.active_validators = static_cast<std::uint64_t>(
        std::ranges::count_if(state->validators, [&](const eth::Validator& validator) {
            return beacon::is_active(validator, state->epoch());
        }));
}

void LivingWorld::name_operators(Status& status) {
    const OperatorNodes& nodes = validators_.operators();
    for (const auto& [id, row] : ssv_rows().operators) {
        if (!ssv_.runs(id)) continue;
        OperatorStatus one{
            .id = id,
            .state = row.is_removed ? "removed" : std::string{text_of(nodes.fault_of(id))},
            .validators = row.validators,
            .performance = {}};
        if (const auto percent = nodes.book().performance(id, status.time, DutyBook::kDay))
            one.performance = static_cast<std::uint64_t>(*percent);
        status.operators.push_back(std::move(one));
    }
}

void LivingWorld::name_components(Status& status) const {
    const std::string engine{text_of(options_.engine)};
    const auto local = [&](std::uint16_t port) {
        return fmt::format("http://127.0.0.1:{}", options_.port_base + port);
    };
    status.components = {{.name = engine,
                          .state = "running",
                          .place = local(kExecutionPort),
                          .log = fmt::format("execution/{}.log", engine)},
                         {.name = "beacon",
                          .state = "running",
                          .place = local(kBeaconPort),
                          .log = "logs/beacon.log"},
                         {.name = "ssv",
                          .state = "running",
                          .place = local(kSsvPort) + "/api/v4/devnet",
                          .log = "logs/ssv.log"},
                         {.name = "keymanager",
                          .state = "running",
                          .place = local(kKeymanagerPort),
                          .log = "logs/keymanager.log"},
                         {.name = "oracle",
                          .state = options_.has_oracle ? "running" : "off",
                          .place = "",
                          .log = "logs/oracle.log"}};
}

void LivingWorld::name_faults(Status& status) const {
    if (to_miss_ > 0) status.faults.push_back(fmt::format("beacon miss {}", to_miss_));
    if (is_stalled_) status.faults.emplace_back("beacon stall on");
    Component& engine = status.components.front();
    if (door_.service() == Service::silent) {
        status.faults.emplace_back("execution stop");
        engine.state = "silent";
    }
    if (door_.service() != Service::late) return;
    status.faults.push_back(fmt::format("execution lag {}", door_.late_blocks()));
    if (const auto view = door_.view())
        engine.state = fmt::format("{} blocks behind", (view->best - view->head).value);
}

}  // namespace stafi::devnet
