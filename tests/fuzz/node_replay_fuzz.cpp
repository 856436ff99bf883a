// links: stafi::ssv
#include <array>
#include <cstdint>
#include <map>

#include "base/check.hpp"
#include "ssv/network/node_acceptance.hpp"
#include "ssv/shares/owner_nonce.hpp"
#include "ssv/shares/shares_data.hpp"

namespace {

using namespace stafi;

constexpr std::size_t kEventBytes = 4;
constexpr std::size_t kEventsMax = 16;

Address owner_of(std::uint8_t byte) { return Address{{std::byte(byte % 2)}}; }

BlsSecretKey key_of(std::uint8_t byte) {
    return BlsSecretKey::parse(Bytes32{{std::byte{1}, std::byte(byte / 2 % 2)}}.view()).value();
}

/// Of operators 1 to 4, signed for a nonce from 0 to 3; then one byte of it is changed, or none.
ssv::ValidatorAdded added(std::uint8_t what, std::uint8_t place, std::uint8_t change) {
    static std::map<std::uint8_t, ssv::ValidatorAdded> made;  // signing is dear
    const auto known = made.try_emplace(what % 16);
    ssv::ValidatorAdded& event = known.first->second;
    if (known.second) {
        const BlsSecretKey key = key_of(what);
        event.owner = owner_of(what);
        event.operators = {{1}, {2}, {3}, {4}};
        event.validator = key.public_key().bytes();
        const OwnerNonce nonce{std::uint64_t{what} / 4 % 4};
        event.shares_data = ssv::encode_shares_data(
            {.signature = ssv::sign_owner_nonce(key, event.owner, nonce).value().bytes(),
             .share_keys = std::vector(4, event.validator),
             .ciphertexts = std::vector(4, RsaCiphertext{})});
    }
    ssv::ValidatorAdded changed = event;
    if (place < 4)
        changed.operators[place].value ^= change;
    else if (place == 4)
        changed.shares_data.resize(change);
    else
        changed.shares_data[place] ^= std::byte(change);  // signature and share keys
    return changed;
}

ssv::RegistryEvent event_of(std::span<const std::uint8_t, kEventBytes> bytes) {
    const auto [kind, a, b, c] = std::array{bytes[0], bytes[1], bytes[2], bytes[3]};
    const OperatorId id{a % 8U};
    if (kind % 8 == 0) return ssv::OperatorAdded{.id = id, .key_text = std::string(b % 8, 'k')};
    if (kind % 8 == 1) return ssv::OperatorRemoved{.id = id};
    if (kind % 8 == 2)
        return ssv::ValidatorRemoved{.owner = owner_of(a),
                                     .validator = key_of(a).public_key().bytes()};
    return added(a, b, c);
}

std::vector<ssv::Verdict> replay(std::span<const ssv::RegistryEvent> events,
                                 ssv::Registry& registry) {
    Entropy entropy{SecretBytes<32>{}};
    return ssv::replay(events, registry, entropy);
}

}  // namespace

// A log in two pieces gives the verdicts and the registry of the whole; every ValidatorAdded takes
// one nonce of its owner; operators stay; and a log replayed again adds no operator.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<ssv::RegistryEvent> events;
    std::map<Address, std::uint16_t> nonces;
    for (std::span rest{data, size}; rest.size() >= kEventBytes && events.size() < kEventsMax;
         rest = rest.subspan(kEventBytes)) {
        events.push_back(event_of(rest.first<kEventBytes>()));
        if (const auto* one = std::get_if<ssv::ValidatorAdded>(&events.back()))
            ++nonces[one->owner];
    }
    ssv::Registry whole;
    const auto verdicts = replay(events, whole);
    CHECK(verdicts.size() == events.size() && whole.next_nonce == nonces);

    const std::size_t cut = size == 0 ? 0 : data[size - 1] % (events.size() + 1);
    ssv::Registry pieces;
    auto again = replay(std::span{events}.first(cut), pieces);
    const auto operators = pieces.operators;
    std::ranges::copy(replay(std::span{events}.subspan(cut), pieces), std::back_inserter(again));
    CHECK(pieces == whole);
    for (std::size_t i = 0; i < events.size(); ++i) {
        CHECK(again[i].nonce == verdicts[i].nonce);
        CHECK(again[i].malformed.has_value() == verdicts[i].malformed.has_value());
        if (again[i].malformed) CHECK(again[i].malformed->reason == verdicts[i].malformed->reason);
    }
    CHECK(std::ranges::includes(whole.operators, operators));
    return 0;
}
