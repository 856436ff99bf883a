#!/bin/bash
# The contracts: formats, compiles and tests them with the pinned forge.
#
# usage: contracts.sh build        compile, export the ABIs that the C++ bindings read, and write
#                                  build/contracts/devnet-state.json: a pool, ready for anvil
#                                  --load-state, and devnet-pool.json: its addresses
#        contracts.sh test [WORD…] all tests; further words go to forge (--match-test test_Q05);
#                                  ends with "N passed, N failed"
#        contracts.sh fmt
#        contracts.sh forge WORD…  forge itself, in contracts/
set -euo pipefail
cd "$(dirname "$0")/../contracts"
PATH="$PWD/../build/venv/bin:$PWD/node_modules/@foundry-rs/forge-linux-amd64/bin:$PWD/node_modules/@foundry-rs/cast-linux-amd64/bin:$PWD/node_modules/@foundry-rs/anvil-linux-amd64/bin:$PATH"
export FOUNDRY_PROFILE=${PROFILE:-default} FOUNDRY_DISABLE_NIGHTLY_WARNING=1
mkdir -p ../build/contracts

run_tests() {
    local log=../build/contracts/test.log status=0
    forge fmt --check >/dev/null || { echo "contracts: run make fmt"; status=1; }
    forge test "$@" >"$log" 2>&1 || status=$?
    cat "$log"
    echo "gas (contracts/snapshots):"
    sed -n 's/^ *"\(.*\)": "\([0-9]*\)",*$/\1: \2/p' snapshots/*.json
    # After it, because forge has just compiled what this reads.
    python3 ../tools/abi.py check || status=1
    # The last line of forge sums up all suites.
    local sums
    sums=$(sed -n 's/^Ran .*: \([0-9]*\) tests passed, \([0-9]*\) failed.*/\1 \2/p' "$log" | tail -1)
    read -r passed failed <<<"${sums:-0 1}"
    [ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed passed, $failed failed"
    return "$status"
}

# Deploys script/pool.devnet.json to a fresh chain and keeps that chain. The key is anvil's first,
# which everybody knows.
write_devnet_state() {
    local log=../build/contracts/anvil.log port=
    anvil --port 0 --dump-state ../build/contracts/devnet-state.json >"$log" 2>&1 &
    local anvil=$!
    until port=$(sed -n 's/^Listening on .*://p' "$log") && [ -n "$port" ]; do
        kill -0 "$anvil" || { cat "$log"; return 1; }
        sleep 0.1
    done
    local status=0
    STAFI_ADDRESSES=../build/contracts/devnet-pool.json forge script script/Deploy.s.sol \
        --rpc-url "http://127.0.0.1:$port" --broadcast \
        --private-key 0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80 \
        >../build/contracts/deploy.log 2>&1 || { cat ../build/contracts/deploy.log; status=1; }
    kill -INT "$anvil"
    wait "$anvil" || true
    return "$status"
}

verb=${1:?build, test, fmt or forge}
shift
case $verb in
build)
    forge build --sizes "$@"
    python3 ../tools/abi.py export
    write_devnet_state
    ;;
test) run_tests "$@" ;;
fmt) forge fmt ;;
forge) forge "$@" ;;
*) echo "contracts.sh: build, test, fmt or forge, not $verb" >&2; exit 2 ;;
esac
