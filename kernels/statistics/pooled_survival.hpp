// The Kaplan-Meier curve of both arms together just before each row, which weights the tests of
// Fleming and Harrington.
#pragma once

#include "kernels/statistics/kaplan_meier.hpp"

namespace vtrial::kernels {

/// Of the patients of a row's stratum, both arms together, the estimated shares that have had no
/// event before the row and that have: S(t-) and 1 - S(t-), each with all its digits.
template <class Number>
struct PooledSurvival {
    Number* survival;  ///< [rows]
    Number* failure;   ///< [rows]
};

/// Change of the pooled log survival on a row, 2^-40. Where nobody of the stratum is left no later
/// row of it asks, so that the next stratum's sum need not begin below the curve's zero.
template <class Packed>
VTRIAL_FUNCTION std::int64_t pooled_log_survival_step(Plan const& plan,
                                                      RiskRows<Packed> const& rows,
                                                      std::int32_t row) {
    auto const both = [](Packed packed) { return control_of(packed) + experimental_of(packed); };
    std::uint32_t const events = both(rows.events[row]);
    std::uint32_t const at_risk = both(rows.at_risk[row]);
    return events == at_risk ? 0 : plan.log_of_count[at_risk - events] - plan.log_of_count[at_risk];
}

/// Fills the pooled survival of all rows, by stratum where the rows are.
template <class Number, class Team, class Packed>
VTRIAL_FUNCTION void pool_survival(Team const& team, Plan const& plan, RiskRows<Packed> const& rows,
                                   PooledSurvival<Number> const& pooled) {
    bool const has_strata = rows.strata > 1;
    auto const step = [&](std::int32_t row) { return pooled_log_survival_step(plan, rows, row); };
    if (has_strata) {
        team.template scan<std::int64_t>(
            rows.count, step, [&](std::int32_t row, std::int64_t before) {
                if (row == 0 || rows.stratum[row] != rows.stratum[row - 1]) {
                    rows.log_survival_before_stratum[rows.stratum[row]] = before;
                }
            });
    }
    team.template scan<std::int64_t>(rows.count, step, [&](std::int32_t row, std::int64_t before) {
        std::int64_t const start =
            has_strata ? rows.log_survival_before_stratum[rows.stratum[row]] : 0;
        pooled.survival[row] = static_cast<Number>(static_cast<double>(before - start) * 0x1p-40);
    });
    // from the logarithm: a small failure would lose its digits in 1 - S
    team.for_each(rows.count, [=](std::int32_t row) {
        double const survival = exp_of(static_cast<double>(pooled.survival[row]));
        pooled.survival[row] = static_cast<Number>(survival);
        pooled.failure[row] = static_cast<Number>(1.0 - survival);
    });
}

}  // namespace vtrial::kernels
