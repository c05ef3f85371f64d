// Rates of response: their difference, its test, and the same over strata. All of it from counts,
// in double and in the order of the strata.
#pragma once

#include "kernels/core/view.hpp"
#include "kernels/statistics/arm_survival.hpp"
#include "kernels/statistics/response_counts.hpp"

namespace vtrial::kernels {

/// The control arm's rate that is likeliest where the experimental arm's is lower by `margin` in
/// [0, 1): the root of the score, which falls from infinity to minus infinity. Farrington and
/// Manning (Statistics in Medicine 9, 1990, 1447-1454) solve the same cubic.
VTRIAL_FUNCTION double restricted_control_rate(ResponseCounts const& counts, double margin) {
    auto const of = [&](std::int32_t count) { return static_cast<double>(count); };
    auto const score_is_positive = [&](double rate) {
        double const lower_rate = rate - margin;
        auto const term = [&](std::int32_t count, double share) {
            return count > 0 ? of(count) / share : 0.0;
        };
        double const rises =
            term(counts.responders[0], rate) + term(counts.responders[1], lower_rate);
        double const falls = term(counts.patients[0] - counts.responders[0], 1.0 - rate) +
                             term(counts.patients[1] - counts.responders[1], 1.0 - lower_rate);
        return rises > falls;
    };
    constexpr int halvings = 60;
    double low = margin;
    double high = 1.0;
    for (int step = 0; step < halvings; ++step) {
        double const middle = 0.5 * (low + high);
        bool const is_above = middle > margin && middle < 1.0 && score_is_positive(middle);
        low = is_above ? middle : low;
        high = is_above ? high : middle;
    }
    return 0.5 * (low + high);
}

/// The difference of the rates, experimental less control, and its test of the null hypothesis that
/// it is -margin: with the variance of the likeliest rates under that hypothesis (margin 0: of the
/// pooled rate). It exists where both arms have patients and that variance is positive.
VTRIAL_FUNCTION ArmDifference compare_rates(ResponseCounts const& counts, double margin) {
    if (counts.patients[0] == 0 || counts.patients[1] == 0) {
        return {0.0, 0.0, 0.0, 0};
    }
    double size[arm_count];
    double rate[arm_count];
    double responders = 0.0;
    for (int arm = 0; arm < arm_count; ++arm) {
        size[arm] = static_cast<double>(counts.patients[arm]);
        rate[arm] = static_cast<double>(counts.responders[arm]) / size[arm];
        responders += static_cast<double>(counts.responders[arm]);
    }
    double const under_null =
        margin == 0.0 ? responders / (size[0] + size[1]) : restricted_control_rate(counts, margin);
    auto const variance_of = [](double probability, double n) {
        return larger(0.0, probability * (1.0 - probability) / n);
    };
    double const variance =
        variance_of(under_null, size[0]) + variance_of(under_null - margin, size[1]);
    return compare_arms({rate[0], variance, 1}, {rate[1], 0.0, 1}, margin);
}

}  // namespace vtrial::kernels
