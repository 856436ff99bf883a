"""Keystores made by eth-keyfile with seeded salts, IVs and UUIDs."""

import contextlib
import copy
import random
import uuid
from collections.abc import Iterator
from typing import Any
from unittest import mock

import eth_keyfile

Keystore = dict[str, Any]


@contextlib.contextmanager
def seeded_randomness(rng: random.Random) -> Iterator[None]:
    """What eth-keyfile draws inside is the same in every run."""
    fixed_uuid = uuid.UUID(bytes=rng.randbytes(16), version=4)
    with (
        mock.patch("eth_keyfile.keyfile.Random.get_random_bytes", rng.randbytes),
        mock.patch("eth_keyfile.keyfile.uuid4", lambda: fixed_uuid),
    ):
        yield


def create(rng: random.Random, **arguments: Any) -> Keystore:
    """eth_keyfile.create_keyfile_json with seeded randomness."""
    with seeded_randomness(rng):
        return eth_keyfile.create_keyfile_json(**arguments)


def changed(keystore: Keystore, path: str, value: Any) -> Keystore:
    """A copy with one field replaced, or removed if value is None."""
    made = copy.deepcopy(keystore)
    *parents, last = path.split("/")
    place = made
    for name in parents:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return made
