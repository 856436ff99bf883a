#!/bin/sh
# Builds and runs benchmarks in the release preset; figures go to build/bench/<name>.json too.
# usage: bench.sh [NAME|all]
set -eu
cd "$(dirname "$0")/.."
[ "${1:-all}" = all ] && names=$(ls bench/*_bench.cpp | xargs -n1 basename -s _bench.cpp) || names=$1
cmake --preset release >build/configure.log
mkdir -p build/bench
for name in $names; do
    [ -e "bench/${name}_bench.cpp" ] || { echo "bench: no bench/${name}_bench.cpp" >&2; exit 2; }
    cmake --build --preset release --target "${name}_bench" >build/bench/build.log || { cat build/bench/build.log; exit 1; }
    echo "=== $name"
    if [ -x "bench/$name.sh" ]; then
        "bench/$name.sh" "build/release/bench/${name}_bench" # brings its own comparison
    else
        "build/release/bench/${name}_bench" --benchmark_out="build/bench/$name.json" --benchmark_out_format=json
    fi
done
[ ! -e bench/baseline.json ] || tools/bench_compare.py bench/baseline.json build/bench
