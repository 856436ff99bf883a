#include "ssv/network/refusals.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "eth/abi/message.hpp"
#include "eth/abi/revert.hpp"

namespace stafi::ssv {
namespace {

using enum Refusal;

constexpr std::array kErrors{
    RefusalRow{"ClusterDoesNotExist()", cluster_missing},
    RefusalRow{"ClusterDoesNotExists()", cluster_missing},
    RefusalRow{"IncorrectClusterState()", incorrect_cluster_state},
    RefusalRow{"IncorrectClusterVersion()", incorrect_cluster_version},
    RefusalRow{"ClusterIsLiquidated()", cluster_liquidated},
    RefusalRow{"ClusterAlreadyEnabled()", cluster_active},
    RefusalRow{"ClusterNotLiquidatable()", not_liquidatable},
    RefusalRow{"InsufficientBalance()", insufficient_balance},
    RefusalRow{"ERC20InsufficientAllowance(address,uint256,uint256)", insufficient_balance},
    RefusalRow{"ERC20InsufficientBalance(address,uint256,uint256)", insufficient_balance},
    RefusalRow{"ERC20InvalidApprover(address)", bad_arguments},
    RefusalRow{"ERC20InvalidReceiver(address)", bad_arguments},
    RefusalRow{"ERC20InvalidSender(address)", bad_arguments},
    RefusalRow{"ERC20InvalidSpender(address)", bad_arguments},
    RefusalRow{"TokenTransferFailed()", transfer_failed},
    RefusalRow{"ETHTransferFailed()", transfer_failed},
    RefusalRow{"ValidatorAlreadyRegistered(bytes,address)", validator_registered},
    RefusalRow{"ValidatorAlreadyExistsWithData(bytes)", validator_registered},
    RefusalRow{"ValidatorAlreadyExists()", validator_registered},
    RefusalRow{"ValidatorDoesNotExist()", validator_missing},
    RefusalRow{"IncorrectValidatorStateWithData(bytes)", validator_missing},
    RefusalRow{"IncorrectValidatorState()", validator_missing},
    RefusalRow{"OperatorDoesNotExist()", operator_missing},
    RefusalRow{"OperatorAlreadyExists()", bad_arguments},
    RefusalRow{"CallerNotWhitelistedWithData(uint64)", operator_private},
    RefusalRow{"CallerNotWhitelisted()", operator_private},
    RefusalRow{"ExceedValidatorLimitWithData(uint64)", operator_full},
    RefusalRow{"ExceedValidatorLimit(uint64)", operator_full},
    RefusalRow{"InvalidOperatorIdsLength()", bad_operators},
    RefusalRow{"UnsortedOperatorsList()", bad_operators},
    RefusalRow{"OperatorsListNotUnique()", bad_operators},
    RefusalRow{"EmptyPublicKeysList()", bad_arguments},
    RefusalRow{"InvalidPublicKeyLength()", bad_arguments},
    RefusalRow{"PublicKeysSharesLengthMismatch()", bad_arguments},
    RefusalRow{"InvalidWhitelistAddressesLength()", bad_arguments},
    RefusalRow{"InvalidWhitelistingContract(address)", bad_arguments},
    RefusalRow{"AddressIsWhitelistingContract(address)", bad_arguments},
    RefusalRow{"ZeroAddressNotAllowed()", bad_arguments},
    RefusalRow{"ZeroAddress()", bad_arguments},
    RefusalRow{"ZeroAmount()", bad_arguments},
    RefusalRow{"MaxPrecisionExceeded()", bad_arguments},
    RefusalRow{"MaxValueExceeded()", bad_arguments},
    RefusalRow{"SafeCastOverflow()", bad_arguments},
    RefusalRow{"NewBlockPeriodIsBelowMinimum()", bad_arguments},
    RefusalRow{"InvalidOperatorFeeIncreaseLimit()", bad_arguments},
    RefusalRow{"InvalidOperatorFeeRange()", bad_arguments},
    RefusalRow{"CallerNotOwnerWithData(address,address)", not_owner},
    RefusalRow{"CallerNotOwner()", not_owner},
    RefusalRow{"NotAuthorized()", not_owner},
    RefusalRow{"FeeTooHigh()", fee_refused},
    RefusalRow{"FeeTooLow()", fee_refused},
    RefusalRow{"FeeExceedsIncreaseLimit()", fee_refused},
    RefusalRow{"FeeIncreaseNotAllowed()", fee_refused},
    RefusalRow{"SameFeeChangeNotAllowed()", fee_refused},
    RefusalRow{"NoFeeDeclared()", fee_refused},
    RefusalRow{"ApprovalNotWithinTimeframe()", fee_refused},
    RefusalRow{"LegacyOperatorFeeDeclarationInvalid()", fee_refused},
    RefusalRow{"InvalidProof()", bad_proof},
    RefusalRow{"RootNotFound()", bad_proof},
    RefusalRow{"MustUseLatestRoot()", bad_proof},
    RefusalRow{"StaleUpdate()", bad_proof},
    RefusalRow{"StaleBlockNumber()", bad_proof},
    RefusalRow{"FutureBlockNumber()", bad_proof},
    RefusalRow{"UpdateTooFrequent()", bad_proof},
    RefusalRow{"EBBelowMinimum()", bad_proof},
    RefusalRow{"EBExceedsMaximum()", bad_proof},
    RefusalRow{"ReentrancyGuardReentrantCall()", bad_arguments},
};

const std::vector<abi::Signature>& known_errors() {
    static const auto errors = [] {
        std::vector<abi::Signature> parsed;
        parsed.reserve(std::size(kErrors));
        for (const RefusalRow& row : kErrors)
            parsed.push_back(*abi::Signature::parse(row.declaration));
        return parsed;
    }();
    return errors;
}

/// The key or the operator that the error is about, if it names one.
void read_subject(const abi::Signature& error, BytesView data, Refused& refused) {
    const auto inputs = abi::decode_call(error, data);
    if (!inputs) return;
    const auto& parts = std::get<std::vector<abi::Value>>(inputs->form);
    if (parts.empty()) return;
    if (const auto* key = std::get_if<Bytes>(&parts[0].form);
        key != nullptr && key->size() == PubkeyBytes::kSize)
        refused.validator = PubkeyBytes::from(BytesView{*key}.first<PubkeyBytes::kSize>());
    const auto* word = std::get_if<Uint256>(&parts[0].form);
    if (word != nullptr && error.inputs().part(0).kind() == abi::Kind::uint)
        refused.operator_id = OperatorId{word->limbs[0]};  // a uint64
}

}  // namespace

Refused read_refusal(BytesView data) {
    const abi::Revert revert = abi::read_revert(data, known_errors());
    Refused refused{.word = unknown, .validator = {}, .operator_id = {}, .text = revert.text};
    if (data.empty()) refused.word = no_such_function;
    if (revert.name == "Panic") refused.word = arithmetic;
    // Of the texts, v1.2 has two for numbers that do not fit; the others are the DAO's.
    if (revert.text == R"(Error("Max precision exceeded"))" ||
        revert.text == R"(Error("Max value exceeded"))")
        refused.word = bad_arguments;
    for (std::size_t i = 0; i < kErrors.size(); ++i) {
        if (known_errors()[i].name() != revert.name) continue;
        refused.word = kErrors.at(i).word;
        read_subject(known_errors()[i], data, refused);
    }
    return refused;
}

std::span<const RefusalRow> refusal_errors() { return kErrors; }

}  // namespace stafi::ssv
