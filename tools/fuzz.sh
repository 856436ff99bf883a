#!/bin/sh
# Runs every fuzz target under ASan and UBSan, starting from its committed corpus.
# usage: fuzz.sh [SECONDS] [TARGET]      new inputs stay in build/fuzz/found/<target>
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
cmake --preset fuzz >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build --preset fuzz

passed=0
failed=0
for program in build/fuzz/tests/fuzz/${2:-*}_fuzz; do
    name=$(basename "$program" _fuzz)
    mkdir -p "build/fuzz/found/$name"
    log="build/fuzz/found/$name.log"
    if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -verbosity=1 \
        -artifact_prefix="build/fuzz/found/$name-" \
        "build/fuzz/found/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf '%-22s %s\n' "$name" "$(grep -E '^Done|^#.*DONE' "$log" | tail -1)"
    else
        failed=$((failed + 1))
        printf '%-22s FOUND something, see %s\n' "$name" "$log"
        tail -5 "$log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
