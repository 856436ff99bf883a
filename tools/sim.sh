#!/bin/bash
# Simulated worlds, each from a seed: 2,000 with the release program, and 100 of them under ASan and
# UBSan. Ends with "N seeds, N violations" of both.
# usage: sim.sh [COUNT [FIRST]]
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-2000}
first=${2:-1}
few=$((count < 100 ? count : 100))
[ -e build/contracts/devnet/v2/state.json ] || tools/contracts.sh build >build/contracts.log
run() { # preset, count
    cmake --preset "$1" >build/configure.log
    cmake --build --preset "$1" --target stafi-sim >build/sim-build.log || { cat build/sim-build.log; exit 1; }
    echo "--- $2 seeds, $1"
    "build/$1/src/sim/stafi-sim" "$first" "$2"
}
run release "$count" | tee build/sim.log
run dev "$few" | tee -a build/sim.log
sum() { sed -n "s/^\([0-9]*\) seeds, \([0-9]*\) violations$/\\$1/p" build/sim.log | paste -sd+ | xargs -I{} sh -c 'echo $(({}))'; }
echo "$(sum 1) seeds, $(sum 2) violations"
[ "$(sum 2)" = 0 ]
