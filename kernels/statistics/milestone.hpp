// Survival at a milestone, by Kaplan-Meier with Greenwood's variance on the plain scale.
#pragma once

#include "kernels/statistics/arm_survival.hpp"

namespace vtrial::kernels {

/// An arm's survival at `time`, in the unit of time_of(day). It exists up to the arm's last day of
/// follow-up, -1 for an arm without patients, and after it where the curve has come down to 0.
template <class Number, class Team, class Packed, class TimeOf>
VTRIAL_FUNCTION ArmEstimate survival_at(Team const& team, Plan const& plan,
                                        RiskRows<Packed> const& rows, int arm,
                                        std::int32_t last_day, Number time, TimeOf const& time_of) {
    auto const sums = team.sum(
        rows.count, [&](std::int32_t row, std::int64_t& log_survival, std::int64_t& greenwood) {
            bool const counts = time_of(rows.day[row]) <= time;
            std::int64_t const step = log_survival_step(plan, rows, row, arm);
            Number const term = greenwood_term<Number>(rows, row, arm);
            log_survival += counts ? step : 0;
            greenwood += fixed_long(counts ? static_cast<double>(term) : 0.0);
        });
    double const survival = survival_of(sums.first);
    bool const follows = last_day >= 0 && time <= time_of(last_day);
    if (!follows && survival > 0.0) {
        return {0.0, 0.0, 0};
    }
    double const variance_of_log = number_of_fixed<long_fixed_bits>(sums.second);
    return {survival, survival * survival * variance_of_log, 1};
}

}  // namespace vtrial::kernels
