// Analyses that count from the second randomisation against closed forms: hazards are constant, so
// that time from then on is exponential again, in the experimental arm with the hazard multiplied.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/second_randomisation_studies.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::int64_t replicates = 100;
#else
constexpr std::int64_t replicates = 1000;
#endif

constexpr double hazard_ratio = 0.6;
constexpr double median_months = 31.9;
constexpr double second_months = 8.3;

/// All are followed for ten years without drop-out; the first arms are alike, or not.
trials::Study study_with_maintenance(double first_hazard_ratio) {
    trials::Study study = examples::simple_study(first_hazard_ratio);
    study.patients = 2000;
    study.accrual = {{0.0}, {2000.0 / 22.0}};
    study.dropout = {};
    study.maximum_months = 150.0;
    study.analyses = {examples::after_months("final", trials::Trigger::calendar, 150.0)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS)};
    examples::randomise_again(
        study, second_months,
        {{"progression", hazard_ratio}, {"death_before_progression", hazard_ratio}});
    study.second_randomisation->consent_share = 1.0;
    return study;
}

struct Mean {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;

    void add(double value) {
        sum += value;
        squares += value * value;
        count += 1.0;
    }
    double mean() const { return sum / count; }
    double error() const { return std::sqrt((squares / count - mean() * mean()) / count); }
};

/// Of one estimand at the only look.
struct Means {
    Mean log_hr, covered, control_median, experimental_median;
};

Means simulated(trials::Study const& study, std::size_t estimand) {
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    Means means;
    double const truth = run.tables.plan.estimand[estimand].true_log_hr;
    for (kernels::ReplicateOutcome const& outcome : run.outcomes) {
        kernels::EstimandOutcome const& analysed = outcome.look[0].estimand[estimand];
        kernels::TestOutcome const& test = analysed.test[0];
        means.log_hr.add(test.log_hr);
        bool const covers =
            std::abs(test.log_hr - truth) <= 1.959963984540054 * test.standard_error;
        means.covered.add(covers ? 1.0 : 0.0);
        means.control_median.add(0.5 * analysed.twice_median_days[0]);
        means.experimental_median.add(0.5 * analysed.twice_median_days[1]);
    }
    return means;
}

void expect_closed_form(Means const& means, double control_median_months) {
    // Cox's estimate with this many events is biased by some 1/1000; a median in whole days,
    // rounded up, by half a day, and by the curve's steps
    EXPECT_NEAR(means.log_hr.mean(), std::log(hazard_ratio), 4.0 * means.log_hr.error() + 0.002);
    EXPECT_NEAR(means.covered.mean(), 0.95, 4.0 * means.covered.error());
    double const days = control_median_months * trials::days_per_month;
    EXPECT_NEAR(means.control_median.mean(), days + 0.5,
                4.0 * means.control_median.error() + 0.003 * days);
    EXPECT_NEAR(means.experimental_median.mean(), days / hazard_ratio + 0.5,
                4.0 * means.experimental_median.error() + 0.003 * days);
}

TEST(SecondRandomisationSlow, HasItsHazardRatioAndMedians) {
    trials::Study const study = study_with_maintenance(1.0);
    auto const plan = trials::lower(study);
    ASSERT_EQ(plan.plan.estimand[1].has_true_log_hr, 1);
    EXPECT_NEAR(plan.plan.estimand[1].true_log_hr, std::log(hazard_ratio), 1e-12);
    expect_closed_form(simulated(study, 1), median_months);
}

TEST(SecondRandomisationSlow, HasThemInOneFirstArm) {
    trials::Study const study = study_with_maintenance(0.7);
    auto const plan = trials::lower(study);
    EXPECT_EQ(plan.plan.estimand[1].has_true_log_hr, 0);  // a mixture of two hazards
    ASSERT_EQ(plan.plan.estimand[3].has_true_log_hr, 1);
    expect_closed_form(simulated(study, 3), median_months / 0.7);
}

TEST(SecondRandomisationSlow, CountsThoseWhoComeSoFar) {
    trials::Study const study = study_with_maintenance(1.0);
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    Mean share;
    for (kernels::ReplicateOutcome const& outcome : run.outcomes) {
        auto const& counted = outcome.look[0].randomised_again;
        share.add(static_cast<double>(counted[0] + counted[1]) / study.patients);
    }
    double const day = std::floor(second_months * trials::days_per_month + 0.5);
    double const expected = std::exp(-std::log(2.0) * day / trials::days_per_month / median_months);
    EXPECT_NEAR(share.mean(), expected, 4.0 * share.error());
}

}  // namespace
}  // namespace vtrial::test
