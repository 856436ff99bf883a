#!/bin/sh
# Runs the functional tests against the release program; ends with "N passed, N failed".
# usage: functional.sh [SUITE]     a folder or file below tests/functional
set -eu
cd "$(dirname "$0")/.."
log=build/functional.log
status=0
PATH="$PWD/build/venv/bin:$PATH" build/venv/bin/python -m pytest -q -ra --strict-markers -p no:cacheprovider \
    "tests/functional/${1:-.}" >"$log" 2>&1 || status=$?
cat "$log"
count() { sed -n "s/.*[^0-9]\{0,1\}\b\([0-9][0-9]*\) $1.*/\1/p" "$log" | tail -1; }
passed=$(count passed)
failed=$(($(count failed || echo 0) + 0))
errors=$(($(count error || echo 0) + 0))
skipped=$(count skipped)
[ -z "$skipped" ] || echo "$skipped skipped: see SKIPPED above"
echo "${passed:-0} passed, $((failed + errors)) failed"
exit "$status"
