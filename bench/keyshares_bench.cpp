// links: stafi::ssv
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "bls_values.hpp"
#include "operators.hpp"
#include "ssv/keyshares/keyshares.hpp"
#include "ssv/shares/encrypted_share.hpp"
#include "ssv/shares/shares_data.hpp"

// From a mnemonic's seed to shares for four operators, for 1,000 validators on all cores: derive,
// split, encrypt, sign, and read it all again as a stranger would. No keystores: scrypt alone
// would take a second each.
//
// usage: keyshares_bench [SSV_KEYS_PER_SECOND]   prints "name: value" lines; the argument is what
//        ssv-keys reached on this machine, see bench/keyshares.sh

namespace stafi::ssv {
namespace {

constexpr std::size_t kKeys = 1'000;
constexpr std::size_t kOperators = 4;
constexpr std::size_t kBatch = 50;  ///< keys that one thread takes, and verifies together
static_assert(kKeys % kBatch == 0);
constexpr std::size_t kRepeats = 5;
constexpr std::size_t kOpened = 20;  ///< keys whose shares are opened and put together again

/// Of the mnemonic "abandon … about", which BIP-39's own vectors begin with, without passphrase.
constexpr std::string_view kSeed =
    "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
    "9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4";

struct Bench {
    BlsSecretKey purpose;  ///< m/12381/3600, above every key
    OperatorSet operators;
    Address owner;

    [[nodiscard]] BlsSecretKey derive(std::size_t index) const {
        return derive_child(
            derive_child(derive_child(purpose, static_cast<std::uint32_t>(index)), 0), 0);
    }
    [[nodiscard]] std::vector<SplitKey> split(std::size_t first, Entropy& entropy) const {
        std::vector<SplitKey> splits;
        for (std::size_t i = first; i < first + kBatch; ++i)
            splits.push_back(split_key(derive(i), operators, owner, {i}, entropy).value());
        return splits;
    }
};

unsigned cores() { return std::max(1U, std::thread::hardware_concurrency()); }

/// Seconds until `work` was done for every batch.
double seconds_for(const std::function<void(std::size_t first, Entropy&)>& work) {
    const auto start = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next = 0;
    {
        std::vector<std::jthread> threads;
        threads.reserve(cores());
        for (unsigned i = 0; i < cores(); ++i)
            threads.emplace_back([&, i] {
                Entropy entropy = test::seeded(i);
                for (std::size_t first; (first = next.fetch_add(kBatch)) < kKeys;)
                    work(first, entropy);
            });
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median_seconds(const std::function<void(std::size_t first, Entropy&)>& work) {
    std::array<double, kRepeats> times{};
    for (double& time : times)
        time = seconds_for(work);
    std::ranges::sort(times);
    return times[kRepeats / 2];
}

/// The operators' side: a threshold of them open their shares and find the key that was derived.
void check_answer(const Bench& bench, const VerifiedShares& verified, std::size_t index) {
    const Keyshares& keyshares = verified.keyshares();
    const SharesData parts = parse_shares_data(keyshares.shares_data, kOperators).value();
    std::vector<SecretShare> shares;
    for (std::size_t seat = index / kBatch % 2; shares.size() < keyshares.committee.threshold();
         ++seat)
        shares.push_back({.id = keyshares.committee.ids()[seat],
                          .key = open_share(test::operators()[seat].private_key,
                                            parts.ciphertexts[seat], parts.share_keys[seat])
                                     .value()});
    CHECK(recover_secret(shares)->public_key() == bench.derive(index).public_key());
}

std::string machine() {
    std::ifstream info{"/proc/cpuinfo"};
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown";
}

rusage usage() {
    rusage now{};
    CHECK(getrusage(RUSAGE_SELF, &now) == 0);
    return now;
}

/// Of all threads since the program began; unlike wall time, it hardly minds a busy machine.
double processor_ms() {
    const rusage now = usage();
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(now.ru_utime) + ms(now.ru_stime);
}

Bench make_bench() {
    const BlsSecretKey master = derive_master(parse_hex(kSeed).value()).value();
    return {.purpose = derive_path(master, "m/12381/3600").value(),
            .operators = test::operator_set(kOperators),
            .owner = Address{}};
}

void run(const std::string& ssv_keys_per_second) {
    const Bench bench = make_bench();
    // All results are kept, as for writing one file of them.
    std::vector<std::vector<SplitKey>> splits(kKeys / kBatch);
    const double unverified = median_seconds([&](std::size_t first, Entropy& entropy) {
        splits[first / kBatch] = bench.split(first, entropy);
    });
    splits.clear();
    std::vector<std::vector<VerifiedShares>> shares(kKeys / kBatch);
    const double before_ms = processor_ms();
    const double verified = median_seconds([&](std::size_t first, Entropy& entropy) {
        shares[first / kBatch] =
            VerifiedShares::verify(bench.split(first, entropy), entropy).value();
    });
    const double key_ms = (processor_ms() - before_ms) / (kKeys * kRepeats);
    for (std::size_t i = 0; i < kKeys; i += kKeys / kOpened)
        check_answer(bench, shares[i / kBatch][i % kBatch], i);

    const double rate = kKeys / verified;
    std::cout << fmt::format("machine: {}, {} cores\n", machine(), cores())
              << fmt::format("keys: {}\noperators: {}\n", kKeys, kOperators)
              << fmt::format("seconds without re-verification: {:.3f}\n", unverified)
              << fmt::format("seconds with re-verification: {:.3f}\n", verified)
              << fmt::format("keys per second: {:.0f}\n", rate)
              << fmt::format("processor ms per key: {:.2f}\n", key_ms)
              << fmt::format("peak memory MiB: {:.1f}\n",
                             static_cast<double>(usage().ru_maxrss) / 1024)
              << fmt::format("answers checked: {} keys restored from opened shares\n", kOpened);
    if (ssv_keys_per_second.empty()) return;
    std::cout << fmt::format("ssv-keys keys per second: {}\n", ssv_keys_per_second)
              << fmt::format("ratio to ssv-keys: {:.1f}\n", rate / std::stod(ssv_keys_per_second));
}

}  // namespace
}  // namespace stafi::ssv

int main(int argc, char** argv) { stafi::ssv::run(argc > 1 ? argv[1] : ""); }
