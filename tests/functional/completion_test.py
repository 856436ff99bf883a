"""What a person gets who presses the tab key in bash, zsh or fish."""

import shutil

import pytest

from conftest import Router, clean_environment
from terminal import Terminal

# In the program's place: shows each of its words between angle brackets.
SHOW = "stafi-router() { printf '<%s>' \"$@\"; echo ' end'; }\n"
SHOW_FISH = "function stafi-router; printf '<%s>' $argv; echo ' end'; end\n"
# Of each shell: how it starts, the file it reads then, and what stands there beside SHOW.
SHELLS = {
    "bash": (["bash", "--rcfile", ".bashrc", "-i"], ".bashrc", ". ./_stafi-router\nPS1='ready> '\n"),
    "zsh": (["zsh", "-i"], ".zshrc",
            "fpath=($PWD $fpath)\nautoload -Uz compinit && compinit -u\nPS1='ready> '\n"),
    "fish": (["fish"], ".config/fish/config.fish",
             "source _stafi-router\nfunction fish_prompt; echo -n 'ready> '; end\n"),
}  # fmt: skip


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, router: Router) -> Terminal:
    """An interactive shell that has loaded its completion script and waits for a command."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    command, start_file, setting = SHELLS[name]
    (router.folder / "_stafi-router").write_text(router.run("completion", name))
    (router.folder / start_file).parent.mkdir(parents=True, exist_ok=True)
    (router.folder / start_file).write_text(
        setting + (SHOW_FISH if name == "fish" else SHOW)
    )
    (router.folder / "keys").mkdir()
    home = str(router.folder)
    environment = clean_environment() | {
        "HOME": home, "XDG_CONFIG_HOME": home + "/.config", "XDG_DATA_HOME": home, "ZDOTDIR": home,
        "TERM": "xterm", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    terminal = Terminal(router.folder, command, environment)
    terminal.wait_for("ready> ")
    return terminal


# What is typed after the program's name, and the words that it is then called with.
TYPED = {
    "keysh\tsp\t": "<keyshares><split>",
    "ver\t": "<version>",
    "completion z\t": "<completion><zsh>",
    "keys new --withd\t": "<keys><new><--withdrawal-address>",
    "keys new --kdf p\t": "<keys><new><--kdf><pbkdf2>",
    "keys new --network ho\t": "<keys><new><--network><hoodi>",
    "keys new --network=ho\t": "<keys><new><--network=hoodi>",
    "keys new --network pass\t": "<keys><new><--network><password>",
    "keys new --amount 32eth --num\t": "<keys><new><--amount><32eth><--num-validators>",
    "keys import --mnemonic-f\tmne\t": "<keys><import><--mnemonic-file><mnemonic>",
    "keys import --out k\t --log-l\tw\t": "<keys><import><--out><keys/><--log-level><warn>",
    "--network hoodi keysh\tsp\t": "<--network><hoodi><keyshares><split>",
    "--network ho\t": "<--network><hoodi>",
    "--outp\tjs\tver\t": "<--output><json><version>",
    "--network hoodi --output json keys new --kdf p\t":
        "<--network><hoodi><--output><json><keys><new><--kdf><pbkdf2>",
    "--network=hoodi keys new --kdf p\t": "<--network=hoodi><keys><new><--kdf><pbkdf2>",
    "keys list k\t --output js\t": "<keys><list><keys/><--output><json>",
    "keyshares split --operators-f\tpass\t": "<keyshares><split><--operators-file><password>",
}


def same(words: str) -> str:
    """zsh joins --option=value, and takes a folder's slash away again."""
    return words.replace("=", "><").replace("/>", ">")


def test_the_tab_key_completes(shell: Terminal) -> None:
    for typed, words in TYPED.items():
        shell.type(f"stafi-router {typed}\n")
        assert same(words + " end") in same(shell.wait_for(" end\r\n")), typed
    shell.type("exit\n")
    shell.end()
