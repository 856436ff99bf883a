#include "adapters/keys/validator_custody.hpp"

#include <filesystem>
#include <fstream>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <unistd.h>

#include "crypto/custody/sealed_mnemonic.hpp"
#include "run_task.hpp"
#include "validator_keys_contract.hpp"
#include "virtual_ambient.hpp"

namespace stafi::adapters {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::string_view kPassword = "correct horse battery";

struct SealedFile {
    fs::path path = fs::temp_directory_path() / ("stafi-mnemonic-" + std::to_string(::getpid()));
    SealedFile() {
        Entropy entropy{SecretBytes<32>{}};
        const auto mnemonic = Mnemonic::parse(test::known_mnemonic()).value();
        std::ofstream{path} << seal_mnemonic(mnemonic, "", SecretBuffer{kPassword},
                                             ScryptCost{.n = 2, .r = 1, .p = 1}, entropy)
                                   .value();
    }
    SealedFile(const SealedFile&) = delete;
    SealedFile& operator=(const SealedFile&) = delete;
    ~SealedFile() { fs::remove(path); }
};

class OpenedMnemonic final : public test::ValidatorKeysWorld {
  public:
    explicit OpenedMnemonic(eth::Network network)
        : custody_{ValidatorCustody::open(file_.path, SecretBuffer{kPassword}, std::move(network),
                                          ambient_)
                       .value()} {}
    ValidatorKeys& keys() override { return custody_; }
    void run(Task<> task) override {
        loop_.restart();
        EXPECT_TRUE(test::run_task(loop_, std::move(task), [&] { ambient_.run(); }));
    }

  private:
    boost::asio::io_context loop_{1};
    test::VirtualAmbient ambient_{loop_};
    SealedFile file_;
    ValidatorCustody custody_;
};

std::unique_ptr<test::ValidatorKeysWorld> opened(eth::Network network) {
    return std::make_unique<OpenedMnemonic>(std::move(network));
}

TEST(ValidatorCustody, names_the_file_that_it_cannot_open) {
    boost::asio::io_context loop;
    test::VirtualAmbient ambient{loop};
    const SealedFile file;
    const auto open = [&](const fs::path& path, std::string_view password) {
        return ValidatorCustody::open(path, SecretBuffer{password}, eth::mainnet(), ambient);
    };
    const auto locked = open(file.path, "another password");
    EXPECT_EQ(locked.error().reason, Reason::wrong_password);
    EXPECT_THAT(locked.error().what, HasSubstr(file.path.string() + ": "));
    EXPECT_EQ(open(file.path.string() + "x", kPassword).error().reason, Reason::file_missing);
}

}  // namespace
}  // namespace stafi::adapters

namespace stafi::test {
INSTANTIATE_TEST_SUITE_P(SealedMnemonic, ValidatorKeysContract, testing::Values(&adapters::opened));
}
