// What is analysed, in whom, and which truth it has.
#include "trials/lower_estimands.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/example_studies.hpp"

namespace vtrial::trials {
namespace {

/// Constant hazards, a biomarker that changes hazard and effect, and endpoints in all patients, in
/// those without the biomarker and in those with it.
Study study_with_subgroups() {
    Study study = examples::simple_study(0.75);
    study.biomarkers = {{"del17p", {"no", "yes"}, {0.8, 0.2}}};
    study.subgroups = {{"standard", {{"del17p", {"no"}}}}, {"high", {{"del17p", {"yes"}}}}};
    for (std::size_t i = 0; i < 2; ++i) {
        TransitionModel& model = study.model.transitions[i];
        model.prognosis_by_level = {{"del17p", {1.0, 2.0}}};
        model.effect.modifiers_by_level = {{"del17p", {1.0, 0.6}}};
    }
    study.endpoints.resize(4);
    study.endpoints[1].population = "standard";
    study.endpoints[2].population = "high";
    study.endpoints[3] = study.endpoints[2];
    study.endpoints[3].kind = EndpointKind::OS;
    return study;
}

TEST(LowerEstimands, SubgroupsAreProfiles) {
    PlanTables const tables = lower(study_with_subgroups());
    EXPECT_EQ(tables.subgroup_members, (std::vector<std::int32_t>{1, 0, 0, 1}));
    EXPECT_EQ(tables.plan.estimands, 4);
    EXPECT_EQ(tables.plan.estimand[0].subgroup, -1);
    EXPECT_EQ(tables.plan.estimand[1].subgroup, 0);
    EXPECT_EQ(tables.plan.estimand[3].subgroup, 1);
}

TEST(LowerEstimands, ASubgroupHasATruthWhereItsPatientsAreAlike) {
    Study study = study_with_subgroups();
    PlanTables const tables = lower(study);
    EXPECT_EQ(tables.plan.estimand[0].has_true_log_hr, 0);  // a mixture
    EXPECT_EQ(tables.plan.estimand[1].has_true_log_hr, 1);
    EXPECT_NEAR(tables.plan.estimand[1].true_log_hr, std::log(0.75), 1e-15);
    EXPECT_NEAR(tables.plan.estimand[2].true_log_hr, std::log(0.75 * 0.6), 1e-15);
    EXPECT_EQ(tables.plan.estimand[3].has_true_log_hr, 0);  // OS is not proportional

    study.model.transitions[1].effect.modifiers_by_level = {{"del17p", {1.0, 0.7}}};
    EXPECT_EQ(lower(study).plan.estimand[1].has_true_log_hr, 1);
    EXPECT_EQ(lower(study).plan.estimand[2].has_true_log_hr, 0);
    study.model.frailty_sd = 0.4;
    EXPECT_EQ(lower(study).plan.estimand[1].has_true_log_hr, 0);
}

TEST(LowerEstimands, WhereOneSubgroupIsEnrolledItsTruthIsThatOfAll) {
    Study study = study_with_subgroups();
    study.screening.eligible = {{"del17p", {"yes"}}};
    PlanTables const tables = lower(study);
    EXPECT_EQ(tables.plan.estimand[0].has_true_log_hr, 1);
    EXPECT_EQ(tables.plan.estimand[0].true_log_hr, tables.plan.estimand[2].true_log_hr);
}

TEST(LowerEstimands, WithoutEffectInASubgroupTheTruthIsOne) {
    Study study = study_with_subgroups();
    for (TransitionModel& model : study.model.transitions) {
        model.effect = {};
        model.effect.modifiers_by_level = {{"del17p", {1.0, 0.6}}};
    }
    PlanTables const tables = lower(study);
    EXPECT_EQ(tables.plan.estimand[0].has_true_log_hr, 0);
    EXPECT_EQ(tables.plan.estimand[1].has_true_log_hr, 1);
    EXPECT_EQ(tables.plan.estimand[1].true_log_hr, 0.0);
}

TEST(LowerEstimands, ASubgroupHasATruthWithACopulaToo) {
    Study study = study_with_subgroups();
    study.copula.emplace();
    study.copula->order = CopulaOrder::natural;
    for (TransitionModel& margin : study.copula->margins) {
        margin.control.median_months = 40.0;
        margin.effect.hazard_ratio = 0.7;
        margin.effect.modifiers_by_level = {{"del17p", {1.0, 0.6}}};
    }
    PlanTables const tables = lower(study);
    EXPECT_EQ(tables.plan.estimand[2].has_true_log_hr, 0);  // PFS is the first of three
    EXPECT_EQ(tables.plan.estimand[3].has_true_log_hr, 1);
    EXPECT_NEAR(tables.plan.estimand[3].true_log_hr, std::log(0.7 * 0.6), 1e-15);
}

/// An estimand is an endpoint in a population under a rule; rules are numbered for all of them.
TEST(LowerEstimands, EachPopulationHasRulesOfItsOwn) {
    Study study = study_with_subgroups();
    study.assessments = Assessments{{{28, std::nullopt}}, 0.0, 0.0, 0.0, 0.0};
    study.endpoints[0].rules = {CensoringRule::treatment_policy};
    study.endpoints[2].rules = {CensoringRule::fda, CensoringRule::treatment_policy};
    kernels::Plan const plan = lower(study).plan;
    ASSERT_EQ(plan.assessments.rules, 2);
    EXPECT_EQ(plan.assessments.rule[0], kernels::CensoringRule::treatment_policy);
    ASSERT_EQ(plan.estimands, 5);
    std::int32_t const rules[] = {0, 1, 1, 0, 0};  // by default fda; OS has none
    std::int32_t const subgroups[] = {-1, 0, 1, 1, 1};
    for (int i = 0; i < plan.estimands; ++i) {
        EXPECT_EQ(plan.estimand[i].rule, rules[i]) << i;
        EXPECT_EQ(plan.estimand[i].subgroup, subgroups[i]) << i;
    }
    EXPECT_EQ(plan.estimand[4].endpoint, kernels::Endpoint::PFS);
}

}  // namespace
}  // namespace vtrial::trials
