// Visits and censoring rules against closed forms.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/example_studies.hpp"
#include "tests/validation/assessed_simulation.hpp"

namespace vtrial::test {
namespace {

/// Progression at a constant hazard, nobody dies before it or drops out.
trials::Study progression_only(double median_months) {
    trials::Study study = examples::simple_study(1.0);
    study.dropout = {};
    auto& transitions = study.model.transitions;
    transitions[0].control = examples::with_median(median_months);
    transitions[1].control.share = 0.0;
    for (auto const which :
         {trials::Transition::death_before_next_line, trials::Transition::death_on_next_line,
          trials::Transition::death_after_second_progression}) {
        examples::transition(study, which).control = examples::with_median(2400.0);
    }
    return study;
}

/// 4.5 standard deviations of a share of n: beyond them once in 150,000.
double bound(double share, double n) { return 4.5 * std::sqrt(share * (1.0 - share) / n); }

TEST(AssessmentClosedForm, AtVisitsTheCurveIsTheExponential) {
    constexpr double median_months = 20.0;
    constexpr std::int32_t every = 56;
    trials::Study const study =
        with_rules(progression_only(median_months), {{{every, std::nullopt}}, 0.0, 0.0, 0.0, 0.0});
    AssessedTrials simulation(study);
    constexpr std::int32_t visits = 20;
    std::int64_t events[visits + 1] = {};
    std::int64_t patients = 0;
    std::int64_t off_the_grid = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        kernels::Patients const& own = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < own.count; ++i) {
            std::int32_t const day = own.observed[0][i] / 2;
            off_the_grid += (own.observed[0][i] & 1) != 0 && day % every != 0 ? 1 : 0;
            for (std::int32_t visit = 1; visit <= visits; ++visit) {
                events[visit] += (own.observed[0][i] & 1) != 0 && day <= visit * every ? 1 : 0;
            }
        }
        patients += own.count;
    }
    // some die of a hazard of 1/120 of that of progression, after it and before the next visit
    EXPECT_LT(static_cast<double>(off_the_grid) / static_cast<double>(patients), 1e-3);
    double const hazard_per_day = std::log(2.0) / (median_months * trials::days_per_month);
    auto const n = static_cast<double>(patients);
    for (std::int32_t visit = 1; visit <= visits; ++visit) {
        double const expected = -std::expm1(-hazard_per_day * visit * every);
        EXPECT_NEAR(static_cast<double>(events[visit]) / n, expected, bound(expected, n) + 1e-3);
    }
}

TEST(AssessmentClosedForm, TheMedianMovesToTheVisitAfterIt) {
    // medians of 20 months are 608.75 days
    for (auto const& [every, seen] :
         {std::pair{28, 616}, std::pair{56, 616}, std::pair{84, 672}, std::pair{112, 672}}) {
        AssessedTrials simulation(
            with_rules(progression_only(20.0), {{{every, std::nullopt}}, 0.0, 0.0, 0.0, 0.0}));
        std::vector<std::int32_t> days;
        for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
            kernels::Patients const& own = simulation.simulate(replicate);
            for (std::int32_t i = 0; i < own.count; ++i) {
                days.push_back(own.observed[0][i] / 2);
            }
        }
        auto const middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
        std::nth_element(days.begin(), middle, days.end());
        EXPECT_EQ(*middle, seen) << "visits every " << every << " days";
    }
}

/// Of patients who progress between visits v - 1 and v, whom the FDA's rule censors: visits are
/// missed before the one that shows it, m of them from v on, of which two in a row are too many.
double late_share(std::int32_t v, double missed) {
    double const attended = 1.0 - missed;
    double const two_after = missed * missed;
    double const one_after_one_before = v >= 2 ? missed * attended * missed : 0.0;
    double const two_before = v >= 3 ? attended * missed * missed : 0.0;
    return two_after + one_after_one_before + two_before;
}

TEST(AssessmentClosedForm, TwoMissedVisitsCensorTheExpectedShare) {
    constexpr double median_months = 20.0;
    constexpr std::int32_t every = 28;
    constexpr double missed = 0.25;
    AssessedTrials simulation(with_rules(progression_only(median_months),
                                         {{{every, std::nullopt}}, missed, missed, 0.0, 0.0}));
    double const hazard_per_day = std::log(2.0) / (median_months * trials::days_per_month);
    double expected = 0.0;
    double progressed = 0.0;
    for (std::int32_t v = 1; v <= 100; ++v) {
        double const here =
            std::exp(-hazard_per_day * (v - 1) * every) - std::exp(-hazard_per_day * v * every);
        expected += here * late_share(v, missed);
        progressed += here;
    }
    std::int64_t late = 0;
    std::int64_t events = 0;
    for (std::uint64_t replicate = 0; replicate < 200; ++replicate) {
        kernels::Patients const& own = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < own.count; ++i) {
            std::int32_t const policy = own.observed[kernels::pfs_row(1)][i];
            // seen soon enough after visit 100 that the end of the study cuts off nobody
            bool const counts = (policy & 1) != 0 && policy / 2 <= 100 * every;
            events += counts ? 1 : 0;
            late += counts && (own.observed[kernels::pfs_row(0)][i] & 1) == 0 ? 1 : 0;
        }
    }
    auto const n = static_cast<double>(events);
    double const share = expected / progressed;
    EXPECT_NEAR(static_cast<double>(late) / n, share, bound(share, n) + 1e-3);
}

TEST(AssessmentRules, CoincideWhereNothingIsMissedAndNoTherapyStarts) {
    trials::Study const study =
        with_rules(examples::rich_study(), {{{42, std::nullopt}}, 0.0, 0.0, 0.0, 0.0});
    AssessedTrials simulation(study);
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        kernels::Patients const& patients = simulation.simulate(replicate);
        for (std::int32_t i = 0; i < patients.count; ++i) {
            ASSERT_EQ(patients.observed[kernels::pfs_row(0)][i],
                      patients.observed[kernels::pfs_row(1)][i]);
        }
    }
}

TEST(AssessmentRules, OtherEndpointsStayAsTheyAre) {
    trials::Study const base = examples::rich_study();
    AssessedTrials without(base);
    AssessedTrials with(with_rules(base, {{{28, std::nullopt}}, 0.2, 0.2, 0.1, 0.1}));
    kernels::Patients const& expected = without.simulate(7);
    kernels::Patients const& patients = with.simulate(7);
    for (std::int32_t i = 0; i < patients.count; ++i) {
        ASSERT_EQ(patients.observed[1][i], expected.observed[1][i]);
        ASSERT_EQ(patients.observed[2][i], expected.observed[2][i]);
        ASSERT_EQ(patients.entry_day[i], expected.entry_day[i]);
    }
}

}  // namespace
}  // namespace vtrial::test
