"""Long batches are ended in the middle, in every way, and go on when they are run again."""

import json
import pathlib
import resource
import signal
import subprocess
import time

import pytest
from conftest import ADDRESS, Router, vectors

COUNT = 400  # enough that writing them takes a noticeable time


def whole_files(folder: pathlib.Path) -> dict[str, str]:
    """Every file of the folder, hidden ones too, with its content; all must be whole."""
    files = {path.name: path.read_text() for path in folder.iterdir()}
    for name, text in files.items():
        assert name.startswith(("keystore-m_12381_3600_", "deposit_data-")), name
        json.loads(text)
    return files


def wait_for_files(folder: pathlib.Path, count: int, process: subprocess.Popen[str]) -> None:
    """Returns in the middle of the batch, as soon as some files are there."""
    deadline = time.monotonic() + 60
    while not folder.exists() or sum(1 for _ in folder.iterdir()) < count:
        assert process.poll() is None, "it ended before the files were there"
        assert time.monotonic() < deadline


def finish(router: Router, count: int, before: dict[str, str]) -> None:
    """Runs the batch again: what was there is kept to the byte, the rest is made."""
    report = router.json(*router.import_words(count))
    assert report["kept"] == len(before)
    assert report["written"] == count - len(before)
    after = whole_files(router.folder / "keys")
    assert before.items() <= after.items()
    assert len(after) == count + 1
    verified = router.json("keys", "verify", "keys", "--password-file", "password",
                           "--mnemonic-file", "mnemonic")  # fmt: skip
    assert verified["wrong"] == 0
    assert len(verified["keystores"]) == len(verified["deposits"]) == count


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_signal_in_the_middle_leaves_whole_files_and_the_next_run_goes_on(
    router: Router, name: str
) -> None:
    process = router.start(*router.import_words(COUNT))
    wait_for_files(router.folder / "keys", 5, process)
    process.send_signal(signal.Signals[name])
    _, err = process.communicate(timeout=60)
    if name == "SIGKILL":
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 3
        assert "[interrupted]" in err
        assert "Traceback" not in err
    before = whole_files(router.folder / "keys")
    assert 5 <= len(before) < COUNT, "the signal came too late to be in the middle"
    finish(router, COUNT, before)


def test_a_batch_of_fifty_survives_one_interruption_after_another(router: Router) -> None:
    kept = 0
    for _ in range(5):
        process = router.start(*router.import_words(50))
        folder = router.folder / "keys"
        deadline = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < deadline:
            if folder.exists() and sum(1 for _ in folder.iterdir()) > kept:
                process.send_signal(signal.SIGINT)
                break
        process.communicate(timeout=60)
        assert process.returncode in (0, 3)
        kept = len(whole_files(folder))
    keystores = {k: v for k, v in whole_files(router.folder / "keys").items() if "keystore" in k}
    for path in (router.folder / "keys").glob("deposit_data-*"):
        path.unlink()
    finish(router, 50, keystores)


def test_a_full_disk_leaves_nothing_half_written(router: Router) -> None:
    def small_disk() -> None:  # deposits of twenty validators have 14 KB, a keystore 710 bytes
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    process = router.start(*router.import_words(20), preexec_fn=small_disk)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "[disk_full]" in err
    before = whole_files(router.folder / "keys")
    assert len(before) == 20
    finish(router, 20, before)


def split_words(router: Router, count: int, *more: str) -> list[str]:
    """`keyshares split` of our mnemonic, for four operators."""
    operators = [
        {"id": i + 1, "public_key": case["operator_key"]}
        for i, case in enumerate(vectors("keyshares/operators.json")[:4])
    ]
    (router.folder / "operators.json").write_text(json.dumps(operators))
    return [
        "keyshares", "split", "--mnemonic-file", "mnemonic", "--num-validators", str(count),
        "--operators-file", "operators.json", "--owner-nonce", "0",
        "--owner-address", ADDRESS, *more,
    ]  # fmt: skip


def test_split_shares_are_written_whole_or_not_at_all(router: Router) -> None:
    process = router.start(*split_words(router, COUNT, "--log-interval-s", "0"))
    assert "keys" in process.stderr.readline()  # it is at work and says so
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 3
    assert not (router.folder / "keyshares").exists()


def test_a_killed_split_keeps_what_it_wrote_and_the_next_run_goes_on(router: Router) -> None:
    words = split_words(router, COUNT, "--per-file", "1")
    process = router.start(*words)
    folder = router.folder / "keyshares"
    wait_for_files(folder, 5, process)
    process.kill()
    process.communicate(timeout=60)
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert 5 <= len(before) < COUNT, "the signal came too late to be in the middle"
    report = router.json(*words)
    assert report["kept"] == len(before)
    assert report["written"] == COUNT - len(before)
    after = {path.name: path.read_text() for path in folder.iterdir()}
    assert before.items() <= after.items()
    assert len(after) == COUNT


def test_one_of_two_runs_into_one_folder_is_refused_at_once(router: Router) -> None:
    (router.folder / "real").mkdir()
    (router.folder / "keys").symlink_to("real")
    first = router.start(*router.import_words(COUNT))
    wait_for_files(router.folder / "real", 1, first)
    error = router.run(*router.import_words(COUNT, out="real"), code=3)
    assert "real: another run is writing to this folder [folder_in_use]" in error
    assert first.poll() is None, "the second run waited for the first"
    assert first.wait(60) == 0
    assert len(whole_files(router.folder / "keys")) == COUNT + 1
    router.run(*router.import_words(COUNT, out="real"))
    assert len(whole_files(router.folder / "keys")) == COUNT + 1
