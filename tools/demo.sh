#!/bin/bash
# The offline tools at work, in build/demo: a new mnemonic, keystores and deposit data, SSV
# keyshares for four operators, their verification, and what happens to a file that was changed.
set -eu
cd "$(dirname "$0")/.."
router="$PWD/build/release/src/app/stafi-router"
operators="$PWD/docs/examples/operators.json"
address=0x27d64Dd9172E4b59a444817D30F7af8228F174CC
count=${VALIDATORS:-12}
rm -rf build/demo
mkdir -p build/demo
cd build/demo
echo 'a password of the demo' >password.txt

step() { printf '\n\033[1m%s\033[0m\n' "$1"; }
run() {
    printf '$ stafi-router'
    printf ' %s' "$@"
    echo
    "$router" "$@"
}

step "1. A new mnemonic, $count validators: encrypted keystores and signed deposit data"
run keys new --network hoodi --num-validators "$count" --withdrawal-address $address \
    --password-file password.txt --mnemonic-file words.txt --out validator_keys

step "2. Every keystore is opened, every deposit checked: key, amount, credentials, roots, signature"
run keys verify validator_keys --network hoodi --password-file password.txt

step "3. The keys are split for four SSV operators, encrypted, signed, and verified before they are written"
run keyshares split --keystores validator_keys --password-file password.txt --operators-file "$operators" \
    --owner-address $address --owner-nonce 0 --out keyshares

step "4. A stranger's view: is this file fit to be registered?"
run keyshares verify keyshares/keyshares-*.json --operators-file "$operators" --owner-address $address --owner-nonce 0

step "5. Somebody changes one share of one validator: it is found, and named"
python3 - keyshares/keyshares-*.json <<'PY'
import json, sys
file = json.load(open(sys.argv[1]))
payload = file["shares"][3]["payload"]
at = 2 + 2 * 96  # the first share's public key: take the second's in its place
payload["sharesData"] = payload["sharesData"][:at] + payload["sharesData"][at + 96:at + 192] + payload["sharesData"][at + 96:]
json.dump(file, open("changed.json", "w"))
PY
run keyshares verify changed.json && exit 1 || echo "(exit code $?)"
printf '\nThe files are in build/demo.\n'
