#include <filesystem>

#include <boost/asio/io_context.hpp>
#include <unistd.h>

#include "account_folder.hpp"
#include "adapters/keys/rpc_signer.hpp"
#include "adapters/process/child.hpp"
#include "adapters/system_ambient.hpp"
#include "adapters/system_entropy.hpp"
#include "honest_signer.hpp"
#include "keys_contract.hpp"
#include "run_task.hpp"
#include "source_dir.hpp"

// Keys in keystores, and those of other programs: of the tests, of anvil where `make setup` has
// run, and of clef where it was built as build/clef/clef.

namespace stafi::adapters {
namespace {

class LocalAccounts final : public test::KeysWorld {
  public:
    Keys& keys() override { return keys_; }
    void run(Task<> task) override {
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { loop_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    test::AccountFolder folder_;
    AccountKeystores keys_ = opened();

    AccountKeystores opened() {
        std::vector<AccountKeystore> files;
        files.push_back(folder_.keystore("known", test::known_key()));
        return folder_.open(files).value();
    }
};

std::unique_ptr<test::KeysWorld> local_accounts() { return std::make_unique<LocalAccounts>(); }

template <eth::SignerKind kKind>
class RemoteAccounts final : public test::KeysWorld {
  public:
    RemoteAccounts() { node_.answer_as(kKind); }
    Keys& keys() override { return late_; }
    void run(Task<> task) override {
        node_.visit([&](Url address) -> Task<> {
            RpcSigner signer{node_.time, std::move(address), {}, kKind};
            late_.signer = &signer;
            co_await std::move(task);
        });
    }

  private:
    /// The signer's address is known once it runs.
    struct Late final : Keys {
        RpcSigner* signer = nullptr;
        Task<Result<std::vector<Address>>> accounts() override { return signer->accounts(); }
        Task<Result<eth::SignedTransaction>> sign(Address account,
                                                  eth::UnsignedTransaction content) override {
            return signer->sign(account, std::move(content));
        }
    };
    test::HonestSigner node_;
    Late late_;
};

template <eth::SignerKind kKind>
std::unique_ptr<test::KeysWorld> remote() {
    return std::make_unique<RemoteAccounts<kKind>>();
}

/// One of its own for each: tests run side by side, and the last signer may not be quite dead.
std::uint16_t new_port() {
    static auto from = static_cast<std::uint16_t>(20'000 + ::getpid() % 1'000 * 10);
    const std::uint16_t port = free_ports(from, 1).value();
    from = port + 1;
    return port;
}

/// A signer that somebody else wrote.
class RealSigner final : public test::KeysWorld {
  public:
    RealSigner(eth::SignerKind kind, std::uint16_t port, Program program)
        : child_{Child::start(loop_.get_executor(), std::move(program)).value()},
          keys_{ambient_, {.host = "127.0.0.1", .port = port}, {}, kind} {
        run([](RealSigner& self, std::uint16_t at) -> Task<> {
            const auto up = co_await wait_for_port(self.ambient_, self.child_, at, Millis{30'000});
            if (!up) throw std::runtime_error{up.error().what};
        }(*this, port));
    }
    Keys& keys() override { return keys_; }
    void run(Task<> task) override {
        constexpr std::chrono::seconds limit{60};
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { loop_.run_for(limit); }))
            << "still waiting";
    }

  private:
    boost::asio::io_context loop_{1};
    SystemAmbient ambient_{loop_.get_executor(), system_entropy().value(), 1};
    Child child_;
    RpcSigner keys_;
};

std::unique_ptr<test::KeysWorld> anvil() {
    const std::filesystem::path program =
        test::source_dir() / "contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
    if (!std::filesystem::exists(program)) return nullptr;
    const test::AccountFolder folder;
    const std::uint16_t port = new_port();
    return std::make_unique<RealSigner>(eth::SignerKind::eth, port,
                                        Program{.path = program,
                                                .arguments = {"--port", std::to_string(port)},
                                                .log = folder.path / "log"});
}

/// Behind a script that agrees to everything in its user's place.
std::unique_ptr<test::KeysWorld> clef() {
    const std::filesystem::path program = test::source_dir() / "build/clef/clef";
    if (!std::filesystem::exists(program)) return nullptr;
    static test::AccountFolder folder;
    std::filesystem::create_directories(folder.path / "keys");
    (void)folder.keystore("keys/known", test::known_key());
    (void)folder.file("password", std::string{test::kAccountPassword});
    const std::uint16_t port = new_port();
    const std::string script = test::source_dir() / "tests/functional/clef_ui.py";
    return std::make_unique<RealSigner>(
        eth::SignerKind::clef, port,
        Program{.path = "/usr/bin/python3",
                .arguments = {script, program, folder.path, std::to_string(port), "31337"},
                .folder = folder.path,
                .log = folder.path / "log"});
}

}  // namespace
}  // namespace stafi::adapters

namespace stafi::test {
INSTANTIATE_TEST_SUITE_P(LocalAccounts, KeysContract, testing::Values(&adapters::local_accounts));
INSTANTIATE_TEST_SUITE_P(Web3Signer, KeysContract,
                         testing::Values(&adapters::remote<eth::SignerKind::eth>));
INSTANTIATE_TEST_SUITE_P(Clef, KeysContract,
                         testing::Values(&adapters::remote<eth::SignerKind::clef>));
INSTANTIATE_TEST_SUITE_P(RealSigner, KeysContract,
                         testing::Values(&adapters::anvil, &adapters::clef),
                         [](const testing::TestParamInfo<MakeKeysWorld>& info) {
                             return info.param == &adapters::clef ? "clef" : "anvil";
                         });
}  // namespace stafi::test
