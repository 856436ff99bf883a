#include "sim/world/world.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/hash.hpp"
#include "engine/executor/executor.hpp"
#include "pool/contracts/user_deposit.hpp"
#include "pool/refusals/refusals.hpp"
#include "sim/chain/execution.hpp"
#include "sim/disk/disk.hpp"
#include "sim/world/keys.hpp"
#include "sim/world/planted_store.hpp"
#include "sim/world/virtual_ambient.hpp"
#include "store/sqlite_store.hpp"

namespace stafi::sim {
namespace {

constexpr std::size_t kStakers = 2;
constexpr std::size_t kWishes = 12;
constexpr std::uint64_t kUnsafeBlocks = 50;
constexpr std::uint64_t kHealedBlocks = 120;
constexpr std::uint64_t kFinalityBlocks = 8;
constexpr std::size_t kReorgMax = 5;

/// A staker wants to put some ether into the pool, once.
struct Wish {
    tx::Subject subject;
    Address staker;
    Wei amount;  ///< unlike any other's, so that its event is known
};

/// Remembers what was sent: all of it has to be in the store.
class Witness final : public SimExecution {
  public:
    Witness(Chain& chain, Trouble& trouble) : SimExecution{chain, trouble} {}
    Task<Result<>> send(Bytes transaction) override {
        sent_.insert(keccak256(transaction));
        co_return co_await SimExecution::send(std::move(transaction));
    }
    [[nodiscard]] const std::set<Bytes32>& sent() const { return sent_; }

  private:
    std::set<Bytes32> sent_;
};

class World {
  public:
    World(const ReadyPool& pool, std::uint64_t seed, PlantedBug bug);
    WorldReport run();

  private:
    // The world.
    [[nodiscard]] Task<> turn();
    void disturb();
    void make_block();
    void drop_blocks();
    void heal();
    void check_effects();
    [[nodiscard]] std::uint64_t times_done(const Wish& wish) const;
    [[nodiscard]] bool is_finished();

    // The process.
    [[nodiscard]] Task<> supervise();
    [[nodiscard]] Task<> live();
    [[nodiscard]] Task<Result<>> pass(engine::Executor& executor, Store& store);
    [[nodiscard]] Task<Result<>> open_accounts(engine::Executor& executor, Store& store);
    [[nodiscard]] Task<Result<>> serve(engine::Executor& executor, Store& store, Wish wish);
    void check_recorded(Store& store);

    [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return chance_() % bound; }
    [[nodiscard]] bool happens(unsigned of_1000) { return !is_healed_ && below(1000) < of_1000; }
    [[nodiscard]] engine::Pin pin() const;
    void note(std::string event);
    void violate(std::string what);

    std::mt19937_64 chance_;
    boost::asio::io_context loop_;
    VirtualAmbient time_{loop_};
    Trouble trouble_{time_, chance_};
    Disk disk_{chance_};
    const ReadyPool& pool_;
    PlantedBug bug_;
    Address user_deposit_;
    Chain chain_;
    Witness execution_{chain_, trouble_};
    SimKeys keys_{trouble_};
    std::vector<Wish> wishes_;
    std::size_t asked_ = 0;  ///< of the wishes
    BlockNumber finalized_;
    Store* store_ = nullptr;  ///< of the process, while it lives
    bool accounts_open_ = false;
    bool is_healed_ = false;
    bool is_over_ = false;
    WorldReport report_;
};

EthSecretKey staker_key(std::size_t i) {
    Entropy entropy{SecretBytes<32>{}};
    Bytes32 scalar;
    scalar.bytes[0] = static_cast<std::byte>(i + 1);
    return EthSecretKey::parse(scalar.view(), entropy).value();
}

EvmState with_stakers(EvmState state) {
    for (std::size_t i = 0; i < kStakers; ++i)
        state.put(staker_key(i).address(), to_wei(Gwei{1'000'000'000'000}), AccountNonce{0}, {});
    return state;
}

World::World(const ReadyPool& pool, std::uint64_t seed, PlantedBug bug)
    : chance_{seed},
      pool_{pool},
      bug_{bug},
      user_deposit_{pool.contracts.find(pool::Contract::user_deposit).value()},
      chain_{pool.chain, with_stakers(pool.state), BlockNumber{100}, UnixSeconds{1'800'000'000}},
      finalized_{chain_.head().header.self.number} {
    std::vector<Address> stakers;
    stakers.reserve(kStakers);
    for (std::size_t i = 0; i < kStakers; ++i)
        stakers.push_back(keys_.add(staker_key(i)));
    for (std::size_t i = 0; i < kWishes; ++i) {
        Bytes32 subject;
        subject.bytes[0] = static_cast<std::byte>(i + 1);
        wishes_.push_back({.subject = subject,
                           .staker = stakers[below(kStakers)],
                           .amount = Wei{to_wei(Gwei{1'000'000'000}).value + Uint256{i}}});
    }
    trouble_.set({.lost_before = static_cast<unsigned>(below(60)),
                  .lost_after = static_cast<unsigned>(below(60)),
                  .crash = static_cast<unsigned>(below(12)),
                  .latency_max = Millis{1 + below(400)}});
    trouble_.before_crash([this] { disk_.die_at_sync(0, false); });
}

void World::note(std::string event) {
    report_.events.push_back(
        fmt::format("block {}: {}", chain_.head().header.self.number.value, std::move(event)));
}

void World::violate(std::string what) {
    note("VIOLATION: " + what);
    if (std::ranges::find(report_.violations, what) == report_.violations.end())
        report_.violations.push_back(std::move(what));
}

engine::Pin World::pin() const {
    return {.head = chain_.head().header, .finalized = chain_.find(finalized_)->header.self};
}

// The world: a block every twelve seconds, and what happens to it.

Task<> World::turn() {
    for (std::uint64_t block = 0; block < kUnsafeBlocks + kHealedBlocks; ++block) {
        co_await time_.sleep(Millis{12'000});
        report_.virtual_seconds += 12;
        if (block == kUnsafeBlocks) heal();
        if (asked_ < kWishes && (is_healed_ || below(2) == 0)) ++asked_;
        disturb();
        make_block();
        check_effects();
        if (is_healed_ && is_finished()) break;
    }
    is_over_ = true;
}

void World::disturb() {
    if (happens(150)) chain_.set_base_fee(100'000'000 * (1 + below(800)));
    if (happens(30)) {
        trouble_.count("mempool forgotten");
        chain_.forget_waiting();
    }
    if (happens(80)) drop_blocks();
    if (happens(40)) {
        trouble_.count("disk dies");
        disk_.die_at_sync(disk_.syncs() + 1 + below(6), below(2) == 0);
    }
}

void World::drop_blocks() {
    const auto loose = (chain_.head().header.self.number - finalized_).value;
    const std::size_t depth = std::min<std::size_t>(loose, 1 + below(kReorgMax));
    if (depth == 0) return;
    trouble_.count("reorg");
    note(fmt::format("{} blocks are dropped", depth));
    chain_.drop(depth);
    for (std::size_t i = 0; i < depth; ++i)
        chain_.mine(chain_.head().header.timestamp + UnixSeconds{12}, below(3));
}

void World::make_block() {
    chain_.mine(chain_.head().header.timestamp + UnixSeconds{12}, is_healed_ ? 100 : below(4));
    const BlockNumber head = chain_.head().header.self.number;
    const bool stalls = happens(500);
    if (!stalls && head.value > finalized_.value + kFinalityBlocks)
        finalized_ = head - BlockNumber{kFinalityBlocks};
}

void World::heal() {
    note("the world heals");
    is_healed_ = true;
    trouble_.set({});
    chain_.set_base_fee(1'000'000'000);
}

std::uint64_t World::times_done(const Wish& wish) const {
    std::uint64_t times = 0;
    for (const eth::Log& log : chain_.logs_of(user_deposit_)) {
        const auto told =
            abi::decode_event<pool::user_deposit::event::DepositReceived>(log.topics, log.data);
        if (told && told->amount == wish.amount) ++times;
    }
    return times;
}

void World::check_effects() {
    for (std::size_t i = 0; i < wishes_.size(); ++i)
        if (times_done(wishes_[i]) > 1) violate(fmt::format("wish {} is in the chain twice", i));
}

bool World::is_finished() {
    if (store_ == nullptr || asked_ < kWishes) return false;
    const auto open = store_->open_intents();
    return open && open->empty() &&
           std::ranges::all_of(wishes_, [this](const Wish& wish) { return times_done(wish) == 1; });
}

// The process: it dies and is started again until the world is over.

Task<> World::supervise() {
    while (!is_over_) {
        bool has_crashed = false;
        try {
            co_await live();
        } catch (const Crash&) {
            has_crashed = true;
        }
        if (!has_crashed) continue;
        note("the process dies");
        disk_.restart();
        co_await time_.sleep(Millis{below(60'000)});
    }
}

/// What the world may look into while the process lives.
struct Shown {
    Store*& window;
    Shown(Store*& at, Store& store) : window{at} { window = &store; }
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;
    ~Shown() { window = nullptr; }
};

Task<> World::live() {
    auto opened = store::SqliteStore::open({.file = "store", .vfs = disk_.name()});
    if (!opened) {
        if (!disk_.is_dead()) violate("the store does not open: " + opened.error().what);
        trouble_.crash();
    }
    PlantedStore store{**opened, bug_};
    check_recorded(**opened);
    engine::Executor executor{{execution_, store, keys_, time_},
                              {.chain = pool_.chain, .drive = {}}};
    const Shown shown{store_, **opened};
    accounts_open_ = false;
    while (!is_over_) {
        const auto done = co_await pass(executor, store);
        if (!done) note(done.error().what);
        if (disk_.is_dead()) trouble_.crash();
        co_await time_.sleep(Millis{1'000 + below(12'000)});
    }
}

void World::check_recorded(Store& store) {
    const auto known = store.latest_intents(10'000);
    if (!known) return violate("the store cannot be read: " + known.error().what);
    std::set<Bytes32> recorded;
    for (const tx::Intent& intent : *known)
        for (const tx::Attempt& attempt : intent.attempts)
            recorded.insert(attempt.hash);
    for (const Bytes32& hash : execution_.sent())
        if (!recorded.contains(hash))
            violate(
                fmt::format("{} was sent, and the store does not know it", to_hex0x(hash.view())));
}

Task<Result<>> World::open_accounts(engine::Executor& executor, Store& store) {
    if (accounts_open_) co_return Result<>{};
    CO_TRY(const auto accounts, co_await keys_.accounts());
    for (const Address& account : accounts) {
        if (bug_ == PlantedBug::takes_nonces_from_the_chain)
            (void)store.adopt_account(account, chain_.head().after.account(account).nonce);
        CO_TRY_VOID(co_await executor.open_account(account, pin()));
    }
    accounts_open_ = true;
    co_return Result<>{};
}

Task<Result<>> World::pass(engine::Executor& executor, Store& store) {
    CO_TRY_VOID(co_await open_accounts(executor, store));
    CO_TRY(const auto driven, co_await executor.drive(pin()));
    for (const Error& failure : driven.failures)
        note(failure.what);
    for (const tx::IntentId& id : driven.reopened)
        note("opened again: " + to_hex0x(id.view()).substr(0, 10));
    for (std::size_t i = 0; i < asked_; ++i) {
        const auto served = co_await serve(executor, store, wishes_[i]);
        if (!served) note(fmt::format("wish {}: {}", i, served.error().what));
    }
    co_return Result<>{};
}

/// As a planner would: from what is stored, and only what is not under way or done.
Task<Result<>> World::serve(engine::Executor& executor, Store& store, Wish wish) {
    CO_TRY(const auto known, store.latest_intents(10'000));
    for (const tx::Intent& intent : known) {
        if (intent.purpose.subjects != std::vector{wish.subject}) continue;
        const tx::Outcome outcome = tx::outcome_of(intent);
        if (outcome == tx::Outcome::waiting || outcome == tx::Outcome::succeeded)
            co_return Result<>{};
    }
    engine::Order order{.kind = tx::Kind::stake,
                        .subjects = {wish.subject},
                        .account = wish.staker,
                        .to = user_deposit_,
                        .data = abi::encode_call(pool::user_deposit::Deposit{}),
                        .value = wish.amount};
    CO_TRY(auto quote, co_await executor.quote(std::move(order)));
    if (const auto* const refusal = std::get_if<Reverted>(&quote))
        co_return fail(Reason::rpc_refused, pool::read_refusal(refusal->data).text);
    auto taken = std::get<engine::Quote>(std::move(quote));
    CO_TRY(const auto submitted, co_await executor.submit(std::move(taken)));
    note("submitted " + to_hex0x(submitted.id.view()).substr(0, 10));
    co_return Result<>{};
}

WorldReport World::run() {
    using namespace boost::asio::experimental::awaitable_operators;
    std::exception_ptr thrown;
    bool is_done = false;
    boost::asio::co_spawn(loop_, turn() && supervise(), [&](std::exception_ptr error) {
        thrown = std::move(error);
        is_done = true;
    });
    time_.run();
    if (thrown) std::rethrow_exception(thrown);
    CHECK(is_done);
    for (std::size_t i = 0; i < wishes_.size(); ++i)
        if (times_done(wishes_[i]) != 1)
            violate(fmt::format("wish {} is in the chain {} times in the end", i,
                                times_done(wishes_[i])));
    if (chain_.waiting() != 0) violate("a transaction waits in the end");
    report_.faults = trouble_.counts();
    report_.transactions = chain_.transactions();
    return std::move(report_);
}

}  // namespace

WorldReport run_world(const ReadyPool& pool, std::uint64_t seed, PlantedBug bug) {
    return World{pool, seed, bug}.run();
}

}  // namespace stafi::sim
