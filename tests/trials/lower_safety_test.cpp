// Adverse events and quality of life lowered: only where they are asked for, in the kernels' units.
#include "trials/lower_safety.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

constexpr double cycle_months = days_per_cycle / days_per_month;

TEST(LowerSafety, NothingWhereNothingIsAsked) {
    Study const study = examples::myeloma_study();
    PlanTables const tables = lower(study);
    EXPECT_FALSE(kernels::has_safety(tables.plan));
    EXPECT_EQ(kernels::score_months(tables.plan), 0);
    EXPECT_EQ(tables.plan.responses.count, 0);
}

TEST(LowerSafety, EntriesComeAfterTheResponses) {
    Study study = examples::myeloma_study_with_responses();
    study.safety = {{.name = "stop", .event = SafetyEvent::stopped_backbone},
                    {.name = "infection", .event = SafetyEvent::infection_grade_3}};
    PlanTables const tables = lower(study);
    kernels::ResponsesPlan const& responses = tables.plan.responses;
    EXPECT_TRUE(kernels::has_safety(tables.plan));
    ASSERT_EQ(responses.count, 5);
    EXPECT_EQ(responses.response[2].kind, kernels::ResponseKind::sustained_negative);
    EXPECT_EQ(responses.response[4].kind, kernels::ResponseKind::safety);
    EXPECT_EQ(responses.response[4].row, 1);
    ASSERT_EQ(responses.recurrent, 1);
    EXPECT_EQ(responses.recurrent_response[0], 4);
}

TEST(LowerSafety, HazardsArePerCycleAndByRegimen) {
    Study study = examples::myeloma_study();
    study.safety.resize(1);
    study.myeloma->regimens[0].backbone.neutropenia_hazard_per_month = 0.02;
    study.myeloma->regimens[1].daratumumab = usual_dosing(Route::subcutaneous);
    PlanTables const tables = lower(study);
    kernels::SafetyPlan const& plan = tables.myeloma[0].safety;
    EXPECT_FLOAT_EQ(plan.neutropenia.per_cycle[0], static_cast<float>(0.02 * cycle_months));
    EXPECT_FLOAT_EQ(plan.neutropenia.log2_early_left_per_cycle,
                    static_cast<float>(-cycle_months / 3.0 / std::log(2.0)));
    InfusionReactions const& reactions = study.myeloma->safety.infusion_reactions;
    EXPECT_EQ(plan.infusion_reaction.at_first[0], 0.0f);
    EXPECT_FLOAT_EQ(plan.infusion_reaction.at_first[1],
                    static_cast<float>(reactions.first_subcutaneous));
    EXPECT_NEAR(std::exp2(plan.infusion_reaction.log2_spared[1]),
                1.0 - reactions.later_subcutaneous, 1e-7);
}

TEST(LowerSafety, AMonthIsTheNearestTimeOfAsking) {
    QualityOfLife const quality;  // every third cycle, 2.76 months
    EXPECT_EQ(asked_after_cycles(quality, 0.5), 3);
    EXPECT_EQ(asked_after_cycles(quality, 4.1), 3);
    EXPECT_EQ(asked_after_cycles(quality, 4.2), 6);
    EXPECT_EQ(asked_after_cycles(quality, 12.0), 12);
}

TEST(LowerSafety, TenPointsAreTwoLevels) {
    Study study = examples::myeloma_study();
    study.quality_of_life = QualityOfLife{};
    auto const levels = [&](double points) {
        study.quality_of_life->deterioration_points = points;
        return lower(study).myeloma[0].quality_of_life.deterioration_levels;
    };
    EXPECT_EQ(levels(10.0), 2);
    EXPECT_EQ(levels(8.0), 1);
    EXPECT_EQ(levels(25.0), 3) << "three twelfths exactly";
    EXPECT_EQ(levels(25.1), 4);
}

}  // namespace
}  // namespace vtrial::trials
