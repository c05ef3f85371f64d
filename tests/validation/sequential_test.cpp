// Sequential designs at full size: stopping probabilities, type I error of every way to spend it,
// intervals that allow for looks.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>

#include "kernels/looks/decide.hpp"
#include "tests/validation/sequential_runs.hpp"
#include "trials/closed_form.hpp"
#include "trials/group_sequential/inference.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::test {
namespace {

using trials::SpendingKind;

std::vector<int> const three_looks{195, 292, 390};
constexpr std::int64_t million = 1'000'000;

struct Stops {
    double by_look[3] = {};
    double covered = 0.0;  ///< all repeated intervals contain the truth

    void add(kernels::HypothesisOutcome const& decided) {
        if (decided.rejected_at >= 0) {
            by_look[decided.rejected_at] += 1.0;
        }
        covered += decided.covered_up_to == 2 ? 1.0 : 0.0;
    }
    Stops& operator+=(Stops const& other) {
        for (int look = 0; look < 3; ++look) {
            by_look[look] += other.by_look[look];
        }
        covered += other.covered;
        return *this;
    }
    double all() const { return by_look[0] + by_look[1] + by_look[2]; }
};

double error_of_rate(double rate, double replicates) {
    return std::sqrt(rate * (1.0 - rate) / replicates);
}

TEST(SequentialSlow, PowerByLookOfTheTextbookDesign) {
    trials::Study const study =
        study_with_looks(0.75, three_looks, SpendingKind::lan_demets_obrien_fleming);
    auto const stops = visit_replicates<Stops>(
        study, million,
        [](Stops& totals, auto const& outcome) { totals.add(outcome.hypothesis[0]); });
    // by a simulation of 1e6 trials that shares no code with this one; asymptotic beside them
    double const simulated[] = {0.1671, 0.3724, 0.2618};
    double const asymptotic[] = {0.1701, 0.3721, 0.2611};
    for (int look = 0; look < 3; ++look) {
        double const share = stops.by_look[look] / million;
        auto const form =
            trials::closed_form(study, study.analyses[static_cast<std::size_t>(look)]);
        std::printf("look %d: rejected in %.4f; asymptotic %.4f\n", look + 1, share,
                    form->stop_efficacy);
        // 0.0018: three standard errors of the difference of two simulations of 1e6
        EXPECT_NEAR(share, simulated[look], 0.0018);
        EXPECT_NEAR(form->stop_efficacy, asymptotic[look], 0.00006);  // as it is printed
    }
    std::printf("power %.4f\n", stops.all() / million);
    EXPECT_NEAR(stops.all() / million, 0.8012, 0.0018);
}

/// What several designs would have decided on the same data.
struct StopsOfDesigns {
    std::vector<Stops> design;

    StopsOfDesigns& operator+=(StopsOfDesigns const& other) {
        for (std::size_t i = 0; i < design.size(); ++i) {
            design[i] += other.design[i];
        }
        return *this;
    }
};

struct NamedSpending {
    char const* name;
    SpendingKind kind;
    double parameter;
    std::vector<double> cumulative{};
};

TEST(SequentialSlow, TypeIErrorOfEveryWayToSpendIt) {
    std::vector<NamedSpending> const ways{
        {"Lan-DeMets O'Brien-Fleming", SpendingKind::lan_demets_obrien_fleming, 0.0},
        {"Lan-DeMets Pocock", SpendingKind::lan_demets_pocock, 0.0},
        {"Hwang-Shih-DeCani, -4", SpendingKind::hwang_shih_decani, -4.0},
        {"Hwang-Shih-DeCani, 1", SpendingKind::hwang_shih_decani, 1.0},
        {"power, 2", SpendingKind::power, 2.0},
        {"user", SpendingKind::user, 0.0, {0.004, 0.012, 0.025}},
        {"O'Brien-Fleming", SpendingKind::obrien_fleming, 0.0},
        {"Pocock", SpendingKind::pocock, 0.0},
        {"Wang-Tsiatis, 0.25", SpendingKind::wang_tsiatis, 0.25}};
    std::vector<trials::PlanTables> tables;
    for (NamedSpending const& way : ways) {
        trials::Study study = study_with_looks(1.0, three_looks, way.kind, way.parameter);
        study.endpoints[0].sequential->spending.cumulative = way.cumulative;
        tables.push_back(trials::lower(study));
    }
    trials::Study const study = study_with_looks(1.0, three_looks, ways[0].kind);
    auto const stops = visit_replicates<StopsOfDesigns>(
        study, million, [&](StopsOfDesigns& totals, kernels::ReplicateOutcome& outcome) {
            totals.design.resize(ways.size());
            for (std::size_t i = 0; i < ways.size(); ++i) {
                kernels::decide(tables[i].plan, outcome);
                totals.design[i].add(outcome.hypothesis[0]);
            }
        });
    for (std::size_t i = 0; i < ways.size(); ++i) {
        double const level = stops.design[i].all() / million;
        double const covered = stops.design[i].covered / million;
        std::printf("%s: type I error %.5f, repeated intervals cover %.5f\n", ways[i].name, level,
                    covered);
        EXPECT_NEAR(level, 0.025, 0.0005) << ways[i].name;  // 3.2 Monte Carlo errors
        // of both sides; Cox's estimate and the log-rank z agree to some 1e-3 of coverage
        EXPECT_NEAR(covered, 0.95, 0.0025) << ways[i].name;
    }
}

/// How often intervals and p-values of trials that have stopped are as they should be.
struct StagewiseTotals {
    double trials = 0.0;
    double covered = 0.0;
    double median_below = 0.0;
    double p_in_tenth[10] = {};

    StagewiseTotals& operator+=(StagewiseTotals const& other) {
        trials += other.trials;
        covered += other.covered;
        median_below += other.median_below;
        for (int i = 0; i < 10; ++i) {
            p_in_tenth[i] += other.p_in_tenth[i];
        }
        return *this;
    }
};

/// The trial of an outcome where it stopped, with the bounds that it met.
trials::group_sequential::StoppedTrial stopped_trial(kernels::Plan const& plan,
                                                     kernels::ReplicateOutcome const& outcome) {
    trials::group_sequential::StoppedTrial trial;
    int const last = outcome.hypothesis[0].rejected_at >= 0 ? outcome.hypothesis[0].rejected_at : 2;
    for (int look = 0; look <= last; ++look) {
        auto const& found = outcome.look[look].estimand[0];
        trial.information.push_back(found.events[0] + found.events[1]);
        trial.boundaries.upper.push_back(
            kernels::bounds_at(plan, outcome, plan.hypothesis[0], look, 0).efficacy);
        trial.z = -found.test[0].z;
    }
    return trial;
}

StagewiseTotals stagewise_totals(double hazard_ratio, std::int64_t replicates) {
    trials::Study const study =
        study_with_looks(hazard_ratio, three_looks, SpendingKind::lan_demets_obrien_fleming);
    trials::PlanTables const tables = trials::lower(study);
    double const drift = trials::drift_per_root_event(study.arms, hazard_ratio);
    return visit_replicates<StagewiseTotals>(
        study, replicates, [&](StagewiseTotals& totals, kernels::ReplicateOutcome const& outcome) {
            auto const trial = stopped_trial(tables.plan, outcome);
            double const p = trials::group_sequential::stagewise_p_value(trial);
            double const at_truth = trials::group_sequential::stagewise_probability(trial, drift);
            totals.trials += 1.0;
            totals.p_in_tenth[std::min(9, static_cast<int>(10.0 * p))] += 1.0;
            // the limits are where this probability is 0.025 and 0.975, the estimate where 0.5
            totals.covered += at_truth > 0.025 && at_truth < 0.975 ? 1.0 : 0.0;
            totals.median_below += at_truth < 0.5 ? 1.0 : 0.0;
        });
}

TEST(SequentialSlow, StagewisePValuesAreUniformAndIntervalsCover) {
    constexpr std::int64_t replicates = 6000;
    StagewiseTotals const null = stagewise_totals(1.0, replicates);
    for (int i = 0; i < 10; ++i) {
        // 3.5: ten shares at once
        EXPECT_NEAR(null.p_in_tenth[i] / replicates, 0.1, 3.5 * error_of_rate(0.1, replicates));
    }
    for (double const hazard_ratio : {1.0, 0.75}) {
        StagewiseTotals const totals =
            hazard_ratio == 1.0 ? null : stagewise_totals(hazard_ratio, replicates);
        std::printf("hazard ratio %.2f: intervals cover %.4f, estimate above the truth in %.4f\n",
                    hazard_ratio, totals.covered / replicates, totals.median_below / replicates);
        // beside the Monte Carlo error what Schoenfeld's drift is off at this hazard ratio
        double const asymptotic = hazard_ratio == 1.0 ? 0.0 : 0.01;
        EXPECT_NEAR(totals.covered / replicates, 0.95,
                    3.0 * error_of_rate(0.95, replicates) + 0.2 * asymptotic);
        EXPECT_NEAR(totals.median_below / replicates, 0.5,
                    3.0 * error_of_rate(0.5, replicates) + asymptotic);
    }
}

}  // namespace
}  // namespace vtrial::test
