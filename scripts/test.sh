#!/usr/bin/env bash
# Builds vtrial and runs its tests; further words go to ctest, for example `-L kernels` or `-LE slow`.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install_packages.sh
scripts/build.sh release
exec ctest --preset release --parallel "$(nproc)" "$@"
