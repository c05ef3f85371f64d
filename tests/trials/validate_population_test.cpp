// Biomarkers, screening and subgroups, told by path and message.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/example_studies.hpp"
#include "trials/validate.hpp"

namespace vtrial::trials {
namespace {

/// A study without faults.
Study good_study() {
    Study study = examples::biomarker_study();
    Analysis analysis;
    analysis.name = "final";
    analysis.triggers.front().months = 60.0;
    study.analyses = {analysis};
    study.endpoints = {Endpoint{}};
    return study;
}

/// All problems, one a line.
std::string told(Study const& study) {
    std::string text;
    for (Problem const& problem : validate(study)) {
        text += problem.path + " " + problem.message + "\n";
    }
    return text;
}

TEST(ValidatePopulation, PassesAGoodStudy) { EXPECT_EQ(told(good_study()), ""); }

TEST(ValidatePopulation, BiomarkersAreFactorsWithANameOfTheirOwn) {
    Study study = good_study();
    study.biomarkers[0] = {"risk", {"standard", "high"}, {0.7, 0.2}};
    study.subgroups.clear();
    study.model.transitions = examples::rich_study().model.transitions;
    EXPECT_EQ(told(study),
              "biomarkers.risk.prevalences must sum to 1, but [0.7, 0.2] sum to "
              "0.8999999999999999\n"
              "biomarkers.risk.name must not be that of a stratification factor, got \"risk\"; "
              "drop it here or in [[strata]]\n");
}

TEST(ValidatePopulation, ProfilesAreAtMost256) {
    Study study = good_study();
    study.biomarkers.push_back(
        {"a", {"1", "2", "3", "4", "5", "6", "7"}, {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.4}});
    EXPECT_EQ(told(study), "");  // 252
    study.biomarkers.push_back({"b", {"1", "2"}, {0.5, 0.5}});
    EXPECT_EQ(told(study),
              "biomarkers have 504 combinations of levels, those of the strata included, at most "
              "256 are allowed; drop a biomarker or merge levels\n");
}

TEST(ValidatePopulation, MultipliersFitTheBiomarkers) {
    Study study = good_study();
    study.model.transitions[0].prognosis_by_level["del17p"] = {1.0, 2.0, 3.0};
    study.model.transitions[0].effect.modifiers_by_level["del17"] = {1.0, 2.0};
    EXPECT_EQ(told(study),
              "model.progression.prognosis.del17p must be one multiplier for each of the 2 "
              "levels, got 3\n"
              "model.progression.effect.by_level.del17 names no factor of [[strata]] or "
              "[[biomarkers]]\n");
}

TEST(ValidatePopulation, ScreeningLeavesSomebody) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    Study study = good_study();
    study.screening = {-1.0, 1.0, {}};
    EXPECT_EQ(told(study),
              "screening.days must be 0 ... 365, got -1\n"
              "screening.failure_share must be at least 0 and below 1, got 1\n");
    study.screening = {nan, nan, {}};
    EXPECT_NE(told(study).find("screening.days"), std::string::npos);
    EXPECT_NE(told(study).find("screening.failure_share"), std::string::npos);
    study.screening = {0.0, 0.0, {{"del17p", {}}, {"FISH", {"high"}}, {"stage", {"I", "I", "IV"}}}};
    EXPECT_EQ(told(study),
              "screening.eligible.FISH names no factor; there are \"stage\", \"risk\", "
              "\"del17p\", \"gain1q\"\n"
              "screening.eligible.del17p must name one level or more; there are \"no\", \"yes\"\n"
              "screening.eligible.stage must differ, got \"I\" twice\n"
              "screening.eligible.stage names no level, got \"IV\"; there are \"I\", \"II\", "
              "\"III\"\n");
    study.screening = {0.0, 0.0, {{"del17p", {"yes"}}}};
    study.biomarkers[0].prevalences = {1.0, 0.0};
    EXPECT_EQ(told(study), "screening.eligible leaves nobody: these levels have prevalence 0\n");
}

TEST(ValidatePopulation, ScreeningMayMakeAccrualTooLong) {
    Study study = good_study();
    study.screening.eligible["del17p"] = {"yes"};
    EXPECT_EQ(told(study),
              "accrual takes 143.77 months, but the study ends at design.maximum_months, 120; "
              "recruit faster or end later\n");
}

TEST(ValidatePopulation, SubgroupsHaveNamesAndPatients) {
    Study study = good_study();
    study.subgroups[0].name = "del(17p)";
    study.subgroups.push_back({"nobody", {{"gain1q", {"amplified"}}}});
    study.subgroups.push_back({"all", {}});
    study.subgroups.push_back({"all", {{"risk", {"hihg"}}}});
    EXPECT_EQ(told(study),
              "subgroups.del(17p).name must have 1 ... 100 letters, digits, \"_\", \"-\" or "
              "\".\", must not begin with \".\" or \"-\", and must not be a device name such as "
              "\"con\", got \"del(17p)\"\n"
              "subgroups.nobody.where leaves the subgroup without patients: these levels have "
              "prevalence 0 or are not eligible\n"
              "subgroups.all.where must name a factor and some of its levels\n"
              "subgroups.all.where.risk names no level, got \"hihg\"; there are \"standard\", "
              "\"high\"\n"
              "subgroups.all.name must be unique, got \"all\" twice\n");
}

TEST(ValidatePopulation, WithoutFactorsThereIsNothingToName) {
    Study study = examples::simple_study(0.7);
    study.analyses = good_study().analyses;
    study.endpoints = good_study().endpoints;
    study.subgroups = {{"high", {{"risk", {"high"}}}}};
    EXPECT_EQ(told(study),
              "subgroups.high.where.risk names no factor; state it in [[biomarkers]] or "
              "[[strata]]\n");
}

TEST(ValidatePopulation, SubgroupsAndRulesTogetherAreAtMost16) {
    Study study = good_study();
    study.assessments = Assessments{{{28, std::nullopt}}, 0.0, 0.0, 0.0, 0.0};
    study.subgroups.push_back({"high", {{"risk", {"high"}}}});
    ASSERT_EQ(study.subgroups.size(), 3U);
    study.endpoints.front().rules = {CensoringRule::fda, CensoringRule::treatment_policy};
    Endpoint second = Endpoint{EndpointKind::PFS2, "", {}, {}, {}, {}, {}};
    Endpoint third = Endpoint{EndpointKind::OS, "", {}, {}, {}, {}, {}};
    study.endpoints.push_back(second);
    study.endpoints.push_back(third);
    for (Subgroup const& subgroup : study.subgroups) {
        for (Endpoint endpoint : {study.endpoints.front(), second, third}) {
            endpoint.population = subgroup.name;
            study.endpoints.push_back(endpoint);
        }
    }
    EXPECT_EQ(told(study), "");  // 2 rules of PFS and 2 other endpoints in 4 populations: 16
    study.subgroups.push_back({"high_again", {{"risk", {"high"}}}});
    study.endpoints.push_back(third);
    study.endpoints.back().population = "high_again";
    EXPECT_EQ(
        told(study),
        "endpoints must be at most 16, each subgroup and further rule counted as one, got 17\n");
}

}  // namespace
}  // namespace vtrial::trials
