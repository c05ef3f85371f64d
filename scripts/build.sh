#!/usr/bin/env bash
# Configures and builds a preset (default: release). A second call builds only what changed.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
shift || true
log="build/$preset-configure.log"
mkdir -p build
if ! cmake --preset "$preset" "$@" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
cmake --build --preset "$preset" >&2
