// Inference after looks: closed forms, and what must hold for every order of results.
#include "trials/group_sequential/inference.hpp"

#include <gtest/gtest.h>

#include "kernels/core/normal_distribution.hpp"
#include "tests/support/csv.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"
#include "trials/group_sequential/spending_bounds.hpp"

namespace vtrial::trials::group_sequential {
namespace {

std::vector<double> const events{195.0, 292.0, 390.0};

/// The design of these events, stopped at a look (from 0) with this z.
StoppedTrial stopped(std::size_t look, double z, bool has_futility = false) {
    ErrorSpending const alpha{known::spending_named("LDOF"), known::alpha};
    ErrorSpending const beta{known::spending_named("HSDm2"), 0.1};
    Boundaries bounds{efficacy_bounds(events, alpha), {}};
    if (has_futility) {
        bounds = futility_design(events, alpha, {FutilityRule::binding, beta}).boundaries;
        bounds.lower.resize(look + 1);
    }
    bounds.upper.resize(look + 1);
    std::vector<double> const seen(events.begin(),
                                   events.begin() + static_cast<std::ptrdiff_t>(look) + 1);
    return {seen, bounds, z};
}

TEST(Inference, OneLookIsTheOrdinaryTest) {
    StoppedTrial const trial{{100.0}, {{1.96}, {}}, 2.3};
    EXPECT_NEAR(stagewise_p_value(trial), kernels::normal_upper_tail(2.3), 1e-15);
    EXPECT_NEAR(median_unbiased_drift(trial), 0.23, 1e-10);
    Interval const interval = stagewise_interval(trial, 0.95);
    EXPECT_NEAR(interval.lower, 0.23 - 0.1959963984540054, 1e-10);
    EXPECT_NEAR(interval.upper, 0.23 + 0.1959963984540054, 1e-10);
}

TEST(Inference, PValueOfTheBoundIsTheAlphaSpent) {
    auto const spent = cumulative_spending(known::spending_named("LDOF"), known::alpha, events);
    for (std::size_t look = 0; look < events.size(); ++look) {
        StoppedTrial const trial = stopped(look, 0.0);
        StoppedTrial const at_bound = stopped(look, trial.boundaries.upper[look]);
        EXPECT_NEAR(stagewise_p_value(at_bound), spent[look], 1e-12);
    }
}

TEST(Inference, IsThatOfRpact) {
    // rpact 3.3.4, getAnalysisResults with normalApproximation: means of unit variance after 200,
    // 300 and 400 of 400 patients, LDOF at 0.5, 0.75, 1
    struct Known {
        std::size_t looks;
        double z, p_value, lower, upper, estimate, repeated_lower;
    };
    std::vector<double> const patients{200.0, 300.0, 400.0};
    ErrorSpending const alpha{known::spending_named("LDOF"), known::alpha};
    auto const bounds = efficacy_bounds(patients, alpha);
    for (Known const& known :
         {Known{1, 3.2, 0.0006871379, 0.0876837875, 0.3648645524, 0.2262741700, 0.0167875526},
          Known{2, 2.9, 0.0028729460, 0.0486032721, 0.2786429611, 0.1644236704, 0.0312336269},
          Known{3, 2.1, 0.0214010964, 0.0033635182, 0.2015479482, 0.1028749680, 0.0042958001},
          Known{3, 2.6, 0.0114452453, 0.0172566581, 0.2222845774, 0.1213781118, 0.0292957947}}) {
        auto const end = static_cast<std::ptrdiff_t>(known.looks);
        StoppedTrial const trial{{patients.begin(), patients.begin() + end},
                                 {{bounds.begin(), bounds.begin() + end}, {}},
                                 known.z};
        Interval const interval = stagewise_interval(trial, 0.95);
        Interval const repeated =
            repeated_interval(trial.information.back(), known.z, trial.boundaries.upper.back());
        EXPECT_NEAR(stagewise_p_value(trial), known.p_value, 1e-8);
        // rpact stops its search for a root at 1e-6 or so
        EXPECT_NEAR(interval.lower, known.lower, 2e-6);
        EXPECT_NEAR(interval.upper, known.upper, 2e-6);
        EXPECT_NEAR(median_unbiased_drift(trial), known.estimate, 2e-6);
        EXPECT_NEAR(repeated.lower, known.repeated_lower, 2e-6);
    }
}

TEST(Inference, FirstLookIsOrdinaryWhateverComesLater) {
    StoppedTrial const trial = stopped(0, 3.2);
    EXPECT_NEAR(stagewise_p_value(trial), kernels::normal_upper_tail(3.2), 1e-15);
    EXPECT_NEAR(median_unbiased_drift(trial), 3.2 / kernels::square_root(195.0), 1e-10);
}

// From the most to the least favourable result.
TEST(Inference, PValueOrdersResultsByStage) {
    double before = 0.0;
    for (std::size_t look = 0; look < 3; ++look) {
        double const bound = stopped(look, 0.0, true).boundaries.upper[look];
        for (double const z : {bound + 2.0, bound + 0.5, bound}) {
            double const p = stagewise_p_value(stopped(look, z, true));
            EXPECT_GT(p, before) << look << ' ' << z;
            before = p;
        }
    }
    for (std::size_t look = 3; look-- > 0;) {
        double const bound = stopped(look, 0.0, true).boundaries.lower[look];
        for (double const z : {bound - 1e-9, bound - 0.5, bound - 2.0}) {
            double const p = stagewise_p_value(stopped(look, z, true));
            EXPECT_GT(p, before) << look << ' ' << z;
            before = p;
        }
    }
    EXPECT_LT(before, 1.0);
}

TEST(Inference, LimitsAndEstimateHaveTheirProbabilities) {
    for (std::size_t look = 0; look < 3; ++look) {
        for (bool const has_futility : {false, true}) {
            for (double const z : {-1.5, 2.9}) {
                StoppedTrial const trial = stopped(look, z, has_futility);
                Interval const interval = stagewise_interval(trial, 0.9);
                double const estimate = median_unbiased_drift(trial);
                EXPECT_NEAR(stagewise_probability(trial, interval.lower), 0.05, 1e-9);
                EXPECT_NEAR(stagewise_probability(trial, estimate), 0.5, 1e-9);
                EXPECT_NEAR(stagewise_probability(trial, interval.upper), 0.95, 1e-9);
                EXPECT_LT(interval.lower, estimate);
                EXPECT_LT(estimate, interval.upper);
            }
        }
    }
}

TEST(Inference, IsSymmetricalInTheSignOfZ) {
    Boundaries const both{{2.8, 2.4, 2.0}, {-2.8, -2.4, -2.0}};
    for (double const z : {-2.6, 0.4, 2.2}) {
        StoppedTrial const trial{events, both, z};
        StoppedTrial const mirrored{events, both, -z};
        EXPECT_NEAR(median_unbiased_drift(trial), -median_unbiased_drift(mirrored), 1e-10);
        EXPECT_NEAR(stagewise_interval(trial, 0.95).lower,
                    -stagewise_interval(mirrored, 0.95).upper, 1e-10);
        EXPECT_NEAR(stagewise_p_value(trial), 1.0 - stagewise_p_value(mirrored), 1e-10);
    }
}

TEST(Inference, EstimateAllowsForTheEarlierLooks) {
    // a trial that was not stopped has less effect than its z says: its early results were worse
    for (double const z : {2.2, 3.0}) {
        EXPECT_LT(median_unbiased_drift(stopped(2, z)), z / kernels::square_root(390.0));
    }
}

TEST(Inference, RepeatedIntervalExcludesZeroWhereTheBoundIsCrossed) {
    Interval const at_bound = repeated_interval(292.0, 2.36, 2.36);
    EXPECT_EQ(at_bound.lower, 0.0);
    EXPECT_NEAR(at_bound.upper, 4.72 / kernels::square_root(292.0), 1e-15);
    EXPECT_LT(repeated_interval(292.0, 2.3, 2.36).lower, 0.0);
}

TEST(Inference, ConditionalPowerIsThatOfTheClosedForm) {
    support::CsvTable const oracle("gs_conditional_power_closedform.csv");
    std::vector<double> const information{0.5, 0.75, 1.0};
    ErrorSpending const alpha{known::spending_named("LDOF"), known::alpha};
    double const design =
        drift_for_power(information, {efficacy_bounds(information, alpha), {}}, 0.9);
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        double const now = oracle.number(line, "d1");
        double const all = oracle.number(line, "d");
        double const z = oracle.number(line, "z1");
        bool const as_estimated = oracle.text(line, "theta") == "hat";
        double const drift =
            as_estimated ? z / kernels::square_root(now) : design / kernels::square_root(all);
        double const power = conditional_power({now, z, all, oracle.number(line, "crit")}, drift);
        // gsDesign's drift of the design is 5e-7 off
        EXPECT_NEAR(power, oracle.number(line, "cp"), as_estimated ? 1e-13 : 2e-7) << line;
    }
    EXPECT_EQ(oracle.size(), 12u);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
