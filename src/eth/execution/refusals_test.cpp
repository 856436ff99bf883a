#include "eth/execution/refusals.hpp"

#include <string>

#include <gtest/gtest.h>

// Words as the clients send them; refusals.cpp names the places in their sources.

namespace stafi::eth {
namespace {

RpcError says(std::string message, std::int64_t code = -32000) {
    return {.code = code, .message = std::move(message)};
}

TEST(Refusals, of_what_was_sent_before_are_successes) {
    for (const std::string words :
         {"already known", "AlreadyKnown", "Known transaction", "transaction already imported",
          "existing tx with same hash", "nonce too low", "nonce too low: next nonce 5, tx nonce 4",
          "Nonce too low", "OldNonce, Current nonce: 5, nonce of rejected tx: 4"})
        EXPECT_TRUE(was_sent_before(says(words))) << words;
    for (const std::string words :
         {"replacement transaction underpriced", "insufficient funds for gas * price + value",
          "nonce too high", "intrinsic gas too low", "exceeds block gas limit", "FeeTooLow",
          "max fee per gas less than block base fee"})
        EXPECT_FALSE(was_sent_before(says(words))) << words;
}

TEST(Refusals, by_a_contract_keep_its_reason) {
    const Bytes reason{std::byte{8}, std::byte{0xc3}};
    EXPECT_EQ(revert_of({.code = 3, .message = "execution reverted: no", .data = reason}),
              Reverted{reason});
    EXPECT_EQ(revert_of({.code = -32000, .message = "Execution reverted", .data = reason}),
              Reverted{reason});
    EXPECT_EQ(revert_of({.code = -32015, .message = "VM execution error.", .data = reason}),
              Reverted{reason});
    for (const std::string words : {"execution reverted", "out of gas", "EVM error: OutOfGas",
                                    "gas required exceeds allowance (30000000)",
                                    "invalid opcode: INVALID", "EVM error InvalidFEOpcode"})
        EXPECT_EQ(revert_of(says(words)), Reverted{}) << words;
    EXPECT_EQ(revert_of(says("insufficient funds for transfer")), std::nullopt);
    EXPECT_EQ(revert_of(says("limit exceeded", -32005)), std::nullopt);
}

TEST(Refusals, tell_a_missing_block_from_a_contract_that_says_so) {
    for (const std::string words :
         {"header not found", "header for hash not found", "Block not found", "unknown block",
          "block not found: hash 0x00", "missing trie node 00", "World state unavailable",
          "historical state 00 is not available", "state at block #1 is pruned"})
        EXPECT_TRUE(is_block_missing(says(words))) << words;
    EXPECT_TRUE(is_block_missing(says("Resource not found", -32001)));
    EXPECT_FALSE(is_block_missing(says("nonce too high")));
    EXPECT_TRUE(revert_of(says("execution reverted: header not found", 3)));
    EXPECT_FALSE(revert_of(says("missing trie node 00: state of a reverted block")));
}

TEST(Refusals, tell_a_client_that_cannot_know_yet) {
    const RpcError indexing = says("transaction indexing is in progress");
    EXPECT_TRUE(is_not_ready(indexing));
    EXPECT_FALSE(is_block_missing(indexing));
    EXPECT_FALSE(was_sent_before(indexing));
    EXPECT_FALSE(is_not_ready(says("header not found")));
}

}  // namespace
}  // namespace stafi::eth
