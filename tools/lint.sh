#!/bin/sh
# clang-tidy over the program's sources that changed lately, or over all sources, tests included.
# usage: lint.sh [--all]     LINT_SINCE="2 days ago" widens what "lately" means
set -eu
cd "$(dirname "$0")/.."
cmake --preset lint >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build build/lint --target stafi_commit >/dev/null # the one header that the build writes

sources() { git ls-files 'src/*.cpp' 'bench/*.cpp' 'tests/*.cpp'; }
changed() {
    git log --since="${LINT_SINCE:-1 day ago}" --name-only --format= >build/lint-changed.txt
    git diff --name-only HEAD >>build/lint-changed.txt
    sort -u build/lint-changed.txt
}
if [ "${1:-}" = --all ]; then
    files=$(sources)
else
    # A changed header is linted through the sources that include it first.
    headers=$(changed | sed -n 's|^src/\(.*\.hpp\)$|\1|p')
    files=$({ changed; for h in $headers; do git grep -l "#include \"$h\"" -- 'src/*.cpp' || true; done; } | sort -u)
    files=$(sources | grep '^src/' | grep -v '_test\.cpp$' | grep -Fx "$files" || true)
fi
count=$(printf '%s' "$files" | grep -c . || true)
[ "$count" -gt 0 ] || { echo "lint: nothing changed"; exit 0; }
# Sources that no target of this preset builds have no compile command.
printf '%s\n' "$files" | xargs -P "$(nproc)" -n 4 \
    clang-tidy-19 -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option 2>build/lint.log ||
    { grep -v 'warnings generated' build/lint.log || true; exit 1; }
echo "lint: $count files clean"
