// What regimens of the disease model must satisfy, and how a second randomisation goes with them.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/second_randomisation_studies.hpp"
#include "trials/lower.hpp"
#include "trials/true_hazard_ratio.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

Study study_of_myeloma() {
    Study study = examples::myeloma_study();
    study.analyses = {examples::after_months("final", Trigger::calendar, 60.0)};
    study.endpoints = {Endpoint{}};
    return study;
}

Study study_with_maintenance() {
    Study study = study_of_myeloma();
    examples::randomise_again(study, 8.3, {});
    study.myeloma->regimens.second = {Regimen{}, Regimen{}};
    study.myeloma->regimens.second[1]->daratumumab.emplace();
    return study;
}

std::set<std::string> paths_of(Study const& study) {
    std::set<std::string> paths;
    for (Problem const& problem : validate(study)) {
        paths.insert(problem.path);
    }
    return paths;
}

TEST(ValidateRegimens, PausesEndAfterTheyBegin) {
    Study study = study_of_myeloma();
    study.myeloma->regimens[0].backbone.pauses = {{16, 32}};
    study.myeloma->regimens[1].daratumumab->pauses = {{16, 32}, {40, 41}};
    EXPECT_EQ(paths_of(study), std::set<std::string>{});
    study.myeloma->regimens[0].backbone.pauses = {{32, 32}};
    study.myeloma->regimens[1].daratumumab->pauses = {{16, 32}, {41, 40}};
    study.myeloma->next_lines.dosing.pauses = {{1, 0}};
    EXPECT_EQ(paths_of(study),
              (std::set<std::string>{"model.regimens.control.backbone.pauses",
                                     "model.regimens.experimental.daratumumab.pauses",
                                     "model.next_lines.dosing.pauses"}));
}

TEST(ValidateRegimens, ASecondRandomisationNeedsThoseOfItsArms) {
    Study study = study_with_maintenance();
    EXPECT_EQ(paths_of(study), std::set<std::string>{});
    study.myeloma->regimens.second[0].reset();
    EXPECT_EQ(paths_of(study), std::set<std::string>{"model.regimens.second_control"});
    Study without = study_of_myeloma();
    without.myeloma->regimens.second[1] = Regimen{};
    EXPECT_EQ(paths_of(without), std::set<std::string>{"model.regimens.second_experimental"});
}

TEST(ValidateRegimens, OnlyAFirstOneHasATransplantOrUntreatedPatients) {
    Study study = study_with_maintenance();
    study.myeloma->regimens[0].transplant = Transplant{};
    study.myeloma->regimens[0].untreated_share = 0.1;
    EXPECT_EQ(paths_of(study), std::set<std::string>{});
    study.myeloma->regimens.second[0]->transplant = Transplant{};
    study.myeloma->regimens.second[0]->untreated_share = 0.1;
    EXPECT_EQ(paths_of(study),
              (std::set<std::string>{"model.regimens.second_control.transplant",
                                     "model.regimens.second_control.untreated_share"}));
}

TEST(ValidateRegimens, ASecondRandomisationAsksForADepthOfResponse) {
    Study study = study_with_maintenance();
    study.responses = {{.name = "PR", .measure = ResponseMeasure::partial},
                       {.name = "MRD", .measure = ResponseMeasure::mrd_negative}};
    study.second_randomisation->response = "PR";
    EXPECT_EQ(paths_of(study), std::set<std::string>{});
    EXPECT_EQ(lower(study).plan.myeloma[0].second_treatment.response_row, 1);
    study.second_randomisation->response = "MRD";
    EXPECT_EQ(paths_of(study), std::set<std::string>{"second_randomisation.response"});
}

TEST(ValidateRegimens, ASecondRandomisationComesWithTheEndOfACycle) {
    Study study = study_with_maintenance();
    EXPECT_EQ(lower(study).plan.myeloma[0].second_treatment.cycle, 10);  // 8.3 months, 9.02 cycles
    study.second_randomisation->months = 9 * 28 / days_per_month;
    EXPECT_EQ(lower(study).plan.myeloma[0].second_treatment.cycle, 9);
    study.second_randomisation.reset();
    EXPECT_EQ(lower(study).plan.myeloma[0].second_treatment.cycle, -1);
}

TEST(ValidateRegimens, TheSameOnesAfterASecondRandomisationHaveNoEffect) {
    Study study = study_with_maintenance();
    Endpoint from_second;
    from_second.from = "maintenance";
    EXPECT_FALSE(true_log_hazard_ratio(study, from_second));
    study.myeloma->regimens[1] = study.myeloma->regimens[0];
    EXPECT_FALSE(has_no_effect(study));
    study.myeloma->regimens.second[1] = study.myeloma->regimens.second[0];
    EXPECT_EQ(true_log_hazard_ratio(study, from_second), 0.0);
    EXPECT_TRUE(has_no_effect(study));
}

}  // namespace
}  // namespace vtrial::trials
