#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "crypto/address.hpp"
#include "eth/quantity.hpp"
#include "eth/signing/signer.hpp"
#include "known_account.hpp"
#include "scripted_node.hpp"

namespace stafi::test {

inline std::string signer_quoted(BytesView bytes) { return '"' + to_hex0x(bytes) + '"'; }

inline std::uint64_t signer_number(const boost::json::value& object, const char* name) {
    return eth::parse_quantity(std::string{object.at(name).as_string()})
        .value()
        .to_uint64()
        .value();
}
inline Wei signer_wei(const boost::json::value& object, const char* name) {
    return {eth::parse_quantity(std::string{object.at(name).as_string()}).value()};
}

/// What a signer reads out of a request, by the specification's names of the fields.
inline eth::UnsignedTransaction content_in(const boost::json::value& tx) {
    std::optional<Address> to;
    if (tx.as_object().contains("to"))
        to = parse_fixed<Address>(std::string{tx.at("to").as_string()}).value();
    const Bytes data = parse_hex(std::string{tx.at("data").as_string()}).value();
    if (tx.as_object().contains("gasPrice"))
        return eth::LegacyTransaction{.chain = {signer_number(tx, "chainId")},
                                      .nonce = {signer_number(tx, "nonce")},
                                      .gas_price = signer_wei(tx, "gasPrice"),
                                      .gas_limit = {signer_number(tx, "gas")},
                                      .to = to,
                                      .value = signer_wei(tx, "value"),
                                      .data = data};
    return eth::FeeMarketTransaction{
        .chain = {signer_number(tx, "chainId")},
        .nonce = {signer_number(tx, "nonce")},
        .max_priority_fee_per_gas = signer_wei(tx, "maxPriorityFeePerGas"),
        .max_fee_per_gas = signer_wei(tx, "maxFeePerGas"),
        .gas_limit = {signer_number(tx, "gas")},
        .to = to,
        .value = signer_wei(tx, "value"),
        .data = data};
}

/// A signer that does as it is asked, unless the test says otherwise.
struct HonestSigner : ScriptedNodeTest {
    void TestBody() override {}

    void answer_as(eth::SignerKind kind) {
        const bool is_clef = kind == eth::SignerKind::clef;
        answers[is_clef ? "account_list" : "eth_accounts"] = [](const Params&) {
            return '[' + signer_quoted(known_account().view()) + ']';
        };
        answers[is_clef ? "account_signTransaction" : "eth_signTransaction"] =
            [this, is_clef](const Params& params) {
                const boost::json::value& tx = params.at(0);
                if (tx.at("from").as_string() != to_checksum_text(known_account()))
                    return std::string{R"(!{"code":-32000,"message":"unknown account"})"};
                const std::string raw = signer_quoted(
                    encode_transaction(sign_transaction(change(content_in(tx)), signer())));
                return is_clef ? R"({"raw":)" + raw + R"(,"tx":{}})" : raw;
            };
    }
    std::function<EthSecretKey()> signer = &known_key;
    std::function<eth::UnsignedTransaction(eth::UnsignedTransaction)> change =
        [](eth::UnsignedTransaction content) { return content; };
};

}  // namespace stafi::test
