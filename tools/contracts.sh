#!/bin/bash
# The contracts: formats, compiles and tests them with the pinned forge.
#
# usage: contracts.sh build        compile, export the ABIs that the C++ bindings read, and write the
#                                  ready chains of the devnet to build/contracts/devnet (see
#                                  devnet_state.py)
#        contracts.sh test [WORD…] all tests; further words go to forge (--match-test test_Q05) and
#                                  leave out the ready chains and the deployments that are cut off;
#                                  ends with "N passed, N failed"
#        contracts.sh slither      the static analysis that docs/contracts.md answers: results by
#                                  detector and folder, one line each; fails when one has no answer
#                                  there. Installs slither from PyPI into build/slither when asked
#                                  for the first time; all of it is in build/contracts/slither.log
#        contracts.sh fmt
#        contracts.sh forge WORD…  forge itself, in contracts/
set -euo pipefail
cd "$(dirname "$0")/../contracts"
PATH="$PWD/../build/venv/bin:$PWD/node_modules/@foundry-rs/forge-linux-amd64/bin:$PWD/node_modules/@foundry-rs/cast-linux-amd64/bin:$PWD/node_modules/@foundry-rs/anvil-linux-amd64/bin:$PATH"
export FOUNDRY_PROFILE=${PROFILE:-default} FOUNDRY_DISABLE_NIGHTLY_WARNING=1
mkdir -p ../build/contracts

# Each finding that docs/contracts.md lists has its test, but those that are off chain.
check_findings() {
    local number status=0
    for number in $(sed -n '/off chain/d; s/^| \(Q[0-9, Q]*\) |.*/\1/p' ../docs/contracts.md | tr -d 'Q,'); do
        grep -rq "test_Q$(printf %02d "$number")_" test && continue
        echo "finding Q$number has no test"
        status=1
    done
    return "$status"
}

run_tests() {
    local log=../build/contracts/test.log status=0
    forge fmt --check >/dev/null || { echo "contracts: run make fmt"; status=1; }
    # A figure of gas that changed is a failure, unless it shall be kept.
    FORGE_SNAPSHOT_CHECK=${FORGE_SNAPSHOT_CHECK:-true} forge test "$@" >"$log" 2>&1 || status=$?
    cat "$log"
    echo "gas (contracts/snapshots):"
    sed -n 's/^ *"\(.*\)": "\([0-9]*\)",*$/\1: \2/p' snapshots/*.json
    # After it, because forge has just compiled what these read.
    python3 ../tools/abi.py check || status=1
    check_findings || status=1
    # The last line of forge sums up all suites.
    local sums passed failed more_passed=0 more_failed=0
    sums=$(sed -n 's/^Ran .*: \([0-9]*\) tests passed, \([0-9]*\) failed.*/\1 \2/p' "$log" | tail -1)
    read -r passed failed <<<"${sums:-0 1}"
    if [ $# = 0 ]; then
        {
            python3 ../tools/devnet_state.py make && python3 ../tools/devnet_state.py check &&
                python3 ../tools/deployment_cuts.py
        } | tee ../build/contracts/devnet.log || status=1
        sums=$(awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
            END { print passed + 0, failed + 0 }' ../build/contracts/devnet.log)
        read -r more_passed more_failed <<<"$sums"
    fi
    passed=$((passed + more_passed))
    failed=$((failed + more_failed))
    [ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed passed, $failed failed"
    return "$status"
}

install_slither() {
    local pins=../tools/slither-requirements.txt venv=../build/slither
    cmp -s "$pins" "$venv/pins.txt" && return
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check --require-hashes -r "$pins"
    cp "$pins" "$venv/pins.txt"
}

run_slither() {
    local json=../build/contracts/slither.json log=../build/contracts/slither.log
    install_slither
    rm -f "$json"
    # It begins with forge clean, hence an output of its own.
    FOUNDRY_OUT=../build/slither/out FOUNDRY_CACHE_PATH=../build/slither/cache \
        ../build/slither/bin/slither . --config-file slither.config.json --json "$json" --fail-none \
        >"$log" 2>&1 || { cat "$log"; return 1; }
    python3 ../tools/slither_answers.py "$json" ../docs/contracts.md
}

verb=${1:?build, test, slither, fmt or forge}
shift
case $verb in
build)
    forge build --sizes "$@"
    python3 ../tools/abi.py export
    python3 ../tools/devnet_state.py make
    ;;
test) run_tests "$@" ;;
slither) run_slither ;;
fmt) forge fmt ;;
forge) forge "$@" ;;
*) echo "contracts.sh: build, test, slither, fmt or forge, not $verb" >&2; exit 2 ;;
esac
