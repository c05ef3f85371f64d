// The p-value of the MaxCombo test: the probability, under the null hypothesis, that the least of
// several correlated normal z is as small as the one seen.
#pragma once

#include "kernels/core/multivariate_normal.hpp"
#include "kernels/statistics/max_combo_quadrature.hpp"

namespace vtrial::kernels {

/// The rectangle in which all tests with a variance stay above the least z.
VTRIAL_FUNCTION NormalRectangle all_above(MaxCombo const& tests) {
    NormalRectangle rectangle{};
    std::int32_t of_dimension[max_combo_tests] = {};
    for (int test = 0; test < max_combo_tests; ++test) {
        if (tests.has_variance[test] != 0) {
            std::int32_t const i = rectangle.dimension++;
            of_dimension[i] = test;
            rectangle.lower[i] = tests.least_z;
            rectangle.upper[i] = no_limit;
        }
    }
    for (std::int32_t i = 0; i < rectangle.dimension; ++i) {
        for (std::int32_t k = 0; k < rectangle.dimension; ++k) {
            rectangle.correlation[i][k] = tests.correlation[of_dimension[i]][of_dimension[k]];
        }
    }
    return rectangle;
}

/// The one-sided p-value, 1 where no test exists, with its error, at most about `most_error`. A
/// small p-value keeps its relative precision.
template <class Team>
VTRIAL_FUNCTION NormalProbability one_sided_p_value(Team const& team, MaxCombo const& tests,
                                                    double most_error) {
    if (tests.exists == 0) {
        return {1.0, 0.0};
    }
    return probability_outside(team, all_above(tests), most_error);
}

/// The two-sided p-value that is reported: twice the one-sided, at most 1.
VTRIAL_FUNCTION double two_sided_of(double one_sided) { return smaller(1.0, 2.0 * one_sided); }

/// Whether the one-sided p-value is at most alpha, for a replicate. Most are told by bounds that
/// cost nothing: the p-value lies between that of the best test alone and the sum over all tests.
/// Others are integrated, to 2e-6; where events came on so few days that the tests are not
/// distinct, the sum decides, which never rejects too often.
template <class Team>
VTRIAL_FUNCTION bool max_combo_rejects(Team const& team, MaxCombo const& tests, double alpha) {
    if (tests.exists == 0) {
        return false;
    }
    double const alone = normal_distribution(tests.least_z);
    double bonferroni = 0.0;
    for (std::int32_t const has_variance : tests.has_variance) {
        bonferroni += has_variance != 0 ? alone : 0.0;
    }
    if (alone > alpha || bonferroni <= alpha) {
        return bonferroni <= alpha;
    }
    MaxComboFactors const factors = factors_of(tests);
    return factors.are_distinct() && probability_below(team, factors, tests.least_z) <= alpha;
}

}  // namespace vtrial::kernels
