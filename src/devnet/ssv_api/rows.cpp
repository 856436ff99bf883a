#include "devnet/ssv_api/rows.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet::ssv_api {
namespace {

/// Builds `{"a":1,"b":"x"}`.
class Object {
  public:
    /// `value` is JSON already.
    Object& add(std::string_view name, std::string_view value) {
        text_ += fmt::format("{}\"{}\":{}", text_.size() > 1 ? "," : "", name, value);
        return *this;
    }
    Object& text(std::string_view name, std::string_view value) {
        return add(name, json_quoted(value));
    }
    Object& number(std::string_view name, std::uint64_t value) {
        return add(name, fmt::format("{}", value));
    }
    Object& flag(std::string_view name, bool value) { return add(name, value ? "true" : "false"); }
    Object& wei(std::string_view name, const Wei& value) {
        return text(name, to_decimal(value.value));
    }
    [[nodiscard]] std::string done() const { return text_ + '}'; }

  private:
    std::string text_ = "{";
};

std::string percent(double value) { return fmt::format("{:.2f}", value); }

std::string ids_json(const std::vector<OperatorId>& ids) {
    std::string list;
    for (const OperatorId id : ids)
        list += fmt::format("{}{}", list.empty() ? "" : ",", id.value);
    return '[' + list + ']';
}

std::string addresses_json(const std::vector<Address>& addresses) {
    std::string list;
    for (const Address& address : addresses)
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", to_checksum_text(address));
    return '[' + list + ']';
}

}  // namespace

std::string_view status_of(const OperatorRow& row) {
    if (row.is_removed) return "Removed";
    if (row.validators == 0) return "No validators";
    if (row.pending_validators == row.validators) return "Pending validators";
    return row.is_active ? "Active" : "Inactive";
}

std::string to_json(const OperatorRow& row, const View& view) {
    const std::string performance = Object{}
                                        .add("24h", percent(row.performance_24h))
                                        .add("30d", percent(row.performance_30d))
                                        .done();
    Object object;
    object.number("id", row.id.value)
        .text("id_str", fmt::format("{}", row.id.value))
        .text("owner_address", to_checksum_text(row.owner))
        .text("public_key", row.key_text)
        .text("name", row.name)
        .text("type", "operator")
        .wei("fee", row.fee)
        .wei("eth_fee", row.eth_fee);
    if (row.declared_eth_fee) object.wei("declared_fee", *row.declared_eth_fee);
    object.flag("migrated", row.has_eth_fee)
        .flag("is_private", row.is_private)
        .add("whitelist_addresses", addresses_json(row.whitelist))
        .flag("is_valid", true)
        .flag("is_deleted", row.is_removed)
        .number("is_active", status_of(row) == "Active" ? 1 : 0)
        .text("status", status_of(row))
        .number("validators_count", row.validators)
        .text("effective_balance", fmt::format("{}", row.effective_balance.value))
        .add("performance", performance)
        .text("mev_relays", "")
        .text("dkg_address", "")
        .text("network", view.network)
        .text("version", "v4")
        .number("block", row.block.value);
    return object.done();
}

std::string to_json(const ClusterRow& row) {
    const Wei none{};
    return Object{}
        .text("id", to_hex0x(row.key.view()))
        .text("clusterId", to_hex0x(row.key.view()))
        .text("ownerAddress", to_checksum_text(row.owner))
        .add("operators", ids_json(row.operators))
        .number("validatorCount", row.validator_count)
        .text("networkFeeIndex", fmt::format("{}", row.network_fee_index))
        .text("index", fmt::format("{}", row.index))
        .wei("balance", row.is_migrated ? none : row.balance)
        .wei("ethBalance", row.is_migrated ? row.balance : none)
        .flag("active", row.is_active)
        .flag("isLiquidated", !row.is_active)
        .flag("migrated", row.is_migrated)
        .text("effectiveBalance", fmt::format("{}", row.effective_balance.value))
        .number("blockNumber", row.block.value)
        .done();
}

std::string to_json(const ValidatorRow& row) {
    Object object;
    object.text("public_key", to_hex(row.key.view()))
        .text("cluster", to_hex(row.cluster.view()))
        .text("owner_address", to_checksum_text(row.owner))
        .add("operators", ids_json(row.operators))
        .text("status", row.is_attesting ? "Active" : "Inactive")
        .flag("is_valid", row.is_valid)
        .flag("is_deleted", row.is_deleted)
        .flag("is_liquidated", row.is_liquidated)
        .flag("is_public_key_valid", true)
        .flag("is_shares_valid", row.is_valid)
        .flag("is_operators_valid", true);
    if (row.beacon)
        object.add(
            "validator_info",
            Object{}
                .number("index", row.beacon->index.value)
                .text("effective_balance", fmt::format("{}", row.beacon->effective_balance.value))
                .text("status", row.beacon->status)
                .number("activation_epoch", row.beacon->activation_epoch.value)
                .done());
    return object.number("block", row.block.value).done();
}

}  // namespace stafi::devnet::ssv_api
