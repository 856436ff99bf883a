// links: stafi::eth
#include <cstdint>

#include "base/check.hpp"
#include "eth/signing/signer.hpp"

// What a signer answers is what it was asked for, to the byte, or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    auto document = JsonDocument::parse(text);
    if (!document) return 0;
    const eth::RpcResult result{*std::move(document)};
    if (const auto accounts = eth::read_accounts(result))
        CHECK(accounts->size() <= eth::kSignerAccountsMax);
    // The example of EIP-155.
    Address account;
    Address receiver;
    receiver.bytes.fill(std::byte{0x35});
    const eth::UnsignedTransaction example =
        eth::LegacyTransaction{.chain = ChainId{1},
                               .nonce = {9},
                               .gas_price = Wei{20'000'000'000},
                               .gas_limit = {21'000},
                               .to = receiver,
                               .value = Wei{1'000'000'000'000'000'000}};
    const auto refused = eth::read_signed(result, example, account);
    CHECK(!refused);  // nobody has the key of account zero
    CHECK(refused.error().reason == Reason::bad_rpc ||
          refused.error().reason == Reason::signer_disagrees);
    return 0;
}
