// From the words of a study to boundaries and tables of a plan.
#include "trials/sequential_design.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/looks/decide.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/design_summary.hpp"
#include "trials/lower.hpp"

namespace vtrial::trials {
namespace {

Study three_looks(Spending spending) {
    Study study = examples::simple_study(0.75);
    study.analyses = {examples::after_events("first", EndpointKind::PFS, 195),
                      examples::after_events("second", EndpointKind::PFS, 292),
                      examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    study.endpoints[0].sequential = SequentialDesign{std::move(spending), {}, {}};
    set_planned_events(study);
    return study;
}

/// The bounds that the kernels find in a plan for a trial with these events.
std::vector<double> bounds_in_plan(Study const& study, std::vector<int> const& events) {
    PlanTables const tables = lower(study);
    kernels::ReplicateOutcome outcome{};
    std::vector<double> bounds;
    for (std::size_t look = 0; look < events.size(); ++look) {
        outcome.look[look].estimand[0].events[0] = events[look];
        bounds.push_back(kernels::bounds_at(tables.plan, outcome, tables.plan.hypothesis[0],
                                            static_cast<int>(look), 0)
                             .efficacy);
    }
    return bounds;
}

TEST(SequentialDesign, TestsAtTheAnalysesThatHavePlannedEvents) {
    Study study = three_looks({});
    study.endpoints[0].sequential->planned_events.erase("first");
    EXPECT_EQ(tested_analyses(study, study.endpoints[0]), (std::vector<std::size_t>{1, 2}));
}

TEST(SequentialDesign, BoundsInThePlanAreThoseOfThePlannedEvents) {
    for (SpendingKind const kind :
         {SpendingKind::lan_demets_obrien_fleming, SpendingKind::lan_demets_pocock,
          SpendingKind::obrien_fleming, SpendingKind::pocock}) {
        Study const study = three_looks({kind, 0.0, {}});
        auto const planned = planned_boundaries(study, study.endpoints[0], 0.025).upper;
        auto const found = bounds_in_plan(study, {195, 292, 390});
        for (std::size_t look = 0; look < 3; ++look) {
            // one recursion with narrow panels, one with wide ones
            EXPECT_NEAR(found[look], planned[look], 1e-6) << static_cast<int>(kind);
        }
    }
}

TEST(SequentialDesign, SpendingFollowsTheEventsAndAClassicalShapeDoesNot) {
    Study const spending = three_looks({});
    Study const classical = three_looks({SpendingKind::obrien_fleming, 0.0, {}});
    // fewer events at the first look: less is spent there
    EXPECT_GT(bounds_in_plan(spending, {150, 292, 390})[0],
              bounds_in_plan(spending, {195, 292, 390})[0] + 0.1);
    EXPECT_EQ(bounds_in_plan(classical, {150, 292, 390}),
              bounds_in_plan(classical, {195, 292, 390}));
    // what was not spent is there at the end
    EXPECT_LT(bounds_in_plan(spending, {195, 200, 390})[2],
              bounds_in_plan(spending, {195, 292, 390})[2]);
}

TEST(SequentialDesign, AShareOfTheLevelHasItsOwnTables) {
    Study study = three_looks({});
    study.endpoints.push_back(examples::decided_by_logrank(EndpointKind::OS));
    study.endpoints[1].sequential = SequentialDesign{{}, {{"second", 100}, {"final", 150}}, {}};
    study.graph = MultiplicityGraph{{{"PFS", 0.8}, {"OS", 0.2}},
                                    {{"PFS", {{"OS", 1.0}}}, {"OS", {{"PFS", 1.0}}}}};
    PlanTables const tables = lower(study);
    kernels::ReplicateOutcome outcome{};
    for (int look = 0; look < 3; ++look) {
        outcome.look[look].estimand[1].events[0] = 50 * (look + 1);
    }
    auto const bound = [&](std::uint32_t rejected) {
        return kernels::bounds_at(tables.plan, outcome, tables.plan.hypothesis[1], 2, rejected)
            .efficacy;
    };
    auto const last = [&](double level) {
        return planned_boundaries(study, study.endpoints[1], level).upper.back();
    };
    EXPECT_NEAR(bound(0b00), last(0.005), 1e-6);
    EXPECT_NEAR(bound(0b01), last(0.025), 1e-6);
}

TEST(SequentialDesign, FutilityBoundsOfTheUserStandBesideAnySpending) {
    Study study = three_looks({});
    study.endpoints[0].sequential->futility = Futility{};
    study.endpoints[0].sequential->futility->bounds_z = {{"first", 0.25}};
    PlanTables const tables = lower(study);
    kernels::ReplicateOutcome outcome{};
    outcome.look[0].estimand[0].events[0] = 195;
    outcome.look[1].estimand[0].events[0] = 292;
    auto const futility = [&](int look) {
        return kernels::bounds_at(tables.plan, outcome, tables.plan.hypothesis[0], look, 0)
            .futility;
    };
    EXPECT_EQ(futility(0), 0.25);
    EXPECT_EQ(futility(1), -kernels::no_bound);
}

/// Two looks at PFS, spending as O'Brien and Fleming's bounds do.
Study two_looks() {
    Study study = examples::simple_study(0.75);
    study.analyses = {examples::after_events("interim", EndpointKind::PFS, 195),
                      examples::after_events("final", EndpointKind::PFS, 390)};
    study.endpoints.resize(1);
    study.endpoints[0].sequential.emplace();
    set_planned_events(study);
    return study;
}

TEST(PlannedEvents, AreThoseOfTheAnalyses) {
    EXPECT_EQ(two_looks().endpoints[0].sequential->planned_events,
              (std::map<std::string, int>{{"interim", 195}, {"final", 390}}));
}

TEST(PlannedEvents, HaveNoDefaultWhereAnAnalysisWaitsForAnythingElse) {
    for (int variant = 0; variant < 3; ++variant) {
        Study study = two_looks();
        study.endpoints[0].sequential->planned_events.clear();
        Analysis& analysis = study.analyses[0];
        if (variant == 0) {
            analysis.triggers[0].kind = Trigger::calendar;
        } else if (variant == 1) {
            analysis.triggers[0].events_of = EndpointKind::OS;
        } else {
            analysis.triggers.push_back({Trigger::calendar, EndpointKind::PFS, 0, 24.0});
        }
        set_planned_events(study);
        EXPECT_TRUE(study.endpoints[0].sequential->planned_events.empty()) << variant;
    }
}

TEST(FutilityDrift, CountsFromTheNullHypothesis) {
    Study study = two_looks();
    Endpoint& endpoint = study.endpoints[0];
    endpoint.sequential->futility.emplace();
    endpoint.sequential->futility->spending.emplace();
    endpoint.sequential->futility->hazard_ratio = 0.9;
    // Schoenfeld: z has mean -log(ratio) / 2 per square root of the events, 1:1
    EXPECT_NEAR(event_design(study, endpoint, 0.025).futility_drift, -std::log(0.9) / 2.0, 1e-12);
    endpoint.deciding_test.margin = 1.2;
    EXPECT_NEAR(event_design(study, endpoint, 0.025).futility_drift, -std::log(0.9 / 1.2) / 2.0,
                1e-12);
}

TEST(DesignSummary, TellsTheBoundsOnEveryScale) {
    Study const study = three_looks({});
    auto const summaries = summarise_design(study);
    ASSERT_EQ(summaries.size(), 1u);
    EXPECT_EQ(summaries[0].bounds_from, "lan_demets_obrien_fleming");
    auto const& looks = summaries[0].looks;
    ASSERT_EQ(looks.size(), 3u);
    for (LookSummary const& look : looks) {
        double const z = look.efficacy.z;
        EXPECT_NEAR(look.efficacy.p_one_sided, 0.5 * std::erfc(z / std::sqrt(2.0)), 1e-12);
        // 1:1: each event weighs a quarter
        EXPECT_NEAR(*look.efficacy.hazard_ratio,
                    std::exp(-2.0 * z / std::sqrt(*look.planned_events)), 1e-12);
        // Lan and DeMets' function itself, at the share of the events
        double const root = std::sqrt(*look.information_fraction);
        EXPECT_NEAR(*look.level_spent, std::erfc(2.241402727604947 / root / std::sqrt(2.0)), 1e-6);
    }
    EXPECT_NEAR(*looks[2].level_spent, 0.025, 1e-7);
}

TEST(DesignSummary, LevelsSpentCountOnBindingFutilityOnly) {
    for (bool const is_binding : {false, true}) {
        Futility futility;
        futility.spending = Spending{SpendingKind::hwang_shih_decani, -2.0, {}};
        futility.is_binding = is_binding;
        Study study = three_looks({});
        study.endpoints[0].sequential->futility = futility;
        auto const summaries = summarise_design(study);
        EXPECT_NEAR(*summaries[0].looks[2].level_spent, 0.025, 1e-7);
    }
}

}  // namespace
}  // namespace vtrial::trials
