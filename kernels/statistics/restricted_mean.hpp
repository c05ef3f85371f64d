// The restricted mean survival time: the area under an arm's Kaplan-Meier curve up to a horizon,
// with its variance of Greenwood's type (Klein and Moeschberger, Survival Analysis, 2003, 4.5.2;
// R's survfit with rmean, survRM2).
#pragma once

#include "kernels/statistics/arm_survival.hpp"

namespace vtrial::kernels {

/// Two arrays of a team's own, [rows] each: an arm's curve just before each row, and the area under
/// it up to the row, as a share of the horizon.
template <class Number>
struct AreaMemory {
    Number* survival;
    Number* area;
};

/// An arm's restricted mean up to `horizon` > 0, in the unit of time_of(day). It exists up to the
/// arm's last day of follow-up, -1 for an arm without patients, and after it where the curve has
/// come down to 0.
template <class Number, class Team, class Packed, class TimeOf>
VTRIAL_FUNCTION ArmEstimate restricted_mean(Team const& team, Plan const& plan,
                                            RiskRows<Packed> const& rows, int arm,
                                            std::int32_t last_day, Number horizon,
                                            TimeOf const& time_of,
                                            AreaMemory<Number> const& memory) {
    constexpr int digits = 42;
    survival_before_rows(team, plan, rows, arm, memory.survival);
    Number const inverse = Number{1} / horizon;
    auto const share_until = [&](std::int32_t row) {
        return row < 0 ? Number{0} : smaller(horizon, time_of(rows.day[row])) * inverse;
    };
    auto const area_of = [&](std::int32_t row) {
        Number const width = share_until(row) - share_until(row - 1);
        return fixed<digits>(static_cast<double>(memory.survival[row] * width));
    };
    team.template scan<std::int64_t>(
        rows.count, area_of, [&](std::int32_t row, std::int64_t before) {
            memory.area[row] = static_cast<Number>(number_of_fixed<digits>(before + area_of(row)));
        });
    auto const sums =
        team.sum(rows.count, [&](std::int32_t row, std::int64_t& log_survival, std::int64_t& area) {
            log_survival += log_survival_step(plan, rows, row, arm);
            area += area_of(row);
        });
    double const last_survival = survival_of(sums.first);
    bool const follows = last_day >= 0 && horizon <= time_of(last_day);
    if (!follows && last_survival > 0.0) {
        return {0.0, 0.0, 0};
    }
    auto const rest =
        static_cast<double>(larger(Number{0}, Number{1} - share_until(rows.count - 1)));
    double const mean = number_of_fixed<digits>(sums.second) + last_survival * rest;
    auto const mean_share = static_cast<Number>(mean);
    auto const greenwood =
        team.sum(rows.count, [&](std::int32_t row, std::int64_t& variance, std::int64_t&) {
            // an event at the horizon or after it has no area left, but for roundings
            Number const left = time_of(rows.day[row]) < horizon
                                    ? larger(Number{0}, mean_share - memory.area[row])
                                    : Number{0};
            Number const term = left * left * greenwood_term<Number>(rows, row, arm);
            variance += fixed_long(static_cast<double>(term));
        });
    auto const unit = static_cast<double>(horizon);
    return {mean * unit, number_of_fixed<long_fixed_bits>(greenwood.first) * unit * unit, 1};
}

}  // namespace vtrial::kernels
