// links: stafi::eth
#include <cstdint>

#include "base/check.hpp"
#include "eth/json_rpc.hpp"

// An answer that is read for one id is read for no other; alone in a list it is the same answer;
// and what an error says is within its bounds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stafi::eth;
    const std::string text{reinterpret_cast<const char*>(data), size};
    constexpr RpcId id{7};
    const auto answer = parse_rpc_answer(text, id);
    const auto as_batch = parse_rpc_batch("[" + text + "]", id, 1);
    if (answer) {
        const auto* const error = std::get_if<RpcError>(&*answer);
        CHECK(error != nullptr || !parse_rpc_answer(text, RpcId{8}));
        // An error without an id says nothing about which of a batch it is.
        CHECK(as_batch || error != nullptr);
        if (as_batch) CHECK(as_batch->front().index() == answer->index());
        if (error != nullptr) CHECK(error->message.size() <= kRpcMessageBytesMax);
        if (error != nullptr) CHECK(error->data.size() <= kRpcErrorDataMax);
    } else {
        CHECK(!as_batch);
    }
    [[maybe_unused]] const auto several = parse_rpc_batch(text, id, 3);
    return 0;
}
