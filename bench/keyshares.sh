#!/bin/sh
# Our keyshares benchmark next to npm's ssv-keys, in one run on one machine.
# usage: keyshares.sh PROGRAM
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/build/venv/bin:$PATH" # where `make setup` puts Node when the system has none
theirs=$(node bench/ssv_keys_compare.mjs 40)
"$1" "$theirs"
