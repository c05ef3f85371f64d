#!/usr/bin/env bash
# vtrial and rpact's getSimulationSurvival on the same machine, on one core each, on the same design:
# 737 patients 1:1, uniform accrual over 22 months, 5 % a year drop-out, PFS with a median of 31.9
# months in the control arm and a hazard ratio of 0.75, one log-rank test at 390 events, one-sided
# level 0.025. A trial of rpact has that endpoint and that test; one of vtrial has PFS2 and OS too,
# Cox's hazard ratio, medians and curves.
#   benchmarks/compare_with_rpact.sh [VTRIAL]      default: build/release/vtrial
# Exit code 1: the two find different power, by more than four Monte Carlo errors.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-build/release/vtrial}
few=1000
many=10000
runs=3
replicates=20000

if [ ! -x "$program" ]; then
    echo "compare_with_rpact: no program at $program: scripts/build.sh makes it" >&2
    exit 2
fi
scripts/install_packages.sh r-cran-rpact
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

measured=$("$program" bench --only textbook --backend cpu --replicates "$replicates" --json)
# the last row is that of the highest instruction level; each key has a line of its own
value_of() {
    sed -n "s/^ *\"$1\": \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}$/\\1/p" <<<"$measured" | tail -n 1
}
read -r version rpact_time rpact_power rpact_error \
    <<<"$(Rscript --vanilla benchmarks/rpact.R "$few" "$many" "$runs")"

awk -v version="$version" -v commit="$(value_of commit)" -v level="$(value_of instructions)" \
    -v processor="$(value_of processor)" \
    -v time_1="$rpact_time" -v power_1="$rpact_power" -v error_1="$rpact_error" \
    -v time_2="$(value_of measured)" -v power_2="$(value_of power)" \
    -v error_2="$(value_of power_error)" 'BEGIN {
    error = sqrt(error_1 ^ 2 + error_2 ^ 2)
    errors = (power_2 - power_1) / error
    printf "%s\n", processor
    printf "%-28s %14s   %s\n", "", "us a trial", "power"
    printf "%-28s %14.1f   %.4f +- %.4f\n", "rpact " version, time_1, power_1, error_1
    printf "%-28s %14.1f   %.4f +- %.4f\n", "vtrial " commit, time_2, power_2, error_2
    printf "x86-64-%s: vtrial takes 1 / %.1f of the time of rpact a trial\n", level, time_1 / time_2
    printf "power: vtrial - rpact = %.4f +- %.4f, %.1f errors\n", power_2 - power_1, error, errors
    exit errors > 4 || errors < -4
}'
