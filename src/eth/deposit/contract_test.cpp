#include "eth/deposit/contract.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "contract_abi.hpp"
#include "eth/deposit/deposit.hpp"

namespace stafi::eth::deposit_contract {
namespace {

const test::Bindings& bindings() {
    static const test::Bindings all = [] {
        test::Bindings made;
        made.calls<Deposit, GetDepositRoot, GetDepositCount, SupportsInterface>("DepositContract");
        made.events<Event>("DepositContract");
        return made;
    }();
    return all;
}

TEST(DepositContract, covers_its_abi) {
    test::expect_all_bound(bindings(), {"DepositContract"}, {});
}

TEST(DepositContract, reads_and_writes_what_another_encoder_wrote) {
    for (const test::Binding& bound : bindings().list())
        test::expect_reads_samples(bound);
}

TEST(DepositContract, writes_amounts_as_the_beacon_chain_does) {
    DepositRequest request;
    request.amount = Gwei{32'000'000'000};
    request.index = 258;
    const auto event = event_of(request);
    EXPECT_EQ(to_hex(event.amount.view()), "0040597307000000");  // as every mainnet deposit's
    EXPECT_EQ(to_hex(event.index.view()), "0201000000000000");
    EXPECT_EQ(request_of(event), request);
}

TEST(DepositContract, takes_a_deposit_with_its_ether_only) {
    DepositData data;
    data.amount = Gwei{31'000'000'000};
    const Deposit call = call_of(data);
    EXPECT_EQ(call.deposit_data_root, deposit_data_root(data));
    EXPECT_EQ(*data_of(call, to_wei(data.amount)), data);
    EXPECT_EQ(data_of(call, to_wei(Gwei{32'000'000'000})).error().reason,
              Reason::deposit_root_mismatch);
    EXPECT_EQ(data_of(call, to_wei(data.amount) + Wei{1}).error().reason, Reason::bad_deposit);
    EXPECT_EQ(data_of(call, to_wei(Gwei{999'999'999})).error().reason, Reason::bad_deposit);
}

}  // namespace
}  // namespace stafi::eth::deposit_contract
