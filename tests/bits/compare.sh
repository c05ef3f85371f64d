#!/usr/bin/env bash
# Compares the tallies of tally_hash.cpp with golden.txt.
#   compare.sh --program TALLY_HASH          of a program that is built already
#   compare.sh --compilers SOURCE FLAGS      builds it with each of g++ and clang++ that is there, at
#                                            -O1 and -O3; FLAGS is a folder with a file of flags for
#                                            each of the build's targets, one a line
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Whether a program prints the golden hashes, the same at every instruction level.
compare() {
    local name=$1 program=$2
    "$program" >"$work/hashes"
    sed 's/^/  /' "$work/hashes"
    if ! diff <(cut -d ' ' -f 1,3 "$work/hashes" | sort -u) "$here/golden.txt" >"$work/diff"; then
        echo "$name: other bits than golden.txt (<: this build, >: golden)"
        cat "$work/diff"
        return 1
    fi
    echo "$name: the golden bits"
}

# One line for xargs: compiler, object, source, and the flags of the target that the source is of.
command_line() {
    local compiler=$1 optimisation=$2 object=$3 target=$4 source=$5
    # of -O and -W the build has its own, and a target without definitions leaves an empty -D
    grep -Ev -e '^(-O.*|-W.*|-D|)$' "$flags/$target-CXX.txt" | tr '\n' ' '
    echo "-w -DNDEBUG $optimisation -I$root -c $root/$source -o $object"
}

build() {
    local compiler=$1 optimisation=$2 folder=$work/$1$2
    local -a targets=(vtrial_kernels_v3 vtrial_kernels_v4 vtrial_disease_v3 vtrial_disease_v4
                      vtrial_kernels vtrial_kernels)
    local -a sources=(kernels/launch/cpu_level.cpp kernels/launch/cpu_level.cpp
                      kernels/launch/cpu_disease.cpp kernels/launch/cpu_disease.cpp
                      kernels/launch/cpu.cpp kernels/replicate/scratch.cpp)
    local source
    for source in trials/*.cpp trials/group_sequential/*.cpp trials/myeloma/*.cpp \
        tests/bits/*.cpp; do
        case $source in
            # whether a study is right changes no bit: left out, so that this takes half the time
            trials/validate* | trials/closed_form.cpp | trials/design_summary.cpp) ;;
            trials/observed_*) ;;
            trials/group_sequential/inference.cpp) ;;
            *)
                targets+=(vtrial_trials)
                sources+=("$source")
                ;;
        esac
    done
    mkdir -p "$folder"
    for i in "${!sources[@]}"; do
        command_line "$compiler" "$optimisation" "$folder/$i.o" "${targets[$i]}" "${sources[$i]}"
    done | xargs -P 2 -L 1 "$compiler"
    # from an archive, so that what nobody calls need not find what is left out
    ar crs "$folder/all.a" "$folder"/*.o
    "$compiler" "$folder/all.a" -o "$folder/tally_hash"
}

case $1 in
    --program)
        compare "this build" "$2"
        ;;
    --compilers)
        root=$2 flags=$3 failed=0 found=0
        cd "$root"
        for compiler in g++ clang++; do
            if ! command -v "$compiler" >/dev/null; then
                echo "$compiler is not here: left out"
                continue
            fi
            found=$((found + 1))
            for optimisation in -O1 -O3; do
                build "$compiler" "$optimisation"
                compare "$compiler $optimisation" "$work/$compiler$optimisation/tally_hash" ||
                    failed=1
            done
        done
        [ "$found" -gt 0 ] && [ "$failed" -eq 0 ]
        ;;
    *)
        echo "compare.sh: --program or --compilers" >&2
        exit 2
        ;;
esac
