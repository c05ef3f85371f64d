#!/usr/bin/env bash
# Reads the compiler's output for the device and fails if its arithmetic is not as written: a
# multiply-add that the compiler contracted, an approximate or flushing instruction, a rounding that
# is left to the assembler (one that is written, .rn, it may not contract). Then assembles it and
# prints registers, stack and spills; it fails where a thread spills more than a few numbers.
#   check_ptx.sh ARCHITECTURE FILE.ptx...       for example sm_90
set -euo pipefail
architecture=$1
shift
failed=0
# Of a kernel or of a function that it calls. A patient of the disease model, who is in registers while
# being followed, has more numbers than a lane has of those; what is measured stands in
# docs/PERFORMANCE.md.
most_spilled_bytes_of() {
    case $1 in
        cuda_disease | cuda_safety) echo 384 ;;
        *) echo 256 ;;
    esac
}

# A written multiply-add stands between two comments, as inline assembly.
find_contracted() {
    awk '/begin inline asm/ { written = 1 }
         /end inline asm/   { written = 0 }
         /^[ \t]*(@[!%a-z0-9]+ )?(fma|mad)[.a-z0-9]*[.]f(16|32|64)/ && !written {
             print FILENAME ":" FNR ": contracted: " $0
         }' "$1"
}

# Floating-point instructions that are not correctly rounded to nearest, or may be contracted later.
find_inexact() {
    awk '/^[ \t]*(@[!%a-z0-9]+ )?[a-z0-9]+[.].*(approx|full|ftz)/ {
             print FILENAME ":" FNR ": inexact: " $0
         }
         /^[ \t]*(@[!%a-z0-9]+ )?(add|sub|mul|div|sqrt)[.]f(16|32|64)/ {
             print FILENAME ":" FNR ": may be contracted: " $0
         }' "$1"
}

for ptx in "$@"; do
    found=$(find_contracted "$ptx"; find_inexact "$ptx")
    written=$(grep -c 'fma\.rn\.f' "$ptx" || true)
    name=$(basename "$ptx" .ptx)
    if [ -n "$found" ]; then
        echo "$found"
        failed=1
    fi
    if ! command -v ptxas >/dev/null; then
        echo "$name: $written written multiply-adds; no ptxas here: registers are not known"
        continue
    fi
    report=$(ptxas -v -arch="$architecture" "$ptx" -o /dev/null 2>&1)
    registers=$(grep -oE 'Used [0-9]+ registers' <<<"$report")
    stack=$(grep -oE '[0-9]+ bytes stack frame, .*' <<<"$report" | sort -rn | head -1)
    echo "$name, $architecture: $registers, $stack; $written written multiply-adds, no other"
    spilled=$(grep -oE '[0-9]+ bytes spill stores' <<<"$report" | cut -d ' ' -f 1 | sort -n | tail -1)
    if [ "$spilled" -gt "$(most_spilled_bytes_of "$name")" ]; then
        echo "$name: $spilled bytes of registers are spilled"
        failed=1
    fi
done
exit "$failed"
