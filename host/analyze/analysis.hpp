// The tests of the replicates, on data of patients.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/analyze/patient_data.hpp"
#include "kernels/statistics/arm_survival.hpp"
#include "kernels/statistics/cox.hpp"
#include "kernels/statistics/weighted_log_rank.hpp"

namespace vtrial::host {

/// Null hypotheses other than no difference: a hazard ratio of at least the margin; restricted
/// means, survival or rates of response that are worse by at least the margin.
struct Margins {
    std::optional<double> hazard_ratio;
    std::optional<double> restricted_mean;  ///< in the unit of time
    std::optional<double> milestone;
    std::optional<double> rate;
};

/// What to compute beside the log-rank test, the Cox model and the medians.
struct AnalysisRequest {
    kernels::Ties ties = kernels::Ties::efron;
    std::optional<double> rmst_horizon;
    std::vector<double> milestones;
    std::vector<kernels::FlemingHarrington> weights;
    bool max_combo = false;
    Margins margins;
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

/// The same against a margin.
struct MarginTest {
    double margin = 0.0;
    TestResult test;
};

struct ArmSummary {
    std::string label;
    std::int32_t patients = 0;
    std::int32_t events = 0;  ///< this and the median: of data with times
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
    std::optional<MarginTest> margin_test;
};

struct WeightedTest {
    kernels::FlemingHarrington powers;
    TestResult test;
};

/// A difference of the arms' rates, experimental less control.
struct RateDifference {
    std::optional<double> estimate;
    std::optional<double> standard_error;
    Interval limits;  ///< 95 %, Wald
    TestResult test;
    std::optional<MarginTest> margin_test;
};

/// A response in both arms, control first.
struct ResponseComparison {
    struct Arm {
        std::int32_t patients = 0;
        std::int32_t responders = 0;
        double rate = 0.0;
        Interval limits;  ///< 95 %, Wilson
    };
    std::string column;
    std::array<Arm, 2> arms;
    RateDifference difference;
    std::optional<RateDifference> stratified;  ///< where there are strata
    std::optional<TestResult> cochran_mantel_haenszel;
};

struct AnalysisResult {
    std::array<ArmSummary, 2> arms;  ///< control first
    std::int64_t rows_left_out = 0;
    std::int32_t strata = 1;  ///< 1: the tests are not stratified
    bool has_times = true;    ///< false: only responses are compared
    TestResult log_rank;
    std::optional<MarginTest> log_rank_margin;
    std::optional<MarginTest> cox_margin;
    kernels::Ties ties = kernels::Ties::efron;
    Coefficient cox;                      ///< of the experimental arm
    std::vector<Coefficient> covariates;  ///< the others of the model
    std::optional<ArmComparison> rmst;
    std::vector<ArmComparison> milestones;
    std::vector<WeightedTest> weighted;
    std::optional<TestResult> max_combo;
    std::vector<ResponseComparison> responses;
    std::vector<std::string> notes;  ///< why something does not exist
};

/// Analyses patients of two arms. Log-rank, Cox, weighted tests and MaxCombo are stratified where
/// there are strata; medians, restricted means and milestones are of all patients of an arm.
/// Responses are compared both ways.
AnalysisResult analyse(PatientData const& data, AnalysisRequest const& request);

/// The test of a z; empty where there is none.
TestResult result_of(std::optional<double> z);
/// The same of a difference of the arms.
TestResult result_of(kernels::ArmDifference const& difference);

/// P(Z <= z), small where z favours the experimental arm: what is held against a one-sided level.
std::optional<double> one_sided_p(TestResult const& test);

struct HazardRatio {
    std::optional<double> estimate;
    Interval limits;  ///< 95 %, Wald: symmetric about the logarithm
};
HazardRatio hazard_ratio_of(Coefficient const& coefficient);

}  // namespace vtrial::host
