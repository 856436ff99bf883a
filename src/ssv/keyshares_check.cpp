#include "ssv/keyshares_check.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/hex.hpp"
#include "crypto/address.hpp"
#include "crypto/bls.hpp"
#include "ssv/owner_nonce.hpp"
#include "ssv/shares_data.hpp"

namespace stafi::ssv {
namespace {

/// ssv-keys lets owners through that lack their 0x.
Result<Address> owner_of(const KeysharesItem& item) {
    if (item.owner_text.starts_with("0x")) return parse_address(item.owner_text);
    return parse_address("0x" + item.owner_text);
}

/// The place before `i` that holds the same as `i`.
template <class T, class Part = std::identity>
std::optional<std::size_t> earlier_same(std::span<const T> all, std::size_t i, Part part = {}) {
    const auto same = std::ranges::find(all.first(i), std::invoke(part, all[i]), part);
    if (same == all.begin() + static_cast<std::ptrdiff_t>(i)) return std::nullopt;
    return static_cast<std::size_t>(same - all.begin());
}

/// Keys of operators, each text read once: a file repeats its operators with every validator.
class OperatorKeys {
  public:
    explicit OperatorKeys(std::span<const Operator> on_chain) {
        for (const Operator& one : on_chain)
            on_chain_.emplace(one.id, &one);
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
    ItemCheck(const KeysharesItem& item, std::size_t index) : item_{item}, index_{index} {}

    std::vector<Finding> findings;

    void add(Reason reason, std::string field, std::string what) {
        findings.push_back({reason, index_, std::move(field), std::move(what)});
    }
    void add(const Error& error, std::string field) {
        add(error.reason, std::move(field), error.what);
    }

    void check_operators(OperatorKeys& keys) {
        for (const Error& problem : committee_problems(item_.payload_ids))
            add(problem, "payload.operatorIds");
        if (!std::ranges::equal(item_.payload_ids, item_.operators, {}, {},
                                &KeysharesItem::Seat::id))
            add(Reason::bad_operator_set, "data.operators",
                "not the operators of payload.operatorIds");
        for (std::size_t i = 0; i < item_.operators.size(); ++i)
            check_operator(i, keys);
    }

    /// The validator's key, if it is one.
    std::optional<BlsPubkey> check_key() {
        if (item_.public_key != item_.payload_key)
            add(Reason::bad_keyshares, "data.publicKey", "not the key of payload.publicKey");
        if (item_.payload_key.size() != PubkeyBytes::kSize) {
            add(Reason::bad_public_key, "payload.publicKey",
                fmt::format("{} bytes, 48 expected", item_.payload_key.size()));
            return std::nullopt;
        }
        return parsed<BlsPubkey>(
            PubkeyBytes::from(BytesView{item_.payload_key}.first<PubkeyBytes::kSize>()),
            "payload.publicKey");
    }

    /// What the validator had to sign, if the owner is one.
    std::optional<Bytes32> check_owner() {
        const auto usable = check_owner_nonces(item_.owner_nonce, 1);
        if (!usable) add(usable.error(), "data.ownerNonce");
        const auto owner = owner_of(item_);
        if (owner) return owner_nonce_digest(*owner, item_.owner_nonce);
        add(owner.error(), "data.ownerAddress");
        return std::nullopt;
    }

    /// The signature, if it is one; whose it is, and of what, is not checked here.
    std::optional<BlsSignature> check_shares_data(const std::optional<BlsPubkey>& validator,
                                                  Entropy& entropy) {
        const auto parts = decode_shares_data(item_.shares_data, item_.payload_ids.size());
        if (!parts) {
            add(parts.error(), kSharesData);
            return std::nullopt;
        }
        check_share_keys(validator, parts->share_keys, entropy);
        check_ciphertexts(parts->ciphertexts);
        return parsed<BlsSignature>(parts->signature, kSharesData);
    }

  private:
    static constexpr const char* kSharesData = "payload.sharesData";

    template <class Point, class PointBytes>
    std::optional<Point> parsed(const PointBytes& bytes, std::string field) {
        auto point = Point::parse(bytes);
        if (point) return *point;
        add(point.error(), std::move(field));
        return std::nullopt;
    }

    void check_operator(std::size_t i, OperatorKeys& keys) {
        const KeysharesItem::Seat& seat = item_.operators[i];
        const std::string field = fmt::format("data.operators[{}].operatorKey", i);
        const auto& key = keys.read(seat.key_text);
        if (!key) add(key.error(), field);
        if (const auto same = earlier_operator(i, key, keys))
            add(Reason::duplicate_key, field, fmt::format("operators[{}] has the same key", *same));
        if (!keys.has_chain()) return;
        const Operator* on_chain = keys.on_chain(seat.id);
        if (on_chain == nullptr)
            add(Reason::unknown_operator, fmt::format("data.operators[{}].id", i),
                fmt::format("operator {} is not among the given operators", seat.id.value));
        else if (key && *key != on_chain->key)
            add(Reason::operator_key_mismatch, field,
                fmt::format("not the given key of operator {}", seat.id.value));
    }

    /// The first seat before `i` with the same key, however its text is written.
    std::optional<std::size_t> earlier_operator(std::size_t i, const Result<RsaPublicKey>& key,
                                                OperatorKeys& keys) const {
        for (std::size_t j = 0; j < i; ++j) {
            const auto& other = keys.read(item_.operators[j].key_text);
            if (item_.operators[j].key_text == item_.operators[i].key_text ||
                (key && other && *key == *other))
                return j;
        }
        return std::nullopt;
    }

    void check_share_keys(const std::optional<BlsPubkey>& validator,
                          std::span<const PubkeyBytes> keys, Entropy& entropy) {
        std::vector<PublicShare> shares;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            check_share_key_differs(keys, i);
            auto key = BlsPubkey::parse(keys[i]);
            if (key)
                shares.push_back({.id = item_.payload_ids[i], .key = *key});
            else
                add(key.error().reason, kSharesData,
                    fmt::format("share key {}: {}", i, key.error().what));
        }
        const bool complete = shares.size() == keys.size();
        if (!complete || !validator || !Committee::parse(item_.payload_ids)) return;
        check_polynomial(*validator, shares, entropy);
    }

    void check_share_key_differs(std::span<const PubkeyBytes> keys, std::size_t i) {
        if (std::ranges::equal(keys[i].view(), item_.payload_key))
            add(Reason::duplicate_key, kSharesData,
                fmt::format("share key {} is the validator's own key", i));
        if (const auto same = earlier_same(keys, i))
            add(Reason::duplicate_key, kSharesData,
                fmt::format("share keys {} and {} are the same", *same, i));
    }

    void check_polynomial(const BlsPubkey& validator, std::span<const PublicShare> shares,
                          Entropy& entropy) {
        const std::size_t threshold = threshold_of(shares.size());
        const auto consistent = check_shares(validator, shares, threshold, entropy);
        if (!consistent) return add(consistent.error(), kSharesData);
        if (check_shares(validator, shares, threshold - 1, entropy))
            add(Reason::bad_threshold, kSharesData,
                fmt::format("{} shares already restore the key, {} should be needed", threshold - 1,
                            threshold));
    }

    /// Two operators never get the same bytes: at least one of them could not open them.
    void check_ciphertexts(std::span<const RsaCiphertext> ciphertexts) {
        for (std::size_t i = 0; i < ciphertexts.size(); ++i) {
            if (const auto same = earlier_same(ciphertexts, i))
                add(Reason::bad_ciphertext, kSharesData,
                    fmt::format("encrypted shares {} and {} are the same", *same, i));
        }
    }

    const KeysharesItem& item_;
    std::size_t index_;
};

}  // namespace

std::vector<Finding> check_items(std::span<const KeysharesItem> items, std::size_t first,
                                 const KeysharesExpectation& expected, Entropy& entropy) {
    OperatorKeys keys{expected.operators};
    std::vector<ItemCheck> checks;
    checks.reserve(items.size());
    std::vector<SignedRoot> signatures;
    std::vector<std::size_t> signed_by;  // the check that each signature belongs to
    for (const KeysharesItem& item : items) {
        ItemCheck& check = checks.emplace_back(item, first + checks.size());
        check.check_operators(keys);
        const auto validator = check.check_key();
        const auto digest = check.check_owner();
        const auto signature = check.check_shares_data(validator, entropy);
        if (!validator || !digest || !signature) continue;
        signatures.push_back({.key = *validator, .root = *digest, .signature = *signature});
        signed_by.push_back(checks.size() - 1);
    }
    for (const std::size_t bad : find_bad_signatures(signatures, entropy))
        checks[signed_by[bad]].add(Reason::owner_nonce_mismatch, "payload.sharesData",
                                   "not signed for data.ownerAddress and data.ownerNonce");
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
    std::optional<Address> owner = expected.owner;
    const std::uint64_t first_nonce = expected.first_nonce.value_or(items[0].owner_nonce).value;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const KeysharesItem& item = items[i];
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
