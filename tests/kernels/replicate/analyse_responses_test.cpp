// Binary endpoints at a look: how often the test rejects against the exact probability, and who is
// counted.
#include "kernels/replicate/analyse_responses.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/kernels/launch/runs.hpp"

namespace vtrial::kernels::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr int replicates = 400;
#else
constexpr int replicates = 40000;
#endif

/// 200 patients 1:1, all enrolled within 10 months, one look long after the assessment.
trials::Study with_response(double control_rate, double experimental_rate) {
    trials::Study study = examples::simple_study(1.0);
    study.patients = 200;
    study.accrual = {{0.0}, {20.0}};
    study.dropout = {};
    study.responses = {{"R", control_rate, experimental_rate, 6.0, {}, 0.0}};
    study = with_looks(study);
    study.analyses = {study.analyses[1]};  // by the calendar, at month 40
    study.endpoints.resize(1);
    study.endpoints[0].levels_one_sided.clear();
    return study;
}

/// The probabilities of 0 ... n successes.
std::vector<double> binomial(int n, double p) {
    std::vector<double> probabilities;
    for (int k = 0; k <= n; ++k) {
        probabilities.push_back(std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) -
                                         std::lgamma(n - k + 1.0) + k * std::log(p) +
                                         (n - k) * std::log1p(-p)));
    }
    return probabilities;
}

/// The probability that z of the pooled test reaches a bound, summed over all pairs of numbers.
double exact_power(int patients_an_arm, double control_rate, double experimental_rate,
                   double bound) {
    auto const control = binomial(patients_an_arm, control_rate);
    auto const experimental = binomial(patients_an_arm, experimental_rate);
    double power = 0.0;
    for (int x0 = 0; x0 <= patients_an_arm; ++x0) {
        for (int x1 = 0; x1 <= patients_an_arm; ++x1) {
            double const pooled = (x0 + x1) / (2.0 * patients_an_arm);
            double const variance = pooled * (1.0 - pooled) * 2.0 / patients_an_arm;
            double const difference = static_cast<double>(x1 - x0) / patients_an_arm;
            bool const rejects = variance > 0.0 && difference / std::sqrt(variance) >= bound;
            power += rejects ? control[static_cast<std::size_t>(x0)] *
                                   experimental[static_cast<std::size_t>(x1)]
                             : 0.0;
        }
    }
    return power;
}

TEST(AnalyseResponsesSlow, RejectsAsOftenAsTwoBinomialsDo) {
    for (auto const& [control, experimental] : {std::pair{0.2, 0.38}, std::pair{0.3, 0.3}}) {
        RunRecord run(with_response(control, experimental), false);
        run.add(best_instruction_level(), {0, replicates});
        double rejected = 0.0;
        for (ReplicateOutcome const& outcome : run.outcomes) {
            ResponseOutcome const& response = outcome.look[0].response[0];
            ASSERT_EQ(response.patients[0], 100);
            ASSERT_EQ(response.patients[1], 100);
            rejected += -response.difference.z >= run.tables.plan.nominal_bound ? 1.0 : 0.0;
        }
        double const exact = exact_power(100, control, experimental, run.tables.plan.nominal_bound);
        double const error = std::sqrt(exact * (1.0 - exact) / replicates);
        EXPECT_NEAR(rejected / replicates, exact, 3.0 * error);
    }
}

TEST(AnalyseResponses, TallyHoldsTheRates) {
    RunRecord run(with_response(0.2, 0.4), false);
    run.add(best_instruction_level(), {0, 100});
    TallyLayout const& at = run.workspace.layout();
    std::int64_t const* const sums = run.workspace.tally(false).sums;
    double rates[2] = {0.0, 0.0};
    for (ReplicateOutcome const& outcome : run.outcomes) {
        for (int arm = 0; arm < 2; ++arm) {
            rates[arm] += outcome.look[0].response[0].responders[arm] / 100.0;
        }
    }
    for (int arm = 0; arm < 2; ++arm) {
        auto const sum = static_cast<double>(sums[at.response_rate(0, 0, arm).index]);
        EXPECT_NEAR(sum * 0x1p-30, rates[arm], 100 * 0x1p-30);
        EXPECT_EQ(sums[at.response_rate_exists(0, 0, arm)], 100);
    }
    auto const difference = static_cast<double>(sums[at.rate_difference(0, 0).index]);
    EXPECT_NEAR(difference * 0x1p-30, rates[1] - rates[0], 100 * 0x1p-30);
    EXPECT_EQ(sums[at.assessed(0, 0).index], 200 * 100);
}

/// At month 12 those who entered in the first 6 have been assessed.
TEST(AnalyseResponses, CountsThoseWhoseAssessmentHasCome) {
    trials::Study study = with_response(0.2, 0.4);
    study.analyses = {with_looks(study).analyses[1]};
    study.factors = {{"stage", {"I", "II"}, {0.5, 0.5}}};
    RunRecord run(study, false);
    run.tables.plan.look[0].at_latest_day = trials::last_calendar_day(12.0);
    run.add(best_instruction_level(), {0, 20});
    for (ReplicateOutcome const& outcome : run.outcomes) {
        ResponseOutcome const& response = outcome.look[0].response[0];
        // 120 patients arrive in 6 months of 20; days are rounded
        EXPECT_NEAR(response.patients[0] + response.patients[1], 120, 2);
        EXPECT_LE(response.responders[0], response.patients[0]);
        EXPECT_EQ(response.stratified.exists, 1);
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
