// The tests of the replicates, on data of patients.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/analyze/patient_data.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/weighted_log_rank.hpp"

namespace vtrial::host {

/// What to compute beside the log-rank test, the Cox model and the medians.
struct AnalysisRequest {
    kernels::Ties ties = kernels::Ties::efron;
    std::optional<double> rmst_horizon;
    std::vector<double> milestones;
    std::vector<kernels::FlemingHarrington> weights;
    bool max_combo = false;
};

struct Interval {
    std::optional<double> lower;
    std::optional<double> upper;
};

/// z < 0 favours the experimental arm; p is two-sided. Empty where there is no test.
struct TestResult {
    std::optional<double> z;
    std::optional<double> p;
};

struct ArmSummary {
    std::string label;
    std::int32_t patients = 0;
    std::int32_t events = 0;
    std::optional<double> median;
    Interval median_limits;  ///< 95 %, log-log
};

/// A log hazard ratio with its error; empty where the likelihood has no maximum.
struct Coefficient {
    std::string name;
    std::optional<double> log_hazard_ratio;
    std::optional<double> standard_error;
};

/// An estimate of each arm at some time, control first, and their difference.
struct ArmComparison {
    struct Arm {
        std::optional<double> estimate;
        std::optional<double> standard_error;
        Interval limits;  ///< 95 %, log-log; of milestones only
    };
    double time = 0.0;  ///< the milestone, or the horizon of a restricted mean
    std::array<Arm, 2> arms;
    std::optional<double> difference;  ///< experimental minus control
    std::optional<double> standard_error;
    TestResult test;
};

struct WeightedTest {
    kernels::FlemingHarrington powers;
    TestResult test;
};

struct AnalysisResult {
    std::array<ArmSummary, 2> arms;  ///< control first
    std::int64_t rows_left_out = 0;
    std::int32_t strata = 1;  ///< 1: the tests are not stratified
    TestResult log_rank;
    kernels::Ties ties = kernels::Ties::efron;
    Coefficient cox;                      ///< of the experimental arm
    std::vector<Coefficient> covariates;  ///< the others of the model
    std::optional<ArmComparison> rmst;
    std::vector<ArmComparison> milestones;
    std::vector<WeightedTest> weighted;
    std::optional<TestResult> max_combo;
    std::vector<std::string> notes;  ///< why something does not exist
};

/// Analyses patients of two arms. Log-rank, Cox, weighted tests and MaxCombo are stratified where
/// there are strata; medians, restricted means and milestones are of all patients of an arm.
AnalysisResult analyse(PatientData const& data, AnalysisRequest const& request);

struct HazardRatio {
    std::optional<double> estimate;
    Interval limits;  ///< 95 %, Wald: symmetric about the logarithm
};
HazardRatio hazard_ratio_of(Coefficient const& coefficient);

}  // namespace vtrial::host
