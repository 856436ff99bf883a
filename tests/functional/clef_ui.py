"""Runs clef and is its user, who agrees to everything: `clef_ui.py CLEF FOLDER PORT CHAIN_ID`.

clef asks over its standard output, one JSON-RPC request a line, and reads the answers from its
standard input (--stdio-ui). FOLDER holds `keys/` and `password`, the password of all of them.
"""
import json
import pathlib
import subprocess
import sys


def answer(request: dict, password: str) -> dict | None:
    """What the user says; nothing to what only informs."""
    asked = request["params"][0] if request.get("params") else {}
    match request["method"]:
        case "ui_approveTx":
            return {"approved": True, "transaction": asked["transaction"]}
        case "ui_approveListing":
            return {"accounts": asked["accounts"]}
        case "ui_onInputRequired":
            return {"text": password}
    return None


def main(clef: str, folder: str, port: str, chain: str) -> None:
    home = pathlib.Path(folder)
    password = (home / "password").read_text()
    # Advanced: what is not in its list of known calls is a warning, not a refusal.
    command = [clef, "--stdio-ui", "--suppress-bootwarn", "--ipcdisable", "--advanced",
               "--chainid", chain,
               "--keystore", str(home / "keys"), "--configdir", str(home / "config"),
               "--http", "--http.addr", "127.0.0.1", "--http.port", port]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as ui:
        for line in ui.stdout:
            if not line.startswith("{"):
                continue
            request = json.loads(line)
            said = answer(request, password)
            if said is not None:
                reply = {"jsonrpc": "2.0", "id": request["id"], "result": said}
                ui.stdin.write(json.dumps(reply) + "\n")
                ui.stdin.flush()


main(*sys.argv[1:])
