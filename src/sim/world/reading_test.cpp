#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/reading/ask.hpp"
#include "engine/reading/find_pool.hpp"
#include "engine/reading/words.hpp"
#include "run_task.hpp"
#include "sim/chain/execution.hpp"
#include "sim/world/virtual_ambient.hpp"

// Questions to contracts, on a chain where nothing goes wrong.

namespace stafi::sim {
namespace {

using engine::Question;
using testing::HasSubstr;

// Outside of the unnamed namespace, as what the macro declares need not be used.
}  // namespace

struct GetNumber {
    ABI_MESSAGE(GetNumber, "getNumber() view returns (uint256)");
    using Returns = std::uint64_t;
};
struct GetFlag {
    ABI_MESSAGE(GetFlag, "getFlag() view returns (bool)");
    using Returns = bool;
};
/// Its call data are those of a `require` that fails with this text.
struct FailWith {
    std::string text;
    ABI_MESSAGE(FailWith, "Error(string) view returns (uint256)", text);
    using Returns = std::uint64_t;
};

namespace {

const Address kFortyTwo{.bytes = {std::byte{0x42}}};
const Address kEcho{.bytes = {std::byte{0xec}}};
const Address kNobody{.bytes = {std::byte{0x01}}};

Bytes code(std::initializer_list<int> values) {
    Bytes made;
    for (const int value : values)
        made.push_back(static_cast<std::byte>(value));
    return made;
}

EvmState genesis() {
    EvmState state;
    // mstore(0, 42), return(0, 32)
    state.put(kFortyTwo, {}, AccountNonce{1},
              code({0x60, 0x2a, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3}));
    // calldatacopy(0, 0, size), revert(0, size)
    state.put(kEcho, {}, AccountNonce{1}, code({0x36, 0x5f, 0x5f, 0x37, 0x36, 0x5f, 0xfd}));
    return state;
}

struct ReadingTest : testing::Test {
    boost::asio::io_context loop;
    VirtualAmbient time{loop};
    std::mt19937_64 chance{1};
    Trouble trouble{time, chance};
    Chain chain{ChainId{1}, genesis(), BlockNumber{100}, UnixSeconds{1'700'000'000}};
    SimExecution execution{chain, trouble};
    Bytes32 block = chain.head().header.self.hash;

    template <class T>
    T run(Task<T> task) {
        std::vector<T> answers;
        const auto asking = [&]() -> Task<> { answers.push_back(co_await std::move(task)); };
        EXPECT_TRUE(test::run_task(loop, asking(), [&] { time.run(); }));
        return std::move(answers.at(0));
    }
};

TEST_F(ReadingTest, reads_each_answer_as_its_declaration_says) {
    const auto told = run(engine::ask(execution, block, Question{kFortyTwo, GetNumber{}},
                                      Question{kFortyTwo, GetNumber{}}));
    ASSERT_TRUE(told) << told.error().what;
    EXPECT_EQ(*told, (std::tuple<std::uint64_t, std::uint64_t>{42, 42}));
    const auto each = run(engine::ask_each(execution, block, kFortyTwo,
                                           std::vector<GetNumber>{GetNumber{}, GetNumber{}}));
    EXPECT_EQ(each.value_or(std::vector<std::uint64_t>{}), (std::vector<std::uint64_t>{42, 42}));
}

TEST_F(ReadingTest, names_the_question_whose_answer_is_none) {
    const auto told = run(engine::ask(execution, block, Question{kFortyTwo, GetNumber{}},
                                      Question{kFortyTwo, GetFlag{}}));
    ASSERT_FALSE(told);  // 42 is no bool
    EXPECT_EQ(told.error().reason, Reason::bad_abi);
    EXPECT_THAT(told.error().what, testing::StartsWith("GetFlag: "));
}

TEST_F(ReadingTest, tells_a_refusal_in_the_words_of_the_contract) {
    const auto told =
        run(engine::ask(execution, block, Question{kEcho, FailWith{"not claimable"}}));
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().reason, Reason::contract_refused);
    EXPECT_THAT(told.error().what,
                HasSubstr("contract 0xEC00000000000000000000000000000000000000, FailWith: "));
    EXPECT_THAT(told.error().what, HasSubstr("Error(\"not claimable\")"));
    EXPECT_EQ(engine::in_words({}), "it gives no reason");
}

TEST_F(ReadingTest, tells_when_no_contract_stands_there) {
    const auto told = run(engine::ask(execution, block, Question{kNobody, GetNumber{}}));
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().reason, Reason::contract_missing);
    EXPECT_THAT(told.error().what, HasSubstr("0x0100000000000000000000000000000000000000"));
    const auto pool = run(engine::find_pool(execution, kNobody, block));
    ASSERT_FALSE(pool);
    EXPECT_EQ(pool.error().reason, Reason::contract_missing);
    EXPECT_THAT(pool.error().what, testing::StartsWith("pool.storage: "));
}

}  // namespace
}  // namespace stafi::sim
