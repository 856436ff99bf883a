// links: stafi::pool
#include "base/check.hpp"
#include "pool/events.hpp"
#include "pool/refusals/refusals.hpp"

namespace {

/// Written again: the topics and the data as they were.
template <class Events>
stafi::abi::LogContent again(const Events& events) {
    return std::visit([](const auto& event) { return stafi::abi::encode_event(event); }, events);
}

}  // namespace

// A contract's number, the number of topics, the topics, the data. What is read as an event is the
// one log of that event; whatever else the data is, it can be shown as a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    BytesView input = std::as_bytes(std::span{data, size});
    if (input.size() < 2) return 0;
    const auto contracts = pool::all_contracts();
    const pool::Contract contract =
        contracts[std::to_integer<std::size_t>(input[0]) % contracts.size()];
    std::size_t count = std::to_integer<std::size_t>(input[1]) % 5;
    input = input.subspan(2);
    std::vector<Bytes32> topics;
    for (; count > 0 && input.size() >= 32; --count, input = input.subspan(32))
        topics.push_back(Bytes32::from(input.first<32>()));

    const auto event = pool::decode_event(contract, topics, input);
    if (event && *event) {
        const auto log = std::visit([](const auto& events) { return again(events); }, **event);
        CHECK(log.topics == topics && std::ranges::equal(log.data, input));
    }
    const auto refused = pool::read_refusal(input);
    CHECK(std::ranges::all_of(refused.text, [](char c) { return c >= ' ' && c <= '~'; }));
    return 0;
}
