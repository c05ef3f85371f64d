// The log-rank test from the rows of a risk table: Mantel (1966), hypergeometric variance at ties.
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/statistics/risk_table.hpp"

namespace vtrial::kernels {

/// Fixed point: terms are at most 1 (expected) and 1/4 (variance) for each event of a row.
inline constexpr int expected_bits = 30;
inline constexpr int variance_bits = 32;

/// Observed minus expected events of the experimental arm, its variance, and z = O - E / sqrt(V).
struct LogRank {
    double observed_minus_expected;
    double variance;
    double z;  ///< negative favours the experimental arm; 0 where the variance is 0
};

/// The log-rank test over rows; rows of several strata make the stratified test.
template <class Team, class Packed>
VTRIAL_FUNCTION LogRank log_rank(Team const& team, RiskRows<Packed> const& rows,
                                 std::int64_t experimental_events) {
    auto const sums = team.sum(rows.count, [&](std::int32_t i, std::int64_t& expected,
                                               std::int64_t& variance) {
        Packed const events = rows.events[i];
        Packed const at_risk = rows.at_risk[i];
        auto const dying = static_cast<std::int32_t>(control_of(events) + experimental_of(events));
        float const deaths = static_cast<float>(dying);
        float const control = as_float(control_of(at_risk));
        float const experimental = as_float(experimental_of(at_risk));
        float const all = control + experimental;
        float const share = experimental / all;
        // (n - d) / (n - 1) is 0 / 0 for the last patient; that row has no variance
        float const ties = (all - deaths) / larger(all - 1.0f, 1.0f);
        float const spread = (share * (control / all)) * ties;
        expected += static_cast<std::int64_t>(static_cast<std::int32_t>(share * 0x1p30f)) * dying;
        variance += static_cast<std::int64_t>(static_cast<std::int32_t>(spread * 0x1p32f)) * dying;
    });
    LogRank result;
    result.observed_minus_expected =
        static_cast<double>((experimental_events << expected_bits) - sums.first) * 0x1p-30;
    result.variance = static_cast<double>(sums.second) * 0x1p-32;
    result.z =
        sums.second > 0 ? result.observed_minus_expected / square_root(result.variance) : 0.0;
    return result;
}

}  // namespace vtrial::kernels
