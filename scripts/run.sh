#!/usr/bin/env bash
# Builds vtrial and simulates a study.
#   scripts/run.sh                                   the MAIA study
#   scripts/run.sh configs/studies/textbook.toml     another
#   scripts/run.sh --replicates 1000                 options go to `vtrial run`
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/scripts/install_packages.sh"
"$root/scripts/build.sh" release
study=("$root/configs/studies/maia.toml")
for word in "$@"; do
    case $word in
        *.toml) study=() ;;
    esac
done
exec "$root/build/release/vtrial" run "${study[@]}" "$@"
