#!/bin/sh
# Makes tests/vectors/beacon_* again from the executable consensus specification. It has a virtual
# environment of its own, for it brings another version of remerkleable. Takes a minute.
set -eu
cd "$(dirname "$0")"
venv=../../../build/beacon-vectors-venv
export PYTHONUTF8=1 PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1

if [ ! -f $venv/ready ] || [ requirements.txt -nt $venv/ready ]; then
    python3 -m venv $venv
    $venv/bin/pip install --quiet --no-deps --require-hashes -r requirements.txt
    touch $venv/ready
fi
$venv/bin/python registry.py
$venv/bin/python epochs.py
$venv/bin/python blocks.py
