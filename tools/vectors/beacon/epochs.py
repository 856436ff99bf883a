"""Participation, rewards, penalties, inactivity and finality at the end of an epoch."""

from typing import Any

from spec_state import E, case, random_state, seeded, spec, state_at, write


def with_roots(state: Any, seed: str) -> Any:
    """The roots of the first blocks of this epoch and the two before."""
    rng = seeded(seed)
    epoch = int(spec.get_current_epoch(state))
    for first in range(max(epoch - 2, 0) * 32, int(state.slot), 32):
        state.block_roots[first % spec.SLOTS_PER_HISTORICAL_ROOT] = rng.randbytes(32)
    return state


def random_steps() -> None:
    for name, step, seeds in (
        ("inactivity_updates", spec.process_inactivity_updates, 10),
        ("rewards_and_penalties", spec.process_rewards_and_penalties, 12),
        ("participation_flag_updates", spec.process_participation_flag_updates, 2),
    ):
        cases = []
        for seed in range(seeds):
            state = random_state(seeded(f"{name}/{seed}"), 14)
            if seed % 3 == 2:  # a leak
                state.finalized_checkpoint.epoch = E - 20
            cases.append(case(f"random {seed}", state, step))
        for epoch in (0, 1):
            cases.append(case(f"epoch {epoch}", state_at(epoch, 4, 31), step))
        write(f"beacon_epochs/{name}.json", cases)


def finality() -> None:
    cases = []
    for bits in range(16):
        for previous, current in ((6, 6), (7, 6), (5, 7), (6, 7), (7, 7), (4, 5)):
            state = with_roots(state_at(E, 9, 31), f"finality/{bits}")
            for i in range(4):
                state.justification_bits[i] = bool(bits >> i & 1)
            state.previous_justified_checkpoint.epoch = E - 2 - bits % 3
            state.current_justified_checkpoint.epoch = E - 1 - bits % 2
            state.current_justified_checkpoint.root = b"\x11" * 32
            state.previous_justified_checkpoint.root = b"\x22" * 32
            state.finalized_checkpoint.epoch = E - 9
            for who in range(9):
                state.previous_epoch_participation[who] = 2 if who < previous else 5
                state.current_epoch_participation[who] = 7 if who < current else 0
            if bits % 5 == 0:
                state.validators[0].slashed = True
            cases.append(case(f"bits {bits:04b}, {previous} and {current} of 9", state,
                              spec.process_justification_and_finalization))
    for epoch in (0, 1, 2):
        state = with_roots(state_at(epoch, 4, 31), "early")
        for who in range(4):
            state.previous_epoch_participation[who] = state.current_epoch_participation[who] = 7
        cases.append(case(f"epoch {epoch}", state, spec.process_justification_and_finalization))
    write("beacon_epochs/finality.json", cases[::3] + cases[-3:])


def main() -> None:
    random_steps()
    finality()


if __name__ == "__main__":
    main()
