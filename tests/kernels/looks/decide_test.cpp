// Decisions look by look: bounds, levels that are passed on, futility, looks that do not test.
#include "kernels/looks/decide.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vtrial::kernels::test {
namespace {

/// Two hypotheses about two estimands at three looks; bounds are made by each test.
class DecideTest : public testing::Test {
  protected:
    DecideTest() {
        plan.looks = 3;
        plan.estimands = 2;
        plan.hypotheses = 2;
        for (std::int32_t h = 0; h < 2; ++h) {
            plan.hypothesis[h].estimand = h;
            plan.hypothesis[h].response = -1;
            for (std::int32_t look = 0; look < 3; ++look) {
                plan.hypothesis[h].tested[look] = 1;
                plan.look[look].tests_if_not_reached = 1;
            }
            for (std::int32_t& first : plan.hypothesis[h].first_table) {
                first = -1;
            }
        }
    }

    /// Adds tables of three looks with these bounds, whatever the events; their first number.
    std::int32_t add_bounds(std::vector<double> const& efficacy,
                            std::vector<double> const& futility = {}) {
        auto const first = static_cast<std::int32_t>(tables.size());
        for (std::size_t look = 0; look < 3; ++look) {
            BoundTablePlan table{1, 0, 1, 0, 1, static_cast<std::int32_t>(bounds.size()), -1};
            bounds.push_back(efficacy[look]);
            if (!futility.empty()) {
                table.first_futility = static_cast<std::int32_t>(bounds.size());
                bounds.push_back(futility[look]);
            }
            tables.push_back(table);
        }
        return first;
    }

    /// The same, not to be reached before the last look, whose bounds are 1, 2, 3, 4 by 0 or 100
    /// events before it and 100 or 200 new ones.
    std::int32_t add_bounds_by_events() {
        events = {0, 100, 100, 200};
        std::int32_t const first = add_bounds({9.0, 9.0, 9.0});
        auto const at = static_cast<std::int32_t>(bounds.size());
        for (double const bound : {1.0, 2.0, 3.0, 4.0}) {
            bounds.push_back(bound);
        }
        tables[static_cast<std::size_t>(first) + 2] = {0, 0, 2, 2, 2, at, -1};
        return first;
    }

    void set_z(int hypothesis, std::vector<double> const& minus_z) {
        for (std::size_t look = 0; look < 3; ++look) {
            outcome.look[look].estimand[hypothesis].test[0].z = -minus_z[look];
        }
    }

    HypothesisOutcome const& decided(int hypothesis) {
        plan.bound_tables = {tables.data(), static_cast<std::int64_t>(tables.size())};
        plan.bound_events = {events.data(), static_cast<std::int64_t>(events.size())};
        plan.bounds = {bounds.data(), static_cast<std::int64_t>(bounds.size())};
        decide(plan, outcome);
        return outcome.hypothesis[hypothesis];
    }

    Plan plan{};
    ReplicateOutcome outcome{};
    std::vector<BoundTablePlan> tables;
    std::vector<std::int32_t> events{0};
    std::vector<double> bounds;
};

TEST_F(DecideTest, RejectsAtTheFirstLookAtOrAboveTheBound) {
    plan.hypotheses = 1;
    plan.hypothesis[0].first_table[0] = add_bounds({3.0, 2.5, 2.0});
    set_z(0, {2.9, 2.5, 1.0});
    EXPECT_EQ(decided(0).rejected_at, 1);
    EXPECT_EQ(outcome.stopped_at, 1);
    set_z(0, {2.9, 2.4, 1.9});
    EXPECT_EQ(decided(0).rejected_at, -1);
    EXPECT_EQ(outcome.stopped_at, 2);
}

TEST_F(DecideTest, PassesALevelOnWithinTheSameLook) {
    std::int32_t const strict = add_bounds({3.0, 3.0, 3.0});
    std::int32_t const lenient = add_bounds({2.0, 2.0, 2.0});
    // the second waits for the first
    plan.hypothesis[0].first_table[0] = plan.hypothesis[0].first_table[2] = strict;
    plan.hypothesis[1].first_table[1] = lenient;
    set_z(0, {1.0, 3.5, 0.0});
    set_z(1, {9.0, 2.5, 0.0});
    EXPECT_EQ(decided(1).rejected_at, 1);  // not at the first look, however clear
    EXPECT_EQ(outcome.hypothesis[0].rejected_at, 1);
    EXPECT_EQ(outcome.stopped_at, 1);
    set_z(0, {1.0, 2.9, 0.0});
    EXPECT_EQ(decided(1).rejected_at, -1);
    EXPECT_EQ(outcome.stopped_at, 2);
}

TEST_F(DecideTest, AHypothesisBeforeMayProfitFromOneAfterIt) {
    // both have half the level and pass it on: Holm's procedure
    std::int32_t const half = add_bounds({2.24, 2.24, 2.24});
    std::int32_t const whole = add_bounds({1.96, 1.96, 1.96});
    plan.hypothesis[0].first_table[0] = plan.hypothesis[1].first_table[0] = half;
    plan.hypothesis[0].first_table[2] = plan.hypothesis[1].first_table[1] = whole;
    set_z(0, {2.0, 0.0, 0.0});
    set_z(1, {2.3, 0.0, 0.0});
    EXPECT_EQ(decided(0).rejected_at, 0);
    EXPECT_EQ(outcome.hypothesis[1].rejected_at, 0);
    EXPECT_EQ(outcome.stopped_at, 0);
}

TEST_F(DecideTest, GivesUpBelowTheFutilityBoundAndSaysWhatWouldHaveBeen) {
    plan.hypotheses = 1;
    plan.hypothesis[0].first_table[0] = add_bounds({3.0, 2.5, 2.0}, {0.0, 1.0, -no_bound});
    set_z(0, {0.5, 0.9, 2.1});
    EXPECT_EQ(decided(0).rejected_at, -1);
    EXPECT_EQ(outcome.hypothesis[0].given_up_at, 1);
    EXPECT_EQ(outcome.hypothesis[0].rejected_at_without_futility, 2);
    EXPECT_EQ(outcome.stopped_at, 1);
    set_z(0, {0.0, 1.0, 2.1});  // on a futility bound the trial goes on
    EXPECT_EQ(decided(0).given_up_at, -1);
    EXPECT_EQ(outcome.hypothesis[0].rejected_at, 2);
}

TEST_F(DecideTest, ALookWhoseEventsHaveNotComeMayNotTest) {
    plan.hypotheses = 1;
    plan.hypothesis[0].first_table[0] = add_bounds({1.0, 2.0, 3.0});
    plan.look[0].tests_if_not_reached = 0;
    outcome.look[0].events_not_reached = 1;
    set_z(0, {1.5, 1.5, 1.5});
    EXPECT_EQ(decided(0).rejected_at, -1);
    plan.look[0].tests_if_not_reached = 1;
    EXPECT_EQ(decided(0).rejected_at, 0);
    plan.look[0].tests_if_not_reached = 0;
    outcome.look[0].events_not_reached = 0;
    EXPECT_EQ(decided(0).rejected_at, 0);
}

TEST_F(DecideTest, BoundsFollowTheEventsSinceTheLookThatTestedBefore) {
    plan.hypotheses = 1;
    plan.hypothesis[0].first_table[0] = add_bounds_by_events();
    outcome.look[1].estimand[0].events[0] = 100;
    outcome.look[2].estimand[0].events[1] = 250;  // 150 of them new
    set_z(0, {0.0, 0.0, 3.5});
    EXPECT_EQ(decided(0).rejected_at, 2);
    set_z(0, {0.0, 0.0, 3.49});
    EXPECT_EQ(decided(0).rejected_at, -1);
    plan.hypothesis[0].tested[1] = 0;  // then all 250 are new: beyond the table its end
    set_z(0, {0.0, 0.0, 2.0});
    EXPECT_EQ(decided(0).rejected_at, 2);
}

TEST_F(DecideTest, AResponseIsDecidedByItsTestAndThePatientsAssessed) {
    plan.hypotheses = 1;
    plan.hypothesis[0].estimand = -1;
    plan.hypothesis[0].response = 1;
    plan.hypothesis[0].first_table[0] = add_bounds_by_events();
    outcome.look[1].response[1].patients[0] = 100;
    outcome.look[2].response[1].patients[0] = 120;
    outcome.look[2].response[1].patients[1] = 130;  // 150 new: the bound is 3.5
    outcome.look[2].response[1].difference.z = -3.49;
    outcome.look[2].response[1].stratified.z = -3.51;
    plan.hypothesis[0].test = rate_test;
    EXPECT_EQ(decided(0).rejected_at, -1);
    EXPECT_EQ(decided(0).covered_up_to, 2);
    plan.hypothesis[0].test = cmh_test;
    EXPECT_EQ(decided(0).rejected_at, 2);
}

TEST_F(DecideTest, RepeatedIntervalsCoverUntilOneDoesNot) {
    plan.hypotheses = 1;
    plan.hypothesis[0].first_table[0] = add_bounds({3.0, 2.5, 2.0});
    plan.estimand[0].true_log_hr = -0.3;
    double const log_hr[] = {-0.8, -0.7, -0.6};
    for (int look = 0; look < 3; ++look) {
        outcome.look[look].estimand[0].test[0] = {0.0, log_hr[look], 0.17, 1};
    }
    // |log_hr + 0.3| against bound * 0.17: .5 < .51, .4 < .425, .3 < .34
    EXPECT_EQ(decided(0).covered_up_to, 2);
    outcome.look[1].estimand[0].test[0].log_hr = -0.73;
    EXPECT_EQ(decided(0).covered_up_to, 0);
    outcome.look[0].estimand[0].test[0].log_hr = 0.22;
    EXPECT_EQ(decided(0).covered_up_to, -1);
}

}  // namespace
}  // namespace vtrial::kernels::test
