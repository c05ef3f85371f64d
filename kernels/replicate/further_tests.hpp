// The tests that an endpoint asks for beside log-rank and Cox, on the rows that those have left.
#pragma once

#include "kernels/replicate/outcome.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/max_combo_p_value.hpp"
#include "kernels/statistics/milestone.hpp"
#include "kernels/statistics/one_sample_log_rank.hpp"
#include "kernels/statistics/restricted_mean.hpp"

namespace vtrial::kernels {

/// What the analysis of an estimand leaves for its further tests.
template <class Packed>
struct AnalysedRows {
    ScratchOf<Packed> const& scratch;
    TestOutcome const* fitted;  ///< plain, stratified
    std::int64_t experimental_events;
    std::int32_t const* last_day;  ///< of follow-up, by arm

    VTRIAL_FUNCTION RiskRows<Packed> const& rows(Plan const& plan, TestPlan const& test) const {
        return test.stratified != 0 && plan.strata > 1 ? scratch.stratified_rows : scratch.rows;
    }
    /// Terms of Cox's model are no longer needed: their memory is free.
    VTRIAL_FUNCTION PooledSurvival<float> pooled() const {
        return {scratch.terms.control, scratch.terms.experimental};
    }
    VTRIAL_FUNCTION AreaMemory<float> areas() const {
        return {scratch.terms.control, scratch.terms.experimental};
    }
};

/// z of a test with this one-sided p-value, so that it can be held against any bound.
VTRIAL_FUNCTION double z_of_p_value(double p) {
    constexpr double least = 1e-300;
    constexpr double most = 1.0 - 0x1p-50;
    return normal_quantile(larger(least, smaller(p, most)));
}

/// MaxCombo's z is that of its p-value: integrated to 2e-6, but never below that of its best test
/// alone nor above the sum over all, which stands in where too few event days tell them apart.
template <class Team>
VTRIAL_FUNCTION FurtherTestOutcome outcome_of(Team const& team, MaxCombo const& tests) {
    if (tests.exists == 0) {
        return {};
    }
    double const alone = normal_distribution(tests.least_z);
    double all = 0.0;
    for (std::int32_t const has_variance : tests.has_variance) {
        all += has_variance != 0 ? alone : 0.0;
    }
    MaxComboFactors const factors = factors_of(tests);
    double const p = factors.are_distinct() ? probability_below(team, factors, tests.least_z) : all;
    return {z_of_p_value(larger(alone, smaller(p, all))), 0.0, 0.0, 1};
}

VTRIAL_FUNCTION FurtherTestOutcome outcome_of(LogRank const& test) {
    return {test.z, 0.0, 0.0, test.exists() ? 1 : 0};
}

VTRIAL_FUNCTION FurtherTestOutcome outcome_of(OneSampleLogRank const& test) {
    return {test.z, 0.0, 0.0, test.exists};
}

VTRIAL_FUNCTION FurtherTestOutcome outcome_of(ArmDifference const& difference) {
    return {difference.z, difference.estimate, difference.standard_error, difference.exists};
}

/// The tests of a difference of the arms at a horizon: restricted means in days, or survival.
template <class Team, class Packed>
VTRIAL_FUNCTION ArmDifference compare_at_horizon(Team const& team, Plan const& plan,
                                                 TestPlan const& test,
                                                 AnalysedRows<Packed> const& analysed) {
    auto const& rows = analysed.scratch.rows;
    auto const horizon = static_cast<float>(test.day);
    ArmEstimate estimate[arm_count];
    for (int arm = 0; arm < arm_count; ++arm) {
        estimate[arm] = test.kind == TestKind::rmst
                            ? restricted_mean(team, plan, rows, arm, analysed.last_day[arm],
                                              horizon, DayTimes<float>{}, analysed.areas())
                            : survival_at(team, plan, rows, arm, analysed.last_day[arm], horizon,
                                          DayTimes<float>{});
    }
    return compare_arms(estimate[0], estimate[1], test.margin);
}

/// One further test. Overwrites the memory of Cox's terms.
template <class Team, class Packed>
VTRIAL_SELDOM FurtherTestOutcome make_further_test(Team const& team, Plan const& plan,
                                                   TestPlan const& test,
                                                   AnalysedRows<Packed> const& analysed) {
    auto const& rows = analysed.rows(plan, test);
    switch (test.kind) {
        case TestKind::logrank:
            return outcome_of(log_rank(team, rows, analysed.experimental_events,
                                       static_cast<float>(test.margin)));
        case TestKind::cox: {
            TestOutcome const& fit = analysed.fitted[test.stratified];
            double const distance = fit.log_hr - log_of(test.margin);
            return fit.hr_exists == 0
                       ? FurtherTestOutcome{}
                       : FurtherTestOutcome{distance / fit.standard_error, 0.0, 0.0, 1};
        }
        case TestKind::weighted:
            pool_survival(team, plan, rows, analysed.pooled());
            return outcome_of(weighted_log_rank(team, rows, analysed.pooled(),
                                                FlemingHarrington{test.rho, test.gamma}));
        case TestKind::maxcombo:
            pool_survival(team, plan, rows, analysed.pooled());
            return outcome_of(team, max_combo(team, rows, analysed.pooled()));
        case TestKind::one_sample_logrank:
            return outcome_of(one_sample_log_rank(analysed.experimental_events,
                                                  days_followed(team, plan, analysed.scratch),
                                                  test.margin));
        default:
            return outcome_of(compare_at_horizon(team, plan, test, analysed));
    }
}

/// All further tests of an estimand.
template <class Team, class Packed>
VTRIAL_FUNCTION void make_further_tests(Team const& team, Plan const& plan, int estimand,
                                        AnalysedRows<Packed> const& analysed,
                                        EstimandOutcome& outcome) {
    EstimandPlan const& planned = plan.estimand[estimand];
    for (std::int32_t k = 0; k < planned.further_tests; ++k) {
        auto const made = make_further_test(team, plan, planned.further[k], analysed);
        team.once([&] { outcome.further[k] = made; });
    }
}

}  // namespace vtrial::kernels
