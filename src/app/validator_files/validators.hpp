#pragma once

#include "adapters/files.hpp"
#include "app/cli/report.hpp"
#include "app/validator_files/deposits.hpp"
#include "app/validator_files/key_source.hpp"
#include "crypto/keystore/kdf.hpp"

namespace stafi::app {

/// Validators to be made from one mnemonic: keystores and deposit data in one folder.
struct ValidatorOrder {
    KeyRange range;
    DepositTerms terms;
    KdfCost cost;
    adapters::OutputFolder folder;
};

/// Range, deposit, --kdf, --out, and the password.
[[nodiscard]] std::vector<Option> validator_options();
/// Claims the folder. Errors: those of `read_range`, `read_terms` and `OutputFolder::claim`.
[[nodiscard]] Result<ValidatorOrder> read_order(const Call& call);

/// Nothing is in the folder that would be in the way of a new mnemonic's keystores.
/// Errors: file_exists, naming the keystore.
[[nodiscard]] Result<> check_no_keystores(const ValidatorOrder& order);

/// Makes them; what an earlier, interrupted run left is verified and kept, so that running it again
/// goes on where it stopped. Every keystore is read back from the disk and opened; deposits are
/// checked before they are written, last.
///
/// Errors: file_exists when a keystore there holds another key for one of the paths; wrong_password
///         when it does not open; disk_full, write_failed, interrupted: then run it again.
[[nodiscard]] Result<Report> make_validators(const Call& call, const ValidatorOrder& order,
                                             const SecretBytes<64>& seed,
                                             const SecretBuffer& password);

}  // namespace stafi::app
