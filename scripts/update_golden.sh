#!/usr/bin/env bash
# Makes tests/data/golden/sha256.txt and tests/bits/golden.txt again from the release build, or from
# the build folder that is named. Only with an entry in CHANGELOG.md that numbers changed: see
# tests/data/golden/README.md.
#   scripts/update_golden.sh [BUILD-FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
[ $# -gt 0 ] || scripts/build.sh release
options=(--replicates 300 --seed 20260131)

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for study in maia minimal textbook; do
    "$build/vtrial" run "configs/studies/$study.toml" "${options[@]}" --quiet \
        --out "$results/$study"
done
{
    echo "options: ${options[*]}"
    (cd "$results" && sha256sum -- */curves.csv */estimates.csv)
} >"$results/sha256.txt"

"$build/tests/bits/tally_hash" | cut -d ' ' -f 1,3 | sort -u >"$results/bits.txt"
if [ -n "$(cut -d ' ' -f 1 "$results/bits.txt" | uniq -d)" ]; then
    echo "update_golden: instruction levels differ from each other; nothing is written:" >&2
    cat "$results/bits.txt" >&2
    exit 1
fi

replace() {
    if ! cmp -s "$1" "$2"; then
        cp "$1" "$2"
        echo "update_golden: $2 changed: write in CHANGELOG.md which numbers did, and why" >&2
    fi
}
replace "$results/sha256.txt" tests/data/golden/sha256.txt
replace "$results/bits.txt" tests/bits/golden.txt
