#!/bin/sh
# clang-tidy over the program's sources that changed in the last day before the newest commit, or
# over all sources, tests included. Alone, unit tests are not linted: they would double the time.
# usage: lint.sh [--all]     LINT_SINCE="2026-11-01" goes further back
set -eu
cd "$(dirname "$0")/.."
cmake --preset lint >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build build/lint --target stafi_commit >/dev/null # the one header that the build writes

sources() { git ls-files 'src/*.cpp' 'bench/*.cpp' 'tests/*.cpp'; }
changed() {
    newest=$(git log -1 --format=%ct)
    git log --since="${LINT_SINCE:-$((newest - 86400))}" --name-only --format= >build/lint-changed.txt
    git diff --name-only HEAD >>build/lint-changed.txt
    sort -u build/lint-changed.txt
}
# The changed files, and all that include a changed header, themselves or through other headers.
affected() {
    changed >build/lint-affected.txt
    known=-1
    while [ "$(wc -l <build/lint-affected.txt)" -gt "$known" ]; do
        known=$(wc -l <build/lint-affected.txt)
        sed -n 's|^src/\(.*\.hpp\)$|#include "\1"|p' build/lint-affected.txt >build/lint-includes.txt
        [ ! -s build/lint-includes.txt ] ||
            git grep -lF -f build/lint-includes.txt -- 'src/*.?pp' >>build/lint-affected.txt || true
        sort -u -o build/lint-affected.txt build/lint-affected.txt
    done
    sources | grep -Fx -f build/lint-affected.txt || true # what was deleted is not linted
}

if [ "${1:-}" = --all ]; then
    files=$(sources)
else
    files=$(affected | grep '^src/.*\.cpp$' | grep -v '_test\.cpp$' || true)
fi
count=$(printf '%s' "$files" | grep -c . || true)
[ "$count" -gt 0 ] || { echo "lint: nothing changed"; exit 0; }
# Sources that no target of this preset builds have no compile command.
printf '%s\n' "$files" | xargs -P "$(nproc)" -n 4 \
    clang-tidy-19 -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option 2>build/lint.log ||
    { grep -v 'warnings generated' build/lint.log || true; exit 1; }
echo "lint: $count files clean"
