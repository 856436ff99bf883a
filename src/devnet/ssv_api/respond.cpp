#include "devnet/ssv_api/respond.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "devnet/ssv_api/rows.hpp"

namespace stafi::devnet::ssv_api {
namespace {

Answer error(unsigned status, std::string_view message) {
    return {.status = status,
            .json = fmt::format(R"({{"error":{{"code":{},"message":{}}}}})", status,
                                json_message(message))};
}

Answer not_found(std::string_view what) { return error(404, fmt::format("{} not found", what)); }

// A list: filtered, ordered, one page of it.

struct Page {
    std::uint64_t number = 1;
    std::uint64_t rows = kPerPage;
};

Result<Page> page_of(const Target& target) {
    Page page;
    TRY(page.number, target.number("page", 1));
    TRY(page.rows, target.number("perPage", kPerPage));
    if (page.number == 0) return fail(Reason::bad_argument, "page: the first is 1");
    if (page.rows == 0 || page.rows > kPerPageMax)
        return fail(Reason::bad_argument,
                    fmt::format("perPage: {} is not in 1..{}", page.rows, kPerPageMax));
    return page;
}

/// `{"operators":[…],"pagination":{…}}`
template <class Row>
Answer list(std::string_view name, std::span<const Row* const> rows, const Page& page,
            const std::function<std::string(const Row&)>& print, std::string_view head = "") {
    const std::uint64_t pages = (rows.size() + page.rows - 1) / page.rows;
    std::string items;
    for (std::uint64_t i = 0; i < rows.size(); ++i) {
        if (i / page.rows + 1 != page.number) continue;
        if (!items.empty()) items += ',';
        items += print(*rows[i]);
    }
    return {.status = 200,
            .json = fmt::format(R"({{{}"{}":[{}],"pagination":{{"total":{},"pages":{},)"
                                R"("per_page":{},"page":{}}}}})",
                                head, name, items, rows.size(), pages, page.rows, page.number)};
}

template <class Map, class Keep>
auto select(const Map& map, const Keep& keep) {
    std::vector<const typename Map::mapped_type*> rows;
    for (const auto& [key, row] : map)
        if (keep(row)) rows.push_back(&row);
    return rows;
}

// Operators.

using OperatorOrder = std::function<bool(const OperatorRow&, const OperatorRow&)>;

Result<OperatorOrder> order_by(std::string_view field) {
    if (field == "id") return [](const auto& a, const auto& b) { return a.id < b.id; };
    if (field == "name") return [](const auto& a, const auto& b) { return a.name < b.name; };
    if (field == "validatorsCount")
        return [](const auto& a, const auto& b) { return a.validators < b.validators; };
    if (field == "performance24h")
        return [](const auto& a, const auto& b) { return a.performance_24h < b.performance_24h; };
    if (field == "performance30d")
        return [](const auto& a, const auto& b) { return a.performance_30d < b.performance_30d; };
    if (field == "fee") return [](const auto& a, const auto& b) { return a.fee < b.fee; };
    if (field == "ethFee")
        return [](const auto& a, const auto& b) { return a.eth_fee < b.eth_fee; };
    if (field == "effectiveBalance")
        return
            [](const auto& a, const auto& b) { return a.effective_balance < b.effective_balance; };
    return fail(Reason::bad_argument,
                fmt::format("ordering: '{}' is none of id, name, validatorsCount, performance24h, "
                            "performance30d, fee, ethFee, effectiveBalance",
                            field));
}

/// `ordering=field:asc|desc`; equal ones stay in the order of their ids.
Result<> sort_operators(const Target& target, std::vector<const OperatorRow*>& rows) {
    const std::string_view ordering = target.query("ordering").value_or("id:asc");
    const std::size_t colon = std::min(ordering.find(':'), ordering.size());
    const std::string_view direction = ordering.substr(std::min(colon + 1, ordering.size()));
    if (!direction.empty() && direction != "asc" && direction != "desc")
        return fail(Reason::bad_argument, "ordering: asc or desc is expected behind the colon");
    TRY(const OperatorOrder before, order_by(ordering.substr(0, colon)));
    const bool is_falling = direction == "desc";
    std::ranges::sort(rows, [&](const OperatorRow* a, const OperatorRow* b) {
        if (before(*a, *b)) return !is_falling;
        if (before(*b, *a)) return is_falling;
        return a->id < b->id;
    });
    return {};
}

std::string small_letters(std::string_view text) {
    std::string small{text};
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

/// "No validators" as `no_validators`.
std::string status_word(const OperatorRow& row) {
    std::string word = small_letters(status_of(row));
    std::ranges::replace(word, ' ', '_');
    return word;
}

Result<std::function<bool(const OperatorRow&)>> operator_filter(const Target& target) {
    std::optional<Address> owner;
    if (const auto text = target.query("ownerAddress")) {
        TRY(owner, at("ownerAddress", parse_address(*text)));
    }
    std::vector<std::string> statuses = target.list("status");
    const std::string search = small_letters(target.query("search").value_or(""));
    const auto is_private = target.query("isPrivate");
    if (is_private && is_private != "true" && is_private != "false")
        return fail(Reason::bad_argument, "isPrivate: true or false is expected");
    return [=](const OperatorRow& row) {
        if (owner && row.owner != *owner) return false;
        if (is_private && row.is_private != (*is_private == "true")) return false;
        if (!statuses.empty() && std::ranges::find(statuses, status_word(row)) == statuses.end())
            return false;
        return search.empty() || small_letters(row.name).find(search) != std::string::npos ||
               fmt::format("{}", row.id.value) == search;
    };
}

Result<Answer> operators(const Target& target, const View& view,
                         const std::function<bool(const OperatorRow&)>& keep) {
    TRY(const Page page, page_of(target));
    auto rows = select(view.operators, keep);
    TRY_VOID(sort_operators(target, rows));
    return list<OperatorRow>("operators", rows, page,
                             [&](const OperatorRow& row) { return to_json(row, view); });
}

Result<Answer> operator_pages(const Target& target, const View& view,
                              std::span<const std::string> path) {
    if (path.empty()) {
        TRY(const auto keep, operator_filter(target));
        return operators(target, view, keep);
    }
    if (path.size() == 2 && path[0] == "owned_by") {
        TRY(const Address owner, at("owner", parse_address(path[1])));
        return operators(target, view, [&](const OperatorRow& row) { return row.owner == owner; });
    }
    if (path.size() != 1) return not_found("page");
    TRY(const std::uint64_t id, at("operator id", parse_uint64(path[0])));
    const auto found = view.operators.find(OperatorId{id});
    if (found == view.operators.end()) return not_found(fmt::format("operator {}", id));
    return Answer{.status = 200, .json = to_json(found->second, view)};
}

// Clusters.

constexpr std::string_view kTyped = R"("type":"v4",)";

Result<Answer> clusters(const Target& target, const View& view,
                        const std::function<bool(const ClusterRow&)>& keep) {
    TRY(const Page page, page_of(target));
    return list<ClusterRow>(
        "clusters", select(view.clusters, keep), page,
        [](const ClusterRow& row) { return to_json(row); }, kTyped);
}

Result<Answer> cluster_pages(const Target& target, const View& view,
                             std::span<const std::string> path) {
    if (path.size() == 2 && path[0] == "owner") {
        TRY(const Address owner, at("owner", parse_address(path[1])));
        return clusters(target, view, [&](const ClusterRow& row) { return row.owner == owner; });
    }
    if (path.empty()) {
        std::optional<Address> owner;
        if (const auto text = target.query("ownerAddress")) {
            TRY(owner, at("ownerAddress", parse_address(*text)));
        }
        const auto is_liquidated = target.query("isLiquidated");
        return clusters(target, view, [&](const ClusterRow& row) {
            if (is_liquidated && (*is_liquidated == "true") == row.is_active) return false;
            return !owner || row.owner == *owner;
        });
    }
    TRY(const Bytes32 key, at("cluster", parse_fixed<Bytes32>(path[0])));
    const auto found = view.clusters.find(key);
    if (path.size() == 2 && path[1] == "totalEffectiveBalance") {
        if (found == view.clusters.end()) return not_found("cluster");
        return Answer{
            .status = 200,
            .json = fmt::format(R"({{"clusterId":"{}","effectiveBalance":"{}"}})",
                                to_hex0x(key.view()), found->second.effective_balance.value)};
    }
    if (path.size() != 1) return not_found("page");
    // An unknown cluster is no error here: who asks for it may be about to open it.
    return Answer{.status = 200,
                  .json = fmt::format(
                      R"({{{}"cluster":{}}})", kTyped,
                      found == view.clusters.end() ? std::string{"null"} : to_json(found->second))};
}

// Validators.

Result<Answer> validators(const Target& target, const View& view,
                          const std::function<bool(const ValidatorRow&)>& keep) {
    TRY(const Page page, page_of(target));
    return list<ValidatorRow>("validators", select(view.validators, keep), page,
                              [](const ValidatorRow& row) { return to_json(row); });
}

bool has_operator(const ValidatorRow& row, OperatorId id) {
    return std::ranges::find(row.operators, id) != row.operators.end();
}

Result<std::function<bool(const ValidatorRow&)>> validator_filter(const Target& target) {
    std::optional<Address> owner;
    if (const auto text = target.query("ownerAddress")) {
        TRY(owner, at("ownerAddress", parse_address(*text)));
    }
    std::optional<Bytes32> cluster;
    if (const auto text = target.query("cluster")) {
        TRY(cluster, at("cluster", parse_fixed<Bytes32>(*text)));
    }
    TRY(const std::uint64_t id, target.number("operator", 0));
    return [=](const ValidatorRow& row) {
        if (owner && row.owner != *owner) return false;
        if (cluster && row.cluster != *cluster) return false;
        return id == 0 || has_operator(row, OperatorId{id});
    };
}

/// Whom to show of the owners of a key: whose registration nodes took, and who was first.
const ValidatorRow* find_validator(const View& view, const PubkeyBytes& key) {
    const auto rank = [](const ValidatorRow& row) {
        return std::tuple{!row.is_valid, row.is_deleted, row.block};
    };
    const ValidatorRow* found = nullptr;
    for (auto at = view.validators.lower_bound({.key = key, .owner = {}});
         at != view.validators.end() && at->first.key == key; ++at)
        if (found == nullptr || rank(at->second) < rank(*found)) found = &at->second;
    return found;
}

Result<Answer> validator_pages(const Target& target, const View& view,
                               std::span<const std::string> path) {
    if (path.empty()) {
        TRY(const auto keep, validator_filter(target));
        return validators(target, view, keep);
    }
    if (path.size() == 2 && path[0] == "in_operator") {
        TRY(const std::uint64_t id, at("operator id", parse_uint64(path[1])));
        return validators(target, view, [id](const ValidatorRow& row) {
            return has_operator(row, OperatorId{id});
        });
    }
    const bool asks_whether = path.size() == 2 && path[0] == "isRegisteredValidator";
    if (path.size() != 1 && !asks_whether) return not_found("page");
    TRY(const PubkeyBytes key, at("public key", parse_fixed<PubkeyBytes>(path.back())));
    const ValidatorRow* const found = find_validator(view, key);
    if (asks_whether)
        return Answer{.status = 200,
                      .json = fmt::format(R"({{{}"data":{}}})", kTyped,
                                          found != nullptr ? to_json(*found) : "null")};
    if (found == nullptr) return not_found("validator");
    return Answer{.status = 200, .json = to_json(*found)};
}

/// Everybody has an account, with nonce 0 before the first registration.
Result<Answer> account_page(const View& view, std::span<const std::string> path) {
    if (path.size() != 1) return not_found("page");
    TRY(const Address owner, at("owner", parse_address(path[0])));
    const auto found = view.accounts.find(owner);
    const AccountRow row =
        found == view.accounts.end() ? AccountRow{.recipient = owner, .nonce = 0} : found->second;
    return Answer{
        .status = 200,
        .json = fmt::format(R"({{"data":{{"ownerAddress":"{}","recipientAddress":"{}",)"
                            R"("nonce":{}}}}})",
                            to_checksum_text(owner), to_checksum_text(row.recipient), row.nonce)};
}

Result<Answer> route(const Target& target, const View& view) {
    const std::span<const std::string> path = target.path();
    if (path.size() < 4 || path[0] != "api" || path[1] != "v4") return not_found("page");
    if (path[2] != view.network) return not_found(fmt::format("network {}", path[2]));
    const std::span<const std::string> rest = path.subspan(4);
    if (path[3] == "operators") return operator_pages(target, view, rest);
    if (path[3] == "clusters") return cluster_pages(target, view, rest);
    if (path[3] == "validators") return validator_pages(target, view, rest);
    if (path[3] == "accounts") return account_page(view, rest);
    return not_found("page");
}

}  // namespace

Answer respond(const Target& target, const View& view) {
    auto answer = route(target, view);
    return answer ? *std::move(answer) : error(400, answer.error().what);
}

}  // namespace stafi::devnet::ssv_api
