// Kaplan-Meier from the rows of a risk table, in integers: the logarithm of the curve is a sum of
// log(n - d) - log(n), each rounded once to 2^-40, so that no order of addition matters and the
// quotients of a sample without censoring cancel exactly.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/statistics/risk_table.hpp"

namespace vtrial::kernels {

inline constexpr int log_survival_bits = 40;
/// log(1/2) * 2^40, rounded
inline constexpr std::int64_t log_half = -762123384786;
/// Log survival this near to log(1/2) counts as equal: roundings of 2^-41 from up to 512 rows. R's
/// survfit allows 1.5e-8; this is 9.3e-10.
inline constexpr std::int64_t log_tolerance = 1 << 10;
/// Of a curve that has reached 0; below every sum of logarithms, and can be added to itself.
inline constexpr std::int64_t log_of_zero = -(std::int64_t{1} << 56);

/// Change of an arm's log survival on a row.
template <class Packed>
VTRIAL_FUNCTION std::int64_t log_survival_step(Plan const& plan, RiskRows<Packed> const& rows,
                                               std::int32_t row, int arm) {
    std::uint32_t const events = count_of(rows.events[row], arm);
    std::uint32_t const at_risk = count_of(rows.at_risk[row], arm);
    // looked up even where all have the event, so that a loop over rows has no branch
    std::int64_t const step = plan.log_of_count[at_risk - events] - plan.log_of_count[at_risk];
    return events == at_risk && events != 0 ? log_of_zero : step;
}

/// A survival probability from its logarithm in fixed point.
VTRIAL_FUNCTION double survival_of(std::int64_t log_survival) {
    return log_survival <= log_of_zero ? 0.0 : exp_of(static_cast<double>(log_survival) * 0x1p-40);
}

/// Twice the median in days (R's rule: the middle of the step where the curve equals 1/2), or -1
/// where the curve does not come down to 1/2. `last_day` is the arm's last day of follow-up.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t twice_median_days(Team const& team, Plan const& plan,
                                               RiskRows<Packed> const& rows, int arm,
                                               std::int32_t last_day) {
    auto const step = [&](std::int32_t row) { return log_survival_step(plan, rows, row, arm); };
    auto const rows_above = [&](std::int64_t bound) {
        return team.template count_sums<std::int64_t>(
            rows.count, step, [=](std::int64_t log_survival) { return log_survival > bound; });
    };
    auto const [first, log_survival] = rows_above(log_half + log_tolerance);
    if (first == rows.count) {
        return -1;
    }
    if (log_survival <= log_half - log_tolerance) {
        return 2 * rows.day[first];
    }
    std::int32_t const below = rows_above(log_half - log_tolerance).count;
    return rows.day[first] + (below < rows.count ? rows.day[below] : last_day);
}

/// An arm's log survival after each row, for lanes that look it up where they need it.
template <class Team, class Packed>
VTRIAL_FUNCTION void keep_log_survival(Team const& team, Plan const& plan,
                                       RiskRows<Packed> const& rows, int arm,
                                       std::int64_t* log_survival) {
    auto const step = [&](std::int32_t row) { return log_survival_step(plan, rows, row, arm); };
    team.template scan<std::int64_t>(rows.count, step, [&](std::int32_t row, std::int64_t before) {
        log_survival[row] = before + step(row);
    });
}

/// The first i in [0, count) for which holds(i) is false, if it is so for all after it; else count.
template <class Holds>
VTRIAL_FUNCTION std::int32_t first_without(std::int32_t count, Holds const& holds) {
    std::int32_t first = 0;
    while (count > 0) {
        std::int32_t const half = count / 2;
        bool const is_later = holds(first + half);
        first = is_later ? first + half + 1 : first;
        count = is_later ? count - half - 1 : half;
    }
    return first;
}

/// The same median from the log survival after each row. Every lane finds it by itself.
template <class Packed>
VTRIAL_FUNCTION std::int32_t twice_median_days(RiskRows<Packed> const& rows,
                                               std::int64_t const* log_survival,
                                               std::int32_t last_day) {
    auto const rows_above = [&](std::int64_t bound) {
        return first_without(rows.count,
                             [=](std::int32_t row) { return log_survival[row] > bound; });
    };
    std::int32_t const first = rows_above(log_half + log_tolerance);
    if (first == rows.count) {
        return -1;
    }
    if (log_survival[first] <= log_half - log_tolerance) {
        return 2 * rows.day[first];
    }
    std::int32_t const below = rows_above(log_half - log_tolerance);
    return rows.day[first] + (below < rows.count ? rows.day[below] : last_day);
}

}  // namespace vtrial::kernels
