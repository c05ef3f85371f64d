// Numbers that are described of patients, and responses in a part of them, lowered.
#include "trials/lower_measurements.hpp"

#include <gtest/gtest.h>

#include "tests/support/second_randomisation_studies.hpp"

namespace vtrial::trials {
namespace {

TEST(LowerMeasurements, NothingWhereNothingIsAsked) {
    PlanTables const tables = lower(examples::myeloma_study());
    EXPECT_EQ(kernels::measurements_of(tables.plan), 0);
    EXPECT_FALSE(kernels::has_safety(tables.plan));
}

TEST(LowerMeasurements, AWeekIsTheCycleThatItBegins) {
    Study study = examples::myeloma_study();
    study.measurements = {{.name = "time", .measure = MeasurementKind::time_on_treatment},
                          {.name = "trough", .measure = MeasurementKind::trough, .week = 8}};
    PlanTables const tables = lower(study);
    EXPECT_TRUE(kernels::has_safety(tables.plan));
    ASSERT_EQ(kernels::measurements_of(tables.plan), 2);
    auto const& plan = tables.myeloma[0].measurements;
    EXPECT_EQ(plan.measurement[0].kind, kernels::MeasurementKind::time_on_treatment);
    EXPECT_EQ(plan.measurement[1].kind, kernels::MeasurementKind::trough);
    EXPECT_EQ(plan.measurement[1].cycle, 2);
}

TEST(LowerResponses, MayBeOfASubgroupFromTheSecondRandomisation) {
    Study study = examples::myeloma_study_with_responses();
    examples::randomise_again(study, 9.0, {});
    study.responses[1].from = "maintenance";
    study.responses[1].population = "first_experimental";
    kernels::ResponsesPlan const plan = lower(study).plan.responses;
    EXPECT_EQ(plan.response[0].is_from_second, 0);
    EXPECT_EQ(plan.response[0].is_of_subgroup, 0);
    EXPECT_EQ(plan.response[1].is_from_second, 1);
    EXPECT_EQ(plan.response[1].first_arm, 1);
}

}  // namespace
}  // namespace vtrial::trials
