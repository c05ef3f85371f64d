// Rates of response compared within strata.
#pragma once

#include "kernels/statistics/rate_difference.hpp"

namespace vtrial::kernels {

/// z of the test of Cochran (1954), Mantel and Haenszel (1959), without correction for continuity:
/// the responders of the experimental arm over all strata against their expectation, given each
/// stratum's number of responders.
struct CochranMantelHaenszel {
    double z;  ///< negative favours the experimental arm; 0 where it does not exist
    std::int32_t exists;
};

VTRIAL_FUNCTION CochranMantelHaenszel cochran_mantel_haenszel(View<ResponseCounts const> strata) {
    double excess = 0.0;
    double variance = 0.0;
    for (std::int64_t k = 0; k < strata.size; ++k) {
        double const n0 = static_cast<double>(strata[k].patients[0]);
        double const n1 = static_cast<double>(strata[k].patients[1]);
        double const x1 = static_cast<double>(strata[k].responders[1]);
        double const responders = static_cast<double>(strata[k].responders[0]) + x1;
        double const all = n0 + n1;
        double const pairs = n0 * n1;
        excess += all > 0.0 ? x1 - n1 * responders / larger(all, 1.0) : 0.0;
        variance += all > 1.0 ? pairs * responders * (all - responders) /
                                    (all * all * larger(all - 1.0, 1.0))
                              : 0.0;
    }
    if (!(variance > 0.0)) {
        return {0.0, 0};
    }
    return {-excess / square_root(variance), 1};
}

/// The Mantel-Haenszel difference of the rates, experimental less control, with the variance of
/// Sato (Biometrics 45, 1989, 1323-1324), which holds for few large and for many small strata, and
/// its test of the null hypothesis that it is -margin.
VTRIAL_FUNCTION ArmDifference mantel_haenszel_difference(View<ResponseCounts const> strata,
                                                         double margin) {
    double weight = 0.0;
    double weighted_difference = 0.0;
    double slope = 0.0;  // of the variance in the difference
    double base = 0.0;
    for (std::int64_t k = 0; k < strata.size; ++k) {
        double const n0 = static_cast<double>(strata[k].patients[0]);
        double const n1 = static_cast<double>(strata[k].patients[1]);
        double const x0 = static_cast<double>(strata[k].responders[0]);
        double const x1 = static_cast<double>(strata[k].responders[1]);
        double const all = larger(1.0, n0 + n1);
        weight += n1 * n0 / all;
        weighted_difference += (x1 * n0 - x0 * n1) / all;
        slope += (n1 * n1 * x0 - n0 * n0 * x1 + 0.5 * n1 * n0 * (n0 - n1)) / (all * all);
        base += 0.5 * (x1 * (n0 - x0) + x0 * (n1 - x1)) / all;
    }
    if (!(weight > 0.0)) {
        return {0.0, 0.0, 0.0, 0};
    }
    double const difference = weighted_difference / weight;
    double const variance = (difference * slope + base) / (weight * weight);
    return compare_arms({0.0, larger(0.0, variance), 1}, {difference, 0.0, 1}, margin);
}

}  // namespace vtrial::kernels
