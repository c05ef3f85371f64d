#!/usr/bin/env bash
# Installs what is missing of the distribution's packages (Debian 12, Ubuntu 24.04), as root or by
# sudo; otherwise prints the one line that is needed and stops.
set -euo pipefail

packages=(g++ cmake ninja-build git libboost-program-options-dev libfmt-dev libgtest-dev libmd-dev
          libpagmo-dev libsqlite3-dev libtomlplusplus-dev nlohmann-json3-dev)
packages+=("$@")

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo)
    else
        echo "These packages are needed. Please run:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
        exit 1
    fi
fi
echo "Installing: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >&2
