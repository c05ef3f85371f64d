// The log-rank test from the rows of a risk table: Mantel (1966), hypergeometric variance at ties;
// and the score test of another hazard ratio than 1, as a non-inferiority margin is.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/statistics/fixed_point.hpp"
#include "kernels/statistics/risk_table.hpp"

namespace vtrial::kernels {

/// Observed minus expected events of the experimental arm, its variance, and z = O - E / sqrt(V).
struct LogRank {
    double observed_minus_expected;
    double variance;
    double z;  ///< negative favours the experimental arm; 0 where the test does not exist

    VTRIAL_FUNCTION bool exists() const { return variance > 0.0; }
};

/// What a log-rank test makes of one row, for each of its events.
template <class Number>
struct LogRankRow {
    std::int32_t events;  ///< of both arms
    Number share;   ///< the probability that an event is the experimental arm's, under the null
    Number spread;  ///< its variance, d - 1 of d events less informative by the ties
};

/// A row under the null hypothesis of a hazard ratio, experimental against control.
template <class Number, class Packed>
VTRIAL_FUNCTION LogRankRow<Number> log_rank_row(Packed events, Packed at_risk,
                                                Number null_hazard_ratio) {
    auto const dying = static_cast<std::int32_t>(control_of(events) + experimental_of(events));
    Number const deaths = static_cast<Number>(dying);
    Number const control = as_number<Number>(control_of(at_risk));
    Number const experimental = as_number<Number>(experimental_of(at_risk));
    Number const all = control + experimental;
    Number const weighted = experimental * null_hazard_ratio;
    Number const all_weighted = control + weighted;
    Number const share = weighted / all_weighted;
    // (n - d) / (n - 1) is 0 / 0 for the last patient; that row has no variance
    Number const ties = (all - deaths) / larger(all - Number{1}, Number{1});
    return {dying, share, (share * (control / all_weighted)) * ties};
}

/// The log-rank test over rows; rows of several strata make the stratified test. With a null
/// hazard ratio m, E = sum of d m n1 / (n0 + m n1) and V = sum of d m n1 n0 / (n0 + m n1)^2
/// (n - d) / (n - 1): the score test of Cox's model at log(m), its variance corrected for ties.
template <class Number = float, class Team, class Packed>
VTRIAL_FUNCTION LogRank log_rank(Team const& team, RiskRows<Packed> const& rows,
                                 std::int64_t experimental_events,
                                 Number null_hazard_ratio = Number{1}) {
    auto const sums =
        team.sum(rows.count, [&](std::int32_t i, std::int64_t& expected, std::int64_t& variance) {
            auto const row = log_rank_row(rows.events[i], rows.at_risk[i], null_hazard_ratio);
            expected += fixed_share(row.share) * row.events;
            variance += fixed_spread(row.spread) * row.events;
        });
    std::int64_t const observed = experimental_events << FixedPoint<Number>::share_bits;
    LogRank result;
    result.observed_minus_expected = number_of_shares<Number>(observed - sums.first);
    result.variance = number_of_spreads<Number>(sums.second);
    result.z =
        sums.second > 0 ? result.observed_minus_expected / square_root(result.variance) : 0.0;
    return result;
}

}  // namespace vtrial::kernels
