"""What a person at a terminal sees, and what nobody ever sees."""

import json
import os
import pathlib
import re
import termios

import pytest
from conftest import ADDRESS, BINARY, PASSWORD, ROOT, Router, clean_environment
from terminal import Terminal


def start(router: Router, *words: str) -> Terminal:
    """The program on a terminal of its own."""
    return Terminal(router.folder, [str(BINARY), *words], clean_environment())


def has_echo(terminal: Terminal) -> bool:
    return bool(termios.tcgetattr(terminal.fd)[3] & termios.ECHO)


def test_new_keys_are_made_by_talking_to_a_person(router: Router) -> None:
    terminal = start(router, "keys", "new", "--withdrawal-address", ADDRESS)
    terminal.wait_for("new keystore password: ")
    terminal.type(PASSWORD + "\n")
    terminal.wait_for("the same again: ")
    terminal.type(PASSWORD + "\n")
    shown = terminal.wait_for("Type it again")
    mnemonic = re.search(r"\r\n\r\n  ((?:[a-z]+ ){23}[a-z]+)\r\n", shown)
    assert mnemonic, shown
    terminal.type(" ".join(word[:4] for word in mnemonic[1].split()) + "\n")
    assert terminal.end() == 0
    assert "1 keystore written" in terminal.seen
    assert "\x1b[3J" in terminal.seen  # the words are gone from the screen and its history
    assert PASSWORD not in terminal.seen  # typed without echo
    (router.folder / "mnemonic").write_text(mnemonic[1])
    router.run("keys", "verify", "--mnemonic-file", "mnemonic", "--password-file", "password")


def test_long_work_shows_a_bar_that_is_gone_at_the_end(router: Router) -> None:
    terminal = start(router, *router.import_words(100))
    assert terminal.end() == 0
    assert re.search(r"\r\w+ \w+  \[#*\.*\]  \d+/100  [\d.]+/s", terminal.seen), terminal.seen
    assert "level=" not in terminal.seen
    assert terminal.seen.rsplit("\x1b[K", 1)[1].startswith("100 keystores written")


def test_progress_of_a_split_counts_all_keys_though_files_are_written_in_between(
    router: Router,
) -> None:
    process = router.start(
        "keyshares", "split", "--mnemonic-file", "mnemonic", "--num-validators", "1100",
        "--per-file", "500", "--operators-file", str(ROOT / "docs/examples/operators.json"),
        "--operator-ids", "1,2,3,4", "--owner-address", ADDRESS, "--owner-nonce", "0",
        "--log-interval-s", "0", "--log-format", "json",
    )  # fmt: skip
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    lines = [json.loads(line) for line in err.splitlines()]
    steps = [line for line in lines if line["msg"] == "splitting and verifying keys"]
    assert {int(step["total"]) for step in steps} == {1100}
    done = [int(step["done"]) for step in steps]
    assert done == sorted(done) and done[-1] == 1100


@pytest.mark.parametrize("key", ["\x03", "\x1c"], ids=["^C", "^\\"])
def test_interrupting_a_question_gives_the_terminal_its_echo_back(router: Router, key: str) -> None:
    (router.folder / "keys").mkdir()
    terminal = start(router, "keys", "import", "--withdrawal-address", ADDRESS,
                     "--mnemonic-file", "mnemonic")  # fmt: skip
    terminal.wait_for("new keystore password: ")
    assert not has_echo(terminal)
    terminal.type(key)
    assert terminal.end() == 3
    assert "[interrupted]" in terminal.seen
    assert has_echo(terminal)
    assert list((router.folder / "keys").iterdir()) == []


def test_stopping_a_question_gives_the_terminal_its_echo_back_until_it_goes_on(
    router: Router,
) -> None:
    command = [str(BINARY), "keys", "import", "--kdf", "pbkdf2", "--withdrawal-address", ADDRESS,
               "--mnemonic-file", "mnemonic"]  # fmt: skip
    terminal = Terminal(router.folder, ["/bin/sh", "-i"], clean_environment())  # a shell that can stop its jobs
    terminal.type(" ".join(command) + "\n")
    terminal.wait_for("new keystore password: ")
    assert not has_echo(terminal)
    terminal.type("\x1a")  # ^Z
    terminal.wait_for("Stopped")
    assert has_echo(terminal)
    terminal.type("fg\n")
    terminal.wait_for("new keystore password: ")
    assert not has_echo(terminal)
    terminal.type(PASSWORD + "\n")
    terminal.wait_for("the same again: ")
    terminal.type(PASSWORD + "\n")
    terminal.wait_for("1 keystore written")
    assert has_echo(terminal)
    assert PASSWORD not in terminal.seen
    terminal.type("exit\n")
    terminal.end()


def test_a_mnemonic_is_not_shown_while_it_is_typed(router: Router) -> None:
    terminal = start(router, "keys", "import", "--kdf", "pbkdf2", "--withdrawal-address",
                        ADDRESS, "--password-file", "password")  # fmt: skip
    terminal.wait_for("mnemonic (not shown while you type): ")
    terminal.type(router.mnemonic + "\n")
    assert terminal.end() == 0
    assert not any(word in terminal.seen for word in router.mnemonic.split())


@pytest.mark.parametrize("key", ["\x03", "\x1c"], ids=["^C", "^\\"])
def test_an_interrupted_mnemonic_does_not_stay_on_the_screen(router: Router, key: str) -> None:
    terminal = start(router, "keys", "new", "--withdrawal-address", ADDRESS,
                        "--password-file", "password")  # fmt: skip
    terminal.wait_for("Type it again")
    terminal.type(key)
    assert terminal.end() == 3
    assert "\x1b[3J" in terminal.seen
    assert not (router.folder / "validator_keys").exists()


def test_secrets_are_neither_in_core_dumps_nor_on_the_command_line(router: Router) -> None:
    terminal = start(router, "keys", "import", "--withdrawal-address", ADDRESS,
                     "--mnemonic-file", "mnemonic")  # fmt: skip
    terminal.wait_for("new keystore password: ")
    process = pathlib.Path(f"/proc/{terminal.pid}")
    assert re.search(r"Max core file size +0 +0 ", (process / "limits").read_text())
    assert os.stat(process / "mem").st_uid == 0  # not dumpable: root's, whoever runs it
    command_line = (process / "cmdline").read_bytes().decode()
    assert not any(word in command_line for word in router.mnemonic.split())
    terminal.type("\x03")
    terminal.end()
