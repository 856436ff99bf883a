"""Random SSZ values and their JSON form of the consensus specification."""

import random
from typing import Any

from remerkleable.basic import boolean, uint
from remerkleable.bitfields import Bitlist, Bitvector
from remerkleable.byte_arrays import ByteList, ByteVector
from remerkleable.complex import Container, List, Vector


def to_json(value: Any) -> Any:
    """snake_case objects, numbers as decimal text, bytes and bits as 0x text of their SSZ."""
    if isinstance(value, Container):
        return {name: to_json(getattr(value, name)) for name in value.fields()}
    if isinstance(value, boolean):
        return bool(value)
    if isinstance(value, uint):
        return str(int(value))
    if isinstance(value, ByteVector | ByteList | Bitlist | Bitvector):
        return "0x" + value.encode_bytes().hex()
    return [to_json(v) for v in value]


def random_bits(count: int, rng: random.Random) -> list[bool]:
    return [rng.random() < 0.5 for _ in range(count)]


def random_value(kind: Any, rng: random.Random, most: int = 3) -> Any:
    """A value of the type; lists have up to `most` elements."""
    if issubclass(kind, Container):
        return kind(**{n: random_value(t, rng, most) for n, t in kind.fields().items()})
    if issubclass(kind, boolean):
        return kind(rng.random() < 0.5)
    if issubclass(kind, uint):
        bits = 8 * kind.type_byte_length()
        return kind(
            rng.choice([rng.randrange(2**bits), rng.randrange(2 ** (bits // 2)), 2**bits - 1])
        )
    if issubclass(kind, ByteVector):
        return kind(rng.randbytes(kind.type_byte_length()))
    if issubclass(kind, ByteList):
        return kind(rng.randbytes(rng.randrange(min(kind.limit(), 100) + 1)))
    if issubclass(kind, Bitvector):
        return kind(*random_bits(kind.vector_length(), rng))
    if issubclass(kind, Bitlist):
        return kind(*random_bits(rng.randrange(min(kind.limit(), 300) + 1), rng))
    if issubclass(kind, Vector):
        return kind(
            *(random_value(kind.element_cls(), rng, most) for _ in range(kind.vector_length()))
        )
    if issubclass(kind, List):
        count = rng.randrange(min(kind.limit(), most) + 1)
        return kind(*(random_value(kind.element_cls(), rng, most) for _ in range(count)))
    raise TypeError(kind)


def full_value(kind: Any, rng: random.Random) -> Any:
    """A list type filled up to its limit."""
    if issubclass(kind, Bitlist):
        return kind(*random_bits(kind.limit(), rng))
    if issubclass(kind, ByteList):
        return kind(rng.randbytes(kind.limit()))
    return kind(*(random_value(kind.element_cls(), rng) for _ in range(kind.limit())))
