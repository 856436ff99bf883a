// links: stafi::devnet
#include <cstdint>

#include "base/check.hpp"
#include "crypto/json_fields.hpp"
#include "devnet/validators/interchange.hpp"

using namespace stafi;

namespace {

/// The keys of what was read already.
std::vector<PubkeyBytes> keys_of(std::string_view text) {
    const auto document = JsonDocument::parse(text);
    CHECK(document);
    const auto items = document->fields().objects("data", devnet::kInterchangeKeysMax);
    CHECK(items);
    std::vector<PubkeyBytes> keys;
    for (const JsonFields& item : *items)
        keys.push_back(item.fixed<PubkeyBytes>("pubkey").value());
    return keys;
}

}  // namespace

// What is accepted says the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const Bytes32 chain;
    const auto record = devnet::parse_interchange(text, chain);
    if (!record) return 0;
    const auto keys = keys_of(text);
    const auto again = devnet::parse_interchange(to_interchange(*record, keys, chain), chain);
    CHECK(again);
    for (const PubkeyBytes& key : keys) {
        const devnet::KeyRecord* const known = record->find(key);
        CHECK((known == nullptr) == (again->find(key) == nullptr));
        if (known != nullptr) CHECK(*again->find(key) == *known);
    }
    return 0;
}
