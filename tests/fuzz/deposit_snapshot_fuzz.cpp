// links: stafi::eth
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "eth/deposit/tree.hpp"
#include "eth/ssz/ssz.hpp"

// A snapshot, in JSON or SSZ, is refused or gives a tree whose snapshot it is again. A snapshot
// whose root is wrong is also tried with the right one, for no fuzzer finds that by itself.

namespace {

using namespace stafi;

void try_resume(const eth::DepositSnapshot& snapshot) {
    auto tree = eth::DepositTree::resume(snapshot);
    if (!tree) return;
    CHECK(*tree->snapshot() == snapshot);
    CHECK(tree->root() == snapshot.deposit_root);
    if (tree->add(snapshot.execution_block_hash)) CHECK(tree->proof(snapshot.deposit_count));
}

void try_snapshot(const eth::DepositSnapshot& snapshot) {
    CHECK(*eth::parse_deposit_snapshot(eth::to_json(snapshot)) == snapshot);
    try_resume(snapshot);
    eth::DepositSnapshot mended = snapshot;
    mended.finalized.resize(static_cast<std::size_t>(std::popcount(mended.deposit_count)) % 33);
    if (mended.deposit_count > eth::kDepositCountMax) return;
    mended.deposit_root = eth::DepositFrontier::of(mended.finalized, mended.deposit_count).root();
    CHECK(eth::DepositTree::resume(mended));
    try_resume(mended);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto snapshot = eth::parse_deposit_snapshot(text)) try_snapshot(*snapshot);
    if (const auto snapshot = ssz::decode<eth::DepositSnapshot>(bytes_of(text))) {
        CHECK(ssz::encode(*snapshot) == Bytes(bytes_of(text).begin(), bytes_of(text).end()));
        try_snapshot(*snapshot);
    }
    return 0;
}
