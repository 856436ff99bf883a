#!/bin/sh
# Makes tests/vectors again from packages pinned in requirements.txt and package-lock.json.
# `make.sh` runs every generator, `make.sh bip39 ssz` only these. A second run changes nothing.
set -eu
cd "$(dirname "$0")/../.."
pins=tools/vectors/requirements.txt
downloads=build/vectors-downloads
export PYTHONUTF8=1 PYTHONHASHSEED=0 PIP_DISABLE_PIP_VERSION_CHECK=1
[ -x build/venv/bin/python ] || { echo "vectors: run make setup first" >&2; exit 1; }
PATH="$PWD/build/venv/bin:$PATH" # setup's Python packages, and its Node where the system's is old

if [ ! -f $downloads/ready ] || [ $pins -nt $downloads/ready ]; then
    mkdir -p $downloads
    # mnemonic's vectors.json is only in its source archive.
    awk '/^mnemonic==/ {p = 1} p {print} p && !/\\$/ {exit}' $pins >$downloads/mnemonic.txt
    pip download --quiet --no-deps --no-build-isolation --no-binary mnemonic \
        --require-hashes --dest $downloads -r $downloads/mnemonic.txt
    touch $downloads/ready
fi

if [ $# -eq 0 ]; then
    set -- $(ls tools/vectors/make_*.py | sed 's/.*make_\(.*\)\.py/\1/')
fi
for name; do
    python tools/vectors/make_"$name".py
done
