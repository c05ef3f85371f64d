// The weighted log-rank tests G^(rho, gamma) of Fleming and Harrington (Counting Processes and
// Survival Analysis, 1991, section 7.2).
#pragma once

#include "kernels/statistics/log_rank.hpp"
#include "kernels/statistics/pooled_survival.hpp"

namespace vtrial::kernels {

/// A row weighs S(t-)^rho (1 - S(t-))^gamma, S pooled over the arms; neither is negative.
/// (0, 0) is the log-rank test, (0, 1) looks for late effects, (1, 0) for early ones.
struct FlemingHarrington {
    double rho;
    double gamma;
};

/// The weight for any exponents, 0^0 = 1, without a branch.
VTRIAL_FUNCTION double weight_of(FlemingHarrington weights, double survival, double failure) {
    constexpr double tiny = 0x1p-1000;
    double const logarithm = weights.rho * log_of(larger(survival, tiny)) +
                             weights.gamma * log_of(larger(failure, tiny));
    bool const is_zero =
        static_cast<int>(survival <= 0.0) * static_cast<int>(weights.rho > 0.0) +
            static_cast<int>(failure <= 0.0) * static_cast<int>(weights.gamma > 0.0) >
        0;
    return select(is_zero, 0.0, exp_of(logarithm));
}

/// From the sums in double's fixed point.
VTRIAL_FUNCTION LogRank log_rank_of(std::int64_t score, std::int64_t variance) {
    LogRank result;
    result.observed_minus_expected = number_of_shares<double>(score);
    result.variance = number_of_spreads<double>(variance);
    result.z = variance > 0 ? result.observed_minus_expected / square_root(result.variance) : 0.0;
    return result;
}

/// What a row adds to a weighted score: weight (observed - expected events), 2^-42. Weights can be
/// small: their sums have double's digits, however the terms are computed.
template <class Number, class Packed>
VTRIAL_FUNCTION std::int64_t weighted_score(LogRankRow<Number> const& row, Packed events,
                                            Number weight) {
    auto const observed = static_cast<std::int64_t>(experimental_of(events));
    return fixed_share(static_cast<double>(weight)) * observed -
           fixed_share(static_cast<double>(weight * row.share)) * row.events;
}

/// The test with weight_at(row), in [0, 1]. Its score is U = sum of w (d1 - d n1 / n), its variance
/// that of the log-rank test with w^2.
template <class Number, class Team, class Packed, class WeightAt>
VTRIAL_FUNCTION LogRank log_rank_weighted_by(Team const& team, RiskRows<Packed> const& rows,
                                             WeightAt const& weight_at) {
    auto const sums =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& score, std::int64_t& variance) {
            auto const row = log_rank_row(rows.events[i], rows.at_risk[i], Number{1});
            Number const weight = weight_at(i);
            score += weighted_score(row, rows.events[i], weight);
            variance +=
                fixed_spread(static_cast<double>(weight * weight * row.spread)) * row.events;
        });
    return log_rank_of(sums.first, sums.second);
}

/// The test of Fleming and Harrington over rows whose survival has been pooled. Exponents of 0 and
/// 1 need no logarithm.
template <class Number, class Team, class Packed>
VTRIAL_FUNCTION LogRank weighted_log_rank(Team const& team, RiskRows<Packed> const& rows,
                                          PooledSurvival<Number> const& pooled,
                                          FlemingHarrington weights) {
    auto const is_simple = [](double exponent) { return exponent == 0.0 || exponent == 1.0; };
    if (is_simple(weights.rho) && is_simple(weights.gamma)) {
        return log_rank_weighted_by<Number>(team, rows, [&](std::int32_t i) {
            Number const by_survival = weights.rho == 0.0 ? Number{1} : pooled.survival[i];
            Number const by_failure = weights.gamma == 0.0 ? Number{1} : pooled.failure[i];
            return by_survival * by_failure;
        });
    }
    return log_rank_weighted_by<Number>(team, rows, [&](std::int32_t i) {
        return static_cast<Number>(weight_of(weights, static_cast<double>(pooled.survival[i]),
                                             static_cast<double>(pooled.failure[i])));
    });
}

}  // namespace vtrial::kernels
