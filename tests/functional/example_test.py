"""A template: copy it, keep the shape, delete the comments.

A functional test runs the real program as a person or a script would. What a unit test can show,
a unit test should show: these here are for what needs a process, a terminal, a signal or another
tool. Run them with `make functional`, one file with `make functional SUITE=example_test.py`.
"""

import json

# Everything shared is in conftest.py: the `router` fixture (the program in an empty folder),
# ADDRESS, PASSWORD, and vectors("deposit/files.json") for known answers.
from conftest import ADDRESS, Router


# The name is a sentence; the file's name its subject. One behaviour each.
def test_makes_keystores_that_it_can_open(router: Router) -> None:
    # `router.run` fails the test, with what was printed, unless the command ends with `code`.
    router.run(*router.import_words(2))

    # `router.json` asks for --output json: compare fields, not texts made for people.
    verified = router.json("keys", "verify", "keys", "--password-file", "password")
    assert verified["wrong"] == 0
    assert [row["path"] for row in verified["keystores"]] == [
        "m/12381/3600/0/0/0",
        "m/12381/3600/1/0/0",
    ]


# A refusal is a behaviour too: exit code, reason code, and nothing left behind.
def test_refuses_an_amount_without_a_unit(router: Router) -> None:
    error = router.run(
        *router.import_words(1), "--amount", "32", "--output", "json", code=2
    )
    assert json.loads(error)["error"]["code"] == "bad_amount"
    assert not (router.folder / "keys").exists()


# No sleeps: wait for what must happen (a file, a line, an exit), with a timeout.
def test_ends_at_once_without_a_terminal_to_ask(router: Router) -> None:
    process = router.start("keys", "import", "--withdrawal-address", ADDRESS)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 2
    assert "--mnemonic-file" in err
