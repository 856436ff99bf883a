"""The Keymanager API of a devnet's validator client, and keystores for it by the library of
ethstaker's deposit CLI."""

import json
import pathlib
import urllib.request
from typing import Any

from beacon_keys import Key
from conftest import PASSWORD
from devnets import Devnet
from ethstaker_deposit.key_handling.keystore import Pbkdf2Keystore


class Keymanager:
    """Asked by whoever may read its token."""

    def __init__(self, devnet: Devnet, token: str = "") -> None:
        self.url = devnet.facts["keymanager"] + "/eth/v1/keystores"
        self.token = token or pathlib.Path(devnet.facts["keymanager_token"]).read_text()

    def ask(self, method: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.url, None if body is None else json.dumps(body).encode(),
            {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            method=method,
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def keys(self) -> list[str]:
        return [row["validating_pubkey"] for row in self.ask("GET")["data"]]

    def add(self, key: Key, history: str = "") -> str:
        """How the import went; `history`: what the key signed elsewhere (EIP-3076)."""
        secret = key.secret.to_bytes(32, "big")
        keystore = Pbkdf2Keystore.encrypt(secret=secret, password=PASSWORD).as_json()
        body = {"keystores": [keystore], "passwords": [PASSWORD]}
        (done,) = self.ask("POST", body | ({"slashing_protection": history} if history else {}))["data"]
        return done["status"]

    def delete(self, key: Key) -> tuple[str, str]:
        """How that went, and what the key had signed."""
        answer = self.ask("DELETE", {"pubkeys": [str(key)]})
        (done,) = answer["data"]
        return done["status"], answer["slashing_protection"]
