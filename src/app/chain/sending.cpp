#include "app/chain/sending.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/chain/data_folder.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "engine/reading/words.hpp"

namespace stafi::app {
namespace {

constexpr Millis kBetweenLooks{1'000};
constexpr std::uint64_t kTimeoutMax = 86'400;
constexpr std::size_t kLatestMax = 100;  // more than one command sends

const std::vector<std::string> kColumns{"action", "state",     "transaction", "block",
                                        "value",  "gas_limit", "cost_max",    "paid"};

/// The newest form of what waits is this wish.
bool is_same(const Wish& wish, const tx::Intent& intent) {
    const auto sent = eth::decode_transaction(intent.newest().raw);
    if (!sent) return false;
    const auto* content = std::get_if<eth::FeeMarketTransaction>(&sent->content);
    return content != nullptr && content->to == wish.to && content->data == wish.data &&
           content->value == wish.value;
}

bool is_yes(std::string_view typed) { return typed == "y" || typed == "Y" || typed == "yes"; }

}  // namespace

std::vector<Option> consent_options() {
    return {
        {.name = "dry-run", .value = "", .help = "say what it would do and cost, and send nothing"},
        {.name = "yes", .value = "", .help = "send without asking"}};
}

Result<> confirm_sending(const Call& call, const std::string& what) {
    fmt::print(call.console.err, "{}\n", what);
    if (call.arguments.has("yes")) return {};
    if (!call.console.ask) return fail(Reason::not_confirmed, "nobody is at the terminal to agree");
    TRY(const SecretBuffer typed, call.console.ask("Send it? [y/N] ", adapters::Echo::on));
    if (is_yes(typed.text())) return {};
    return fail(Reason::not_confirmed, what);
}

std::vector<Option> sending_options() {
    std::vector<Option> options = wallet_options();
    for (Option& option : consent_options())
        options.push_back(std::move(option));
    options.push_back({.name = "take-over",
                       .value = "",
                       .help = "go on although another program has sent from this account"});
    options.push_back({.name = "timeout",
                       .value = "N",
                       .help = "seconds to wait until a transaction is in a block",
                       .fallback = "600"});
    return options;
}

Task<Result<std::unique_ptr<Sending>>> Sending::open(const Call& call, ChainAccess& chain) {
    CO_TRY(const std::uint64_t timeout, call.arguments.number("timeout", 1, kTimeoutMax));
    CO_TRY(auto wallet, co_await open_wallet(call, chain));
    CO_TRY(const auto path,
           account_folder(call.config(), chain.network().chain_id, wallet.account));
    CO_TRY(auto folder, adapters::OutputFolder::claim(path));
    const store::DatabaseOptions options{.file = path / store::kDatabaseFile};
    CO_TRY(auto database, store::SqliteStore::open(options));
    std::unique_ptr<Sending> made{
        new Sending{call, chain, std::move(wallet), std::move(folder), std::move(database)}};
    made->timeout_s_ = timeout;
    CO_TRY_VOID(co_await made->begin());
    co_return made;
}

Sending::Sending(const Call& call, ChainAccess& chain, Wallet wallet, adapters::OutputFolder folder,
                 std::unique_ptr<store::SqliteStore> store)
    : call_{call},
      chain_{chain},
      wallet_{std::move(wallet)},
      folder_{std::move(folder)},
      store_{std::move(store)},
      executor_{{.execution = chain.execution(),
                 .store = *store_,
                 .keys = *wallet_.keys,
                 .ambient = chain.ambient()},
                {.chain = chain.network().chain_id, .drive = {}}} {}

Task<Result<>> Sending::begin() {
    CO_TRY(const engine::Pin pin, co_await chain_.pin());
    CO_TRY_VOID(
        co_await executor_.open_account(wallet_.account, pin, call_.arguments.has("take-over")));
    CO_TRY(const auto driven, co_await executor_.drive(pin));
    if (!driven.foreign.empty()) co_return tl::unexpected(driven.failures.front());
    co_return Result<>{};
}

Result<std::optional<tx::Intent>> Sending::waiting_like(const Wish& wish) {
    TRY(const auto open, store_->open_intents());
    for (const tx::Intent& intent : open) {
        if (!intent.is_waiting() || intent.purpose.kind != wish.kind) continue;
        if (is_same(wish, intent)) return intent;
        return fail(Reason::intent_open,
                    fmt::format("{} with other values: transaction {}", tx::to_text(wish.kind),
                                to_hex0x(intent.newest().hash.view())));
    }
    return std::nullopt;
}

Result<bool> Sending::is_waiting_for(const Wish& wish) {
    TRY(const auto earlier, waiting_like(wish));
    return earlier.has_value();
}

engine::Order Sending::order_for(const Wish& wish) const {
    const std::vector<tx::Subject> self{wallet_.account};
    return {.kind = wish.kind,
            .subjects = wish.subjects.empty() ? self : wish.subjects,
            .account = wallet_.account,
            .to = wish.to,
            .data = wish.data,
            .value = wish.value,
            .is_urgent = false};
}

Result<> Sending::confirm(const Wish& wish, const engine::Quote& quote) const {
    fmt::print(call_.console.err, "{}: at most {} leaves {}\n", wish.words, to_text(quote.cost_max),
               to_checksum_text(wallet_.account));
    if (call_.arguments.has("yes")) return {};
    if (!call_.console.ask)
        return fail(Reason::not_confirmed, "nobody is at the terminal to agree");
    TRY(const SecretBuffer typed, call_.console.ask("Send it? [y/N] ", adapters::Echo::on));
    if (is_yes(typed.text())) return {};
    return fail(Reason::not_confirmed, wish.words);
}

Task<Result<std::optional<tx::IntentId>>> Sending::send(const Wish& wish) {
    CO_TRY(auto quoted, co_await executor_.quote(order_for(wish)));
    if (const auto* refused = std::get_if<Reverted>(&quoted))
        co_return fail(Reason::contract_refused,
                       fmt::format("{}: {}", wish.words, engine::in_words(*refused)));
    auto& quote = std::get<engine::Quote>(quoted);
    if (call_.arguments.has("dry-run")) {
        note_unsent(wish, quote);
        co_return std::nullopt;
    }
    CO_TRY_VOID(confirm(wish, quote));
    CO_TRY(const auto submitted, co_await executor_.submit(std::move(quote)));
    co_return submitted.id;
}

Task<Result<bool>> Sending::carry_out(Wish wish) {
    CO_TRY(const auto earlier, waiting_like(wish));
    std::optional<tx::IntentId> id;
    if (earlier) {
        id = tx::id_of(earlier->purpose);
        log(call_, LogLevel::info, "an earlier run has sent this: waiting for it",
            {{"action", wish.words}, {"transaction", to_hex0x(earlier->newest().hash.view())}});
    } else {
        CO_TRY(id, co_await send(wish));
    }
    if (!id) co_return false;
    CO_TRY(const tx::Intent intent, co_await wait_for(*id));
    note(wish, intent);
    const tx::Outcome outcome = tx::outcome_of(intent);
    if (outcome == tx::Outcome::succeeded) co_return true;
    co_return fail(Reason::contract_refused,
                   fmt::format("{}: transaction {}: {} in its block; its gas is paid", wish.words,
                               to_hex0x(intent.newest().hash.view()), tx::to_text(outcome)));
}

/// The intent once it is in a block, or given up.
Task<Result<std::optional<tx::Intent>>> Sending::look_at(tx::IntentId id) {
    CO_TRY(const engine::Pin pin, co_await chain_.pin());
    CO_TRY(const auto driven, co_await executor_.drive(pin));
    CO_TRY(const auto latest, store_->latest_intents(kLatestMax));
    const auto found = std::ranges::find(
        latest, id, [](const tx::Intent& intent) { return tx::id_of(intent.purpose); });
    if (found != latest.end() && !found->is_waiting()) co_return *found;
    if (!driven.failures.empty()) co_return tl::unexpected(driven.failures.front());
    co_return std::nullopt;
}

Task<Result<tx::Intent>> Sending::wait_for(tx::IntentId id) {
    std::string last = "it is in no block";
    const UnixMillis end = chain_.ambient().now() + UnixMillis{timeout_s_ * 1'000};
    while (chain_.ambient().now() < end) {
        auto seen = co_await look_at(id);
        if (!seen) {
            last = seen.error().what;
        } else if (std::optional<tx::Intent>& ended = *seen; ended) {
            co_return *std::move(ended);
        }
        co_await chain_.ambient().sleep(kBetweenLooks);
    }
    co_return fail(Reason::timed_out,
                   fmt::format("{} after {} s; it is recorded: run the same again to wait on", last,
                               timeout_s_));
}

void Sending::note_unsent(const Wish& wish, const engine::Quote& quote) {
    rows_.push_back({wish.words, "not sent", Cell{}, Cell{}, to_text(wish.value),
                     quote.gas_limit.value, to_text(quote.cost_max), Cell{}});
}

void Sending::note(const Wish& wish, const tx::Intent& intent) {
    const auto sent = eth::decode_transaction(intent.newest().raw);
    const auto* content = sent ? std::get_if<eth::FeeMarketTransaction>(&sent->content) : nullptr;
    rows_.push_back({wish.words, std::string{tx::to_text(tx::outcome_of(intent))},
                     to_hex0x(intent.newest().hash.view()), Cell{}, to_text(wish.value),
                     content != nullptr ? Cell{content->gas_limit.value} : Cell{},
                     to_text(intent.newest().cost_max), Cell{}});
    if (!intent.mined) return;
    const eth::Receipt& receipt = intent.mined->receipt;
    rows_.back()[2] = to_hex0x(receipt.transaction.view());
    rows_.back()[3] = receipt.block.number.value;
    rows_.back()[7] = to_text(receipt.gas_used.value * receipt.gas_price);
}

Table Sending::transactions() const {
    return {.name = "transactions", .columns = kColumns, .rows = rows_};
}

}  // namespace stafi::app
