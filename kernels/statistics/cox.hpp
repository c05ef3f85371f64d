// Cox's proportional hazards model with the arm as its only covariate, from the rows of a risk
// table; ties by Efron (Journal of the American Statistical Association 72, 1977).
#pragma once

#include "kernels/core/double_precision.hpp"
#include "kernels/statistics/log_rank.hpp"

namespace vtrial::kernels {

/// The estimate of the log hazard ratio, experimental against control.
struct Cox {
    double log_hr;
    double standard_error;
    std::int32_t exists;  ///< 0: the likelihood has no maximum, the other two numbers are 0
};

/// One term for each event. Among the d events of a row, the l-th (from 0) sees the numbers at risk
/// less l / d of the row's own events. Returns the number of terms.
template <class Team, class Packed>
VTRIAL_FUNCTION std::int32_t spread_ties(Team const& team, RiskRows<Packed> rows, CoxTerms terms) {
    auto const events_of = [=](std::int32_t i) {
        return static_cast<std::int32_t>(control_of(rows.events[i]) +
                                         experimental_of(rows.events[i]));
    };
    // The first event of each row stands at the row's place, the others after all of these; sums of
    // integers do not see the order.
    team.for_each(rows.count, [=](std::int32_t i) {
        terms.control[i] = as_float(control_of(rows.at_risk[i]));
        terms.experimental[i] = as_float(experimental_of(rows.at_risk[i]));
    });
    team.template scan<std::int32_t>(
        rows.count, [=](std::int32_t i) { return events_of(i) - 1; },
        [=](std::int32_t i, std::int32_t ties_before) {
            std::int32_t const count = events_of(i);
            for (std::int32_t l = 1; l < count; ++l) {
                std::int32_t const term = rows.count + ties_before + l - 1;
                float const share = static_cast<float>(l) / static_cast<float>(count);
                terms.control[term] =
                    terms.control[i] - share * as_float(control_of(rows.events[i]));
                terms.experimental[term] =
                    terms.experimental[i] - share * as_float(experimental_of(rows.events[i]));
            }
        });
    return static_cast<std::int32_t>(
        team.sum(rows.count,
                 [&](std::int32_t i, std::int64_t& count, std::int64_t&) { count += events_of(i); })
            .first);
}

/// Whether the partial likelihood has a maximum: the score must change sign between a hazard ratio
/// of 0, where every term with a control at risk is 0, and of infinity.
template <class Team>
VTRIAL_FUNCTION bool has_maximum(Team const& team, CoxTerms const& terms,
                                 std::int64_t experimental_events) {
    auto const certain = team.sum(
        terms.count, [&](std::int32_t i, std::int64_t& experimental, std::int64_t& control) {
            experimental += terms.control[i] > 0.0f ? 0 : 1;
            control += terms.experimental[i] > 0.0f ? 0 : 1;
        });
    return certain.first < experimental_events &&
           experimental_events < terms.count - certain.second;
}

/// Newton's method on the log partial likelihood, starting at U / V of the log-rank test.
/// Score and information are sums over events of p and p (1 - p), p = probability that the event
/// falls on the experimental arm; both are fixed-point integers.
template <class Team, class Packed>
VTRIAL_FUNCTION Cox cox(Team const& team, RiskRows<Packed> const& rows, LogRank const& test,
                        std::int64_t experimental_events, CoxTerms& terms) {
    terms.count = spread_ties(team, rows, terms);
    if (!has_maximum(team, terms, experimental_events)) {
        return {0.0, 0.0, 0};
    }
    constexpr int most_steps = 50;
    constexpr double converged = 1e-6;  // the error left is of the order of its square
    constexpr double longest_step = 1.0;
    double log_hr = test.variance > 0.0 ? test.observed_minus_expected / test.variance : 0.0;
    log_hr = larger(-longest_step, smaller(longest_step, log_hr));
    for (int step = 0; step < most_steps; ++step) {
        auto const hazard_ratio = static_cast<float>(exp_of(log_hr));
        auto const sums = team.sum(
            terms.count, [&](std::int32_t i, std::int64_t& expected, std::int64_t& information) {
                float const weighted = terms.experimental[i] * hazard_ratio;
                float const share = weighted / (terms.control[i] + weighted);
                expected += static_cast<std::int32_t>(share * 0x1p30f);
                information += static_cast<std::int32_t>(share * (1.0f - share) * 0x1p32f);
            });
        if (sums.second <= 0) {
            break;
        }
        double const score =
            static_cast<double>((experimental_events << expected_bits) - sums.first) * 0x1p-30;
        double const information = static_cast<double>(sums.second) * 0x1p-32;
        double const change = larger(-longest_step, smaller(longest_step, score / information));
        log_hr += change;
        if (change < converged && change > -converged) {
            return {log_hr, 1.0 / square_root(information), 1};
        }
    }
    return {0.0, 0.0, 0};
}

}  // namespace vtrial::kernels
