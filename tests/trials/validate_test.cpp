// What a study must satisfy, told by path and message; without any file.
#include "trials/validate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/example_studies.hpp"
#include "trials/limits.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

Hazard median_of(double months) {
    Hazard hazard;
    hazard.median_months = months;
    return hazard;
}

/// A study without faults.
Study good_study() {
    Study study;
    study.arms = {Arm{"Rd", ArmRole::control, 1}, Arm{"D-Rd", ArmRole::experimental, 1}};
    study.factors = {{"ISS", {"I", "II", "III"}, {0.3, 0.4, 0.3}}};
    study.patients = 300;
    study.maximum_months = 100.0;
    study.accrual.patients_per_month = {15.0};
    for (TransitionModel& transition : study.model.transitions) {
        transition.control = median_of(20.0);
    }
    study.model.transitions[0].effect.hazard_ratio = 0.7;
    study.endpoints = {examples::decided_by_stratified_logrank(
        EndpointKind::PFS, {{"interim", 0.005}, {"final", 0.024}})};
    study.analyses.resize(2);
    study.analyses[0] = examples::after_events("interim", EndpointKind::PFS, 120);
    study.analyses[1] = examples::after_events("final", EndpointKind::PFS, 200);
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

TEST(Validate, PassesAGoodStudy) { EXPECT_EQ(told(good_study()), ""); }

TEST(Validate, TellsAllProblemsInTheOrderOfTheFile) {
    Study study = good_study();
    study.patients = 0;
    study.alpha_one_sided = 0.5;
    study.factors[0].prevalences = {0.3, 0.3, 0.3};
    study.dropout.control_per_year = 1.0;
    study.model.frailty_sd = -1.0;
    EXPECT_EQ(told(study),
              "design.patients must be 2 ... 1048576, got 0\n"
              "design.alpha_one_sided must be above 0 and below 0.5, got 0.5\n"
              "strata.ISS.prevalences must sum to 1, but [0.3, 0.3, 0.3] sum to "
              "0.8999999999999999\n"
              "dropout.by_arm.Rd must be at least 0 and below 1, got 1\n"
              "model.frailty_sd must be 0 ... 3, got -1\n");
}

TEST(Validate, NotANumberIsOutsideEveryRange) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    Study study = good_study();
    study.alpha_one_sided = nan;
    study.maximum_months = nan;
    study.factors[0].prevalences[0] = nan;
    study.accrual.patients_per_month[0] = nan;
    study.model.transitions[0].control.median_months = nan;
    study.model.transitions[1].effect.hazard_ratio = nan;
    study.model.transitions[2].effect.waning_starts_months = nan;
    study.model.transitions[2].effect.waning_ends_months = nan;
    study.endpoints[0].levels_one_sided["final"] = nan;
    std::string const text = told(study);
    for (char const* const path :
         {"design.alpha_one_sided", "design.maximum_months", "strata.ISS.prevalences",
          "accrual.patients_per_month", "model.progression.median_months",
          "model.death_before_progression.effect.hazard_ratio",
          "model.next_line_start.effect.waning_starts_months",
          "endpoints.PFS.levels_one_sided.final"}) {
        EXPECT_NE(text.find(path), std::string::npos) << path << "\n" << text;
    }
}

TEST(Validate, BlockIsAMultipleOfTheRatios) {
    Study study = good_study();
    study.arms[1].ratio = 2;
    study.block_size = 6;
    EXPECT_EQ(told(study), "");
    study.block_size = 18;
    EXPECT_EQ(told(study), "design.block_size must be 1 ... 16, got 18\n");
    study.block_size = 4;
    EXPECT_EQ(told(study),
              "design.block_size must be a multiple of the sum of the arms' ratios, 3, got 4\n");
}

TEST(Validate, StrataAreAtMost256) {
    Study study = good_study();
    study.factors.clear();
    for (int factor = 0; factor < 8; ++factor) {
        study.factors.push_back({"F" + std::to_string(factor), {"a", "b"}, {0.5, 0.5}});
    }
    EXPECT_EQ(told(study), "");
    study.factors.push_back({"F8", {"a", "b"}, {0.5, 0.5}});
    EXPECT_EQ(told(study),
              "strata have 512 combinations of levels, at most 256 are allowed; drop a factor or "
              "merge levels\n");
}

TEST(Validate, LevelsAndNamesDiffer) {
    Study study = good_study();
    study.factors.push_back(study.factors[0]);
    study.factors[1].levels = {"I", "I", ""};
    study.arms[1].label = "Rd";
    study.analyses[1].name = "interim";
    study.endpoints[0].levels_one_sided = {{"interim", 0.01}};
    study.endpoints.push_back(study.endpoints[0]);
    EXPECT_EQ(told(study),
              "arms.Rd.label must be unique, got \"Rd\" twice\n"
              "strata.ISS.name must be unique, got \"ISS\" twice\n"
              "strata.ISS.levels must differ, got \"I\" twice\n"
              "strata.ISS.levels must be one line of 1 ... 100 bytes each, got \"\"\n"
              "analyses.interim.name must be unique, got \"interim\" twice\n"
              "endpoints.PFS.name must be unique, got \"PFS\" twice\n");
}

TEST(Validate, AccrualReachesAllPatientsBeforeTheEnd) {
    Accrual accrual;
    accrual.starts_months = {0.0, 10.0, 20.0};
    accrual.patients_per_month = {5.0, 0.0, 10.0};
    EXPECT_EQ(planned_accrual_months(accrual, 50), 10.0);
    EXPECT_EQ(planned_accrual_months(accrual, 60), 21.0);
    accrual.patients_per_month[2] = 0.0;
    EXPECT_TRUE(std::isinf(planned_accrual_months(accrual, 51)));

    Study study = good_study();
    study.maximum_months = 20.0;
    EXPECT_EQ(told(study),
              "accrual takes 20 months, but the study ends at design.maximum_months, 20; recruit "
              "faster or end later\n");
}

TEST(Validate, AHazardIsStatedOnce) {
    Study study = good_study();
    Hazard& hazard = study.model.transitions[0].control;
    hazard.starts_months = {0.0};
    hazard.rates_per_month = {0.1};
    EXPECT_EQ(told(study), "model.progression gives both a median and rates; keep one of them\n");
    hazard.median_months.reset();
    EXPECT_EQ(told(study), "");
    hazard.shape = 2.0;
    EXPECT_EQ(told(study), "model.progression.shape belongs to median_months; drop it\n");
    hazard = {};
    EXPECT_EQ(told(study),
              "model.progression gives no hazard; state median_months, rate_per_month, or "
              "starts_months with rates_per_month\n");
}

TEST(Validate, PiecesAreAtMost32) {
    Study study = good_study();
    Hazard pieces;
    for (int start = 0; start < limits::most_hazard_pieces; ++start) {
        pieces.starts_months.push_back(start);
        pieces.rates_per_month.push_back(0.1);
    }
    study.model.transitions[1].control = pieces;
    EXPECT_EQ(told(study), "");
    study.model.transitions[1].effect.delay_months = 0.5;  // one break more
    EXPECT_EQ(told(study),
              "model.death_before_progression.effect makes 33 pieces of the hazard, at most 32 "
              "are allowed; shorten the waning (a step is at most a month)\n");
    pieces.starts_months.push_back(40.0);
    pieces.rates_per_month.push_back(0.1);
    study.model.transitions[1] = {};
    study.model.transitions[1].control = pieces;
    EXPECT_EQ(told(study),
              "model.death_before_progression.starts_months must be at most 32 pieces, got 33\n");
}

TEST(Validate, MultipliersFitTheFactors) {
    Study study = good_study();
    study.model.transitions[0].prognosis_by_level["ISS"] = {1.0, 2.0};
    study.model.transitions[0].effect.modifiers_by_level["IIS"] = {1.0, 2.0};
    study.model.transitions[3].prognosis_by_level["ISS"] = {1.0, 0.0, 2.0};
    EXPECT_EQ(told(study),
              "model.progression.prognosis.ISS must be one multiplier for each of the 3 levels, "
              "got 2\n"
              "model.progression.effect.by_level.IIS names no factor of [[strata]] or "
              "[[biomarkers]]\n"
              "model.death_before_next_line.prognosis.ISS must be 0.001 ... 1000, got 0\n");
}

TEST(Validate, LooksOfOneKindIncrease) {
    Study study = good_study();
    study.analyses.push_back(examples::after_events("OS", EndpointKind::OS, 100));
    study.analyses.push_back(examples::after_months("late", Trigger::calendar, 80.0));
    study.analyses.push_back(examples::after_events("again", EndpointKind::PFS, 150));
    study.analyses.push_back(examples::after_months("early", Trigger::calendar, 70.0));
    study.analyses.back().at_latest_months = 60.0;
    EXPECT_EQ(told(study),
              "analyses.again.events must exceed that of the earlier analysis \"final\", 200, got "
              "150\n"
              "analyses.early.at_latest_months must not be before calendar_months, 70, got 60\n"
              "analyses.early.calendar_months must exceed that of the earlier analysis \"late\", "
              "80, got 70\n");
}

TEST(Validate, CureMayLeaveTooFewEvents) {
    Study study = good_study();
    Hazard half_cured = median_of(20.0);
    half_cured.cured_share = 0.5;
    study.model.transitions[0].control = half_cured;
    EXPECT_EQ(told(study), "");  // they still die
    study.model.transitions[1].control = half_cured;
    EXPECT_EQ(told(study),
              "analyses.final.events cannot be reached: cured_share leaves 150 of 300 patients who "
              "may have an event, on average, got 200\n");
}

TEST(Validate, StratifiedTestNeedsStrata) {
    Study study = good_study();
    study.factors.clear();
    EXPECT_EQ(told(study),
              "endpoints.PFS.decides is \"logrank_stratified\", but there are no strata; add "
              "[[strata]] or use \"logrank\"\n");
}

TEST(Validate, AnEmptyStudyIsToldNotCrashedOn) { EXPECT_FALSE(validate(Study{}).empty()); }

TEST(HasNoEffect, LooksAtRatiosAndHazards) {
    Study study = good_study();
    EXPECT_FALSE(has_no_effect(study));
    study.model.transitions[0].effect = {};
    EXPECT_TRUE(has_no_effect(study));
    study.model.transitions[6].experimental = study.model.transitions[6].control;
    EXPECT_TRUE(has_no_effect(study));
    study.model.transitions[6].experimental->cured_share = 0.1;
    EXPECT_FALSE(has_no_effect(study));
}

TEST(SafeName, AcceptsPlainNamesOnly) {
    EXPECT_TRUE(is_safe_name("look.1_a-B"));
    EXPECT_TRUE(is_safe_name("console"));
    EXPECT_TRUE(is_safe_name("com0"));
    for (char const* const name : {"", ".", "..", ".hidden", "-x", "a/b", "a b", "a\\b", "nul",
                                   "NUL.txt", "com1", "\xc3\xbc"}) {
        EXPECT_FALSE(is_safe_name(name)) << name;
    }
}

}  // namespace
}  // namespace vtrial::trials
