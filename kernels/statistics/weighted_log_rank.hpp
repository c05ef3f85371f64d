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

/// x^exponent for x in [0, 1] and exponent >= 0, 0^0 = 1.
VTRIAL_FUNCTION double power_of_share(double x, double exponent) {
    if (exponent == 0.0 || exponent == 1.0) {
        return exponent == 0.0 ? 1.0 : x;
    }
    return select(x > 0.0, exp_of(exponent * log_of(larger(x, 0x1p-1000))), 0.0);
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

/// The weighted test over rows whose survival has been pooled; its score is U = sum of
/// w (d1 - d n1 / n), its variance that of the log-rank test with w^2.
template <class Number, class Team, class Packed>
VTRIAL_FUNCTION LogRank weighted_log_rank(Team const& team, RiskRows<Packed> const& rows,
                                          PooledSurvival<Number> const& pooled,
                                          FlemingHarrington weights) {
    auto const sums =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& score, std::int64_t& variance) {
            auto const row = log_rank_row(rows.events[i], rows.at_risk[i], Number{1});
            auto const weight = static_cast<Number>(
                power_of_share(static_cast<double>(pooled.survival[i]), weights.rho) *
                power_of_share(static_cast<double>(pooled.failure[i]), weights.gamma));
            score += weighted_score(row, rows.events[i], weight);
            variance +=
                fixed_spread(static_cast<double>(weight * weight * row.spread)) * row.events;
        });
    return log_rank_of(sums.first, sums.second);
}

}  // namespace vtrial::kernels
