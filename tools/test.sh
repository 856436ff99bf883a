#!/bin/sh
# Builds one preset, runs its tests, and ends with the line "N passed, N failed".
# usage: test.sh [PRESET] [ctest options]
set -eu
cd "$(dirname "$0")/.."
preset=${1:-dev}
[ $# -eq 0 ] || shift

cmake --preset "$preset" >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build --preset "$preset"
log="build/$preset/ctest.log"
status=0
ctest --preset "$preset" -j "$(nproc)" "$@" >"$log" 2>&1 || status=$?
# Passing tests are only counted; failing ones are shown whole.
[ "$status" = 0 ] || sed -n '/\*\*\*Failed\|\*\*\*Exception\|\*\*\*Timeout/,$p' "$log"
total=$(sed -n 's/.* tests failed out of \([0-9]*\)$/\1/p' "$log")
failed=$(sed -n 's/.* \([0-9]*\) tests failed out of [0-9]*$/\1/p' "$log")
skipped=$(grep -c '\*\*\*Skipped' "$log" || true)
if [ "$skipped" -gt 0 ]; then # the reason is on the line after GoogleTest's "file:line: Skipped"
    reasons=$(sed -n '/: Skipped$/{n;p}' "build/$preset/Testing/Temporary/LastTest.log" | sort -u)
    echo "$skipped skipped: $(echo "$reasons" | paste -sd ';')"
fi
echo "$((${total:-0} - ${failed:-0} - skipped)) passed, ${failed:-1} failed"
[ "${total:-0}" -gt 0 ] && exit "$status"
