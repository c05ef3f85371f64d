#!/usr/bin/env bash
# All that needs a GPU, from a build folder that may have been carried here from another machine:
#   scripts/gpu_check.sh [BUILD-FOLDER]             default build/release
#   scripts/gpu_check.sh --rehearse [BUILD-FOLDER]  the script itself, on the CPU, with few trials
# Runs the gpu-labelled tests, compares bits with the golden files and with this machine's CPU, has
# compute-sanitizer watch a small study, measures the rate of the textbook study, runs the benchmark,
# and prints one summary. Logs stay in the folder that it names. Exit 1 if anything failed or could not be run.
set -uo pipefail
cd "$(dirname "$0")/.."

rehearse=0
if [ "${1:-}" = --rehearse ]; then
    rehearse=1
    shift
fi
build=${1:-build/release}
vtrial=$build/vtrial
work=$(mktemp -d -t vtrial-gpu-check.XXXXXX)
least_rate=5000000
if [ "$rehearse" -eq 1 ]; then
    backend=cpu many=200 rate_trials=2000 bench_options=(--replicates 100)
else
    backend=cuda many=100000 rate_trials=50000000 bench_options=()
fi
if [ ! -x "$vtrial" ]; then
    echo "gpu_check: no program at $vtrial: build it, or name the build folder" >&2
    exit 1
fi
PATH=$PATH:/usr/local/cuda/bin

failed=0
summary=()
note() { # PASS|FAIL|NOT RUN, what, figure
    summary+=("$(printf '%-8s %-44s %s' "$1" "$2" "${3:-}")")
    [ "$1" = PASS ] || failed=1
}
# Runs a command, its output to a log, and notes whether it succeeded.
step() {
    local name=$1 log
    shift
    log="$work/${name//[^a-zA-Z0-9]/_}.log"
    echo "gpu_check: $name" >&2
    if "$@" >"$log" 2>&1; then
        note PASS "$name"
    else
        note FAIL "$name" "exit $?, see $log"
        tail -n 5 "$log" >&2
    fi
}

file_of() { # study, or trial with the disease model where no study has the name
    [ -e "configs/studies/$1.toml" ] && echo "configs/studies/$1.toml" || echo "configs/trials/$1.toml"
}

run_study() { # study, backend, folder, more
    "$vtrial" run "$(file_of "$1")" --backend "$2" --out "$work/$3" --quiet "${@:4}"
}

compare_with_golden() {
    local study options
    read -ra options <<<"$(sed -n 's/^options: //p' tests/data/golden/sha256.txt)"
    for study in maia minimal textbook; do
        run_study "$study" "$backend" "golden/$study" "${options[@]}" || return 1
    done
    grep -v '^options:' tests/data/golden/sha256.txt |
        (cd "$work/golden" && sha256sum --check --strict -)
}

compare_with_cpu() { # study, trials
    run_study "$1" cpu "cpu-$1" --replicates "$2" || return 1
    run_study "$1" "$backend" "$backend-$1-again" --replicates "$2" || return 1
    cmp "$work/cpu-$1/estimates.csv" "$work/$backend-$1-again/estimates.csv" &&
        cmp "$work/cpu-$1/curves.csv" "$work/$backend-$1-again/curves.csv"
}

sanitize() { # tool, study
    compute-sanitizer --tool "$1" --error-exitcode 1 \
        "$vtrial" run "$(file_of "$2")" --backend cuda --replicates 100 --quiet --out "$work/$1-$2"
}

measure_rate() {
    run_study textbook "$backend" rate --replicates "$rate_trials" --scenario effect || return 1
    grep -o '"trials_per_second": [0-9]*' "$work/rate/manifest.json" | grep -o '[0-9]*$' \
        >"$work/rate.txt"
}

if ! run_study minimal "$backend" first --replicates 100; then
    echo "gpu_check: no GPU can be used here, nothing was checked" >&2
    exit 1
fi
machine=$(nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null | head -n 1)
"$vtrial" devices || failed=1
if [ "$rehearse" -eq 0 ]; then
    step "gpu-labelled tests" "$build/tests/gpu_tests"
fi
step "golden bits" compare_with_golden
for study in textbook maia; do
    step "$study, $many trials: the bytes of the CPU" compare_with_cpu "$study" "$many"
done
# the disease model takes the CPU a hundred times as long; fewer than 100 trials `run` refuses
few=$((many > 5000 ? many / 50 : 100))
for study in pollux gen501_sirius; do  # with safety, and without
    step "$study, $few trials: the bytes of the CPU" compare_with_cpu "$study" "$few"
done
if [ "$rehearse" -eq 0 ]; then
    for tool in memcheck racecheck; do
        for study in minimal maia pollux gen501_sirius; do
            if command -v compute-sanitizer >/dev/null; then
                step "$tool, $study" sanitize "$tool" "$study"
            else
                note "NOT RUN" "$tool, $study" "no compute-sanitizer here"
            fi
        done
    done
fi
echo "gpu_check: rate of the textbook study" >&2
if measure_rate >"$work/rate.log" 2>&1; then
    rate=$(cat "$work/rate.txt")
    if [ "$rehearse" -eq 1 ] || [ "$rate" -ge "$least_rate" ]; then
        note PASS "textbook, $rate_trials trials" "$rate trials/s"
    else
        note FAIL "textbook, $rate_trials trials" "$rate trials/s, wanted $least_rate"
    fi
else
    note FAIL "textbook, $rate_trials trials" "see $work/rate.log"
fi

# the table belongs into docs/PERFORMANCE.md
step "benchmark" "$vtrial" bench --backend "$backend" "${bench_options[@]}"

echo
[ -s "$work/benchmark.log" ] && cat "$work/benchmark.log"
echo
echo "gpu_check of $("$vtrial" version)"
echo "on ${machine:-a machine without nvidia-smi}; logs in $work"
printf '%s\n' "${summary[@]}"
[ "$failed" -eq 0 ] && echo "all passed" || echo "something failed or was not run"
exit "$failed"
