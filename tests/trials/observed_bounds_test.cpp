// Bounds at the events that a trial has had, beside those that a replicate reads from its plan.
#include "trials/observed_bounds.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/looks/decide.hpp"
#include "tests/trials/observed_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::trials {
namespace {

// Newton's method ends with a step below 1e-5 and an error of the order of its square; the tables
// start it elsewhere.
constexpr double same_root = 1e-11;

using Paths = std::vector<std::vector<int>>;

/// Bounds of the first hypothesis in a plan, by look, for a trial with these events.
std::vector<kernels::Bounds> bounds_in(kernels::Plan const& plan, std::vector<int> const& events) {
    kernels::ReplicateOutcome outcome{};
    std::vector<kernels::Bounds> bounds;
    for (std::size_t look = 0; look < events.size(); ++look) {
        outcome.look[look].estimand[0].events[1] = events[look];
        bounds.push_back(
            kernels::bounds_at(plan, outcome, plan.hypothesis[0], static_cast<int>(look), 0));
    }
    return bounds;
}

void expect_those_of_the_plan(Study const& study, Paths const& paths) {
    PlanTables const tables = lower(study);
    for (std::vector<int> const& events : paths) {
        auto const found = bounds_at_events(study, study.endpoints[0], 0.025, events);
        auto const in_plan = bounds_in(tables.plan, events);
        ASSERT_EQ(found.upper.size(), events.size());
        for (std::size_t look = 0; look < events.size(); ++look) {
            EXPECT_NEAR(found.upper[look], in_plan[look].efficacy, same_root) << events[look];
            double const lower = found.lower.empty() ? -kernels::no_bound : found.lower[look];
            EXPECT_NEAR(lower, in_plan[look].futility, same_root) << events[look];
        }
    }
}

Study with_futility(Study study, bool is_binding) {
    Futility futility;
    futility.spending = Spending{SpendingKind::hwang_shih_decani, -2.0, {}};
    futility.hazard_ratio = 0.7;
    futility.is_binding = is_binding;
    study.endpoints[0].sequential->futility = futility;
    return study;
}

TEST(ObservedBounds, AreThoseThatAReplicateFinds) {
    for (Spending const& spending :
         {Spending{}, Spending{SpendingKind::lan_demets_pocock, 0.0, {}},
          Spending{SpendingKind::hwang_shih_decani, -4.0, {}},
          Spending{SpendingKind::power, 3.0, {}}, Spending{SpendingKind::user, 0.0, {0.01, 0.025}},
          Spending{SpendingKind::obrien_fleming, 0.0, {}}}) {
        Study const study = study_with_looks({195, 390}, spending);
        expect_those_of_the_plan(study, {{195, 390}, {189, 383}, {201, 404}, {195}, {215, 391}});
    }
}

TEST(ObservedBounds, AreThoseOfThreeLooksIfTheFirstWasAsPlanned) {
    Study const study = study_with_looks({195, 292, 390});
    Paths const paths{{195, 292, 390}, {195, 300, 386}, {195, 310, 402}, {203, 299}};
    expect_those_of_the_plan(study, paths);
    expect_those_of_the_plan(with_futility(study, false), paths);
    expect_those_of_the_plan(with_futility(study, true), paths);
}

TEST(ObservedBounds, TakeEveryLookAsItWas) {
    // a table knows the events of two looks only; the type I error shows which of them is exact
    Study const study = study_with_looks({195, 292, 390});
    std::vector<int> const events{150, 310, 402};
    auto const bounds = bounds_at_events(study, study.endpoints[0], 0.025, events);
    PlanTables const tables = lower(study);
    auto const in_plan = bounds_in(tables.plan, events);
    EXPECT_GT(std::fabs(bounds.upper[2] - in_plan[2].efficacy), 1e-4);
    EXPECT_NEAR(bounds.upper[2], in_plan[2].efficacy, 0.015);  // bound_tables_test.cpp
    auto const ends = group_sequential::stopping_probabilities({150.0, 310.0, 402.0}, bounds, 0.0);
    EXPECT_NEAR(ends.upper_total(), 0.025, 1e-7);  // wide panels here, narrow ones in `bounds`
}

TEST(ObservedBounds, AreConstantWhereFutilityIsGivenOnZ) {
    Study study = study_with_looks({195, 292, 390});
    study.endpoints[0].sequential->futility.emplace();
    study.endpoints[0].sequential->futility->bounds_z = {{"look_1", 0.25}};
    expect_those_of_the_plan(study, {{199, 292}});
    EXPECT_EQ(bounds_at_events(study, study.endpoints[0], 0.025, {150}).lower,
              std::vector<double>{0.25});
}

TEST(ObservedBounds, AreTheQuantilesOfNominalLevels) {
    Study study = study_with_looks({195, 390});
    study.endpoints[0].sequential.reset();
    study.endpoints[0].levels_one_sided = {{"look_1", 0.001}, {"look_2", 0.025}};
    expect_those_of_the_plan(study, {{150, 400}});
    auto const bounds = bounds_at_events(study, study.endpoints[0], 0.025, {150, 400});
    EXPECT_NEAR(bounds.upper[0], 3.090232306167813, 1e-12);
    EXPECT_TRUE(bounds.lower.empty());
}

TEST(ObservedBounds, SpendNothingOnceAllIsSpent) {
    Study const study = study_with_looks({195, 292, 390});
    auto const bounds = bounds_at_events(study, study.endpoints[0], 0.025, {195, 390, 400});
    EXPECT_EQ(bounds.upper[2], kernels::no_bound);
}

}  // namespace
}  // namespace vtrial::trials
