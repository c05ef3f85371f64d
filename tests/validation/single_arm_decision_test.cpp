// Single arms that decide: replicate by replicate against the reference, and how often they reject
// against closed forms.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "tests/validation/compare_replicates.hpp"
#include "tests/validation/sequential_runs.hpp"
#include "validation/reference/single_arm_tests.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::int64_t replicates = 200;
#else
constexpr std::int64_t replicates = 40000;
#endif

trials::Test of_one_arm(trials::TestKind kind, double null_value) {
    trials::Test test;
    test.kind = kind;
    test.null_value = null_value;
    return test;
}

trials::Endpoint response_above(double null_rate, std::map<std::string, double> levels) {
    trials::Endpoint endpoint;
    endpoint.kind = trials::EndpointKind::response;
    endpoint.response = "CR";
    endpoint.deciding_test = of_one_arm(trials::TestKind::exact_binomial, null_rate);
    endpoint.levels_one_sided = std::move(levels);
    return endpoint;
}

trials::Endpoint pfs_above(double null_median_months, std::map<std::string, double> levels) {
    trials::Endpoint endpoint;
    endpoint.deciding_test = of_one_arm(trials::TestKind::one_sample_logrank, null_median_months);
    endpoint.levels_one_sided = std::move(levels);
    return endpoint;
}

/// 60 patients within six months; CR is assessed after half a year, and two analyses test both.
trials::Study study_of_one_arm(double rate, double null_rate, double null_median_months) {
    trials::Study study = examples::with_single_arm(examples::simple_study(1.0));
    study.patients = 60;
    study.accrual = {{0.0}, {10.0}};
    study.dropout = {0.05, 0.05};
    study.responses = {{"CR", rate, rate, 6.0, {}, 0.0}};
    study.analyses = {examples::after_months("interim", trials::Trigger::calendar, 9.0),
                      examples::after_months("final", trials::Trigger::calendar, 40.0)};
    study.endpoints = {response_above(null_rate, {{"interim", 0.01}, {"final", 0.025}}),
                       pfs_above(null_median_months, {{"final", 0.025}})};
    return study;
}

/// The first look at which the exact p-value is at or below the level.
int first_rejection(trials::Endpoint const& endpoint, trials::Study const& study,
                    kernels::ReplicateOutcome const& outcome) {
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        auto const level = endpoint.levels_one_sided.find(study.analyses[look].name);
        kernels::ResponseOutcome const& seen = outcome.look[look].response[0];
        bool const is_tested = level != endpoint.levels_one_sided.end() && seen.patients[1] > 0;
        if (is_tested &&
            reference::exact_binomial_p_value(seen.responders[1], seen.patients[1],
                                              endpoint.deciding_test.null_value) <= level->second) {
            return static_cast<int>(look);
        }
    }
    return -1;
}

TEST(SingleArmDecision, IsTheReferencesAtEveryLook) {
    trials::Study const study = study_of_one_arm(0.3, 0.2, 28.0);
    kernels::test::RunRecord run(study, false);
    int rejected[3] = {0, 0, 0};
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
        run.outcomes.clear();
        run.add(kernels::best_instruction_level(), {replicate, 1});
        kernels::ReplicateOutcome const& outcome = run.outcomes.front();
        int const first = first_rejection(study.endpoints[0], study, outcome);
        EXPECT_EQ(outcome.hypothesis[0].rejected_at, first);
        ++rejected[first + 1];
        auto const trial = trial_of(run.tables.plan, run.workspace.scratch.patients);
        auto const data =
            reference::data_at_cut(trial, trials::EndpointKind::PFS, outcome.look[1].day);
        double const z =
            reference::one_sample_logrank_z(data, 28.0 * trials::days_per_month).value();
        EXPECT_NEAR(outcome.look[1].estimand[0].further[0].z, z, 1e-12 * (1.0 + std::abs(z)));
        EXPECT_EQ(outcome.hypothesis[1].rejected_at, -z >= 1.959963984540054 ? 1 : -1);
    }
    for (int const count : rejected) {
        EXPECT_GT(count, 0);  // not at all, at the interim analysis, at the last
    }
}

struct Rejections {
    double response = 0.0;
    double time = 0.0;
    Rejections& operator+=(Rejections const& other) {
        response += other.response;
        time += other.time;
        return *this;
    }
};

Rejections share_rejected(trials::Study const& study) {
    auto totals = visit_replicates<Rejections>(
        study, replicates, [](Rejections& sum, kernels::ReplicateOutcome const& outcome) {
            sum.response += outcome.hypothesis[0].rejected_at >= 0 ? 1.0 : 0.0;
            sum.time += outcome.hypothesis[1].rejected_at >= 0 ? 1.0 : 0.0;
        });
    return {totals.response / static_cast<double>(replicates),
            totals.time / static_cast<double>(replicates)};
}

/// All 60 are assessed, without drop-out: 19 responders reject 20 % at 2.5 % (R: qbinom).
TEST(SingleArmDecision, PowerOfTheExactTestIsTheBinomialTail) {
    for (double const rate : {0.2, 0.35}) {
        trials::Study study = study_of_one_arm(rate, 0.2, 28.0);
        study.dropout = {0.0, 0.0};
        study.endpoints[0].levels_one_sided = {{"final", 0.025}};
        double const expected = reference::exact_binomial_p_value(19, 60, rate);
        double const error =
            std::sqrt(expected * (1.0 - expected) / static_cast<double>(replicates));
        EXPECT_NEAR(share_rejected(study).response, expected, 4.0 * error) << rate;
    }
}

/// 300 patients whose PFS is exponential with this median, against one of 24 months.
trials::Study study_of_survival(double median_months) {
    trials::Study study = study_of_one_arm(0.2, 0.2, 24.0);
    study.patients = 300;
    study.accrual = {{0.0}, {50.0}};
    trials::TransitionModel& progression =
        examples::transition(study, trials::Transition::progression);
    progression = {};
    progression.control = examples::with_median(median_months);
    trials::TransitionModel& death =
        examples::transition(study, trials::Transition::death_before_progression);
    death = {};
    death.control = examples::with_rates({0.0}, {1e-9});
    return study;
}

/// Where the data are cut at the n-th event, E has a gamma distribution with shape n and z is below
/// -q where E is above ((q + sqrt(q^2 + 4 n)) / 2)^2. R, pgamma: 0.0209 for n = 160, whose nominal
/// level is 0.025, since (O - E) / sqrt(E) is skewed.
constexpr double level_at_160_events = 0.020882;

TEST(SingleArmDecision, TheOneSampleLogRankTestHasTheLevelOfTheGammaDistribution) {
    trials::Study study = study_of_survival(24.0);
    study.analyses = {examples::after_events("interim", trials::EndpointKind::PFS, 80),
                      examples::after_events("final", trials::EndpointKind::PFS, 160)};
    double const n = static_cast<double>(replicates);
    double const error = std::sqrt(level_at_160_events * (1.0 - level_at_160_events) / n);
    // days are whole: half a day of 200 patients is 0.1 event of E, and 0.001 of the level
    EXPECT_NEAR(share_rejected(study).time, level_at_160_events, 4.0 * error + 0.001);
    EXPECT_GT(share_rejected(study_of_survival(32.0)).time, 0.5);
}

TEST(SingleArmDecision, TheOneSampleLogRankTestSpendsItsLevel) {
    trials::Study study = study_of_survival(24.0);
    trials::Endpoint& pfs = study.endpoints[1];
    study.analyses = {examples::after_events("interim", trials::EndpointKind::PFS, 80),
                      examples::after_events("final", trials::EndpointKind::PFS, 160)};
    pfs.levels_one_sided = {{"interim", 0.025}, {"final", 0.025}};
    double const whole_level_twice = share_rejected(study).time;
    pfs.levels_one_sided.clear();
    pfs.sequential = trials::SequentialDesign{
        {trials::SpendingKind::lan_demets_pocock, 0.0, {}}, {{"interim", 80}, {"final", 160}}, {}};
    pfs.alpha_one_sided = 0.025;
    double const spent = share_rejected(study).time;
    EXPECT_LT(spent, level_at_160_events);  // fewer events at the interim analysis: more skewed
    EXPECT_GT(spent, 0.6 * 0.025);
    EXPECT_GT(whole_level_twice, 1.2 * spent);
}

}  // namespace
}  // namespace vtrial::test
