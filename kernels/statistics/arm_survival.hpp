// One arm's Kaplan-Meier curve along the rows, and Greenwood's terms for its variance (Greenwood,
// Reports on Public Health and Medical Subjects 33, 1926).
#pragma once

#include "kernels/statistics/fixed_point.hpp"
#include "kernels/statistics/kaplan_meier.hpp"

namespace vtrial::kernels {

/// Days as they are; the `time_of` of a replicate. Real data passes the times of its ranks.
template <class Number>
struct DayTimes {
    VTRIAL_FUNCTION Number operator()(std::int32_t day) const { return static_cast<Number>(day); }
};

/// d / (n (n - d)) of an arm's d events and n at risk on a row; 0 where all n have their event. Its
/// sum over the rows is the variance of log survival, at most 1.
template <class Number, class Packed>
VTRIAL_FUNCTION Number greenwood_term(RiskRows<Packed> const& rows, std::int32_t row, int arm) {
    std::uint32_t const events = count_of(rows.events[row], arm);
    std::uint32_t const at_risk = count_of(rows.at_risk[row], arm);
    auto const remaining = as_number<Number>(at_risk - events);
    Number const term = as_number<Number>(events) /
                        (as_number<Number>(larger(at_risk, 1u)) * larger(remaining, Number{1}));
    return events < at_risk ? term : Number{0};
}

/// Fills survival[row] with an arm's curve just before the row.
template <class Number, class Team, class Packed>
VTRIAL_FUNCTION void survival_before_rows(Team const& team, Plan const& plan,
                                          RiskRows<Packed> const& rows, int arm, Number* survival) {
    team.template scan<std::int64_t>(
        rows.count, [&](std::int32_t row) { return log_survival_step(plan, rows, row, arm); },
        [=](std::int32_t row, std::int64_t before) {
            survival[row] = static_cast<Number>(static_cast<double>(before) * 0x1p-40);
        });
    // a curve at 0 has the logarithm -2^16, which exp_of takes as -700
    team.for_each(rows.count, [=](std::int32_t row) {
        auto const log_survival = static_cast<double>(survival[row]);
        survival[row] =
            static_cast<Number>(select(log_survival > -700.0, exp_of(log_survival), 0.0));
    });
}

/// An estimate in one arm.
struct ArmEstimate {
    double value;
    double variance;
    std::int32_t exists;  ///< 0: the curve ends before, the other two numbers are 0
};

/// A difference between the arms, experimental less control.
struct ArmDifference {
    double estimate;
    double standard_error;
    double z;  ///< -(estimate + margin) / standard error: negative favours the experimental arm
    std::int32_t exists;  ///< 0: the other three numbers are 0
};

/// Compares the arms; the null hypothesis is a difference of -margin. It exists where both
/// estimates do and one of them has a variance.
VTRIAL_FUNCTION ArmDifference compare_arms(ArmEstimate const& control,
                                           ArmEstimate const& experimental, double margin) {
    double const variance = control.variance + experimental.variance;
    if (control.exists == 0 || experimental.exists == 0 || !(variance > 0.0)) {
        return {0.0, 0.0, 0.0, 0};
    }
    double const difference = experimental.value - control.value;
    double const standard_error = square_root(variance);
    return {difference, standard_error, -(difference + margin) / standard_error, 1};
}

}  // namespace vtrial::kernels
