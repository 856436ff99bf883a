#!/bin/sh
# Runs the unit tests with coverage and prints lines per file; HTML in build/coverage/html.
set -eu
cd "$(dirname "$0")/.."
rm -rf build/coverage/profiles # of an earlier run, of other binaries
export LLVM_PROFILE_FILE="$PWD/build/coverage/profiles/%4m.profraw" # merged as the tests end
tools/test.sh coverage -L unit
llvm-profdata-19 merge -sparse build/coverage/profiles/*.profraw -o build/coverage/all.profdata
binaries=$(ls build/coverage/src/*/*_test)
first=$(echo "$binaries" | head -1)
rest=$(echo "$binaries" | tail -n +2 | sed 's/^/-object /')
ignore='(_test\.cpp|/tests/|/usr/|build/)'
llvm-cov-19 show "$first" $rest -instr-profile build/coverage/all.profdata -ignore-filename-regex "$ignore" \
    -format html -output-dir build/coverage/html >/dev/null
llvm-cov-19 report "$first" $rest -instr-profile build/coverage/all.profdata -ignore-filename-regex "$ignore" \
    -show-region-summary=false -show-branch-summary=false
