#!/usr/bin/env bash
# Builds vtrial with two compilers at two optimisations and shows that the studies come out with the
# same bytes from each of them, for one thread and two and for each instruction level.
#   scripts/compare_bits.sh           1,000 replicates a scenario
#   scripts/compare_bits.sh 10000     another number
set -euo pipefail
cd "$(dirname "$0")/.."
replicates=${1:-1000}
studies=(minimal textbook maia)
files=(estimates.csv curves.csv)

for compiler in g++ clang++; do
    if ! command -v "$compiler" >/dev/null; then
        echo "compare_bits: $compiler is missing: install g++ and clang" >&2
        exit 1
    fi
done

# name of the build, preset, further words for cmake
builds=("gcc-O2 release -DVTRIAL_CUDA=OFF"
        "gcc-O1 low-optimisation"
        "clang-O2 clang"
        "clang-O1 low-optimisation -DCMAKE_CXX_COMPILER=clang++")

build() {
    local name=$1 preset=$2
    shift 2
    local folder=build/bits-$name
    mkdir -p build
    echo "compare_bits: building $folder" >&2
    if ! { cmake --preset "$preset" -B "$folder" -DBUILD_TESTING=OFF "$@" &&
           cmake --build "$folder" --target vtrial; } >"$folder.log" 2>&1; then
        tail -n 50 "$folder.log" >&2
        echo "compare_bits: $folder cannot be built; all of it is in $folder.log" >&2
        exit 1
    fi
}

levels=(v3)
if grep -qw avx512vl /proc/cpuinfo; then
    levels+=(v4)
else
    echo "compare_bits: this processor has no AVX-512: v4 is left out" >&2
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
different=0
runs=0
declare -A first
printf '%-9s %-5s %-7s %-9s %-13s %s\n' build level threads study file sha256
for line in "${builds[@]}"; do
    read -ra words <<<"$line"
    build "${words[@]}"
    program=build/bits-${words[0]}/vtrial
    for level in "${levels[@]}"; do for threads in 1 2; do for study in "${studies[@]}"; do
        out=$results/${words[0]}-$level-$threads-$study
        "$program" run "configs/studies/$study.toml" --replicates "$replicates" --quiet \
            --instructions "$level" --threads "$threads" --out "$out"
        runs=$((runs + 1))
        for file in "${files[@]}"; do
            hash=$(sha256sum <"$out/$file")
            note=
            : "${first[$study/$file]:=$out/$file}"
            if ! cmp -s "$out/$file" "${first[$study/$file]}"; then
                note="  DIFFERENT"
                different=$((different + 1))
            fi
            printf '%-9s %-5s %-7s %-9s %-13s %s%s\n' "${words[0]}" "$level" "$threads" "$study" \
                "$file" "${hash%% *}" "$note"
        done
    done; done; done
done

if [ "$different" -gt 0 ]; then
    echo "verdict: $different files of $runs runs differ from the first build's"
    exit 1
fi
echo "verdict: the same bytes in all $runs runs of ${#builds[@]} builds"
