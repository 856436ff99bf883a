"""A devnet comes up, lives, and goes down, whatever is done to it."""

import json
import os
import pathlib
import signal
import socket
import subprocess

import pytest
from conftest import BINARY, clean_environment
from devnets import BOTH_ENGINES, Devnet, command, error, gone, processes_naming, wait_until


def test_comes_up_and_goes_down_without_a_trace(tmp_path: pathlib.Path) -> None:
    devnet = Devnet(tmp_path)
    pid = json.loads((tmp_path / "devnet/devnet.json").read_text())["pid"]
    anvils = processes_naming(str(tmp_path))
    assert not gone(pid)
    assert anvils
    devnet.wait(lambda status: status["execution_block"] > 80, "blocks")
    devnet.down()
    assert gone(pid)
    assert all(gone(anvil) for anvil in anvils)
    ended = error(tmp_path, "status")
    assert ended["code"] == "devnet_missing"
    assert "told to end" in ended["what"]


def test_begins_anew_in_the_folder_of_one_that_ended(tmp_path: pathlib.Path) -> None:
    for _ in range(2):
        devnet = Devnet(tmp_path)
        assert devnet.status()["epoch"] < 3
        devnet.down()


def test_two_live_side_by_side_but_not_in_one_folder(tmp_path: pathlib.Path) -> None:
    one = Devnet(tmp_path, "--folder", "devnet")
    second = error(tmp_path, "up", code=3)
    assert second["code"] == "folder_in_use"
    assert "a devnet runs here" in second["what"] and "devnet down" in second["what"]
    other = Devnet(tmp_path, "--folder", "other")
    assert other.facts["execution"] != one.facts["execution"]
    assert int(other.rpc("eth_blockNumber"), 16) >= 78
    command(tmp_path, "down", "--folder", "other")
    assert one.status()["components"][0]["state"] == "running"
    one.down()


@pytest.mark.parametrize("engine", BOTH_ENGINES)
def test_ends_cleanly_when_its_execution_client_is_killed(
    tmp_path: pathlib.Path, engine: str
) -> None:
    Devnet(tmp_path, "--engine", engine)
    pid = json.loads((tmp_path / "devnet/devnet.json").read_text())["pid"]
    (child,) = [one for one in processes_naming(str(tmp_path)) if one != pid]
    os.kill(child, signal.SIGKILL)
    wait_until(lambda: gone(pid), "the end of the devnet")
    ended = error(tmp_path, "status")
    assert ended["code"] == "devnet_missing"
    assert "signal 9" in ended["what"]
    assert "it had ended before" in command(tmp_path, "down")


@pytest.mark.parametrize("engine", BOTH_ENGINES)
def test_leaves_no_child_behind_when_it_is_killed(
    tmp_path: pathlib.Path, engine: str
) -> None:
    Devnet(tmp_path, "--engine", engine)
    pid = json.loads((tmp_path / "devnet/devnet.json").read_text())["pid"]
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: gone(pid), "its end")
    wait_until(lambda: not processes_naming(str(tmp_path)), "the end of its children")
    assert "gone without a word" in error(tmp_path, "status")["what"]


def test_is_not_taken_for_another_at_its_ports(tmp_path: pathlib.Path) -> None:
    dead = Devnet(tmp_path)
    state = json.loads((tmp_path / "devnet/devnet.json").read_text())
    os.kill(state["pid"], signal.SIGKILL)
    wait_until(lambda: gone(state["pid"]), "its end")
    wait_until(lambda: not processes_naming(str(tmp_path)), "the end of its children")
    base = state["control_port"] - 5
    other = Devnet(tmp_path, "--folder", "other", "--port-base", str(base))
    assert other.facts["control"] == dead.facts["control"]
    assert "gone without a word" in error(tmp_path, "status")["what"]
    assert "it had ended before" in command(tmp_path, "down")
    command(tmp_path, "down", "--folder", "other")


def test_ends_when_it_is_asked_by_a_signal(tmp_path: pathlib.Path) -> None:
    Devnet(tmp_path)
    pid = json.loads((tmp_path / "devnet/devnet.json").read_text())["pid"]
    os.kill(pid, signal.SIGTERM)
    wait_until(lambda: gone(pid), "the end of the devnet")
    assert not processes_naming(str(tmp_path))


def test_names_the_port_that_is_taken(tmp_path: pathlib.Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = error(tmp_path, "up", "--port-base", str(port - 2), code=3)
    assert refused["code"] == "port_taken"
    assert str(port) in refused["what"]
    assert not (tmp_path / "devnet").exists()


@pytest.mark.parametrize("engine", ["anvil", "geth"])
def test_names_the_tool_that_is_missing(tmp_path: pathlib.Path, engine: str) -> None:
    refused = error(tmp_path, "up", "--engine", engine, "--program", f"nowhere/{engine}")
    assert refused["code"] == "program_missing"
    assert f"nowhere/{engine}" in refused["what"]


def test_names_the_field_of_a_ready_chain_that_is_damaged(tmp_path: pathlib.Path) -> None:
    chain = tmp_path / "chains/v2"
    chain.mkdir(parents=True)
    (chain / "state.json").write_text("{}")
    (chain / "addresses.json").write_text('{"chainId":31337,"ssvRelease":7}')
    refused = error(tmp_path, "up", "--contracts", "chains")
    assert refused["code"] == "bad_json"
    assert "addresses.json: ssvRelease" in refused["what"]


def test_names_the_field_of_a_state_file_that_is_damaged(tmp_path: pathlib.Path) -> None:
    (tmp_path / "devnet").mkdir()
    state = tmp_path / "devnet/devnet.json"
    state.write_text('{"engine":"anvil","pid":1,"control_port":700000,"end":""}')
    refused = error(tmp_path, "status")
    assert refused["code"] == "out_of_range"
    assert "devnet.json: control_port: 700000" in refused["what"]
    state.write_text('{"engine":"anv')
    assert error(tmp_path, "status")["code"] == "bad_json"


def test_says_that_there_is_none(tmp_path: pathlib.Path) -> None:
    for words in (["status"], ["down"], ["time", "+1h"], ["fault", "beacon", "reorg", "1"]):
        assert error(tmp_path, *words)["code"] == "devnet_missing"


def test_stops_coming_up_at_a_key_press(tmp_path: pathlib.Path) -> None:
    process = subprocess.Popen(
        [BINARY, "devnet", "up"], cwd=tmp_path, env=clean_environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    wait_until((tmp_path / "devnet/logs/devnet.log").exists, "its beginning")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    # It may have been ready just before.
    if process.returncode == 0:
        command(tmp_path, "down")
    wait_until(lambda: not processes_naming(str(tmp_path)), "the end of its children")


def test_a_fast_forward_can_be_stopped(tmp_path: pathlib.Path) -> None:
    devnet = Devnet(tmp_path)
    command(tmp_path, "time", "stop")  # nothing to stop is no error
    waiting = subprocess.Popen(
        [BINARY, "devnet", "time", "+30d"], cwd=tmp_path, env=clean_environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    devnet.wait(lambda status: "fast_forward_to" in status and status["ahead_seconds"] > 3, "some slots")
    waiting.send_signal(signal.SIGINT)
    out, _ = waiting.communicate(timeout=30)
    assert "devnet time stop" in out
    assert "fast_forward_to" in devnet.status()
    command(tmp_path, "time", "stop")
    stopped = devnet.wait(lambda status: "fast_forward_to" not in status, "its end")
    assert 3 < stopped["ahead_seconds"] < 30 * 86_400
    devnet.down()
