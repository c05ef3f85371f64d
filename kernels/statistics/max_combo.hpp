// The MaxCombo test: the best of the Fleming-Harrington tests (0, 0), (0, 1), (1, 0) and (1, 1),
// with the correlations of their scores under the null hypothesis.
#pragma once

#include "kernels/statistics/weighted_log_rank.hpp"

namespace vtrial::kernels {

/// Order of the component tests (rho, gamma): (0, 0), (0, 1), (1, 0), (1, 1).
inline constexpr int max_combo_tests = 4;

struct MaxCombo {
    double z[max_combo_tests];  ///< negative favours the experimental arm; 0 without a variance
    double correlation[max_combo_tests][max_combo_tests];  ///< 0 beside a test without a variance
    std::int32_t has_variance[max_combo_tests];
    double least_z;       ///< of the tests with a variance; 0 where there are none
    std::int32_t exists;  ///< whether there is one
};

/// With s = S(t-) and f = 1 - s the four weights are s + f, f, s and s f. Sums in fixed point over
/// the rows: scores weighted with s, f and s f; variances with products of two weights. The first
/// test is made of the others here as in the exact identity 1 = s + f, so that its correlations are
/// as singular as they are in truth.
struct MaxComboSums {
    std::int64_t score_s;
    std::int64_t score_f;
    std::int64_t score_sf;
    std::int64_t variance_ss;
    std::int64_t variance_ff;
    std::int64_t variance_ssf;
    std::int64_t variance_sff;
    std::int64_t variance_ssff;
};

template <class Number, class Team, class Packed>
VTRIAL_FUNCTION MaxComboSums sum_max_combo(Team const& team, RiskRows<Packed> const& rows,
                                           PooledSurvival<Number> const& pooled) {
    auto const row_at = [&](std::int32_t i) {
        return log_rank_row(rows.events[i], rows.at_risk[i], Number{1});
    };
    auto const score = [&](auto const& row, std::int32_t i, Number weight) {
        return weighted_score(row, rows.events[i], weight);
    };
    auto const variance = [](auto const& row, Number squared_weight) {
        return fixed_spread(static_cast<double>(squared_weight * row.spread)) * row.events;
    };
    auto const scores =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& of_s, std::int64_t& of_f) {
            auto const row = row_at(i);
            of_s += score(row, i, pooled.survival[i]);
            of_f += score(row, i, pooled.failure[i]);
        });
    auto const squares =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& of_ss, std::int64_t& of_ff) {
            auto const row = row_at(i);
            of_ss += variance(row, pooled.survival[i] * pooled.survival[i]);
            of_ff += variance(row, pooled.failure[i] * pooled.failure[i]);
        });
    auto const mixed =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& of_ssf, std::int64_t& of_sff) {
            auto const row = row_at(i);
            Number const both = pooled.survival[i] * pooled.failure[i];
            of_ssf += variance(row, pooled.survival[i] * both);
            of_sff += variance(row, pooled.failure[i] * both);
        });
    auto const of_both =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& of_sf, std::int64_t& of_ssff) {
            auto const row = row_at(i);
            Number const both = pooled.survival[i] * pooled.failure[i];
            of_sf += score(row, i, both);
            of_ssff += variance(row, both * both);
        });
    return {scores.first,   scores.second, of_both.first, squares.first,
            squares.second, mixed.first,   mixed.second,  of_both.second};
}

/// The four tests over rows whose survival has been pooled.
template <class Number, class Team, class Packed>
VTRIAL_FUNCTION MaxCombo max_combo(Team const& team, RiskRows<Packed> const& rows,
                                   PooledSurvival<Number> const& pooled) {
    MaxComboSums const sums = sum_max_combo(team, rows, pooled);
    std::int64_t const sf = sums.variance_ssf + sums.variance_sff;
    std::int64_t const f = sf + sums.variance_ff;
    std::int64_t const s = sf + sums.variance_ss;
    std::int64_t const score[] = {sums.score_s + sums.score_f, sums.score_f, sums.score_s,
                                  sums.score_sf};
    std::int64_t const covariance[max_combo_tests][max_combo_tests] = {
        {s + f, f, s, sf},
        {f, sums.variance_ff, sf, sums.variance_sff},
        {s, sf, sums.variance_ss, sums.variance_ssf},
        {sf, sums.variance_sff, sums.variance_ssf, sums.variance_ssff}};
    MaxCombo result{};
    double root[max_combo_tests];
    for (int i = 0; i < max_combo_tests; ++i) {
        LogRank const test = log_rank_of(score[i], covariance[i][i]);
        root[i] = square_root(test.variance);
        result.z[i] = test.z;
        result.has_variance[i] = test.exists() ? 1 : 0;
        if (test.exists()) {
            result.least_z = result.exists != 0 ? smaller(result.least_z, test.z) : test.z;
            result.exists = 1;
        }
    }
    for (int i = 0; i < max_combo_tests; ++i) {
        for (int j = 0; j < max_combo_tests; ++j) {
            bool const both = result.has_variance[i] != 0 && result.has_variance[j] != 0;
            result.correlation[i][j] =
                both ? number_of_spreads<double>(covariance[i][j]) / (root[i] * root[j]) : 0.0;
        }
        result.correlation[i][i] = 1.0;
    }
    return result;
}

}  // namespace vtrial::kernels
