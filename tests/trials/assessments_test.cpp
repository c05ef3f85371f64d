#include "trials/assessments.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/example_studies.hpp"
#include "trials/lower_assessments.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

Study assessed_study() {
    Study study = examples::simple_study(0.7);
    study.assessments = Assessments{{{28, 12.0}, {56, std::nullopt}}, 0.05, 0.1, 0.02, 0.03};
    study.endpoints = {Endpoint{}};
    study.endpoints.front().rules = {CensoringRule::treatment_policy, CensoringRule::fda};
    return study;
}

/// The problems of assessments and rules, one a line.
std::string told(Study const& study) {
    std::string text;
    for (Problem const& problem : validate(study)) {
        bool const is_ours = problem.path.starts_with("assessments") ||
                             problem.path.find(".rules") != std::string::npos;
        text += is_ours ? problem.path + " " + problem.message + "\n" : "";
    }
    return text;
}

TEST(ValidateAssessments, PassesAGoodSchedule) { EXPECT_EQ(told(assessed_study()), ""); }

TEST(ValidateAssessments, TellsAllThatCannotStand) {
    Study study = assessed_study();
    study.assessments = Assessments{{{0, 3.0}, {28, 0.0}, {4000, 30.0}},
                                    -0.1,
                                    0.95,
                                    1.0,
                                    std::numeric_limits<double>::quiet_NaN()};
    EXPECT_EQ(told(study),
              "assessments.phases[0].every_days must be 1 ... 3653, got 0\n"
              "assessments.phases[1].until_months must leave room for a visit and be at most 480, "
              "got 0\n"
              "assessments.phases[2].every_days must be 1 ... 3653, got 4000\n"
              "assessments.phases[2].until_months belongs to no last phase: its visits go on; drop "
              "it\n"
              "assessments.missed_share_by_arm.control must be 0 ... 0.9, got -0.1\n"
              "assessments.new_therapy_before_progression_per_year_by_arm.control must be at least "
              "0 and below 1, got 1\n"
              "assessments.missed_share_by_arm.experimental must be 0 ... 0.9, got 0.95\n"
              "assessments.new_therapy_before_progression_per_year_by_arm.experimental must be at "
              "least 0 and below 1, got nan\n");
}

TEST(ValidateAssessments, EveryPhaseHasAVisit) {
    Study study = assessed_study();
    study.assessments->phases = {{28, 3.0}, {84, 5.0}, {84, std::nullopt}};
    // the first ends with day 84, and 5 months are 152 days
    EXPECT_EQ(told(study),
              "assessments.phases[1].until_months must leave room for a visit and be at most 480, "
              "got 5\n");
    study.assessments->phases[1].until_months = 5.6;
    EXPECT_EQ(told(study), "");
    study.assessments->phases[1].until_months.reset();
    EXPECT_EQ(told(study),
              "assessments.phases[1].until_months is missing: the phase must end before the next "
              "one\n");
    study.assessments->phases.clear();
    EXPECT_EQ(told(study), "assessments.phases must be 1 ... 3 phases, got 0\n");
    study.assessments->phases = {{28, 3.0}, {28, 6.0}, {28, 9.0}, {28, std::nullopt}};
    EXPECT_EQ(told(study), "assessments.phases must be 1 ... 3 phases, got 4\n");
}

TEST(ValidateAssessments, RulesBelongToPfsSeenAtVisits) {
    Study study = assessed_study();
    study.endpoints.front().rules = {CensoringRule::fda, CensoringRule::fda};
    EXPECT_EQ(told(study), "endpoints.PFS.rules must differ, got \"fda\" twice\n");
    study.endpoints.front().rules = {CensoringRule::fda};
    study.assessments.reset();
    EXPECT_EQ(told(study),
              "endpoints.PFS.rules need [assessments]: without visits progression is seen when it "
              "comes\n");
    study.endpoints.front().kind = EndpointKind::OS;
    EXPECT_EQ(told(study),
              "endpoints.OS.rules belong to PFS: no other endpoint is seen at visits; drop them\n");
}

TEST(LowerAssessments, LaysPhasesOneBehindTheOther) {
    kernels::AssessmentPlan const plan = lower_assessments(assessed_study());
    EXPECT_EQ(plan.phases, 2);
    EXPECT_EQ(plan.phase[0].visits, 13);  // to day 364 of 365
    EXPECT_EQ(plan.phase[1].visits_before, 13);
    EXPECT_EQ(plan.phase[1].day_before, 364);
    EXPECT_EQ(plan.phase[1].every_days, 56);
    EXPECT_EQ(plan.missed_of_65536[0], 3277);
    EXPECT_EQ(plan.missed_of_65536[1], 6554);
    EXPECT_EQ(plan.has_missed, 1);
    EXPECT_EQ(plan.has_new_therapy, 1);
    EXPECT_EQ(plan.rules, 2);
    EXPECT_EQ(plan.rule[0], kernels::CensoringRule::treatment_policy);
    EXPECT_EQ(plan.rule[1], kernels::CensoringRule::fda);
}

TEST(LowerAssessments, WithoutThemNothingIsPlanned) {
    Study study = assessed_study();
    study.assessments.reset();
    EXPECT_EQ(lower_assessments(study).phases, 0);
    EXPECT_EQ(lower_assessments(study).rules, 0);
}

TEST(LowerAssessments, TheFdaRuleIsTheOneUnlessStated) {
    Study study = assessed_study();
    study.endpoints.front().rules.clear();
    study.assessments->control_missed_share = 0.0;
    study.assessments->experimental_missed_share = 0.0;
    kernels::AssessmentPlan const plan = lower_assessments(study);
    EXPECT_EQ(plan.rules, 1);
    EXPECT_EQ(plan.rule[0], kernels::CensoringRule::fda);
    EXPECT_EQ(plan.has_missed, 0);
}

}  // namespace
}  // namespace vtrial::trials
