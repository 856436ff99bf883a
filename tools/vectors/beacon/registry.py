"""Shuffling, committees, proposers; deposits; the registry's queues; withdrawals; requests."""

from typing import Any

from eth_consensus_specs.utils import bls
from spec_state import (
    ETH, E, FAR, add, case, credentials, randao, random_state, seeded, spec, state_at, validator,
    write,
)


def shuffling() -> None:
    cases = []
    for count in (1, 2, 3, 5, 33, 255, 256, 257, 600):
        seed = spec.hash(f"shuffle/{count}".encode())
        mapping = [int(spec.compute_shuffled_index(i, count, seed)) for i in range(count)]
        cases.append({"seed": bytes(seed).hex(), "count": count, "mapping": mapping})
    write("beacon_duties/shuffling.json", cases)


def duties() -> None:
    cases = []
    for name, count, epoch, target in (("few", 5, E, 128), ("two a slot", 66, E, 1),
                                       ("many", 300, 7, 4)):
        rng = seeded(f"duties/{name}")
        spec.TARGET_COMMITTEE_SIZE = spec.Uint64(target)
        state = state_at(epoch, count, 5)
        for i in range(count):
            if rng.random() < 0.2:
                state.validators[i].exit_epoch = epoch + rng.randint(-1, 1)
            if rng.random() < 0.2:
                state.validators[i].withdrawal_credentials = credentials(2, 1)
                state.validators[i].effective_balance = rng.choice((64, 1024, 2048)) * ETH
        randao(state, rng, epoch)
        epochs = []
        for at in map(spec.Epoch, (epoch - 1, epoch, epoch + 1)):
            per_slot = int(spec.get_committee_count_per_slot(state, at))
            committees = [[int(v) for v in spec.get_beacon_committee(
                state, spec.Slot(int(at) * 32 + slot), spec.CommitteeIndex(c))]
                for slot in range(32) for c in range(per_slot)]
            proposers = [int(v) for v in spec.get_beacon_proposer_indices(state, at)]
            epochs.append({"epoch": int(at), "per_slot": per_slot, "committees": committees,
                           "proposers": proposers})
        sync = [int(i) for i in spec.get_next_sync_committee_indices(state)]
        cases.append({**case(name, state, lambda s: None), "target_committee_size": target,
                      "duties": epochs, "sync_committee": sync})
    spec.TARGET_COMMITTEE_SIZE = spec.Uint64(128)
    write("beacon_duties/duties.json", cases)


def epoch_steps() -> None:
    """Steps at the end of an epoch that need nothing but the state."""
    for name, step, seeds in (
        ("registry_updates", spec.process_registry_updates, 12),
        ("effective_balances", spec.process_effective_balance_updates, 8),
        ("proposer_lookahead", spec.process_proposer_lookahead, 4),
    ):
        cases = []
        for seed in range(seeds):
            state = random_state(seeded(f"{name}/{seed}"), 14)
            if name == "registry_updates" and seed % 3 == 0:
                for who in range(20, 34):  # more to eject than fits one epoch's churn
                    add(state, validator(who, effective_balance=16 * ETH))
            cases.append(case(f"random {seed}", state, step))
        write(f"beacon_registry/{name}.json", cases)


def signed_deposit(key: int, kind: int, amount: int, slot: int, forged: bool = False) -> Any:
    pubkey = bls.SkToPk(key)
    message = spec.DepositMessage(
        pubkey=pubkey, withdrawal_credentials=credentials(kind, key), amount=amount)
    root = spec.compute_signing_root(message, spec.compute_domain(spec.DOMAIN_DEPOSIT))
    return spec.PendingDeposit(
        pubkey=pubkey, withdrawal_credentials=credentials(kind, key), amount=amount,
        signature=bls.Sign(key + 1000 if forged else key, root), slot=slot)


def top_up(one: Any, amount: int, slot: int) -> Any:
    return spec.PendingDeposit(
        pubkey=one.pubkey, withdrawal_credentials=credentials(1, 0xEE), amount=amount, slot=slot)


def deposits() -> None:
    final = (E - 2) * 32
    start = state_at(E, 4, 31)
    cases = []

    def queue(name: str, *entries: Any, **fields: Any) -> None:
        state = start.copy()
        state.pending_deposits = list(entries)
        for field, value in fields.items():
            setattr(state, field, value)
        cases.append(case(name, state, spec.process_pending_deposits))

    queue("empty")
    queue("new validator", signed_deposit(1, 1, 32 * ETH, final))
    queue("new compounding validator", signed_deposit(1, 2, 100 * ETH, final))
    queue("forged signature is lost", signed_deposit(1, 1, 32 * ETH, final, forged=True))
    queue("the first valid one fixes the credentials",
          signed_deposit(1, 2, 1 * ETH, final, forged=True),
          signed_deposit(1, 1, 1 * ETH, final), signed_deposit(1, 2, 31 * ETH, final))
    junk = signed_deposit(1, 1, ETH, final)
    junk.pubkey = b"\xff" * 48
    queue("key is no point", junk)
    queue("top-up with other credentials", top_up(start.validators[2], 3 * ETH, final))
    queue("not final yet", signed_deposit(1, 1, 32 * ETH, final + 1))
    queue("stops at the first that is not final", top_up(start.validators[0], ETH, final + 1),
          top_up(start.validators[0], ETH, final))
    queue("churn: exactly", signed_deposit(1, 2, 128 * ETH, final))
    queue("churn: one gwei too much", signed_deposit(1, 2, 128 * ETH + 1, final))
    queue("churn: saved up", signed_deposit(1, 2, 200 * ETH, final),
          deposit_balance_to_consume=72 * ETH)
    queue("churn: saved up, not enough", signed_deposit(1, 2, 201 * ETH, final),
          deposit_balance_to_consume=72 * ETH)
    queue("at most sixteen", *[top_up(start.validators[i % 4], ETH, final) for i in range(18)])
    leaving = start.copy()
    leaving.validators[1].exit_epoch = E - 5
    leaving.validators[1].withdrawable_epoch = E + 251
    leaving.validators[2].exit_epoch = E - 280
    leaving.validators[2].withdrawable_epoch = E - 24
    leaving.validators[3].exit_epoch = E - 255
    leaving.validators[3].withdrawable_epoch = E + 1
    start = leaving
    queue("leaving ones wait, gone ones get it at once",
          top_up(start.validators[1], 5 * ETH, final), top_up(start.validators[2], 500 * ETH, final),
          top_up(start.validators[3], 7 * ETH, final), top_up(start.validators[0], 9 * ETH, final))
    write("beacon_registry/pending_deposits.json", cases)


def withdrawals() -> None:
    cases = []
    for seed in range(12):
        rng = seeded(f"withdrawals/{seed}")
        state = random_state(rng, 12 if seed < 8 else 24, slot=3)
        count = len(state.validators)
        state.next_withdrawal_index = rng.randrange(1000)
        state.next_withdrawal_validator_index = rng.randrange(count)
        for _ in range(rng.choice((0, 3, 12))):
            state.pending_partial_withdrawals.append(spec.PendingPartialWithdrawal(
                validator_index=rng.randrange(count), amount=rng.choice((1, ETH, 40 * ETH)),
                withdrawable_epoch=E - (rng.random() < 0.9)))
        if seed >= 8:
            for i in range(count):
                state.validators[i].withdrawal_credentials = credentials(1, i)
                state.validators[i].effective_balance = 32 * ETH
                state.balances[i] = 32 * ETH + i
        expected = spec.get_expected_withdrawals(state)
        payload = spec.ExecutionPayload(withdrawals=expected.withdrawals)
        cases.append(case(f"random {seed}", state,
                          lambda s: spec.process_withdrawals(s, payload),
                          withdrawals=payload.withdrawals))
    write("beacon_registry/withdrawals.json", cases)


def requests() -> None:
    def start() -> Any:
        state = state_at(E, 3, 7)
        add(state, validator(3, withdrawal_credentials=credentials(2, 3)), 40 * ETH)
        add(state, validator(4, withdrawal_credentials=credentials(2, 4),
                             effective_balance=2048 * ETH), 2050 * ETH)
        add(state, validator(5, withdrawal_credentials=credentials(0, 5)))
        add(state, validator(6, activation_epoch=E - 255))
        add(state, validator(7, activation_epoch=E - 256))
        add(state, validator(8, exit_epoch=E + 9, withdrawable_epoch=E + 265))
        add(state, validator(9, activation_epoch=FAR))
        add(state, validator(10), 33 * ETH)
        return state

    big = start()
    for who in range(20, 24):  # so much stake that consolidations have churn
        add(big, validator(who, withdrawal_credentials=credentials(2, who),
                           effective_balance=2048 * ETH))
    waiting = start()
    for who, amount in ((4, 100 * ETH), (4, 5), (3, ETH)):
        waiting.pending_partial_withdrawals.append(spec.PendingPartialWithdrawal(
            validator_index=who, amount=amount, withdrawable_epoch=E + 256))

    cases = []

    def withdraw(name: str, who: int, amount: int, owner: int | None = None,
                 state: Any = None) -> None:
        state = state or start()
        pubkey = state.validators[who].pubkey if who < 90 else b"\xbb" * 48
        request = spec.WithdrawalRequest(
            source_address=bytes([who if owner is None else owner]) * 20,
            validator_pubkey=pubkey, amount=amount)
        cases.append(case(name, state, lambda s: spec.process_withdrawal_request(s, request),
                          request=request))

    withdraw("exit", 0, 0)
    withdraw("exit of a compounding one", 4, 0)
    withdraw("exit for another's validator", 0, 0, owner=1)
    withdraw("exit of an unknown key", 99, 0)
    withdraw("exit with 0x00 credentials", 5, 0)
    withdraw("exit one epoch too early", 6, 0)
    withdraw("exit as early as can be", 7, 0)
    withdraw("exit of one that leaves already", 8, 0)
    withdraw("exit of one that is not active", 9, 0)
    withdraw("exit of one that waits for a partial withdrawal", 3, 0, state=waiting)
    withdraw("partial", 4, 10 * ETH)
    withdraw("partial beyond what may go", 3, 100 * ETH)
    withdraw("partial of 0x01", 10, 1)
    withdraw("partial after others", 4, FAR, state=waiting)
    queued = start()
    queued.earliest_exit_epoch = E + 8
    queued.exit_balance_to_consume = 3 * ETH
    withdraw("partial at the end of a queue", 4, 1000 * ETH, state=queued)
    withdraw("exit at the end of a queue", 0, 0, state=queued)
    write("beacon_registry/withdrawal_requests.json", cases)

    cases = []

    def consolidate(name: str, source: int, target: int, owner: int | None = None,
                    state: Any = None) -> None:
        state = state or start()
        request = spec.ConsolidationRequest(
            source_address=bytes([source if owner is None else owner]) * 20,
            source_pubkey=state.validators[source].pubkey,
            target_pubkey=state.validators[target].pubkey if target < 90 else b"\xbb" * 48)
        cases.append(case(name, state, lambda s: spec.process_consolidation_request(s, request),
                          request=request))

    consolidate("switch", 0, 0)
    consolidate("switch with excess", 10, 10)
    consolidate("switch by another", 0, 0, owner=1)
    consolidate("switch of a compounding one", 3, 3)
    consolidate("switch of one that leaves", 8, 8)
    consolidate("switch of 0x00", 5, 5)
    consolidate("no churn for consolidations", 0, 3)
    write("beacon_registry/consolidation_requests.json", cases)

    # A churn that leaves something for consolidations: many validators, as on the devnet.
    spec.config = spec.config._replace(
        MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA=spec.Gwei(512 * ETH)) if hasattr(
            spec.config, "_replace") else spec.config
    cases = []
    consolidate("moves", 0, 3, state=big)
    consolidate("target is not compounding", 0, 1, state=big)
    consolidate("by another", 0, 3, owner=1, state=big)
    consolidate("unknown target", 0, 99, state=big)
    consolidate("source too young", 6, 3, state=big)
    consolidate("source leaves", 8, 3, state=big)
    consolidate("more than one epoch's churn", 4, 3, state=big)
    write("beacon_registry/consolidation_requests_512.json", cases)
    spec.config = spec.config._replace(MIN_PER_EPOCH_CHURN_LIMIT_ELECTRA=spec.Gwei(128 * ETH))

    cases = []
    state = start()
    state.validators[0].withdrawable_epoch = E + 1
    state.validators[0].exit_epoch = E - 255
    state.validators[1].slashed = True
    state.validators[2].withdrawable_epoch = E + 2
    state.balances[0] = 31 * ETH + 5
    for source in (1, 0, 2, 0):
        state.pending_consolidations.append(
            spec.PendingConsolidation(source_index=source, target_index=3))
    cases.append(case("in order, up to the first that is not free", state,
                      spec.process_pending_consolidations))
    richer = state.copy()
    richer.balances[0] = 35 * ETH
    cases.append(case("excess stays", richer, spec.process_pending_consolidations))
    write("beacon_registry/pending_consolidations.json", cases)


def voluntary_exits() -> None:
    cases = []

    def leave(name: str, *, epoch: int = E, signer: int = 7, index: int = 3,
              **fields: Any) -> None:
        state = state_at(E, 3, 7)
        state.genesis_validators_root = b"\x42" * 32
        add(state, validator(3, **{"pubkey": bls.SkToPk(7), **fields}))
        if name == "waits for a partial withdrawal":
            state.pending_partial_withdrawals.append(spec.PendingPartialWithdrawal(
                validator_index=3, amount=1, withdrawable_epoch=E))
        message = spec.VoluntaryExit(epoch=epoch, validator_index=index)
        domain = spec.compute_domain(spec.DOMAIN_VOLUNTARY_EXIT, spec.config.CAPELLA_FORK_VERSION,
                                     state.genesis_validators_root)
        signed = spec.SignedVoluntaryExit(
            message=message,
            signature=bls.Sign(signer, spec.compute_signing_root(message, domain)))

        def step(s: Any) -> None:
            assert int(message.validator_index) < len(s.validators)
            spec.process_voluntary_exit(s, signed)

        cases.append(case(name, state, step, exit=signed))

    leave("leaves")
    leave("asked long ago", epoch=0)
    leave("asked for later", epoch=E + 1)
    leave("signed by another", signer=8)
    leave("too young", activation_epoch=E - 255)
    leave("old enough", activation_epoch=E - 256)
    leave("not active", activation_epoch=FAR)
    leave("leaving already", exit_epoch=E + 5)
    leave("waits for a partial withdrawal")
    leave("unknown", index=4)
    write("beacon_registry/voluntary_exits.json", cases)


def main() -> None:
    shuffling()
    duties()
    epoch_steps()
    deposits()
    withdrawals()
    requests()
    voluntary_exits()


if __name__ == "__main__":
    main()
