#include "ssv/keyshares/keyshares_check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/bls/bls.hpp"
#include "ssv/shares/owner_nonce.hpp"
#include "ssv/shares/registration.hpp"
#include "ssv/shares/shares_data.hpp"

namespace stafi::ssv {

Result<Address> owner_of(const KeysharesItem& item) {
    if (item.owner_text.starts_with("0x")) return parse_address(item.owner_text);
    return parse_address("0x" + item.owner_text);
}

namespace {

/// Keys of operators, each text read once: a file repeats its operators with every validator.
class OperatorKeys {
  public:
    explicit OperatorKeys(std::span<const Operator> on_chain) {
        for (const Operator& one : on_chain)
            on_chain_.emplace(one.id(), &one);
    }
    const Result<RsaPublicKey>& read(std::string_view text) {
        const auto known = read_.find(text);
        if (known != read_.end()) return known->second;
        return read_.emplace(text, RsaPublicKey::parse(text)).first->second;
    }
    [[nodiscard]] bool has_chain() const { return !on_chain_.empty(); }
    [[nodiscard]] const Operator* on_chain(OperatorId id) const {
        const auto found = on_chain_.find(id);
        return found == on_chain_.end() ? nullptr : found->second;
    }

  private:
    std::unordered_map<OperatorId, const Operator*> on_chain_;
    std::unordered_map<std::string_view, Result<RsaPublicKey>> read_;
};

/// The checks of one item. Each adds what it finds and goes on with what is still meaningful.
class ItemCheck {
  public:
    ItemCheck(const KeysharesItem& item, std::size_t index, const KeysharesExpectation& expected,
              OperatorKeys& keys)
        : item_{item}, index_{index}, expected_{expected}, keys_{keys} {}

    std::vector<Finding> findings;

    void add(Reason reason, std::string field, std::string what) {
        findings.push_back({reason, index_, std::move(field), std::move(what)});
    }
    void add(const Error& error, std::string field) {
        add(error.reason, std::move(field), error.what);
    }

    /// Rules 1 and 2.
    void check_operators() {
        for (const Error& problem : committee_problems(item_.payload_ids))
            add(problem, "payload.operatorIds");
        if (!std::ranges::equal(item_.payload_ids, item_.operators, {}, {},
                                &KeysharesItem::Seat::id))
            add(Reason::bad_operator_set, "data.operators",
                "not the operators of payload.operatorIds");
        for (std::size_t i = 0; i < item_.operators.size(); ++i) {
            check_operator(i);
            check_status(i);
        }
    }

    /// Rule 3: the validator's key, if it is one.
    std::optional<BlsPubkey> check_key() {
        if (item_.public_key != item_.payload_key)
            add(Reason::bad_keyshares, "data.publicKey", "not the key of payload.publicKey");
        if (item_.payload_key.size() != PubkeyBytes::kSize) {
            add(Reason::bad_public_key, "payload.publicKey",
                fmt::format("{} bytes, 48 expected", item_.payload_key.size()));
            return std::nullopt;
        }
        const PubkeyBytes bytes = payload_key();
        if (expected_.registered.contains(bytes))
            add(Reason::key_registered, "payload.publicKey", "registered before");
        const auto key = BlsPubkey::parse(bytes);
        if (key) return *key;
        add(key.error(), "payload.publicKey");
        return std::nullopt;
    }

    /// Rule 5, its first part: the owner, if it is one.
    std::optional<Address> check_owner() {
        const auto usable = check_owner_nonces(item_.owner_nonce, 1);
        if (!usable) add(usable.error(), "data.ownerNonce");
        const auto owner = owner_of(item_);
        if (owner) return *owner;
        add(owner.error(), "data.ownerAddress");
        return std::nullopt;
    }

    /// Rule 8.
    void check_proofs(const std::optional<Address>& owner) {
        if (!expected_.proofs || item_.payload_key.size() != PubkeyBytes::kSize) return;
        const auto found = expected_.proofs->find(payload_key());
        if (found == expected_.proofs->end())
            return add(Reason::proof_mismatch, "payload.publicKey", "no proofs of this validator");
        const auto& proofs = found->second;
        const auto parts = decode_shares_data(item_.shares_data, proofs.size());
        if (item_.operators.size() != proofs.size())
            return add(
                Reason::proof_mismatch, "payload.sharesData",
                fmt::format("{} proofs for {} operators", proofs.size(), item_.operators.size()));
        if (!parts) return;  // reported as what it is: of a wrong length
        for (std::size_t i = 0; i < proofs.size(); ++i) {
            const auto refuse = [&](std::string_view why) {
                add(Reason::proof_mismatch, "payload.sharesData",
                    fmt::format("proof {}, of operator {}: {}", i, item_.operators[i].id.value,
                                why));
            };
            const DkgProof& proof = proofs[i].proof;
            if (proof.share_key != parts->share_keys[i]) refuse("for another share key");
            if (!std::ranges::equal(proof.encrypted_share, parts->ciphertexts[i].view()))
                refuse("for another encrypted share");
            if (owner && proof.owner != *owner) refuse("for another owner");
            const RsaPublicKey* key = key_of(item_.operators[i]);
            if (key != nullptr && !is_signed_by(*key, proofs[i])) refuse("not signed by it");
        }
    }

  private:
    /// Only when it has the size.
    [[nodiscard]] PubkeyBytes payload_key() const {
        return PubkeyBytes::from(BytesView{item_.payload_key}.first<PubkeyBytes::kSize>());
    }

    /// The key on chain, if that is known; else the one that the file says, if it is one.
    [[nodiscard]] const RsaPublicKey* key_of(const KeysharesItem::Seat& seat) const {
        if (const Operator* on_chain = keys_.on_chain(seat.id)) return &on_chain->key();
        const auto& key = keys_.read(seat.key_text);
        return key ? &*key : nullptr;
    }

    void check_status(std::size_t i) {
        const OperatorId id = item_.operators[i].id;
        const auto status = expected_.statuses.find(id);
        if (status == expected_.statuses.end()) return;
        const std::string field = fmt::format("data.operators[{}].id", i);
        if (status->second.is_removed)
            add(Reason::operator_removed, field, fmt::format("operator {} was removed", id.value));
        else if (!status->second.admits_owner)
            add(Reason::operator_private, field,
                fmt::format("operator {} does not admit the owner", id.value));
    }

    void check_operator(std::size_t i) {
        const KeysharesItem::Seat& seat = item_.operators[i];
        const std::string field = fmt::format("data.operators[{}].operatorKey", i);
        const auto& key = keys_.read(seat.key_text);
        if (!key) add(key.error(), field);
        if (const auto same = earlier_operator(i, key))
            add(Reason::duplicate_key, field, fmt::format("operators[{}] has the same key", *same));
        if (!keys_.has_chain()) return;
        const Operator* on_chain = keys_.on_chain(seat.id);
        if (on_chain == nullptr)
            add(Reason::unknown_operator, fmt::format("data.operators[{}].id", i),
                fmt::format("operator {} is not among the given operators", seat.id.value));
        else if (key && *key != on_chain->key())
            add(Reason::operator_key_mismatch, field,
                fmt::format("not the given key of operator {}", seat.id.value));
    }

    /// The first seat before `i` with the same key, however its text is written.
    std::optional<std::size_t> earlier_operator(std::size_t i,
                                                const Result<RsaPublicKey>& key) const {
        for (std::size_t j = 0; j < i; ++j) {
            const auto& other = keys_.read(item_.operators[j].key_text);
            if (item_.operators[j].key_text == item_.operators[i].key_text ||
                (key && other && *key == *other))
                return j;
        }
        return std::nullopt;
    }

    const KeysharesItem& item_;
    std::size_t index_;
    const KeysharesExpectation& expected_;
    OperatorKeys& keys_;
};

/// Rule 2, its last part: room at each operator for all validators of the file.
class RoomCheck {
  public:
    explicit RoomCheck(const std::map<OperatorId, OperatorStatus>& statuses) {
        for (const auto& [id, status] : statuses)
            if (status.room) room_.emplace(id, Room{.taken = 0, .of = *status.room});
    }
    /// Items come in the file's order.
    void check(const KeysharesItem& item, std::size_t index, std::vector<Finding>& findings) {
        for (const OperatorId id : item.payload_ids) {
            const auto room = room_.find(id);
            if (room == room_.end() || ++room->second.taken <= room->second.of) continue;
            findings.push_back({Reason::operator_full, index, "payload.operatorIds",
                                fmt::format("operator {} has room for {} more validators", id.value,
                                            room->second.of)});
        }
    }

  private:
    struct Room {
        std::uint64_t taken;
        std::uint64_t of;
    };
    std::map<OperatorId, Room> room_;
};

}  // namespace

std::vector<Finding> check_items(std::span<const KeysharesItem> items, std::size_t first,
                                 const KeysharesExpectation& expected, Entropy& entropy) {
    OperatorKeys keys{expected.operators};
    std::vector<ItemCheck> checks;
    checks.reserve(items.size());
    std::vector<Registration> registrations;
    registrations.reserve(items.size());
    for (const KeysharesItem& item : items) {
        ItemCheck& check = checks.emplace_back(item, first + checks.size(), expected, keys);
        check.check_operators();
        const auto validator = check.check_key();
        const auto owner = check.check_owner();
        registrations.push_back({.operators = item.payload_ids,
                                 .validator = validator,
                                 .owner = owner,
                                 .nonce = item.owner_nonce,
                                 .shares_data = item.shares_data});
    }
    const auto problems = registration_problems(registrations, entropy);
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (const Error& problem : problems[i])
            checks[i].add(problem, "payload.sharesData");
        checks[i].check_proofs(registrations[i].owner);
    }
    std::vector<Finding> findings;
    for (ItemCheck& check : checks)
        std::ranges::move(check.findings, std::back_inserter(findings));
    return findings;
}

std::vector<Finding> check_order(std::span<const KeysharesItem> items,
                                 const KeysharesExpectation& expected) {
    if (items.empty())
        return {{Reason::bad_keyshares, std::nullopt, "shares", "no validator in it"}};
    std::vector<Finding> findings;
    std::unordered_map<std::string_view, std::size_t> first_with;
    RoomCheck room{expected.statuses};
    std::optional<Address> owner = expected.owner;
    const std::uint64_t first_nonce = expected.first_nonce.value_or(items[0].owner_nonce).value;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const KeysharesItem& item = items[i];
        room.check(item, i, findings);
        if (const auto own = owner_of(item)) {
            if (!owner) owner = *own;
            if (*own != *owner)
                findings.push_back({Reason::owner_mismatch, i, "data.ownerAddress",
                                    fmt::format("{}, but {} registers", to_checksum_text(*own),
                                                to_checksum_text(*owner))});
        }
        if (item.owner_nonce.value != first_nonce + i)
            findings.push_back({Reason::owner_nonce_mismatch, i, "data.ownerNonce",
                                fmt::format("{}, but it will be registered as {}",
                                            item.owner_nonce.value, first_nonce + i)});
        const auto [first, is_new] = first_with.try_emplace(text_of(item.payload_key), i);
        if (!is_new)
            findings.push_back({Reason::duplicate_key, i, "payload.publicKey",
                                fmt::format("the same as of shares[{}]", first->second)});
    }
    return findings;
}

std::vector<Finding> check_file(const KeysharesFile& file, const KeysharesExpectation& expected,
                                Entropy& entropy) {
    const auto alone = check_items(file.items, 0, expected, entropy);
    const auto order = check_order(file.items, expected);
    std::vector<Finding> findings;
    std::ranges::merge(alone, order, std::back_inserter(findings), {}, &Finding::item,
                       &Finding::item);
    return findings;
}

}  // namespace stafi::ssv
