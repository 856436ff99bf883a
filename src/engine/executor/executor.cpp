#include "engine/executor/executor.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "crypto/address.hpp"

namespace stafi::engine {
namespace {

constexpr Gas kTransferGas{21'000};

ContractCall call_of(const Order& order) {
    return {.to = order.to, .data = order.data, .from = order.account, .value = order.value};
}

Result<Gas> with_margin(Gas estimate, std::uint64_t percent) {
    if (estimate > eth::kTransactionGasMax)
        return fail(Reason::out_of_range,
                    fmt::format("gas: {} are needed, and a transaction may have {}", estimate.value,
                                eth::kTransactionGasMax.value));
    const Gas wanted{estimate.value + estimate.value * percent / 100};
    return std::min(wanted, eth::kTransactionGasMax);
}

Error too_dear(const eth::FeeMarket& market, bool is_urgent, const tx::FeePolicy& policy) {
    return fail(Reason::too_dear,
                fmt::format("the next block costs {} and a tip of {} for each gas, above {}",
                            to_text(market.base_fee_per_gas),
                            to_text(market.max_priority_fee_per_gas),
                            to_text(is_urgent ? policy.urgent_max : policy.patient_max)))
        .value();
}

Error foreign(const Address& account, const std::string& how) {
    return fail(Reason::foreign_nonce,
                fmt::format("account {}: {}", to_checksum_text(account), how))
        .value();
}

Result<> check_balance(const Address& account, Wei balance, Wei needed) {
    if (balance >= needed) return {};
    return fail(Reason::balance_too_low,
                fmt::format("account {}: it has {}, and needs {} with all that waits",
                            to_checksum_text(account), to_text(balance), to_text(needed)));
}

eth::FeeMarketTransaction content_of(const Quote& quote, ChainId chain, AccountNonce nonce) {
    return {.chain = chain,
            .nonce = nonce,
            .max_priority_fee_per_gas = quote.price.max_priority_fee_per_gas,
            .max_fee_per_gas = quote.price.max_fee_per_gas,
            .gas_limit = quote.gas_limit,
            .to = quote.order.to,
            .value = quote.order.value,
            .data = quote.order.data,
            .access_list = {}};
}

/// What the newest attempt says, which we signed ourselves.
eth::FeeMarketTransaction content_of(const tx::Intent& intent) {
    auto transaction = eth::decode_transaction(intent.newest().raw);
    CHECK(transaction.has_value());
    return std::get<eth::FeeMarketTransaction>(std::move(transaction->content));
}

tx::Price price_of(const tx::Attempt& attempt) {
    return {.max_fee_per_gas = attempt.max_fee_per_gas,
            .max_priority_fee_per_gas = attempt.max_priority_fee_per_gas};
}

Result<tx::Intent> find_waiting(Store& store, const tx::IntentId& id) {
    TRY(const auto open, store.open_intents());
    const auto found = std::ranges::find(
        open, id, [](const tx::Intent& intent) { return tx::id_of(intent.purpose); });
    if (found == open.end())
        return fail(Reason::intent_closed, fmt::format("intent {}", to_hex0x(id.view())));
    if (!found->is_waiting())
        return fail(Reason::intent_open,
                    fmt::format("intent {}: it is mined, and not final", to_hex0x(id.view())));
    return *found;
}

/// Those of each account, in the order of nonces.
std::map<Address, std::vector<tx::Intent>> by_account(std::vector<tx::Intent> intents) {
    std::map<Address, std::vector<tx::Intent>> accounts;
    for (tx::Intent& intent : intents)
        accounts[intent.account].push_back(std::move(intent));
    return accounts;
}

}  // namespace

struct Executor::Turn {
    bool& is_busy;
    explicit Turn(bool& flag) : is_busy{flag} {
        CHECK(!is_busy);
        is_busy = true;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() { is_busy = false; }
};

Task<Result<>> Executor::open_account(Address account, Pin pin, bool take_over) {
    const Turn turn{is_busy_};
    CO_TRY(const Account now, co_await io_.execution.account(account, pin.head.self.hash));
    CO_TRY(const auto queue, io_.store.nonce_queue(account));
    if (!queue) co_return io_.store.adopt_account(account, now.nonce);
    if (take_over) co_return co_await take_over_account(account, now, pin);
    if (now.nonce > queue->next)
        co_return tl::unexpected(
            foreign(account, fmt::format("it has sent {} transactions, of which we know {}",
                                         now.nonce.value, queue->next.value)));
    co_return Result<>{};
}

/// Before the first block nobody has sent anything; nor do clients keep that state.
Task<Result<AccountNonce>> Executor::final_nonce(Address account, Pin pin) {
    if (pin.finalized.number == BlockNumber{0}) co_return AccountNonce{0};
    CO_TRY(const Account then, co_await io_.execution.account(account, pin.finalized.hash));
    co_return then.nonce;
}

Task<Result<>> Executor::take_over_account(Address account, Account now, Pin pin) {
    CO_TRY(const AccountNonce then, co_await final_nonce(account, pin));
    if (then != now.nonce)
        co_return fail(Reason::not_final,
                       fmt::format("account {}: {} of its transactions are not final yet",
                                   to_checksum_text(account), now.nonce.value - then.value));
    // What is ours and mined must be known as such before the rest is given up.
    CO_TRY(const auto open, io_.store.open_intents());
    for (const tx::Intent& intent : open) {
        if (intent.account != account || intent.nonce >= now.nonce) continue;
        CO_TRY(const auto receipt, co_await receipt_of(intent, pin));
        if (!receipt) continue;
        const tx::Mined mined{.receipt = *receipt, .is_final = true};
        CO_TRY_VOID(io_.store.record_mined(tx::id_of(intent.purpose), mined));
    }
    CO_TRY_VOID(io_.store.adopt_account(account, now.nonce));
    foreign_.erase(account);
    co_return Result<>{};
}

Task<Result<std::variant<Quote, Reverted>>> Executor::quote(Order order, Moment moment) {
    using Answer = std::variant<Quote, Reverted>;
    CO_TRY(const eth::Header head, co_await io_.execution.head());
    CO_TRY(const Account account, co_await io_.execution.account(order.account, head.self.hash));
    CO_TRY(const auto open, io_.store.open_intents());
    const Wei waiting = tx::promised(open, order.account);
    // First of all, as clients refuse to estimate what nobody can pay, each in its own words.
    CO_TRY_VOID(check_balance(order.account, account.balance, waiting + order.value));
    auto call = call_of(order);
    CO_TRY(auto estimate, co_await io_.execution.estimate(std::move(call), moment));
    if (auto* reverted = std::get_if<Reverted>(&estimate)) co_return Answer{std::move(*reverted)};
    CO_TRY(const Gas gas_limit, with_margin(std::get<Gas>(estimate), options_.gas_margin_percent));
    CO_TRY(const eth::FeeMarket market, co_await io_.execution.fees());
    const auto price = tx::price_for(market, order.is_urgent, options_.drive.fees);
    if (!price) co_return tl::unexpected(too_dear(market, order.is_urgent, options_.drive.fees));

    const Wei cost = order.value + gas_limit.value * price->max_fee_per_gas;
    CO_TRY_VOID(check_balance(order.account, account.balance, waiting + cost));
    Quote made{
        .order = std::move(order), .gas_limit = gas_limit, .price = *price, .cost_max = cost};
    co_return Answer{std::move(made)};
}

Task<Result<Submitted>> Executor::submit(Quote quote) {
    const Turn turn{is_busy_};
    const Order& order = quote.order;
    if (foreign_.contains(order.account))
        co_return tl::unexpected(foreign(order.account, "another tool used a nonce of ours"));
    CO_TRY(const auto queue, io_.store.nonce_queue(order.account));
    CHECK(queue.has_value());  // open_account came first
    CO_TRY(auto purpose, io_.store.next_purpose(order.kind, order.subjects));
    auto content = content_of(quote, options_.chain, queue->next);
    CO_TRY(auto attempt, co_await sign(order.account, std::move(content)));

    const tx::IntentId id = tx::id_of(purpose);
    Bytes raw = attempt.raw;
    tx::Intent intent{.purpose = std::move(purpose),
                      .account = order.account,
                      .nonce = queue->next,
                      .is_urgent = order.is_urgent,
                      .attempts = {}};
    intent.attempts.push_back(std::move(attempt));
    CO_TRY_VOID(io_.store.record(intent));  // durable first
    co_return co_await sent(id, std::move(raw));
}

Task<Result<Submitted>> Executor::make_again(tx::IntentId id, Quote quote) {
    const Turn turn{is_busy_};
    CO_TRY(const auto intent, find_waiting(io_.store, id));
    CHECK(quote.order.kind == intent.purpose.kind &&
          quote.order.subjects == intent.purpose.subjects && quote.order.account == intent.account);
    auto content = content_of(quote, options_.chain, intent.nonce);
    co_return co_await outbid(intent, std::move(content));
}

Task<Result<Submitted>> Executor::cancel(tx::IntentId id) {
    const Turn turn{is_busy_};
    CO_TRY(const auto intent, find_waiting(io_.store, id));
    auto content = content_of(intent);
    content.gas_limit = kTransferGas;
    content.to = intent.account;
    content.value = {};
    content.data.clear();
    co_return co_await outbid(intent, std::move(content));
}

Task<Result<Submitted>> Executor::outbid(const tx::Intent& intent,
                                         eth::FeeMarketTransaction content) {
    CO_TRY(const eth::FeeMarket market, co_await io_.execution.fees());
    const tx::FeePolicy& policy = options_.drive.fees;
    const auto price =
        tx::replacement_for(price_of(intent.newest()), market, intent.is_urgent, policy);
    if (!price) co_return tl::unexpected(too_dear(market, intent.is_urgent, policy));
    content.max_fee_per_gas = price->max_fee_per_gas;
    content.max_priority_fee_per_gas = price->max_priority_fee_per_gas;
    CO_TRY(const auto attempt, co_await sign(intent.account, std::move(content)));
    const tx::IntentId id = tx::id_of(intent.purpose);
    CO_TRY_VOID(io_.store.record_attempt(id, attempt));  // durable first
    co_return co_await sent(id, attempt.raw);
}

Task<Result<tx::Attempt>> Executor::sign(Address account, eth::FeeMarketTransaction content) {
    CO_TRY(const auto transaction, co_await io_.keys.sign(account, content));
    CHECK(transaction.sender == account);
    CHECK(std::get<eth::FeeMarketTransaction>(transaction.content) == content);
    co_return tx::attempt_of(transaction, io_.ambient.now());
}

Task<Submitted> Executor::sent(tx::IntentId id, Bytes raw) {
    const auto taken = co_await io_.execution.send(std::move(raw));
    Submitted made{.id = id, .unsent = std::nullopt};
    if (!taken) made.unsent = taken.error();
    co_return made;
}

Task<Result<Driven>> Executor::drive(Pin pin) {
    const Turn turn{is_busy_};
    Driven driven;
    CO_TRY(auto open, io_.store.open_intents());
    if (open.empty()) co_return driven;
    auto market = co_await io_.execution.fees();
    if (!market) {
        driven.failures.push_back(std::move(market).error());
        co_return driven;
    }
    for (auto& [account, intents] : by_account(std::move(open))) {
        auto done = co_await drive_account(std::move(intents), pin, *market, driven);
        if (!done) driven.failures.push_back(std::move(done).error());
    }
    co_return driven;
}

Task<Result<>> Executor::drive_account(std::vector<tx::Intent> intents, const Pin& pin,
                                       const eth::FeeMarket& market, Driven& driven) {
    const Address account = intents.front().account;
    CO_TRY(const tx::Sight sight, co_await look(intents, pin));
    std::vector<tx::Step> steps;
    steps.reserve(intents.size());
    for (const tx::Intent& intent : intents)
        steps.push_back(tx::next_step(intent, sight, market, options_.drive, io_.ambient.now()));
    const bool is_foreign = std::ranges::any_of(
        steps, [](const tx::Step& step) { return std::holds_alternative<tx::Foreign>(step); });
    if (is_foreign) {
        CO_TRY_VOID(co_await is_still_head(pin));  // else it was a reorg between two questions
        foreign_.insert(account);
        driven.foreign.push_back(account);
        co_return tl::unexpected(foreign(account, "another tool used a nonce of ours"));
    }
    foreign_.erase(account);
    for (std::size_t i = 0; i < intents.size(); ++i)
        CO_TRY_VOID(co_await take_step(intents[i], steps[i], driven));
    co_return Result<>{};
}

Task<Result<tx::Sight>> Executor::look(const std::vector<tx::Intent>& intents, const Pin& pin) {
    CO_TRY(const Account account,
           co_await io_.execution.account(intents.front().account, pin.head.self.hash));
    tx::Sight sight{.used = account.nonce, .finalized = pin.finalized.number};
    for (const tx::Intent& intent : intents) {
        if (intent.nonce >= account.nonce) break;  // none of them is in the chain
        CO_TRY(const auto receipt, co_await receipt_of(intent, pin));
        if (receipt) sight.receipts.push_back(*receipt);
    }
    co_return sight;
}

Task<Result<std::optional<eth::Receipt>>> Executor::receipt_of(const tx::Intent& intent,
                                                               const Pin& pin) {
    for (auto attempt = intent.attempts.rbegin(); attempt != intent.attempts.rend(); ++attempt) {
        CO_TRY(const auto receipt, co_await io_.execution.receipt(attempt->hash));
        if (!receipt) continue;
        if (receipt->block.number > pin.finalized.number) co_return receipt;
        // It is about to be closed for good, so it must not come from a client that is astray.
        CO_TRY(const eth::Header block, co_await io_.execution.header(receipt->block.number));
        if (block.self == receipt->block) co_return receipt;
        co_return fail(Reason::nodes_disagree,
                       fmt::format("transaction {}: its block {} is not in the chain",
                                   to_hex0x(attempt->hash.view()), receipt->block.number.value));
    }
    co_return std::nullopt;
}

Task<Result<>> Executor::is_still_head(const Pin& pin) {
    CO_TRY(const eth::Header there, co_await io_.execution.header(pin.head.self.number));
    if (there.self == pin.head.self) co_return Result<>{};
    co_return fail(Reason::block_missing,
                   fmt::format("block {}: a reorg dropped it", pin.head.self.number.value));
}

Task<Result<>> Executor::take_step(const tx::Intent& intent, tx::Step step, Driven& driven) {
    const tx::IntentId id = tx::id_of(intent.purpose);
    if (const auto* record = std::get_if<tx::Record>(&step)) {
        auto& told = !record->mined            ? driven.reopened
                     : record->mined->is_final ? driven.closed
                                               : driven.mined;
        told.push_back(id);
        co_return io_.store.record_mined(id, record->mined);
    }
    if (std::holds_alternative<tx::Wait>(step)) co_return Result<>{};
    Bytes raw = intent.newest().raw;
    if (const auto* replace = std::get_if<tx::Replace>(&step)) {
        auto content = content_of(intent);
        content.max_fee_per_gas = replace->price.max_fee_per_gas;
        content.max_priority_fee_per_gas = replace->price.max_priority_fee_per_gas;
        CO_TRY(const auto attempt, co_await sign(intent.account, std::move(content)));
        CO_TRY_VOID(io_.store.record_attempt(id, attempt));  // durable first
        driven.replaced.push_back(id);
        raw = attempt.raw;
    }
    auto submitted = co_await sent(id, std::move(raw));
    if (submitted.unsent) driven.failures.push_back(*std::move(submitted.unsent));
    co_return Result<>{};
}

}  // namespace stafi::engine
