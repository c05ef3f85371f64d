// Without an effect the p-values of a simulated trial are uniform; with one, its intervals cover
// it.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "kernels/looks/decide.hpp"
#include "tests/validation/sequential_runs.hpp"
#include "trials/lower_hypotheses.hpp"

namespace vtrial::test {
namespace {

constexpr int bins = 20;

struct PValues {
    std::vector<std::array<double, bins>> count;  ///< by test
    std::array<double, 2> covered{};              ///< by Cox's interval, plain and stratified
    double trials = 0.0;

    PValues& operator+=(PValues const& other) {
        for (std::size_t test = 0; test < count.size(); ++test) {
            for (std::size_t bin = 0; bin < bins; ++bin) {
                count[test][bin] += other.count[test][bin];
            }
        }
        covered[0] += other.covered[0];
        covered[1] += other.covered[1];
        trials += other.trials;
        return *this;
    }
};

/// One analysis of PFS in two strata with different hazards.
trials::Study stratified_study(double hazard_ratio) {
    trials::Study study = examples::simple_study(hazard_ratio);
    study.factors = {{"risk", {"standard", "high"}, {0.6, 0.4}}};
    for (std::size_t which : {0u, 1u}) {
        study.model.transitions[which].prognosis_by_level = {{"risk", {1.0, 1.8}}};
    }
    study.analyses = {examples::after_events("final", trials::EndpointKind::PFS, 390)};
    study.endpoints = {examples::decided_by_logrank(trials::EndpointKind::PFS)};
    return study;
}

PValues p_values(trials::Study const& study, std::int64_t replicates) {
    auto const tests =
        static_cast<std::int32_t>(4 + trials::further_tests(study.endpoints[0]).size());
    double const log_hr = std::log(study.model.transitions[0].effect.hazard_ratio);
    return visit_replicates<PValues>(
        study, replicates, [=](PValues& totals, kernels::ReplicateOutcome const& outcome) {
            kernels::EstimandOutcome const& found = outcome.look[0].estimand[0];
            totals.count.resize(static_cast<std::size_t>(tests));
            totals.trials += 1.0;
            for (std::int32_t test = 0; test < tests; ++test) {
                double const p = 0.5 * std::erfc(-kernels::z_of(found, test) / std::sqrt(2.0));
                auto const bin = static_cast<std::size_t>(std::min(bins * p, bins - 1.0));
                totals.count[static_cast<std::size_t>(test)][bin] += 1.0;
            }
            for (std::size_t kind : {0u, 1u}) {
                auto const& fit = found.test[kind];
                bool const covers =
                    std::abs(fit.log_hr - log_hr) <= 1.959963984540054 * fit.standard_error;
                totals.covered[kind] += covers ? 1.0 : 0.0;
            }
        });
}

/// Every twentieth holds a twentieth of the p-values, but for Monte Carlo error.
void expect_uniform(PValues const& found, std::size_t test, char const* name) {
    double const error = std::sqrt(0.05 * 0.95 / found.trials);
    double largest = 0.0;
    for (double const count : found.count[test]) {
        largest = std::max(largest, std::abs(count / found.trials - 0.05));
    }
    std::printf("%s: a twentieth is off by %.5f at most, Monte Carlo error %.5f\n", name, largest,
                error);
    EXPECT_LT(largest, 4.0 * error) << name;  // twenty shares at once
}

void remove_prognosis(trials::Study& study) {
    study.model.transitions[0].prognosis_by_level.clear();
    study.model.transitions[1].prognosis_by_level.clear();
}

TEST(NullDistributionSlow, PValuesOfEveryTestAreUniform) {
    trials::Study study = stratified_study(1.0);
    // alike in both strata: where they differ, balance within strata makes plain tests conservative
    remove_prognosis(study);
    study.endpoints[0].further_tests = {{trials::TestKind::weighted, false, 0.0, 1.0, 0.0, {}},
                                        {trials::TestKind::weighted, true, 1.0, 0.0, 0.0, {}},
                                        {trials::TestKind::maxcombo, false, 0.0, 0.0, 0.0, {}},
                                        {trials::TestKind::rmst, false, 0.0, 0.0, 24.0, {}},
                                        {trials::TestKind::milestone, false, 0.0, 0.0, 24.0, {}}};
    PValues const found = p_values(study, 100000);
    char const* const names[] = {
        "log-rank",       "stratified log-rank", "Cox",      "stratified Cox",
        "weighted (0,1)", "weighted (1,0)",      "MaxCombo", "RMST",
        "milestone"};
    for (std::size_t test = 0; test < std::size(names); ++test) {
        expect_uniform(found, test, names[test]);
    }
}

TEST(NullDistributionSlow, PValuesOfStratifiedTestsAreUniformWhereStrataDiffer) {
    PValues const found = p_values(stratified_study(1.0), 100000);
    expect_uniform(found, kernels::logrank_stratified_test, "stratified log-rank");
    expect_uniform(found, kernels::cox_stratified_test, "stratified Cox");
}

TEST(NullDistributionSlow, IntervalsCoverThePlainAndTheStratifiedTruth) {
    constexpr std::int64_t replicates = 100000;
    double const error = std::sqrt(0.95 * 0.05 / replicates);
    for (double const hazard_ratio : {1.0, 0.75}) {
        PValues const found = p_values(stratified_study(hazard_ratio), replicates);
        std::printf("hazard ratio %.2f: stratified intervals cover %.4f\n", hazard_ratio,
                    found.covered[1] / replicates);
        EXPECT_NEAR(found.covered[1] / replicates, 0.95, 3.0 * error);
        // without strata in the data the plain one does
        trials::Study plain = stratified_study(hazard_ratio);
        plain.factors.clear();
        remove_prognosis(plain);
        PValues const of_plain = p_values(plain, replicates);
        std::printf("hazard ratio %.2f: plain intervals cover %.4f\n", hazard_ratio,
                    of_plain.covered[0] / replicates);
        EXPECT_NEAR(of_plain.covered[0] / replicates, 0.95, 3.0 * error);
    }
}

}  // namespace
}  // namespace vtrial::test
