#!/usr/bin/env bash
# Builds vtrial and runs its tests; further words go to ctest, for example `-L kernels` or `-LE slow`.
# Without any, all tests run but those that need a GPU: scripts/gpu_check.sh runs those.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install_packages.sh
# what some slow tests compare with; they are skipped without it
scripts/install_packages.sh r-cran-survival r-cran-rpact ||
    echo "no R here: the comparisons with it are skipped" >&2
scripts/build.sh release
[ $# -gt 0 ] || set -- -LE '^gpu$'
exec ctest --preset release --parallel "$(nproc)" "$@"
