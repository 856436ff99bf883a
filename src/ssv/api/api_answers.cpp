#include "ssv/api/api_answers.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "base/printable.hpp"
#include "crypto/address.hpp"
#include "ssv/api/lenient_fields.hpp"

namespace stafi::ssv {
namespace {

constexpr std::size_t kWordsMax = 300;
constexpr std::size_t kSeatsMax = 13;  ///< operators of a cluster
constexpr std::size_t kWhitelistMax = 10'000;
constexpr std::uint64_t kNotFound = 404;

/// A number that is told becomes a quantity.
template <class T, class Number>
std::optional<T> as(const std::optional<Number>& number) {
    return number ? std::optional<T>{T{*number}} : std::nullopt;
}

Result<std::uint64_t> number_of(const JsonFields& fields, std::string_view name) {
    return told(fields, name, number_in(fields, name));
}

Result<Address> address_of(const JsonFields& fields, std::string_view name) {
    return told(fields, name, address_in(fields, name));
}

/// `{"error":{"code":404,"message":"…"}}`, or with `{"error":"…","status":404}` as the message.
struct Refusal {
    bool is_not_found = false;
    std::string words;
};

std::optional<Refusal> refusal_in(const JsonFields& answer) {
    if (!answer.has("error")) return std::nullopt;
    const std::string whole = answer.json("error").value_or("");
    Refusal refusal{.words = printable(whole.substr(0, kWordsMax))};
    const auto error = answer.object("error");
    if (!error) return refusal;
    const auto inner = error->object("message");
    const auto words = inner ? inner->text("error") : error->text("message");
    if (words) refusal.words = printable(words->substr(0, kWordsMax));
    refusal.is_not_found = error->number("code").value_or(0) == kNotFound ||
                           (inner && inner->number("status").value_or(0) == kNotFound);
    return refusal;
}

/// An answer that is no refusal.
Result<JsonDocument> read_answer(std::string_view answer, Reason not_found) {
    TRY(JsonDocument document, JsonDocument::parse(answer));
    const auto refusal = refusal_in(document.fields());
    if (!refusal) return document;
    return fail(refusal->is_not_found ? not_found : Reason::rpc_refused, refusal->words);
}

template <class Row, class Read>
Result<ApiPage<Row>> read_page(std::string_view answer, std::string_view name, Read read) {
    TRY(const JsonDocument document, read_answer(answer, Reason::rpc_refused));
    const JsonFields top = document.fields();
    ApiPage<Row> page;
    TRY(const JsonFields pagination, top.object("pagination"));
    TRY(page.number, number_of(pagination, "page"));
    TRY(page.pages, number_of(pagination, "pages"));
    TRY(page.total, number_of(pagination, "total"));
    TRY(const auto rows, top.objects(name, kApiRowsMax));
    for (const JsonFields& fields : rows) {
        TRY(Row row, read(fields));
        page.rows.push_back(std::move(row));
    }
    return page;
}

/// Ids, or objects with an `id`.
Result<std::vector<OperatorId>> read_seats(const JsonFields& fields) {
    std::vector<OperatorId> seats;
    const auto objects = fields.objects("operators", kSeatsMax);
    if (objects) {
        for (const JsonFields& one : *objects) {
            TRY(const std::uint64_t id, number_of(one, "id"));
            seats.push_back(OperatorId{id});
        }
        return seats;
    }
    TRY(const auto ids, fields.numbers("operators", kSeatsMax));
    for (const std::uint64_t id : ids)
        seats.push_back(OperatorId{id});
    return seats;
}

// Operators.

std::optional<OperatorStatus> status_of(std::string word) {
    std::ranges::transform(word, word.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    constexpr std::array words{
        std::pair{"active", OperatorStatus::active},
        std::pair{"inactive", OperatorStatus::inactive},
        std::pair{"no validators", OperatorStatus::no_validators},
        std::pair{"pending validators", OperatorStatus::pending_validators},
        std::pair{"removed", OperatorStatus::removed},
    };
    for (const auto& [known, status] : words)
        if (word == known) return status;
    return std::nullopt;
}

/// `a,b, c`
std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

Result<> check_network(const JsonFields& fields, std::string_view network) {
    TRY(const auto name, text_in(fields, "network"));
    if (!name || *name == network) return {};
    return fail(Reason::wrong_network, fmt::format("{}: {}, not {}", fields.path_of("network"),
                                                   printable(name->substr(0, kWordsMax)), network));
}

Result<ApiOperator::Claims> read_claims(const JsonFields& fields) {
    ApiOperator::Claims claims;
    TRY(const auto relays, text_in(fields, "mev_relays"));
    if (relays) claims.mev_relays = split(*relays);
    TRY(claims.execution_client, text_in(fields, "eth1_node_client"));
    TRY(claims.beacon_client, text_in(fields, "eth2_node_client"));
    TRY(claims.ssv_client, text_in(fields, "ssv_client"));
    TRY(claims.location, text_in(fields, "location"));
    TRY(claims.setup_provider, text_in(fields, "setup_provider"));
    TRY(claims.dkg_address, text_in(fields, "dkg_address"));
    return claims;
}

Result<> read_admission(const JsonFields& fields, ApiOperator& one) {
    TRY(one.is_private, flag_in(fields, "is_private"));
    if (fields.has("whitelist_addresses")) {
        TRY(const auto texts, fields.texts("whitelist_addresses", kWhitelistMax));
        for (const std::string_view text : texts) {
            const auto address = at(fields.path_of("whitelist_addresses"), parse_address(text));
            if (!address) return fail(Reason::bad_json, address.error().what);
            one.whitelist.push_back(*address);
        }
    }
    TRY(one.whitelisting_contract, address_in(fields, "whitelisting_contract"));
    if (one.whitelisting_contract == Address{}) one.whitelisting_contract.reset();
    return {};
}

Result<> read_record(const JsonFields& fields, ApiOperator& one) {
    TRY(const auto status, text_in(fields, "status"));
    if (status) one.status = status_of(*status);
    TRY(one.is_removed, flag_in(fields, "is_deleted"));
    TRY(one.validators, number_in(fields, "validators_count"));
    TRY(const auto effective, number_in(fields, "effective_balance"));
    one.effective_balance = as<Gwei>(effective);
    if (!fields.has("performance")) return {};
    TRY(const JsonFields performance, fields.object("performance"));
    TRY(const auto day, percent_in(performance, "24h"));
    TRY(const auto month, percent_in(performance, "30d"));
    one.performance_24h = as<Ppm>(day);
    one.performance_30d = as<Ppm>(month);
    return {};
}

Result<ApiOperator> read_operator(const JsonFields& fields, std::string_view network) {
    TRY_VOID(check_network(fields, network));
    ApiOperator one;
    TRY(one.id.value, number_of(fields, "id"));
    TRY(one.owner, address_of(fields, "owner_address"));
    TRY(const auto key_text, text_in(fields, "public_key"));
    one.key_text = key_text.value_or("");
    TRY(const auto name, text_in(fields, "name"));
    one.name = name.value_or("");
    TRY(const auto fee, amount_in(fields, "eth_fee"));
    TRY(const auto ssv_fee, amount_in(fields, "fee"));
    TRY(const auto declared, amount_in(fields, "declared_fee"));
    TRY(const auto block, number_in(fields, "block"));
    one.fee = as<Wei>(fee);
    one.ssv_fee = as<SsvWei>(ssv_fee);
    one.declared_fee = as<AssetWei>(declared);
    one.block = as<BlockNumber>(block);
    TRY_VOID(read_admission(fields, one));
    TRY_VOID(read_record(fields, one));
    TRY(one.claims, read_claims(fields));
    return one;
}

// Clusters.

Result<ApiCluster> read_cluster(const JsonFields& fields) {
    ApiCluster one;
    TRY(one.key, fields.fixed<Bytes32>("clusterId"));
    TRY(one.id.owner, address_of(fields, "ownerAddress"));
    TRY(one.id.operators, read_seats(fields));
    TRY(const auto is_migrated, flag_in(fields, "migrated"));
    one.asset = is_migrated.value_or(false) ? Asset::eth : Asset::ssv;
    TRY(const std::uint64_t count, number_of(fields, "validatorCount"));
    if (count > std::numeric_limits<std::uint32_t>::max())
        return fail(Reason::bad_json, fmt::format("{}: {} where a number below 2^32 was expected",
                                                  fields.path_of("validatorCount"), count));
    one.tuple.validator_count = static_cast<std::uint32_t>(count);
    TRY(one.tuple.network_fee_index, number_of(fields, "networkFeeIndex"));
    TRY(one.tuple.index, number_of(fields, "index"));
    TRY(one.tuple.active, told(fields, "active", flag_in(fields, "active")));
    const std::string_view balance = one.asset == Asset::eth ? "ethBalance" : "balance";
    TRY(one.tuple.balance.value, told(fields, balance, amount_in(fields, balance)));
    TRY(const auto effective, number_in(fields, "effectiveBalance"));
    TRY(const auto block, number_in(fields, "blockNumber"));
    one.effective_balance = as<Gwei>(effective);
    one.block = as<BlockNumber>(block);
    return one;
}

// Validators.

Result<std::optional<ApiValidator::OnBeacon>> read_beacon(const JsonFields& fields) {
    if (!fields.has("validator_info")) return std::nullopt;
    TRY(const JsonFields info, fields.object("validator_info"));
    TRY(const auto index, number_in(info, "index"));
    if (!index) return std::nullopt;
    TRY(const std::uint64_t effective, number_of(info, "effective_balance"));
    return ApiValidator::OnBeacon{.index = ValidatorIndex{*index},
                                  .effective_balance = Gwei{effective}};
}

Result<ApiValidator> read_validator(const JsonFields& fields) {
    ApiValidator one;
    TRY(one.key, fields.fixed<PubkeyBytes>("public_key"));
    TRY(one.cluster, fields.fixed<Bytes32>("cluster"));
    TRY(one.owner, address_of(fields, "owner_address"));
    TRY(one.operators, read_seats(fields));
    TRY(const auto is_removed, flag_in(fields, "is_deleted"));
    one.is_removed = is_removed.value_or(false);
    TRY(one.is_valid, flag_in(fields, "is_valid"));
    TRY(one.is_liquidated, flag_in(fields, "is_liquidated"));
    TRY(const auto status, text_in(fields, "status"));
    if (status) {
        const auto known = status_of(*status);
        if (known) one.is_active = *known == OperatorStatus::active;
    }
    TRY(const auto block, number_in(fields, "block"));
    one.block = as<BlockNumber>(block);
    TRY(one.beacon, read_beacon(fields));
    return one;
}

}  // namespace

Result<ApiPage<ApiOperator>> read_api_operators(std::string_view answer, std::string_view network) {
    return read_page<ApiOperator>(answer, "operators", [&](const JsonFields& fields) {
        return read_operator(fields, network);
    });
}

Result<ApiOperator> read_api_operator(std::string_view answer, std::string_view network) {
    TRY(const JsonDocument document, read_answer(answer, Reason::unknown_operator));
    return read_operator(document.fields(), network);
}

Result<ApiAccount> read_api_account(std::string_view answer) {
    TRY(const JsonDocument document, read_answer(answer, Reason::rpc_refused));
    TRY(const JsonFields data, document.fields().object("data"));
    ApiAccount account;
    TRY(account.owner, address_of(data, "ownerAddress"));
    TRY(const auto recipient, address_in(data, "recipientAddress"));
    account.recipient = recipient.value_or(account.owner);
    TRY(account.nonce.value, number_of(data, "nonce"));
    return account;
}

Result<ApiPage<ApiCluster>> read_api_clusters(std::string_view answer) {
    return read_page<ApiCluster>(answer, "clusters", read_cluster);
}

Result<ApiPage<ApiValidator>> read_api_validators(std::string_view answer) {
    return read_page<ApiValidator>(answer, "validators", read_validator);
}

std::string read_api_refusal(std::string_view answer) {
    const auto document = JsonDocument::parse(answer);
    const auto refusal = document ? refusal_in(document->fields()) : std::nullopt;
    return refusal ? refusal->words : printable(answer.substr(0, kWordsMax));
}

}  // namespace stafi::ssv
