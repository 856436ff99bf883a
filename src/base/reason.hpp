#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stafi {

/// What the caller can do about an error: as many values as there are reactions.
enum class Errc : std::uint8_t {
    invalid_input,  ///< the input is wrong and will stay wrong: fix it, do not retry
    not_found,      ///< the other side answered: no such thing
    rejected,       ///< the other side answered: no, and said why in `what`
    unavailable,    ///< no answer, or no room: retry later
};

/// Why something was refused: a stable code for people, alerts and scripts. The enumerator's name
/// is the code. One sentence and one remedy each; docs/reasons.md is made from this table.
enum class Reason : std::uint8_t {
    // Values and files of any kind.
    bad_hex,
    bad_base64,
    bad_number,
    bad_amount,
    bad_address,
    bad_json,
    bad_utf8,
    bad_argument,
    out_of_range,
    file_missing,
    file_exists,
    file_unreadable,
    file_too_large,
    disk_full,
    write_failed,
    write_denied,
    folder_in_use,
    interrupted,
    // Codecs.
    bad_ssz,
    bad_rlp,
    bad_abi,
    bad_transaction,
    bad_typed_data,
    // Keys and signatures.
    bad_secret_key,
    bad_public_key,
    bad_signature,
    signature_mismatch,
    bad_mnemonic_word,
    bad_mnemonic_length,
    bad_mnemonic_checksum,
    mnemonic_mistyped,
    bad_path,
    bad_password,
    passwords_differ,
    wrong_password,
    bad_keystore,
    keystore_too_costly,
    keystore_key_mismatch,
    keystore_missing,
    bad_rsa_key,
    bad_ciphertext,
    bad_threshold,
    bad_share_id,
    no_entropy,
    out_of_memory,
    // Deposits and networks.
    bad_credentials,
    bad_deposit,
    deposit_root_mismatch,
    credentials_mismatch,
    amount_mismatch,
    key_already_deposited,
    bad_deposit_snapshot,
    bad_network,
    wrong_network,
    // SSV keyshares.
    bad_keyshares,
    bad_operator_set,
    bad_shares_length,
    bad_owner_nonce,
    owner_nonce_mismatch,
    shares_inconsistent,
    duplicate_key,
    operator_key_mismatch,
    owner_mismatch,
    unknown_operator,
    unknown_validator,
    key_registered,
    operator_registered,
    operator_removed,
    operator_private,
    operator_full,
    bad_proof,
    proof_mismatch,
    // Network and processes.
    bad_url,
    bad_certificate,
    bad_jwt_secret,
    connect_failed,
    connection_lost,
    timed_out,
    tls_refused,
    bad_http,
    http_status,
    answer_too_large,
    bad_rpc,
    rpc_refused,
    node_behind,
    port_taken,
    program_missing,
    program_ended,
    // Contracts.
    contract_refused,
    contract_missing,
    block_missing,
    // Transactions and what is stored.
    store_damaged,
    store_too_new,
    intent_open,
    intent_closed,
    unknown_intent,
    nonce_taken,
    nonce_gap,
    foreign_nonce,
    not_final,
    too_dear,
    balance_too_low,
    nodes_disagree,
    unknown_account,
    signer_disagrees,
    mnemonic_mismatch,
    key_index_taken,
    key_index_gap,
    keys_unexplained,
    // Devnets.
    devnet_missing,
    unknown_fault,
    // Command line and configuration.
    bad_usage,
    not_confirmed,
    not_configured,
    bad_config,
    unknown_key,
};

/// One row of the catalogue.
struct ReasonText {
    Reason reason;
    Errc reaction;
    std::string_view code;      ///< the enumerator's name
    std::string_view sentence;  ///< what is wrong, for someone who never read the code
    std::string_view remedy;    ///< what to do about it
};

[[nodiscard]] const ReasonText& text_of(Reason reason);

/// Every reason, in the order of the enum.
[[nodiscard]] std::span<const ReasonText> all_reasons();

}  // namespace stafi
