"""States of the executable consensus specification as JSON that tests can fill in."""

import inspect
import json
import random
from pathlib import Path
from typing import Any, Callable

from eth_consensus_specs.fulu import mainnet as spec
from remerkleable.basic import boolean, uint
from remerkleable.bitfields import Bitlist, Bitvector
from remerkleable.byte_arrays import ByteList, ByteVector
from remerkleable.complex import Container, List, Vector

VECTORS = Path(__file__).resolve().parents[3] / "tests" / "vectors"
SOURCE = "eth-consensus-specs 1.7.0a13, fulu, mainnet preset"

ETH = 10**9
FAR = 2**64 - 1
E = 300  # the epoch of most cases: later than SHARD_COMMITTEE_PERIOD



def mend_registry_updates() -> None:
    """The loop holds views of an old list while ejections change the list below it, so that what
    comes later in the loop would undo them. Index the list anew instead; the rest stays."""
    loop = "for index, validator in enumerate(state.validators):\n"
    source = inspect.getsource(spec.process_registry_updates)
    assert loop in source
    source = source.replace(
        loop,
        "for index in range(len(state.validators)):\n        validator = state.validators[index]\n")
    exec(source, spec.__dict__)  # noqa: S102: the package's own text


mend_registry_updates()


def seeded(name: str) -> random.Random:
    return random.Random(f"stafi-router/beacon/{name}")


def to_json(value: Any) -> Any:
    """Numbers as decimal text, bytes as hex, as the beacon API does."""
    if isinstance(value, boolean):
        return bool(value)
    if isinstance(value, uint):
        return str(int(value))
    if isinstance(value, (ByteVector, ByteList)):
        return "0x" + bytes(value).hex()
    if isinstance(value, (Bitlist, Bitvector)):
        return "0x" + value.encode_bytes().hex()
    if isinstance(value, Container):
        return {name: to_json(getattr(value, name)) for name in value.fields()}
    return [to_json(item) for item in value]


def differs(a: Any, b: Any) -> bool:
    return a.hash_tree_root() != b.hash_tree_root()


def candidates(name: str, state: Any) -> Any:
    """Where a long vector may differ; a miss would show, as roots are compared as well."""
    slot = int(state.slot)
    if name == "randao_mixes":
        epoch = slot // int(spec.SLOTS_PER_EPOCH)
        return sorted({(epoch + i) % 65536 for i in range(-6, 7)})
    if name in ("block_roots", "state_roots"):
        return sorted({i % 8192 for i in range(max(slot - 100, 0), slot + 1)})
    return range(len(getattr(state, name)))


def sparse(name: str, state: Any, base: Any) -> dict[str, Any]:
    """The items of a vector that are not those of another state."""
    value, old = getattr(state, name), getattr(base, name)
    if name == "slashings":
        a, b = value.encode_bytes(), old.encode_bytes()
        where: Any = [i for i in range(8192) if a[8 * i:8 * i + 8] != b[8 * i:8 * i + 8]]
    else:
        where = candidates(name, state)
    return {str(i): to_json(value[i]) for i in where if value[i] != old[i]}


def changes(state: Any, base: Any) -> dict[str, Any]:
    """The fields in which a state differs; of long vectors only the items that do."""
    result: dict[str, Any] = {}
    for name, kind in state.fields().items():
        value, old = getattr(state, name), getattr(base, name)
        if not differs(value, old):
            continue
        if issubclass(kind, Vector):
            result.setdefault("items", {})[name] = sparse(name, state, base)
        else:
            result[name] = to_json(value)
    return result


EMPTY = spec.BeaconState()


def case(name: str, pre: Any, step: Callable[[Any], None], **given: Any) -> dict[str, Any]:
    """What a step makes of a state; "post" is null where the specification refuses it."""
    post = pre.copy()
    row: dict[str, Any] = {"name": name, "pre": changes(pre, EMPTY)}
    row |= {key: to_json(value) if hasattr(value, "hash_tree_root") else value
            for key, value in given.items()}
    try:
        step(post)
    except AssertionError:
        return {**row, "post": None}
    return {**row, "post": changes(post, pre), "root": bytes(post.hash_tree_root()).hex()}


def write(name: str, cases: list[Any]) -> None:
    path = VECTORS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(row) for row in cases)
    text = '{"source": ' + json.dumps(SOURCE) + ', "cases": [\n' + rows + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    print(f"{name}: {len(cases)} cases, {len(text) // 1024 + 1} KiB")


def credentials(kind: int, who: int) -> bytes:
    return bytes([kind]) + bytes(11) + bytes([who]) * 20


def validator(who: int, **fields: Any) -> Any:
    """An active validator with 32 ETH that has served for ever; its key is made up."""
    values = {
        "pubkey": b"\xaa" + who.to_bytes(2, "big") + bytes(45),
        "withdrawal_credentials": credentials(1, who % 256),
        "effective_balance": 32 * ETH,
        "activation_eligibility_epoch": 0,
        "activation_epoch": 0,
        "exit_epoch": FAR,
        "withdrawable_epoch": FAR,
    }
    return spec.Validator(**{**values, **fields})


def add(state: Any, one: Any, balance: int | None = None) -> None:
    state.validators.append(one)
    state.balances.append(int(one.effective_balance) if balance is None else balance)
    state.previous_epoch_participation.append(0)
    state.current_epoch_participation.append(0)
    state.inactivity_scores.append(0)


def state_at(epoch: int, count: int = 0, slot: int = 0) -> Any:
    """A state with `count` ordinary validators, finalized two epochs ago."""
    state = spec.BeaconState(slot=epoch * spec.SLOTS_PER_EPOCH + slot)
    state.finalized_checkpoint.epoch = max(epoch - 2, 0)
    state.current_justified_checkpoint.epoch = max(epoch - 1, 0)
    state.previous_justified_checkpoint.epoch = max(epoch - 2, 0)
    for who in range(count):
        add(state, validator(who))
    return state


def randao(state: Any, rng: random.Random, around: int) -> None:
    for epoch in range(around - 3, around + 4):
        state.randao_mixes[epoch % spec.EPOCHS_PER_HISTORICAL_VECTOR] = rng.randbytes(32)


def random_validator(rng: random.Random, who: int, epoch: int) -> tuple[Any, int]:
    """A validator in any phase of its life around `epoch`, and its balance."""
    kind = rng.choice((0, 1, 1, 2, 2))
    most = 2048 if kind == 2 else 32
    effective = rng.choice((most, 32, rng.randint(0, most), 16, 31)) * ETH
    balance = max(0, effective + rng.choice((0, 1, -1, ETH, -ETH, rng.randint(-3, 5) * ETH // 4)))
    eligibility = rng.choice((0, 0, 0, epoch - 3, epoch - 1, epoch, FAR))
    activation = FAR
    if eligibility < epoch - 2:
        activation = rng.choice((0, 0, 0, epoch - 256, epoch - 255, epoch + 4, FAR))
    leaving = withdrawable = FAR
    if activation <= epoch and rng.random() < 0.4:
        leaving = rng.choice((epoch - 280, epoch - 256, epoch - 1, epoch, epoch + 1, epoch + 5))
        leaving = max(leaving, int(activation))
        withdrawable = leaving + 256
    one = validator(
        who,
        withdrawal_credentials=credentials(kind, who),
        effective_balance=effective,
        slashed=leaving != FAR and rng.random() < 0.3,
        activation_eligibility_epoch=eligibility,
        activation_epoch=activation,
        exit_epoch=leaving,
        withdrawable_epoch=withdrawable,
    )
    if one.slashed and rng.random() < 0.7:
        one.withdrawable_epoch = epoch + 4096
    return one, balance


def random_state(rng: random.Random, count: int, epoch: int = E, slot: int = 31) -> Any:
    """Validators of all kinds, queues half full, participation as it falls."""
    state = state_at(epoch, 0, slot)
    for who in range(count):
        add(state, *random_validator(rng, who, epoch))
        state.previous_epoch_participation[who] = rng.randrange(8)
        state.current_epoch_participation[who] = rng.randrange(8)
        state.inactivity_scores[who] = rng.choice((0, 0, 1, 5, 40, 10**6))
    randao(state, rng, epoch)
    if rng.random() < 0.5:
        state.earliest_exit_epoch = epoch + rng.randint(0, 9)
        state.exit_balance_to_consume = rng.randint(0, 128) * ETH
    if rng.random() < 0.5:
        state.finalized_checkpoint.epoch = epoch - rng.randint(2, 9)
    return state
