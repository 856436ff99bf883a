#!/bin/bash
# Every check of a change, in order, with minutes per stage. Ends with "N passed, N failed".
# A stage that prints "N passed, N failed" adds these; any other counts as one.
set -u
cd "$(dirname "$0")/.."
mkdir -p build/ci
passed=0
failed=0
summary=""

minutes() { awk -v seconds="$1" 'BEGIN { print seconds / 60 }'; }

stage() { # stage NAME COMMAND...
    local name=$1 start=$SECONDS status=0 p=0 f=0 s
    shift
    echo "=== $name: $*"
    "$@" 2>&1 | tee "build/ci/$name.log"
    status=${PIPESTATUS[0]}
    read -r p f < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "build/ci/$name.log" | tail -1)
    if [ -z "${p:-}" ]; then p=$((status == 0)); f=$((status != 0)); fi
    s=$(sed -n 's/^\([0-9]* skipped\): .*/, \1/p' "build/ci/$name.log" | tail -1)
    [ "$status" = 0 ] || [ "${f:-0}" -gt 0 ] || f=1
    passed=$((passed + p))
    failed=$((failed + f))
    summary+=$(printf '%-12s %6.1f min  %5d passed, %d failed%s' "$name" \
        "$(minutes $((SECONDS - start)))" "$p" "$f" "$s")$'\n'
}

# Where vectors lie beside the checkout, no test may pass over them.
[ ! -e ../shared ] || export STAFI_NEED_SHARED_VECTORS=1

stage setup make --no-print-directory setup
stage fmt make --no-print-directory fmt-check
stage contracts make --no-print-directory contracts-test # writes the chains that tests load
# Where there is no Go for it (exit code 3), the tests on geth are skipped, and counted.
stage geth sh -c 'tools/geth.sh || [ $? -eq 3 ]'
stage test make --no-print-directory test
stage lint make --no-print-directory lint
stage sim make --no-print-directory sim
stage functional make --no-print-directory functional
stage demo make --no-print-directory demo
stage readme tools/readme.py README.md
echo
printf '%s' "$summary"
printf '%-12s %6.1f min\n' total "$(minutes $SECONDS)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
