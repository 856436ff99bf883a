#!/bin/sh
# Makes the certificates anew. They are for tests only: their keys are here for everyone to read.
set -eu
cd "$(dirname "$0")"
authority() { # authority NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=stafi test $1" \
        -addext basicConstraints=critical,CA:TRUE -keyout "$1.key" -out "$1.pem"
}
signed() { # signed NAME AUTHORITY ALTERNATIVE-NAMES
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=stafi test $1" \
        -addext "subjectAltName=$3" -keyout "$1.key" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -days 36500 -copy_extensions copy -out "$1.pem"
    rm "$1.csr"
}
authority authority
authority stranger
signed server authority DNS:localhost,IP:127.0.0.1
signed elsewhere authority DNS:elsewhere.example
signed client authority DNS:client
signed strange-client stranger DNS:client
rm authority.key stranger.key
