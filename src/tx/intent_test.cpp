#include "tx/intent.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace stafi::tx {
namespace {

Purpose given() {
    return {.kind = Kind::register_validator,
            .subjects = {PubkeyBytes{}, Bytes32{}, Address{}},
            .generation = 7};
}

// keccak256("stafi-router intent 1" ‖ "register_validator" ‖ 7 as 8 bytes, big-endian ‖ 00 ‖ 48
// zeros ‖ 01 ‖ 32 zeros ‖ 02 ‖ 20 zeros), by Foundry's `cast keccak`.
TEST(IntentId, is_a_hash_of_kind_generation_and_subjects) {
    EXPECT_EQ(to_hex(id_of(given()).view()),
              "dcc8032f7640805ba66602be23c6b39955d1399c254175912a171103ab0141eb");
}

TEST(IntentId, differs_for_everything_that_is_meant) {
    Purpose other_kind = given();
    other_kind.kind = Kind::remove_validator;
    Purpose later = given();
    later.generation = 8;
    Purpose fewer = given();
    fewer.subjects.pop_back();
    for (const Purpose& other : {other_kind, later, fewer})
        EXPECT_NE(id_of(other), id_of(given()));
}

TEST(Kind, is_read_back_from_its_text) {
    for (std::size_t i = 0; i < kKinds; ++i) {
        const auto kind = static_cast<Kind>(i);
        EXPECT_EQ(parse_kind(to_text(kind)), kind);
    }
}

TEST(Kind, refuses_what_does_not_exist) {
    EXPECT_EQ(parse_kind("deposit").error().reason, Reason::bad_argument);
}

}  // namespace
}  // namespace stafi::tx
