// links: stafi::eth
#include <cstdint>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "eth/execution/answers.hpp"

// What is read of a log is within its bounds, and the text of what was read is read the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi;
    const auto log = eth::read_log({reinterpret_cast<const char*>(data), size});
    if (!log) return 0;
    CHECK(log->topics.size() <= eth::kTopicsMax && log->data.size() <= eth::kLogDataMax);
    CHECK(log->block.number.value < eth::kBlockNumberMax);
    std::string topics;
    for (const Bytes32& topic : log->topics)
        topics += (topics.empty() ? "" : ",") + json_quoted(to_hex0x(topic.view()));
    const auto field = [](const char* name, BytesView bytes) {
        return json_quoted(name) + ":" + json_quoted(to_hex0x(bytes));
    };
    const auto number = [](const char* name, std::uint64_t value) {
        std::string digits = to_hex(be64(value));
        digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
        return json_quoted(name) + ":" + json_quoted("0x" + digits);
    };
    const std::string again = "{" + field("address", log->contract.view()) + ",\"topics\":[" +
                              topics + "]," + field("data", log->data) + "," +
                              number("blockNumber", log->block.number.value) + "," +
                              field("blockHash", log->block.hash.view()) + "," +
                              field("transactionHash", log->transaction.view()) + "," +
                              number("logIndex", log->index) + "}";
    CHECK(eth::read_log(again).value() == *log);
    return 0;
}
