#!/bin/sh
# Installs the pinned geth as build/geth/geth, or with `clef` that signer as build/clef/clef, from the
# Go module proxy; quick when it is there.
set -eu
cd "$(dirname "$0")/.."
program=${1:-geth}
case $program in
    geth) version=v1.17.8 checksum=h1:iKuXrT38t1PaU6aBw6MjBJhGoCl/+Ir0vf5aqQhYT38= ;;
    # Of the last releases that have it.
    clef) version=v1.16.5 checksum=h1:GZI995PZkzP7ySCxEFaOPzS8+bd8NldE//1qvQDQpe0= ;;
    *) echo "usage: geth.sh [geth|clef]" >&2; exit 2 ;;
esac
module=github.com/ethereum/go-ethereum
stamp=build/$program/$version

[ ! -e "$stamp" ] || exit 0
go_minor=$(go version 2>/dev/null | sed -n 's/.* go1\.\([0-9]*\).*/\1/p')
if [ "${go_minor:-0}" -lt 24 ]; then
    echo "$program: Go 1.24 or later is needed to build it; Debian 12 has an older one" >&2
    echo "$program: install it from https://go.dev/dl, or leave $program out: anvil serves as well" >&2
    exit 3
fi
mkdir -p build/$program
# Outside of the repository, where no go.mod could change what is built.
found=$(cd / && go mod download -json $module@$version | sed -n 's/.*"Sum": "\(.*\)".*/\1/p')
if [ "$found" != "$checksum" ]; then
    echo "$program: $module $version has the checksum '$found', not '$checksum': not built" >&2
    exit 1
fi
echo "$program: building $version from the Go module proxy into build/$program, about five minutes"
bin=$PWD/build/$program
(cd / && GOBIN="$bin" go install $module/cmd/$program@$version)
touch "$stamp"
