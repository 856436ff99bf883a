#!/bin/sh
# Runs the functional tests against the release program; ends with "N passed, N failed".
# usage: functional.sh [SUITE]     a file below tests/functional, or how files there begin: devnet
set -eu
cd "$(dirname "$0")/.."
log=build/functional.log
suite=tests/functional/${1:-.}
[ -e "$suite" ] || suite=$(ls "$suite"_*_test.py)
# Devnets begin with the chains that `make contracts` makes ready.
[ -e build/contracts/devnet/v2/state.json ] || tools/contracts.sh build >build/contracts.log
[ -n "${STAFI_ROUTER_BINARY:-}" ] || cmake --build --preset release --target send_orders >build/sender.log
status=0
PATH="$PWD/build/venv/bin:$PATH" build/venv/bin/python -m pytest -q -ra --strict-markers -p no:cacheprovider \
    $suite >"$log" 2>&1 || status=$?
cat "$log"
count() { sed -n "s/.*[^0-9]\{0,1\}\b\([0-9][0-9]*\) $1.*/\1/p" "$log" | tail -1; }
passed=$(count passed)
failed=$(($(count failed || echo 0) + 0))
errors=$(($(count error || echo 0) + 0))
skipped=$(count skipped)
[ -z "$skipped" ] || echo "$skipped skipped: see SKIPPED above"
echo "${passed:-0} passed, $((failed + errors)) failed"
exit "$status"
