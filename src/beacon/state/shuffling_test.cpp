#include "beacon/state/shuffling.hpp"

#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "vector_file.hpp"

namespace stafi::beacon {
namespace {

std::vector<ValidatorIndex> ascending(std::uint64_t count) {
    std::vector<ValidatorIndex> list(count);
    for (std::uint64_t i = 0; i < count; ++i)
        list[i] = ValidatorIndex{i};
    return list;
}

TEST(Shuffling, agrees_with_the_executable_specification) {
    const auto vectors = test::vector_file("beacon_duties/shuffling.json");
    for (const auto& row : vectors.at("cases").as_array()) {
        const auto seed = *parse_fixed<Bytes32>(test::str(row.at("seed")));
        const auto& mapping = row.at("mapping").as_array();
        SCOPED_TRACE(mapping.size());
        const auto list = shuffled(ascending(mapping.size()), seed);
        for (std::size_t i = 0; i < mapping.size(); ++i) {
            const auto expected = mapping[i].to_number<std::uint64_t>();
            EXPECT_EQ(list[i], ValidatorIndex{expected});
            EXPECT_EQ(shuffled_index(i, mapping.size(), seed), expected);
        }
    }
}

TEST(Shuffling, keeps_every_member_once) {
    for (std::uint64_t count = 0; count < 300; count += 7) {
        auto list = shuffled(ascending(count), Bytes32{});
        std::ranges::sort(list);
        EXPECT_EQ(list, ascending(count));
    }
}

}  // namespace
}  // namespace stafi::beacon
