"""What blocks do: each operation alone, whole ends of epochs, and a chain of signed blocks."""

from typing import Any, Callable

from eth_consensus_specs.utils import bls
from epochs import with_roots
from spec_state import (
    E, EMPTY, ETH, add, case, changes, credentials, randao, random_state, seeded, spec, state_at,
    to_json, validator, write,
)

GENESIS_ROOT = b"\x42" * 32


def keyed(who: int, **fields: Any) -> Any:
    """A validator whose key is who + 1."""
    return validator(who, pubkey=bls.SkToPk(who + 1), **fields)


def signed_state(epoch: int, count: int, slot: int = 0) -> Any:
    """Validators with real keys, on one fork since genesis."""
    state = state_at(epoch, 0, slot)
    state.genesis_validators_root = GENESIS_ROOT
    version = spec.config.GENESIS_FORK_VERSION
    state.fork = spec.Fork(previous_version=version, current_version=version, epoch=0)
    for who in range(count):
        add(state, keyed(who))
    return state


def with_lookahead(state: Any) -> Any:
    state.proposer_lookahead = spec.initialize_proposer_lookahead(state)
    return state


def sign(key: int, message: Any, domain: Any) -> Any:
    return bls.Sign(key, spec.compute_signing_root(message, domain))


def attested(state: Any, slot: int, committees: list[int], data: Any = None,
             absent: tuple[int, ...] = (), forged: bool = False) -> Any:
    """The committees of a slot vote, but for the absent ones."""
    epoch = spec.compute_epoch_at_slot(spec.Slot(slot))
    data = data or spec.AttestationData(
        slot=slot, beacon_block_root=spec.get_block_root_at_slot(state, spec.Slot(slot)),
        source=(state.current_justified_checkpoint if epoch == spec.get_current_epoch(state)
                else state.previous_justified_checkpoint),
        target=spec.Checkpoint(epoch=epoch, root=spec.get_block_root(state, epoch)))
    bits, voters = [], []
    for index in committees:
        for who in spec.get_beacon_committee(state, data.slot, spec.CommitteeIndex(index)):
            bits.append(int(who) not in absent)
            voters += [int(who)] * bits[-1]
    domain = spec.get_domain(state, spec.DOMAIN_BEACON_ATTESTER, data.target.epoch)
    signatures = [sign(who + 1 + forged, data, domain) for who in voters]
    made = spec.Attestation(
        data=data, signature=bls.Aggregate(signatures) if signatures else b"\xc0" + bytes(95),
        committee_bits=[i in committees for i in range(64)])
    made.aggregation_bits = type(made.aggregation_bits)(*bits)
    return made


def attestations() -> None:
    spec.TARGET_COMMITTEE_SIZE = spec.Uint64(1)
    rng = seeded("attestations")
    state = with_roots(signed_state(E, 64, 9), "attestations")
    for slot in range(int(state.slot) - 45, int(state.slot)):
        state.block_roots[slot % 8192] = rng.randbytes(32)
    randao(state, rng, E)
    state.validators[3].effective_balance = 17 * ETH
    state.validators[5].slashed = True
    state.current_justified_checkpoint.root = b"\x11" * 32
    state.previous_justified_checkpoint.root = b"\x22" * 32
    with_lookahead(state)
    now = int(state.slot)
    cases = []

    def attest(name: str, one: Any, pre: Any = state) -> None:
        cases.append(case(name, pre, lambda s: spec.process_attestation(s, one), attestation=one))

    attest("both committees, at once", attested(state, now - 1, [0, 1]))
    attest("second committee alone", attested(state, now - 1, [1]))
    attest("too late for the head", attested(state, now - 2, [0]))
    attest("six slots late", attested(state, now - 6, [0, 1]))
    attest("of the epoch before", attested(state, now - 30, [0]))
    attest("too early", attested(signed_at(state, now + 1), now, [0]))
    attest("forged", attested(state, now - 1, [0], forged=True))
    first = [int(i) for i in spec.get_beacon_committee(
        state, spec.Slot(now - 1), spec.CommitteeIndex(0))]
    attest("nobody", attested(state, now - 1, [0], absent=tuple(first)))
    attest("a committee without vote", attested(state, now - 1, [0, 1], absent=tuple(first)))
    longer = attested(state, now - 1, [0])
    longer.aggregation_bits.append(False)
    attest("a bit too many", longer)
    strange = attested(state, now - 1, [0])
    strange.committee_bits[2] = True
    attest("no such committee", strange)
    for name, change in (
        ("other head", lambda d: setattr(d, "beacon_block_root", b"\x99" * 32)),
        ("other target", lambda d: setattr(d.target, "root", b"\x99" * 32)),
        ("other source", lambda d: setattr(d.source, "root", b"\x99" * 32)),
        ("target of another epoch", lambda d: setattr(d.target, "epoch", E - 1)),
        ("index of a committee", lambda d: setattr(d, "index", 1)),
    ):
        data = attested(state, now - 1, [0]).data.copy()
        change(data)
        attest(name, attested(state, now - 1, [0], data=data))
    again = state.copy()
    spec.process_attestation(again, attested(state, now - 2, [0, 1]))
    attest("seen before", attested(state, now - 2, [0, 1]), pre=again)
    spec.TARGET_COMMITTEE_SIZE = spec.Uint64(128)
    write("beacon_blocks/attestations.json", cases)


def signed_at(state: Any, slot: int) -> Any:
    later = state.copy()
    later.slot = slot
    return later


def proposer_slashings() -> None:
    cases = []

    def slash(name: str, *, who: int = 2, other: dict[str, Any] | None = None, key: int | None = None,
              **fields: Any) -> None:
        state = with_lookahead(signed_state(E, 5, 7))
        for field, value in fields.items():
            setattr(state.validators[2], field, value)
        headers = []
        for change in ({}, {"body_root": b"\x01" * 32} if other is None else other):
            header = spec.BeaconBlockHeader(**{"slot": int(state.slot) - 40, "proposer_index": who,
                                               **change})
            domain = spec.get_domain(state, spec.DOMAIN_BEACON_PROPOSER,
                                     spec.compute_epoch_at_slot(header.slot))
            headers.append(spec.SignedBeaconBlockHeader(
                message=header, signature=sign(key or who + 1, header, domain)))
        one = spec.ProposerSlashing(signed_header_1=headers[0], signed_header_2=headers[1])

        def step(s: Any) -> None:
            assert who < len(s.validators)
            spec.process_proposer_slashing(s, one)

        cases.append(case(name, state, step, slashing=one))

    slash("two blocks")
    slash("one block", other={})
    slash("of two slots", other={"slot": 1})
    slash("of two proposers", other={"proposer_index": 3})
    slash("forged", key=9)
    slash("unknown", who=5)
    slash("slashed before", slashed=True)
    slash("of a leaving one", exit_epoch=E + 9, withdrawable_epoch=E + 265)
    slash("of one that is gone", exit_epoch=E - 300, withdrawable_epoch=E - 44)
    slash("of a rich one", effective_balance=2048 * ETH)
    write("beacon_blocks/proposer_slashings.json", cases)


def attester_slashings() -> None:
    cases = []

    def vote(state: Any, source: int, target: int, voters: list[int], root: int = 1,
             key: int | None = None) -> Any:
        data = spec.AttestationData(
            slot=target * 32, beacon_block_root=bytes([root]) * 32,
            source=spec.Checkpoint(epoch=source), target=spec.Checkpoint(epoch=target))
        domain = spec.get_domain(state, spec.DOMAIN_BEACON_ATTESTER, data.target.epoch)
        signatures = [sign(key or who + 1, data, domain) for who in voters]
        return spec.IndexedAttestation(
            attesting_indices=voters, data=data,
            signature=bls.Aggregate(signatures) if signatures else bytes(96))

    def slash(name: str, first: tuple[Any, ...], second: tuple[Any, ...], key: int | None = None,
              slashed: tuple[int, ...] = ()) -> None:
        state = with_lookahead(signed_state(E, 6, 7))
        for who in slashed:
            state.validators[who].slashed = True
        one = spec.AttesterSlashing(attestation_1=vote(state, *first),
                                    attestation_2=vote(state, *second, key=key))
        cases.append(case(name, state, lambda s: spec.process_attester_slashing(s, one),
                          slashing=one))

    slash("double vote", (290, 291, [1, 2, 4]), (290, 291, [2, 3, 4], 2))
    slash("double vote from two sources", (289, 291, [1]), (290, 291, [1]))
    slash("surrounds", (280, 291, [1, 5]), (281, 290, [1, 5]))
    slash("is surrounded", (281, 290, [1, 5]), (280, 291, [1, 5]))
    slash("one vote twice", (290, 291, [1]), (290, 291, [1]))
    slash("votes in a row", (290, 291, [1]), (291, 292, [1]))
    slash("nobody in common", (290, 291, [1, 2]), (290, 291, [3, 4], 2))
    slash("not in order", (290, 291, [2, 1]), (290, 291, [1, 2], 2))
    slash("twice the same voter", (290, 291, [1, 1]), (290, 291, [1], 2))
    slash("nobody", (290, 291, []), (290, 291, [1], 2))
    slash("forged", (290, 291, [1]), (290, 291, [1], 2), key=5)
    slash("some are slashed already", (290, 291, [1, 2]), (290, 291, [1, 2], 2), slashed=(1,))
    slash("all are slashed already", (290, 291, [1, 2]), (290, 291, [1, 2], 2), slashed=(1, 2))
    write("beacon_blocks/attester_slashings.json", cases)


def sync_aggregate_of(state: Any, absent: Callable[[int], bool], slot: int | None = None) -> Any:
    slot = int(state.slot) - 1 if slot is None else slot
    keys = {bytes(one.pubkey): who + 1 for who, one in enumerate(state.validators)}
    domain = spec.get_domain(state, spec.DOMAIN_SYNC_COMMITTEE,
                             spec.compute_epoch_at_slot(spec.Slot(slot)))
    root = spec.compute_signing_root(spec.get_block_root_at_slot(state, spec.Slot(slot)), domain)
    bits = [not absent(i) for i in range(512)]
    made: dict[int, Any] = {}
    signatures = []
    for bit, pubkey in zip(bits, state.current_sync_committee.pubkeys, strict=True):
        if bit:
            key = keys[bytes(pubkey)]
            signatures.append(made.setdefault(key, bls.Sign(key, root)))
    return spec.SyncAggregate(
        sync_committee_bits=bits,
        sync_committee_signature=bls.Aggregate(signatures) if signatures else b"\xc0" + bytes(95))


def sync_aggregates() -> None:
    rng = seeded("sync_aggregates")
    state = with_roots(signed_state(E, 5, 7), "sync")
    for slot in range(1, 8):
        state.block_roots[(int(state.slot) - slot) % 8192] = rng.randbytes(32)
    randao(state, rng, E)
    with_lookahead(state)
    state.current_sync_committee = spec.get_next_sync_committee(state)
    cases = []
    for name, one in (
        ("most", sync_aggregate_of(state, lambda i: i % 5 == 0)),
        ("nobody", sync_aggregate_of(state, lambda i: True)),
        ("of another slot", sync_aggregate_of(state, lambda i: False, int(state.slot) - 2)),
    ):
        cases.append(case(name, state, lambda s, one=one: spec.process_sync_aggregate(s, one),
                          aggregate=one))
    write("beacon_blocks/sync_aggregates.json", cases)


def whole_epochs() -> None:
    cases = []
    for seed in range(5):
        rng = seeded(f"whole_epochs/{seed}")
        epoch = (E, E, E, 5 * 64 - 1, 3 * 256 - 1)[seed]
        state = with_roots(random_state(rng, 9, epoch), f"whole/{seed}")
        if seed == 4:  # the sync committee changes: keys have to be real
            for who in range(len(state.validators)):
                state.validators[who].pubkey = bls.SkToPk(who + 1)
            state.validators[0] = keyed(0)
            state.validators[1] = keyed(1, effective_balance=17 * ETH)
        if seed % 2 == 0:
            state.finalized_checkpoint.epoch = max(epoch - 9, 0)
        for i in range(epoch - 4, epoch + 1):
            state.slashings[i % 8192] = rng.randrange(3) * 32 * ETH
        for who in range(len(state.validators)):
            if rng.random() < 0.3:
                state.pending_deposits.append(spec.PendingDeposit(
                    pubkey=state.validators[who].pubkey, amount=ETH * rng.randint(1, 40),
                    slot=max(epoch - 12, 0) * 32))
        cases.append(case(f"random {seed}, epoch {epoch}", state, spec.process_epoch))
    write("beacon_epochs/whole_epochs.json", cases)


class ChainMaker:
    """Signed blocks, one after the other, and the roots they lead to."""

    def __init__(self, state: Any) -> None:
        self.state = state
        self.rows: list[Any] = []

    def propose(self, slot: int, absent: Callable[[int], bool] = lambda i: False,
                **parts: Any) -> None:
        state = self.state.copy()
        spec.process_slots(state, spec.Slot(slot))
        who = int(spec.get_beacon_proposer_index(state))
        epoch = spec.get_current_epoch(state)
        reveal = sign(who + 1, epoch, spec.get_domain(state, spec.DOMAIN_RANDAO))
        header = state.latest_execution_payload_header
        payload = spec.ExecutionPayload(
            parent_hash=header.block_hash, block_hash=spec.hash(slot.to_bytes(32, "big")),
            prev_randao=spec.get_randao_mix(state, epoch), block_number=slot,
            timestamp=spec.compute_time_at_slot(state, spec.Slot(slot)),
            withdrawals=spec.get_expected_withdrawals(state).withdrawals)
        requests = parts.pop("execution_requests", spec.ExecutionRequests())
        body = spec.BeaconBlockBody(
            randao_reveal=reveal, graffiti=b"stafi".ljust(32, b"\0"), execution_payload=payload,
            sync_aggregate=sync_aggregate_of(state, absent), execution_requests=requests, **parts)
        block = spec.BeaconBlock(
            slot=slot, proposer_index=who, body=body,
            parent_root=spec.hash_tree_root(state.latest_block_header))
        after = state.copy()
        spec.process_block(after, block)
        block.state_root = spec.hash_tree_root(after)
        domain = spec.get_domain(state, spec.DOMAIN_BEACON_PROPOSER)
        one = spec.SignedBeaconBlock(message=block, signature=sign(who + 1, block, domain))
        spec.state_transition(self.state, one)
        self.rows.append({
            "block": to_json(one), "block_root": bytes(spec.hash_tree_root(block)).hex(),
            "state_root": bytes(spec.hash_tree_root(self.state)).hex(),
            "justified": int(self.state.current_justified_checkpoint.epoch),
            "finalized": int(self.state.finalized_checkpoint.epoch)})

    def votes(self, epoch: int) -> list[Any]:
        """Of all committees that have members, as the chain knows them at its latest block."""
        found = []
        for slot in range(epoch * 32, (epoch + 1) * 32):
            if slot < int(self.state.slot) and len(spec.get_beacon_committee(
                    self.state, spec.Slot(slot), spec.CommitteeIndex(0))):
                found.append(attested(self.state, slot, [0]))
        return found


def chain() -> None:
    state = spec.BeaconState(genesis_time=1_700_000_000)
    version = spec.config.GENESIS_FORK_VERSION
    state.fork = spec.Fork(previous_version=version, current_version=version, epoch=0)
    state.latest_block_header.body_root = spec.hash_tree_root(spec.BeaconBlockBody())
    state.randao_mixes = [b"\x77" * 32] * 65536
    state.eth1_data.block_hash = b"\x77" * 32
    for who in range(8):
        kind = {6: 2, 7: 0}.get(who, 1)
        words = credentials(kind, who)
        if kind == 0:
            words = b"\0" + bytes(spec.hash(bls.SkToPk(77)))[1:]
        add(state, keyed(who, withdrawal_credentials=words), (33 if who == 1 else 32) * ETH)
    state.genesis_validators_root = spec.hash_tree_root(state.validators)
    state.current_sync_committee = spec.get_next_sync_committee(state)
    state.next_sync_committee = state.current_sync_committee
    header = state.latest_execution_payload_header
    header.block_hash, header.timestamp, header.gas_limit = b"\x77" * 32, 1_700_000_000, 60_000_000
    state.earliest_exit_epoch = state.earliest_consolidation_epoch = 5
    with_lookahead(state)
    pre = changes(state, EMPTY)
    del pre["items"]["randao_mixes"]  # all are the same
    root = bytes(spec.hash_tree_root(state)).hex()

    made = ChainMaker(state)
    made.propose(1)
    made.propose(2, absent=lambda i: i % 3 == 0)
    made.propose(31)
    # The votes for the slots between, once the next epoch has begun.
    for epoch in range(1, 5):
        start = epoch * 32
        made.propose(start)
        parts: dict[str, Any] = {"attestations": made.votes(epoch - 1)[:8]}
        if epoch == 1:
            parts["execution_requests"] = spec.ExecutionRequests(deposits=[spec.DepositRequest(
                pubkey=made.state.validators[6].pubkey, withdrawal_credentials=credentials(2, 6),
                amount=5 * ETH, signature=bytes(96), index=0)])
            change = spec.BLSToExecutionChange(validator_index=7, from_bls_pubkey=bls.SkToPk(77),
                                               to_execution_address=b"\x0a" * 20)
            domain = spec.compute_domain(
                spec.DOMAIN_BLS_TO_EXECUTION_CHANGE,
                genesis_validators_root=made.state.genesis_validators_root)
            parts["bls_to_execution_changes"] = [spec.SignedBLSToExecutionChange(
                message=change, signature=sign(77, change, domain))]
        made.propose(start + 2 + epoch, **parts)
    write("beacon_blocks/chain.json", [{
        "name": "genesis to epoch 4", "pre": pre, "randao_mix": "77" * 32,
        "root": root, "blocks": made.rows}])


def main() -> None:
    attestations()
    proposer_slashings()
    attester_slashings()
    sync_aggregates()
    whole_epochs()
    chain()


if __name__ == "__main__":
    main()
