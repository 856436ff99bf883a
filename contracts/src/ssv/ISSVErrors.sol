// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Why SSV Network refuses: the errors of both releases that we can raise.
interface ISSVErrors {
    // clusters
    error ClusterAlreadyEnabled();
    error ClusterDoesNotExist(); // v2
    error ClusterDoesNotExists(); // v1.2
    error ClusterIsLiquidated();
    error ClusterNotLiquidatable();
    error IncorrectClusterState();
    error IncorrectClusterVersion(); // pays in the other asset
    error InsufficientBalance();

    // validators
    error EmptyPublicKeysList();
    error IncorrectValidatorStateWithData(bytes publicKey);
    error InvalidPublicKeyLength();
    error PublicKeysSharesLengthMismatch();
    error ValidatorAlreadyExistsWithData(bytes publicKey); // v1.2
    error ValidatorAlreadyRegistered(bytes publicKey, address owner); // v2
    error ValidatorDoesNotExist();

    // operators
    error CallerNotOwnerWithData(address caller, address owner);
    error CallerNotWhitelistedWithData(uint64 operatorId);
    error ExceedValidatorLimitWithData(uint64 operatorId);
    error InvalidOperatorIdsLength();
    error OperatorAlreadyExists();
    error OperatorDoesNotExist();
    error OperatorsListNotUnique();
    error UnsortedOperatorsList();

    // fees
    error ApprovalNotWithinTimeframe();
    error FeeExceedsIncreaseLimit();
    error FeeIncreaseNotAllowed();
    error FeeTooHigh();
    error FeeTooLow();
    error LegacyOperatorFeeDeclarationInvalid();
    error NoFeeDeclared();
    error SameFeeChangeNotAllowed();

    // whitelists
    error AddressIsWhitelistingContract(address account);
    error InvalidWhitelistAddressesLength();
    error InvalidWhitelistingContract(address account);
    error ZeroAddressNotAllowed();

    // effective balances
    error EBBelowMinimum();
    error EBExceedsMaximum();
    error FutureBlockNumber();
    error InvalidProof();
    error MustUseLatestRoot();
    error RootNotFound();
    error StaleBlockNumber();
    error StaleUpdate();
    error UpdateTooFrequent();

    // amounts, payments, parameters
    error ETHTransferFailed();
    error InvalidOperatorFeeIncreaseLimit();
    error InvalidOperatorFeeRange();
    error MaxPrecisionExceeded();
    error MaxValueExceeded();
    error NewBlockPeriodIsBelowMinimum();
    error TokenTransferFailed();
}
