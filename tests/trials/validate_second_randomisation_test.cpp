// What a second randomisation must satisfy, what it means for the truth, and how it is lowered.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/second_randomisation_studies.hpp"
#include "trials/closed_form.hpp"
#include "trials/estimands.hpp"
#include "trials/lower.hpp"
#include "trials/true_hazard_ratio.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

Study study_with_maintenance() {
    Study study = examples::simple_study(0.7);
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    examples::randomise_again(study, 8.3, {{"progression", 0.5}});
    return study;
}

std::string paths_of(Study const& study) {
    std::string text;
    for (Problem const& problem : validate(study)) {
        text += problem.path + "\n";
    }
    return text;
}

TEST(ValidateSecondRandomisation, PassesOne) { EXPECT_EQ(paths_of(study_with_maintenance()), ""); }

TEST(ValidateSecondRandomisation, TellsEveryValueOutOfRange) {
    Study study = study_with_maintenance();
    SecondRandomisation& second = *study.second_randomisation;
    second.months = 0.0;
    second.consent_share = 0.0;
    second.response = "CR";
    second.arms[0].ratio = 0;
    second.arms[0].label = second.arms[1].label;
    second.hazard_ratio_by_transition = {{"progression", 0.0}, {"relapse", 0.5}};
    EXPECT_EQ(paths_of(study),
              "second_randomisation.months\n"
              "second_randomisation.consent_share\n"
              "second_randomisation.response\n"
              "second_randomisation.arms.maintenance.ratio\n"
              "second_randomisation.arms.maintenance.label\n"
              "second_randomisation.effect.hazard_ratio_by_transition.progression\n"
              "second_randomisation.effect.hazard_ratio_by_transition.relapse\n");
}

TEST(ValidateSecondRandomisation, NeedsAModelWithProgression) {
    Study study = examples::copula_study(CopulaFamily::gumbel, 0.5, CopulaOrder::natural);
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    study.second_randomisation = study_with_maintenance().second_randomisation;
    EXPECT_EQ(paths_of(study), "second_randomisation\n");
}

TEST(ValidateSecondRandomisation, EndpointsSayWhatTheyCountFrom) {
    Study study = study_with_maintenance();
    study.endpoints[1].from = "consolidation";
    study.endpoints[0].population = "first_experimental";
    EXPECT_EQ(paths_of(study),
              "endpoints.PFS in first_experimental.population\n"
              "endpoints.PFS_from_consolidation.from\n");
    EXPECT_EQ(name_of(study.endpoints[3]), "PFS_from_maintenance in first_experimental");
}

TEST(LowerSecondRandomisation, TellsWhoIsAnalysed) {
    Study const study = study_with_maintenance();
    PlanTables const tables = lower(study);
    kernels::Plan const& plan = tables.plan;
    EXPECT_EQ(plan.second_randomisation.day, 253);  // 8.3 * 30.4375 is 252.6
    EXPECT_EQ(plan.second_randomisation.experimental_share, 2.0 / 3.0);
    EXPECT_EQ(plan.second_randomisation.inverse_hazard_ratio[0], 2.0f);
    EXPECT_EQ(plan.second_randomisation.inverse_hazard_ratio[1], 1.0f);
    EXPECT_EQ(plan.estimand[0].randomisation, 0);
    EXPECT_EQ(plan.estimand[1].randomisation, 1);
    EXPECT_EQ(plan.estimand[1].first_arm, -1);
    EXPECT_EQ(plan.estimand[3].first_arm, 1);
    EXPECT_EQ(arms_of(study, study.endpoints[1])[0].label, "observation");
    // two transitions, two arms: the cumulative hazard in units of ln 2 is days over the median
    ASSERT_EQ(plan.hazard_before_second.size, 4);
    double const medians = 253.0 / days_per_month / 31.9;
    EXPECT_FLOAT_EQ(plan.hazard_before_second[0], static_cast<float>(0.9 * medians));
    EXPECT_FLOAT_EQ(plan.hazard_before_second[3], static_cast<float>(0.1 * 0.7 * medians));
    Study without = study;
    without.second_randomisation.reset();
    without.subgroups.clear();
    without.endpoints.resize(1);
    EXPECT_EQ(lower(without).plan.hazard_before_second.size, 0);
}

TEST(TrueHazardRatio, FromTheSecondRandomisation) {
    Study study = study_with_maintenance();
    auto const truth = [&](std::size_t endpoint) {
        return true_log_hazard_ratio(study, study.endpoints[endpoint]);
    };
    // the hazards of progression and of death differ in their ratio
    EXPECT_FALSE(truth(1));
    study.second_randomisation->hazard_ratio_by_transition["death_before_progression"] = 0.5;
    EXPECT_FALSE(truth(1));  // patients of two first arms have not one hazard
    ASSERT_TRUE(truth(3));
    EXPECT_NEAR(*truth(3), std::log(0.5), 1e-12);
    EXPECT_FALSE(truth(2));  // survival follows after progression too
    EXPECT_FALSE(truth(0));  // what comes later changes the hazards of some of both arms
    EXPECT_FALSE(constant_pfs_hazard_ratio(study));
    study.second_randomisation->hazard_ratio_by_transition.clear();
    EXPECT_EQ(truth(1), 0.0);
    EXPECT_TRUE(truth(0));
}

}  // namespace
}  // namespace vtrial::trials
