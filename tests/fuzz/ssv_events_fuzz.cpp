// links: stafi::ssv
#include "base/check.hpp"
#include "ssv/clusters/cluster_book.hpp"
#include "ssv/refusals/refusals.hpp"

// Logs one after the other: the number of topics, two bytes of length, the topics, the data. What
// is read as an event is the one log of that event. Whatever clusters the events leave, what they
// owe can be computed or is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    BytesView input = std::as_bytes(std::span{data, size});
    ssv::ClusterBook book{.release = ssv::Release::v1, .clusters = {}};
    while (input.size() >= 3) {
        std::size_t count = std::to_integer<std::size_t>(input[0]) % 5;
        const std::size_t wanted =
            std::to_integer<std::size_t>(input[1]) << 8 | std::to_integer<std::size_t>(input[2]);
        input = input.subspan(3);
        std::vector<Bytes32> topics;
        for (; count > 0 && input.size() >= 32; --count, input = input.subspan(32))
            topics.push_back(Bytes32::from(input.first<32>()));
        const BytesView log_data = input.first(std::min(wanted, input.size()));
        input = input.subspan(log_data.size());

        const auto refused = ssv::read_refusal(log_data);
        CHECK(std::ranges::all_of(refused.text, [](char c) { return c >= ' ' && c <= '~'; }));
        const auto event = ssv::decode_event(topics, log_data);
        if (!event || !*event) continue;
        const auto log = std::visit([](const auto& it) { return abi::encode_event(it); }, **event);
        CHECK(log.topics == topics && std::ranges::equal(log.data, log_data));
        (void)ssv::registry_event(**event);
        apply(book, **event);
    }
    const ssv::Rates rates{.operator_index = 1'000'000, .network_index = 1'000'000, .fee = {9}};
    for (const auto& [id, state] : book.clusters) {
        const auto settled = settle(state.cluster, state.asset, state.size(), rates);
        if (!settled) continue;
        CHECK(settled->balance <= state.cluster.balance);
        const auto runway = runway_blocks(*settled, state.asset, state.size(), rates.fee,
                                          {.minimum_collateral = {1}, .period = 50'000});
        const auto liquidatable = is_liquidatable(*settled, state.asset, state.size(), rates.fee,
                                                  {.minimum_collateral = {1}, .period = 50'000});
        CHECK(runway.has_value() == liquidatable.has_value());
        if (liquidatable && *liquidatable) CHECK(*runway && **runway == Uint256{});
    }
    return 0;
}
