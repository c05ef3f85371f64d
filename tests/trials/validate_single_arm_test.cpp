// What a study with one arm cannot have.
#include <gtest/gtest.h>

#include "tests/support/second_randomisation_studies.hpp"
#include "trials/lower.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

Study single_arm() {
    Study study = examples::simple_study(1.0);
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    return examples::with_single_arm(study);
}

std::string paths_of(Study const& study) {
    std::string text;
    for (Problem const& problem : validate(study)) {
        text += problem.path + "\n";
    }
    return text;
}

TEST(ValidateSingleArm, PassesOne) { EXPECT_EQ(paths_of(single_arm()), ""); }

TEST(ValidateSingleArm, RefusesWhatCompares) {
    Study study = single_arm();
    examples::transition(study, Transition::progression).effect.hazard_ratio = 0.7;
    examples::transition(study, Transition::second_progression).experimental =
        examples::with_median(10.0);
    study.endpoints[0].levels_one_sided = {{"final", 0.025}};
    study.endpoints[0].deciding_test.kind = TestKind::cox;
    study.endpoints[0].further_tests = {{TestKind::maxcombo, false, 0.0, 0.0, 0.0, {}}};
    EXPECT_EQ(paths_of(study),
              "model.progression.effect\n"
              "model.second_progression.experimental\n"
              "endpoints.PFS.levels_one_sided\n"
              "endpoints.PFS.tests\n"
              "endpoints.PFS.decides\n");
    study = single_arm();
    study.responses = {{"CR", 0.3, 0.3, 6.0, {}, 0.0}};
    study.endpoints.emplace_back();
    study.endpoints[1].kind = EndpointKind::response;
    study.endpoints[1].response = "CR";
    study.endpoints[1].deciding_test.kind = TestKind::rate_difference;
    EXPECT_EQ(paths_of(study), "");
    study.endpoints[1].deciding_test.margin = 0.1;
    EXPECT_EQ(paths_of(study), "endpoints.CR.decides\n");
    study = single_arm();
    study.crossover = {0.4, CrossoverAt::next_line_start, {{"second_progression", 0.6}}};
    EXPECT_EQ(paths_of(study), "crossover\n");
}

Endpoint response_above(double null_rate) {
    Endpoint endpoint;
    endpoint.kind = EndpointKind::response;
    endpoint.response = "CR";
    endpoint.deciding_test.kind = TestKind::exact_binomial;
    endpoint.deciding_test.null_value = null_rate;
    endpoint.levels_one_sided = {{"final", 0.025}};
    return endpoint;
}

TEST(ValidateSingleArm, HasTestsOfItsOwn) {
    Study study = single_arm();
    study.responses = {{"CR", 0.3, 0.3, 6.0, {}, 0.0}};
    study.endpoints.push_back(response_above(0.2));
    study.endpoints[0].deciding_test.kind = TestKind::one_sample_logrank;
    study.endpoints[0].deciding_test.null_value = 24.0;
    study.endpoints[0].levels_one_sided = {{"final", 0.025}};
    EXPECT_EQ(paths_of(study), "");
    Study spends = study;
    spends.endpoints[0].levels_one_sided.clear();
    spends.endpoints[0].sequential = SequentialDesign{{}, {{"final", 200}}, {}};
    spends.endpoints[0].alpha_one_sided = 0.025;
    EXPECT_EQ(paths_of(spends), "");
    study.endpoints[0].deciding_test.null_value = 0.0;
    study.endpoints[1].deciding_test.null_value = 1.0;
    EXPECT_EQ(paths_of(study),
              "endpoints.PFS.decides.null_median_months\n"
              "endpoints.CR.decides.null_rate\n");
}

TEST(ValidateSingleArm, AnExactTestHasLevelsAndNotTooManyPatients) {
    Study study = single_arm();
    study.responses = {{"CR", 0.3, 0.3, 6.0, {}, 0.0}};
    study.endpoints.push_back(response_above(0.2));
    study.patients = 10001;
    study.accrual = {{0.0}, {1000.0}};
    EXPECT_EQ(paths_of(study), "endpoints.CR.decides\n");
    study.patients = 100;
    study.endpoints[1].levels_one_sided.clear();
    study.endpoints[1].sequential = SequentialDesign{{}, {{"final", 100}}, {}};
    study.endpoints[1].alpha_one_sided = 0.025;
    EXPECT_EQ(paths_of(study), "endpoints.CR.spending\n");
}

TEST(ValidateSingleArm, TestsOfOneArmAreNotOfTwo) {
    Study study = examples::simple_study(0.7);
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    study.endpoints = {examples::decided_by_logrank(EndpointKind::PFS)};
    study.endpoints[0].deciding_test.kind = TestKind::one_sample_logrank;
    study.endpoints[0].deciding_test.null_value = 24.0;
    EXPECT_EQ(paths_of(study), "endpoints.PFS.decides\n");
    study.endpoints[0].further_tests = {study.endpoints[0].deciding_test};
    study.endpoints[0].deciding_test = {};
    EXPECT_EQ(paths_of(study), "endpoints.PFS.tests\n");
}

TEST(ValidateSingleArm, EveryPlaceOfABlockIsOfTheOneArm) {
    kernels::Plan const plan = lower(single_arm()).plan;
    EXPECT_EQ(plan.block_experimental, plan.block_places);
}

}  // namespace
}  // namespace vtrial::trials
