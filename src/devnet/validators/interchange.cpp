#include "devnet/validators/interchange.hpp"

#include <fmt/format.h>

#include "base/hex.hpp"
#include "base/uint256.hpp"
#include "crypto/json_fields.hpp"

namespace stafi::devnet {
namespace {

constexpr std::string_view kVersion = "5";

std::string root_field(const std::optional<Bytes32>& root) {
    return root ? fmt::format(R"(,"signing_root":"{}")", to_hex0x(root->view())) : std::string{};
}

std::string to_json(const PubkeyBytes& key, const KeyRecord& record) {
    std::string blocks;
    if (const auto& block = record.block)
        blocks =
            fmt::format(R"({{"slot":"{}"{}}})", block->slot.value, root_field(block->signing_root));
    std::string votes;
    if (const auto& vote = record.vote)
        votes = fmt::format(R"({{"source_epoch":"{}","target_epoch":"{}"{}}})", vote->source.value,
                            vote->target.value, root_field(vote->signing_root));
    return fmt::format(R"({{"pubkey":"{}","signed_blocks":[{}],"signed_attestations":[{}]}})",
                       to_hex0x(key.view()), blocks, votes);
}

/// Numbers are texts there.
Result<std::uint64_t> decimal(const JsonFields& fields, std::string_view name) {
    TRY(const std::string_view text, fields.text(name));
    return at(fields.path_of(name), parse_uint64(text));
}

Result<std::optional<Bytes32>> signing_root(const JsonFields& fields) {
    if (!fields.has("signing_root")) return std::optional<Bytes32>{};
    TRY(const Bytes32 root, fields.fixed<Bytes32>("signing_root"));
    return std::optional{root};
}

Result<> read_key(const JsonFields& fields, SigningRecord& record) {
    TRY(const PubkeyBytes key, fields.fixed<PubkeyBytes>("pubkey"));
    TRY(const auto blocks, fields.objects("signed_blocks", kInterchangeItemsMax));
    for (const JsonFields& one : blocks) {
        SignedBlock block;
        TRY(block.slot.value, decimal(one, "slot"));
        TRY(block.signing_root, signing_root(one));
        record.merge(key, {.block = block, .vote = std::nullopt});
    }
    TRY(const auto votes, fields.objects("signed_attestations", kInterchangeItemsMax));
    for (const JsonFields& one : votes) {
        SignedVote vote;
        TRY(vote.source.value, decimal(one, "source_epoch"));
        TRY(vote.target.value, decimal(one, "target_epoch"));
        TRY(vote.signing_root, signing_root(one));
        record.merge(key, {.block = std::nullopt, .vote = vote});
    }
    return {};
}

}  // namespace

std::string to_interchange(const SigningRecord& record, std::span<const PubkeyBytes> keys,
                           const Bytes32& genesis_validators_root) {
    std::string data;
    for (const PubkeyBytes& key : keys)
        if (const KeyRecord* const known = record.find(key))
            data += (data.empty() ? "" : ",") + to_json(key, *known);
    return fmt::format(
        R"({{"metadata":{{"interchange_format_version":"{}","genesis_validators_root":"{}"}},)"
        R"("data":[{}]}})",
        kVersion, to_hex0x(genesis_validators_root.view()), data);
}

Result<SigningRecord> parse_interchange(std::string_view json,
                                        const Bytes32& genesis_validators_root) {
    TRY(const JsonDocument document, JsonDocument::parse(json));
    const JsonFields top = document.fields();
    TRY(const JsonFields metadata, top.object("metadata"));
    TRY(const std::string_view version, metadata.text("interchange_format_version"));
    if (version != kVersion)
        return fail(Reason::bad_argument, "metadata.interchange_format_version: only 5 is read");
    TRY(const Bytes32 root, metadata.fixed<Bytes32>("genesis_validators_root"));
    if (root != genesis_validators_root)
        return fail(Reason::bad_argument,
                    "metadata.genesis_validators_root: that of another beacon chain");
    TRY(const auto keys, top.objects("data", kInterchangeKeysMax));
    SigningRecord record;
    for (const JsonFields& one : keys)
        TRY_VOID(read_key(one, record));
    return record;
}

}  // namespace stafi::devnet
