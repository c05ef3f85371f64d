// Cox's proportional hazards model with the arm as its only covariate, from the rows of a risk
// table; ties by Efron (Journal of the American Statistical Association 72, 1977) or by Breslow
// (Biometrics 30, 1974).
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

/// How events on the same day are taken.
enum class Ties : std::int32_t { efron, breslow };

/// Digits by which Newton's method stops: of float's sums no more can be had.
template <class Number>
inline constexpr double converged_change = 1e-10;
template <>
inline constexpr double converged_change<float> = 1e-6;

/// One term for each event. Among the d events of a row, the l-th (from 0) sees the numbers at risk
/// less l / d of the row's own events; by Breslow's rule all of them. Returns the number of terms.
template <Ties ties, class Number, class Team, class Packed>
VTRIAL_FUNCTION std::int32_t spread_ties(Team const& team, RiskRows<Packed> rows,
                                         CoxTermsOf<Number> terms) {
    auto const events_of = [=](std::int32_t i) {
        return static_cast<std::int32_t>(control_of(rows.events[i]) +
                                         experimental_of(rows.events[i]));
    };
    // The first event of each row stands at the row's place, the others after all of these; sums of
    // integers do not see the order.
    team.for_each(rows.count, [=](std::int32_t i) {
        terms.control[i] = as_number<Number>(control_of(rows.at_risk[i]));
        terms.experimental[i] = as_number<Number>(experimental_of(rows.at_risk[i]));
    });
    team.template scan_and_keep<std::uint32_t>(
        rows.count, [=](std::int32_t i) { return static_cast<std::uint32_t>(events_of(i) - 1); },
        [=](std::int32_t i) { return events_of(i) > 1; },
        [=](std::int32_t /*rank*/, std::int32_t i, std::uint32_t ties_before) {
            std::int32_t const count = events_of(i);
            for (std::int32_t l = 1; l < count; ++l) {
                std::int32_t const term =
                    rows.count + static_cast<std::int32_t>(ties_before) + l - 1;
                Number const share = ties == Ties::efron
                                         ? static_cast<Number>(l) / static_cast<Number>(count)
                                         : Number{0};
                terms.control[term] =
                    terms.control[i] - share * as_number<Number>(control_of(rows.events[i]));
                terms.experimental[term] =
                    terms.experimental[i] -
                    share * as_number<Number>(experimental_of(rows.events[i]));
            }
        });
    return static_cast<std::int32_t>(
        team.sum(rows.count,
                 [&](std::int32_t i, std::int64_t& count, std::int64_t&) { count += events_of(i); })
            .first);
}

/// Whether the partial likelihood has a maximum: the score must change sign between a hazard ratio
/// of 0, where every term with a control at risk is 0, and of infinity.
template <class Number, class Team>
VTRIAL_FUNCTION bool has_maximum(Team const& team, CoxTermsOf<Number> const& terms,
                                 std::int64_t experimental_events) {
    auto const certain = team.sum(
        terms.count, [&](std::int32_t i, std::int64_t& experimental, std::int64_t& control) {
            experimental += terms.control[i] > Number{0} ? 0 : 1;
            control += terms.experimental[i] > Number{0} ? 0 : 1;
        });
    return certain.first < experimental_events &&
           experimental_events < terms.count - certain.second;
}

/// Newton's method on the log partial likelihood, starting at U / V of the log-rank test.
/// Score and information are sums over events of p and p (1 - p), p = probability that the event
/// falls on the experimental arm; both are fixed-point integers.
template <Ties ties = Ties::efron, class Number, class Team, class Packed>
VTRIAL_FUNCTION Cox cox(Team const& team, RiskRows<Packed> const& rows, LogRank const& test,
                        std::int64_t experimental_events, CoxTermsOf<Number>& terms) {
    terms.count = spread_ties<ties>(team, rows, terms);
    if (!has_maximum(team, terms, experimental_events)) {
        return {0.0, 0.0, 0};
    }
    constexpr int most_steps = 50;
    constexpr double converged = converged_change<Number>;  // the error left is of its square
    constexpr double longest_step = 1.0;
    std::int64_t const observed = experimental_events << FixedPoint<Number>::share_bits;
    double log_hr = test.variance > 0.0 ? test.observed_minus_expected / test.variance : 0.0;
    log_hr = larger(-longest_step, smaller(longest_step, log_hr));
    for (int step = 0; step < most_steps; ++step) {
        auto const hazard_ratio = static_cast<Number>(exp_of(log_hr));
        auto const sums = team.sum(
            terms.count, [&](std::int32_t i, std::int64_t& expected, std::int64_t& information) {
                Number const weighted = terms.experimental[i] * hazard_ratio;
                Number const share = weighted / (terms.control[i] + weighted);
                expected += fixed_share(share);
                information += fixed_spread(share * (Number{1} - share));
            });
        if (sums.second <= 0) {
            break;
        }
        double const score = number_of_shares<Number>(observed - sums.first);
        double const information = number_of_spreads<Number>(sums.second);
        double const change = larger(-longest_step, smaller(longest_step, score / information));
        log_hr += change;
        if (change < converged && change > -converged) {
            return {log_hr, 1.0 / square_root(information), 1};
        }
    }
    return {0.0, 0.0, 0};
}

}  // namespace vtrial::kernels
