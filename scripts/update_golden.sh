#!/usr/bin/env bash
# Makes tests/data/golden/sha256.txt again from the release build, or from the program that is named.
# Only with an entry in CHANGELOG.md that numbers changed: see tests/data/golden/README.md.
#   scripts/update_golden.sh [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-build/release/vtrial}
[ $# -gt 0 ] || scripts/build.sh release
options=(--replicates 300 --seed 20260131)

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
for study in maia minimal textbook; do
    "$program" run "configs/studies/$study.toml" "${options[@]}" --quiet --out "$results/$study"
done
golden=tests/data/golden/sha256.txt
{
    echo "options: ${options[*]}"
    (cd "$results" && sha256sum -- */curves.csv */estimates.csv)
} >"$results/sha256.txt"
if cmp -s "$results/sha256.txt" "$golden"; then
    echo "update_golden: nothing changed" >&2
    exit 0
fi
mv "$results/sha256.txt" "$golden"
echo "update_golden: $golden changed: write in CHANGELOG.md which numbers did, and why" >&2
