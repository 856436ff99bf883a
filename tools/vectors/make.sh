#!/bin/sh
# Makes tests/vectors again from packages pinned in requirements.txt and package-lock.json.
# `make.sh` runs every generator, `make.sh bip39 ssz` only these. A second run changes nothing.
set -eu
cd "$(dirname "$0")/../.."
venv=build/vectors-venv
pins=tools/vectors/requirements.txt
export PYTHONUTF8=1 PYTHONHASHSEED=0 PIP_DISABLE_PIP_VERSION_CHECK=1

if [ ! -f $venv/ready ] || [ $pins -nt $venv/ready ]; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet --require-hashes -r $pins
    # mnemonic's vectors.json is only in its source archive.
    awk '/^mnemonic==/ {p = 1} p {print} p && !/\\$/ {exit}' $pins >$venv/mnemonic.txt
    $venv/bin/pip download --quiet --no-deps --no-build-isolation --no-binary mnemonic \
        --require-hashes --dest $venv/downloads -r $venv/mnemonic.txt
    touch $venv/ready
fi

if [ $# -eq 0 ]; then
    set -- $(ls tools/vectors/make_*.py | sed 's/.*make_\(.*\)\.py/\1/')
fi
for name; do
    $venv/bin/python tools/vectors/make_"$name".py
done
