#!/usr/bin/env bash
# The check of device code finds what it is for.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every line but the last few is a fault of its own.
expect_fault() {
    printf '%s\n' "$1" >"$work/sample.ptx"
    # without ptxas: these are single instructions, not programs
    if PATH=/usr/bin:/bin "$here/check_ptx.sh" sm_90 "$work/sample.ptx" >"$work/out" 2>&1; then
        echo "not found: $1"
        exit 1
    fi
    grep -q "$2" "$work/out" || { echo "another fault than $2: $(cat "$work/out")"; exit 1; }
}
expect_fault '	fma.rn.f32 	%f3, %f1, %f2, %f3;' contracted
expect_fault '	@%p1 fma.rn.f64 	%fd3, %fd1, %fd2, %fd3;' contracted
expect_fault '	mad.rn.f32 	%f3, %f1, %f2, %f3;' contracted
expect_fault '	div.approx.f32 	%f3, %f1, %f2;' inexact
expect_fault '	div.full.f32 	%f3, %f1, %f2;' inexact
expect_fault '	add.rn.ftz.f32 	%f3, %f1, %f2;' inexact
expect_fault '	ex2.approx.f32 	%f3, %f1;' inexact
expect_fault '	mul.f32 	%f3, %f1, %f2;' 'may be contracted'
expect_fault '	add.f64 	%fd3, %fd1, %fd2;' 'may be contracted'
echo "all faults found"
