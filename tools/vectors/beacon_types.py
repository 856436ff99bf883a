"""Beacon chain containers of the consensus specification, mainnet preset, up to Fulu.

Named as in the specification; where forks differ, the class is Electra's (or Deneb's, where
Electra did not change it). BeaconStateFulu adds one field to BeaconState.
"""

from remerkleable.basic import boolean, uint8, uint64, uint256
from remerkleable.bitfields import Bitlist, Bitvector
from remerkleable.byte_arrays import ByteList, Bytes4, Bytes32, Bytes48, Bytes96, ByteVector
from remerkleable.complex import Container, List, Vector

Address = ByteVector[20]
VALIDATOR_REGISTRY_LIMIT = 2**40
MAX_ATTESTING_INDICES = 2048 * 64  # MAX_VALIDATORS_PER_COMMITTEE * MAX_COMMITTEES_PER_SLOT
SLOTS_PER_HISTORICAL_ROOT = 8192
EPOCHS_PER_HISTORICAL_VECTOR = 65536
EPOCHS_PER_SLASHINGS_VECTOR = 8192
PROPOSER_LOOKAHEAD = 64  # (MIN_SEED_LOOKAHEAD + 1) * SLOTS_PER_EPOCH


# Misc


class Fork(Container):
    previous_version: Bytes4
    current_version: Bytes4
    epoch: uint64


class ForkData(Container):
    current_version: Bytes4
    genesis_validators_root: Bytes32


class SigningData(Container):
    object_root: Bytes32
    domain: Bytes32


class Checkpoint(Container):
    epoch: uint64
    root: Bytes32


class Validator(Container):
    pubkey: Bytes48
    withdrawal_credentials: Bytes32
    effective_balance: uint64
    slashed: boolean
    activation_eligibility_epoch: uint64
    activation_epoch: uint64
    exit_epoch: uint64
    withdrawable_epoch: uint64


class HistoricalSummary(Container):
    block_summary_root: Bytes32
    state_summary_root: Bytes32


class Eth1Data(Container):
    deposit_root: Bytes32
    deposit_count: uint64
    block_hash: Bytes32


class BeaconBlockHeader(Container):
    slot: uint64
    proposer_index: uint64
    parent_root: Bytes32
    state_root: Bytes32
    body_root: Bytes32


class SignedBeaconBlockHeader(Container):
    message: BeaconBlockHeader
    signature: Bytes96


# Deposits, exits, withdrawals


class DepositMessage(Container):
    pubkey: Bytes48
    withdrawal_credentials: Bytes32
    amount: uint64


class DepositData(Container):
    pubkey: Bytes48
    withdrawal_credentials: Bytes32
    amount: uint64
    signature: Bytes96


class Deposit(Container):
    proof: Vector[Bytes32, 33]
    data: DepositData


class VoluntaryExit(Container):
    epoch: uint64
    validator_index: uint64


class SignedVoluntaryExit(Container):
    message: VoluntaryExit
    signature: Bytes96


class BLSToExecutionChange(Container):
    validator_index: uint64
    from_bls_pubkey: Bytes48
    to_execution_address: Address


class SignedBLSToExecutionChange(Container):
    message: BLSToExecutionChange
    signature: Bytes96


class Withdrawal(Container):
    index: uint64
    validator_index: uint64
    address: Address
    amount: uint64


class PendingDeposit(Container):
    pubkey: Bytes48
    withdrawal_credentials: Bytes32
    amount: uint64
    signature: Bytes96
    slot: uint64


class PendingPartialWithdrawal(Container):
    validator_index: uint64
    amount: uint64
    withdrawable_epoch: uint64


class PendingConsolidation(Container):
    source_index: uint64
    target_index: uint64


class DepositRequest(Container):
    pubkey: Bytes48
    withdrawal_credentials: Bytes32
    amount: uint64
    signature: Bytes96
    index: uint64


class WithdrawalRequest(Container):
    source_address: Address
    validator_pubkey: Bytes48
    amount: uint64


class ConsolidationRequest(Container):
    source_address: Address
    source_pubkey: Bytes48
    target_pubkey: Bytes48


class ExecutionRequests(Container):
    deposits: List[DepositRequest, 8192]
    withdrawals: List[WithdrawalRequest, 16]
    consolidations: List[ConsolidationRequest, 2]


# Attestations and slashings


class AttestationData(Container):
    slot: uint64
    index: uint64
    beacon_block_root: Bytes32
    source: Checkpoint
    target: Checkpoint


class IndexedAttestation(Container):
    attesting_indices: List[uint64, MAX_ATTESTING_INDICES]
    data: AttestationData
    signature: Bytes96


class Attestation(Container):
    aggregation_bits: Bitlist[MAX_ATTESTING_INDICES]
    data: AttestationData
    signature: Bytes96
    committee_bits: Bitvector[64]


class SingleAttestation(Container):
    committee_index: uint64
    attester_index: uint64
    data: AttestationData
    signature: Bytes96


class AggregateAndProof(Container):
    aggregator_index: uint64
    aggregate: Attestation
    selection_proof: Bytes96


class SignedAggregateAndProof(Container):
    message: AggregateAndProof
    signature: Bytes96


class AttesterSlashing(Container):
    attestation_1: IndexedAttestation
    attestation_2: IndexedAttestation


class ProposerSlashing(Container):
    signed_header_1: SignedBeaconBlockHeader
    signed_header_2: SignedBeaconBlockHeader


# Sync committees


class SyncAggregate(Container):
    sync_committee_bits: Bitvector[512]
    sync_committee_signature: Bytes96


class SyncCommittee(Container):
    pubkeys: Vector[Bytes48, 512]
    aggregate_pubkey: Bytes48


class SyncCommitteeMessage(Container):
    slot: uint64
    beacon_block_root: Bytes32
    validator_index: uint64
    signature: Bytes96


class SyncCommitteeContribution(Container):
    slot: uint64
    beacon_block_root: Bytes32
    subcommittee_index: uint64
    aggregation_bits: Bitvector[128]
    signature: Bytes96


class ContributionAndProof(Container):
    aggregator_index: uint64
    contribution: SyncCommitteeContribution
    selection_proof: Bytes96


class SignedContributionAndProof(Container):
    message: ContributionAndProof
    signature: Bytes96


class SyncAggregatorSelectionData(Container):
    slot: uint64
    subcommittee_index: uint64


# Execution payloads, builders


class ExecutionPayload(Container):
    parent_hash: Bytes32
    fee_recipient: Address
    state_root: Bytes32
    receipts_root: Bytes32
    logs_bloom: ByteVector[256]
    prev_randao: Bytes32
    block_number: uint64
    gas_limit: uint64
    gas_used: uint64
    timestamp: uint64
    extra_data: ByteList[32]
    base_fee_per_gas: uint256
    block_hash: Bytes32
    transactions: List[ByteList[2**30], 2**20]
    withdrawals: List[Withdrawal, 16]
    blob_gas_used: uint64
    excess_blob_gas: uint64


class ExecutionPayloadHeader(Container):
    parent_hash: Bytes32
    fee_recipient: Address
    state_root: Bytes32
    receipts_root: Bytes32
    logs_bloom: ByteVector[256]
    prev_randao: Bytes32
    block_number: uint64
    gas_limit: uint64
    gas_used: uint64
    timestamp: uint64
    extra_data: ByteList[32]
    base_fee_per_gas: uint256
    block_hash: Bytes32
    transactions_root: Bytes32
    withdrawals_root: Bytes32
    blob_gas_used: uint64
    excess_blob_gas: uint64


class ValidatorRegistration(Container):
    fee_recipient: Address
    gas_limit: uint64
    timestamp: uint64
    pubkey: Bytes48


class SignedValidatorRegistration(Container):
    message: ValidatorRegistration
    signature: Bytes96


# Blocks and states


class BeaconBlockBody(Container):
    randao_reveal: Bytes96
    eth1_data: Eth1Data
    graffiti: Bytes32
    proposer_slashings: List[ProposerSlashing, 16]
    attester_slashings: List[AttesterSlashing, 1]
    attestations: List[Attestation, 8]
    deposits: List[Deposit, 16]
    voluntary_exits: List[SignedVoluntaryExit, 16]
    sync_aggregate: SyncAggregate
    execution_payload: ExecutionPayload
    bls_to_execution_changes: List[SignedBLSToExecutionChange, 16]
    blob_kzg_commitments: List[Bytes48, 4096]
    execution_requests: ExecutionRequests


class BeaconBlock(Container):
    slot: uint64
    proposer_index: uint64
    parent_root: Bytes32
    state_root: Bytes32
    body: BeaconBlockBody


class SignedBeaconBlock(Container):
    message: BeaconBlock
    signature: Bytes96


class BeaconState(Container):
    genesis_time: uint64
    genesis_validators_root: Bytes32
    slot: uint64
    fork: Fork
    latest_block_header: BeaconBlockHeader
    block_roots: Vector[Bytes32, SLOTS_PER_HISTORICAL_ROOT]
    state_roots: Vector[Bytes32, SLOTS_PER_HISTORICAL_ROOT]
    historical_roots: List[Bytes32, 2**24]
    eth1_data: Eth1Data
    eth1_data_votes: List[Eth1Data, 2048]
    eth1_deposit_index: uint64
    validators: List[Validator, VALIDATOR_REGISTRY_LIMIT]
    balances: List[uint64, VALIDATOR_REGISTRY_LIMIT]
    randao_mixes: Vector[Bytes32, EPOCHS_PER_HISTORICAL_VECTOR]
    slashings: Vector[uint64, EPOCHS_PER_SLASHINGS_VECTOR]
    previous_epoch_participation: List[uint8, VALIDATOR_REGISTRY_LIMIT]
    current_epoch_participation: List[uint8, VALIDATOR_REGISTRY_LIMIT]
    justification_bits: Bitvector[4]
    previous_justified_checkpoint: Checkpoint
    current_justified_checkpoint: Checkpoint
    finalized_checkpoint: Checkpoint
    inactivity_scores: List[uint64, VALIDATOR_REGISTRY_LIMIT]
    current_sync_committee: SyncCommittee
    next_sync_committee: SyncCommittee
    latest_execution_payload_header: ExecutionPayloadHeader
    next_withdrawal_index: uint64
    next_withdrawal_validator_index: uint64
    historical_summaries: List[HistoricalSummary, 2**24]
    deposit_requests_start_index: uint64
    deposit_balance_to_consume: uint64
    exit_balance_to_consume: uint64
    earliest_exit_epoch: uint64
    consolidation_balance_to_consume: uint64
    earliest_consolidation_epoch: uint64
    pending_deposits: List[PendingDeposit, 2**27]
    pending_partial_withdrawals: List[PendingPartialWithdrawal, 2**27]
    pending_consolidations: List[PendingConsolidation, 2**18]


class BeaconStateFulu(BeaconState):
    proposer_lookahead: Vector[uint64, PROPOSER_LOOKAHEAD]
