#!/bin/sh
# Installs the pinned geth as build/geth/geth from the Go module proxy; quick when it is there.
set -eu
cd "$(dirname "$0")/.."
version=v1.17.8
checksum=h1:iKuXrT38t1PaU6aBw6MjBJhGoCl/+Ir0vf5aqQhYT38=
module=github.com/ethereum/go-ethereum
stamp=build/geth/$version

[ ! -e "$stamp" ] || exit 0
go_minor=$(go version 2>/dev/null | sed -n 's/.* go1\.\([0-9]*\).*/\1/p')
if [ "${go_minor:-0}" -lt 24 ]; then
    echo "geth: Go 1.24 or later is needed to build it; Debian 12 has an older one" >&2
    echo "geth: install it from https://go.dev/dl, or leave geth out: anvil serves as well" >&2
    exit 3
fi
mkdir -p build/geth
# Outside of the repository, where no go.mod could change what is built.
found=$(cd / && go mod download -json $module@$version | sed -n 's/.*"Sum": "\(.*\)".*/\1/p')
if [ "$found" != "$checksum" ]; then
    echo "geth: $module $version has the checksum '$found', not '$checksum': not built" >&2
    exit 1
fi
echo "geth: building $version from the Go module proxy into build/geth, about five minutes"
bin=$PWD/build/geth
(cd / && GOBIN="$bin" go install $module/cmd/geth@$version)
touch "$stamp"
