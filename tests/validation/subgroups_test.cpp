// Subgroups against closed forms: hazards are constant, so that a subgroup by a biomarker is a
// trial of its own with a share of the patients and hazards that are known.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/launch/runs.hpp"
#include "trials/closed_form.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::int64_t replicates = 100;
#else
constexpr std::int64_t replicates = 2000;
#endif

constexpr double with_marker = 0.3;
constexpr double prognosis = 2.0;
constexpr double modifier = 0.6;
constexpr double hazard_ratio = 0.75;
constexpr double months = 60.0;

trials::Study study_with_subgroups() {
    trials::Study study = examples::simple_study(hazard_ratio);
    study.patients = 3000;
    study.accrual = {{0.0}, {3000.0 / 22.0}};
    study.biomarkers = {{"del17p", {"no", "yes"}, {1.0 - with_marker, with_marker}}};
    study.subgroups = {{"standard", {{"del17p", {"no"}}}}, {"high", {{"del17p", {"yes"}}}}};
    for (std::size_t i = 0; i < 2; ++i) {
        trials::TransitionModel& model = study.model.transitions[i];
        model.prognosis_by_level = {{"del17p", {1.0, prognosis}}};
        model.effect.modifiers_by_level = {{"del17p", {1.0, modifier}}};
    }
    study.analyses = {examples::after_months("final", trials::Trigger::calendar, months)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS),
                       examples::decided_by_logrank(trials::EndpointKind::PFS),
                       examples::decided_by_logrank(trials::EndpointKind::PFS)};
    study.endpoints[1].population = "standard";
    study.endpoints[2].population = "high";
    return study;
}

struct Mean {
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t count = 0;

    void add(double value) {
        sum += value;
        squares += value * value;
        ++count;
    }
    double mean() const { return sum / static_cast<double>(count); }
    double error() const {
        double const n = static_cast<double>(count);
        return std::sqrt((squares / n - mean() * mean()) / n);
    }
};

struct SubgroupMeans {
    Mean log_hr;
    Mean covered;
    Mean events[2];
};

std::array<SubgroupMeans, 3> simulated(trials::Study const& study) {
    kernels::test::RunRecord run(study, false);
    run.add(kernels::best_instruction_level(), {0, replicates});
    std::array<SubgroupMeans, 3> means;
    for (kernels::ReplicateOutcome const& outcome : run.outcomes) {
        for (std::size_t estimand = 0; estimand < means.size(); ++estimand) {
            kernels::EstimandOutcome const& analysed = outcome.look[0].estimand[estimand];
            kernels::TestOutcome const& test = analysed.test[0];
            double const truth = run.tables.plan.estimand[estimand].true_log_hr;
            SubgroupMeans& own = means[estimand];
            own.log_hr.add(test.log_hr);
            own.covered.add(
                std::fabs(test.log_hr - truth) <= 1.959963984540054 * test.standard_error ? 1.0
                                                                                          : 0.0);
            own.events[0].add(analysed.events[0]);
            own.events[1].add(analysed.events[1]);
        }
    }
    return means;
}

/// Events of PFS expected in an arm, were all patients of one subgroup.
double expected_events(int arm, bool has_marker) {
    trials::Study const study = study_with_subgroups();
    double const control = std::log(2.0) / 31.9 * (has_marker ? prognosis : 1.0);
    double const ratio = arm == 0 ? 1.0 : hazard_ratio * (has_marker ? modifier : 1.0);
    // the last whole day of the calendar before the month is over, half a day later on average
    double const cut = (std::floor(months * trials::days_per_month) + 0.5) / trials::days_per_month;
    return trials::expected_pfs_events(study, static_cast<trials::ArmRole>(arm), control * ratio,
                                       cut);
}

TEST(Subgroups, HaveTheHazardRatiosAndEventsOfTheirClosedForms) {
    auto const means = simulated(study_with_subgroups());
    double const ratios[] = {0.0, hazard_ratio, hazard_ratio * modifier};
    double const shares[] = {0.0, 1.0 - with_marker, with_marker};
    for (std::size_t estimand : {1u, 2u}) {
        SubgroupMeans const& own = means[estimand];
        EXPECT_NEAR(own.log_hr.mean(), std::log(ratios[estimand]), 3.0 * own.log_hr.error());
        EXPECT_NEAR(own.covered.mean(), 0.95,
                    3.0 * std::sqrt(0.95 * 0.05 / static_cast<double>(replicates)));
        for (int arm = 0; arm < 2; ++arm) {
            EXPECT_NEAR(own.events[arm].mean(),
                        shares[estimand] * expected_events(arm, estimand == 2),
                        3.0 * own.events[arm].error());
        }
    }
    for (int arm = 0; arm < 2; ++arm) {
        EXPECT_NEAR(means[0].events[arm].mean(),
                    means[1].events[arm].mean() + means[2].events[arm].mean(), 1e-9);
    }
}

}  // namespace
}  // namespace vtrial::test
