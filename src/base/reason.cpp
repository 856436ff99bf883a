#include "base/reason.hpp"

#include <array>

#include "base/check.hpp"

namespace stafi {
namespace {

using enum Errc;

#define ROW(name, reaction, sentence, remedy) \
    ReasonText { Reason::name, reaction, #name, sentence, remedy }

// The order is the enum's; reason_test.cpp checks that nothing is missing or moved.
constexpr std::array kTexts{
    ROW(bad_hex, invalid_input, "The text is not the hex that was expected.",
        "Give an even number of the digits 0-9 a-f, of the length named in the message."),
    ROW(bad_base64, invalid_input, "The text is not standard base64.",
        "Give the digits A-Z a-z 0-9 + / with = padding, without blanks or line breaks."),
    ROW(bad_number, invalid_input, "The text is not the number that was expected.",
        "Give a plain decimal number without signs, blanks or separators."),
    ROW(bad_amount, invalid_input, "The amount has no unit, or is not a whole number of wei.",
        "Write amounts as 1.5eth, 20gwei or 7wei."),
    ROW(bad_address, invalid_input, "The text is not an Ethereum address.",
        "Give 0x and 40 hex digits; mixed case must match the EIP-55 checksum."),
    ROW(bad_json, invalid_input, "The text is not valid JSON, or a field has another type.",
        "Compare the named field with docs/formats."),
    ROW(bad_utf8, invalid_input, "The text is not valid UTF-8.", "Save the file as UTF-8."),
    ROW(bad_argument, invalid_input, "An argument has a value that the command cannot use.",
        "See the command's --help for the allowed values."),
    ROW(out_of_range, invalid_input, "A value lies outside its allowed range.",
        "Use a value inside the range named in the message."),
    ROW(file_missing, not_found, "The file or folder does not exist.",
        "Check the path; relative paths start at the current folder."),
    ROW(file_exists, rejected, "The target exists and is never overwritten.",
        "Choose another folder or move the existing file away."),
    ROW(file_unreadable, rejected, "The file cannot be opened.",
        "Check its owner and permissions."),
    ROW(file_too_large, invalid_input, "The file is larger than this kind of file can be.",
        "Check that it is the right file."),
    ROW(disk_full, unavailable, "The disk has no room for the file; nothing half-written is left.",
        "Free some space and run the same command again: finished files are kept."),
    ROW(write_failed, unavailable, "The file could not be written; nothing half-written is left.",
        "Check the folder's permissions and the disk, then run the same command again."),
    ROW(interrupted, unavailable, "The command was interrupted before it was done.",
        "Run the same command again: finished files are verified and kept."),
    ROW(bad_ssz, invalid_input, "The bytes are not the SSZ encoding of this type.",
        "Check that the bytes are complete and of the named type and fork."),
    ROW(bad_rlp, invalid_input, "The bytes are not canonical RLP.",
        "Check that the bytes are complete and not encoded twice."),
    ROW(bad_abi, invalid_input, "The bytes are not the ABI encoding of these types.",
        "Check the function or event signature against the contract's ABI."),
    ROW(bad_transaction, invalid_input, "The bytes are not a transaction that can be used here.",
        "Only legacy (EIP-155) and EIP-1559 transactions are supported."),
    ROW(bad_typed_data, invalid_input,
        "The EIP-712 typed data is incomplete or contradicts itself.",
        "Check that every type is defined and every field of the message present."),
    ROW(bad_secret_key, invalid_input,
        "The bytes are not a secret key: zero, or not below the order.",
        "Give the 32-byte key that the tool which made it printed."),
    ROW(bad_public_key, invalid_input,
        "The bytes are not a public key: not on the curve, not in the group, or infinity.",
        "Check the key at its source; never use it."),
    ROW(bad_signature, invalid_input,
        "The bytes are not a signature: not on the curve, not in the group, or infinity.",
        "Check the signature at its source."),
    ROW(signature_mismatch, invalid_input,
        "The signature was not made by this key for this message.",
        "Check the key, the network and every signed field; make the file again if unsure."),
    ROW(bad_mnemonic_word, invalid_input, "A word is not in the BIP-39 word list.",
        "Check the spelling of the word at the named position."),
    ROW(bad_mnemonic_length, invalid_input, "A mnemonic has 12, 15, 18, 21 or 24 words.",
        "Check for missing or repeated words."),
    ROW(bad_mnemonic_checksum, invalid_input,
        "The words do not belong together: checksum mismatch.",
        "Check the order of the words and look for words that resemble each other."),
    ROW(bad_path, invalid_input, "The text is not an EIP-2334 derivation path.",
        "Write paths as m/12381/3600/0/0/0."),
    ROW(bad_password, invalid_input, "The password cannot be used.",
        "Use at least 8 characters of valid UTF-8."),
    ROW(wrong_password, invalid_input, "The password does not open this keystore.",
        "Check the password and that it belongs to this file."),
    ROW(bad_keystore, invalid_input, "The file is not a complete, untouched keystore.",
        "Restore the file from a backup, or make it again from the mnemonic."),
    ROW(keystore_too_costly, invalid_input, "The keystore asks for an unreasonable amount of work.",
        "Keystores in use need at most 1 GiB and 2^24 rounds; this one is hostile or damaged."),
    ROW(keystore_key_mismatch, invalid_input,
        "The secret in the keystore does not belong to the public key it names.",
        "Do not use the file; make it again from the mnemonic."),
    ROW(bad_rsa_key, invalid_input, "The operator key is not an RSA key as SSV uses it.",
        "SSV operator keys are 2048-bit with exponent 65537, as base64 of a PEM text."),
    ROW(bad_ciphertext, invalid_input, "The encrypted share cannot be opened, or holds no share.",
        "Check that the share was made for this operator's key."),
    ROW(bad_threshold, invalid_input, "The threshold does not fit the number of shares.",
        "A threshold t needs 1 <= t <= n shares; SSV uses n = 4, 7, 10, 13 and t = 3, 5, 7, 9."),
    ROW(bad_share_id, invalid_input, "Share ids must be different and between 1 and 2^31 - 1.",
        "Use the operator ids of the SSV contract, each once."),
    ROW(no_entropy, unavailable, "The system gave no random bytes.",
        "Try again; a machine without a random source cannot make keys."),
    ROW(out_of_memory, unavailable, "The machine has no room for the memory that this work needs.",
        "Free some memory or run fewer jobs at once; opening a scrypt keystore takes 256 MiB."),
    ROW(bad_credentials, invalid_input,
        "The withdrawal credentials are not of a form this pool uses.",
        "Use 0x01 or 0x02, eleven zero bytes and the withdrawal address."),
    ROW(bad_deposit, invalid_input, "The deposit data is incomplete or out of range.",
        "Compare the named field with docs/formats/deposit-data.md."),
    ROW(deposit_root_mismatch, invalid_input,
        "A root in the deposit data is not the root of its other fields.",
        "The file was changed after it was made: make it again."),
    ROW(bad_deposit_snapshot, invalid_input, "The deposit snapshot contradicts itself.",
        "Fetch the EIP-4881 snapshot again, from a node you trust."),
    ROW(bad_network, invalid_input, "The network is unknown, or its file is incomplete.",
        "Use mainnet, hoodi, devnet, or a network file as in docs/formats/network.md."),
    ROW(wrong_network, invalid_input, "The data was made for another network.",
        "Use --network with the network that the data was made for."),
    ROW(bad_keyshares, invalid_input, "The keyshares file is incomplete or contradicts itself.",
        "Compare the named field with docs/formats/keyshares.md; make the file again if unsure."),
    ROW(bad_operator_set, invalid_input,
        "A committee is 4, 7, 10 or 13 different operators in ascending order.",
        "Choose that many operators and list each id once, lowest first."),
    ROW(bad_shares_length, invalid_input, "The shares data has the wrong length for its operators.",
        "It must be 96 + 304 bytes per operator: 1312, 2224, 3136 or 4048."),
    ROW(bad_owner_nonce, invalid_input,
        "Owner nonces end at 65000: SSV nodes count them in 16 bits.",
        "Register further validators from another owner account."),
    ROW(owner_nonce_mismatch, invalid_input,
        "The shares were signed for another owner or another owner nonce.",
        "Split again with the owner's current nonce; registered shares cannot be used twice."),
    ROW(shares_inconsistent, invalid_input,
        "The share public keys do not lie on one polynomial through the validator key.",
        "Do not register these shares: some operators could never sign together. Split again."),
    ROW(duplicate_key, invalid_input, "The same key occurs twice.", "Remove the repetition."),
    ROW(operator_key_mismatch, invalid_input,
        "An operator's key differs from the one it should have.",
        "Take operator keys from the SSV contract and split again."),
    ROW(owner_mismatch, invalid_input, "The file was made for another owner.",
        "Use the account that the shares were made for, or split again."),
    ROW(bad_usage, invalid_input, "The command line is wrong.", "See --help."),
    ROW(bad_config, invalid_input, "The configuration has errors; nothing was started.",
        "Fix every line named in the message."),
    ROW(unknown_key, invalid_input, "The configuration has a key that does not exist.",
        "Check the spelling; `stafi-router config` lists all keys."),
};

#undef ROW

}  // namespace

const ReasonText& text_of(Reason reason) {
    const auto at = static_cast<std::size_t>(reason);
    CHECK(at < kTexts.size() && kTexts.at(at).reason == reason);
    return kTexts.at(at);
}

std::span<const ReasonText> all_reasons() { return kTexts; }

}  // namespace stafi
