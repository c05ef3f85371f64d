#include "host/analyze/analysis.hpp"

#include <fmt/format.h>

#include "host/analyze/hazard_tests.hpp"
#include "host/analyze/response_tests.hpp"
#include "host/analyze/risk_tables.hpp"
#include "host/analyze/survival_estimates.hpp"
#include "kernels/statistics/p_value.hpp"

namespace vtrial::host {
namespace {

void count_patients(PatientData const& data, AnalysisResult& result) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
        result.arms[arm].label = data.arm_labels[arm];
    }
    for (std::int16_t const arm : data.arm) {
        ++result.arms[static_cast<std::size_t>(arm)].patients;
    }
}

void summarise_times(RiskTables const& tables, AnalysisResult& result) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
        Median const median = median_of(tables, arm);
        result.arms[arm].events = tables.events[arm];
        result.arms[arm].median = median.estimate;
        result.arms[arm].median_limits = median.limits;
    }
}

/// Tells which arm's follow-up is too short for a time.
void note_missing(RiskTables const& tables, ArmComparison const& comparison,
                  std::string const& what, AnalysisResult& result) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
        if (!comparison.arms[arm].estimate) {
            result.notes.push_back(fmt::format(
                "no {} {:.6g}: the follow-up of arm \"{}\" ends at {:.6g}", what, comparison.time,
                result.arms[arm].label, tables.time_of(tables.last_rank[arm])));
        }
    }
}

/// Tells why a response has no test.
void note_missing(ResponseComparison const& response, AnalysisResult& result) {
    if (!response.difference.test.z) {
        bool const nobody = response.arms[0].responders == 0;
        result.notes.push_back(fmt::format("no test of \"{}\": {} responds", response.column,
                                           nobody ? "nobody" : "everybody"));
    } else if (response.stratified && !response.stratified->test.z) {
        result.notes.push_back(fmt::format(
            "no stratified test of \"{}\": no stratum tells the arms apart", response.column));
    }
}

void compare_times(PatientData const& data, AnalysisRequest const& request,
                   AnalysisResult& result) {
    RiskTables const tables(data);
    Margins const& margins = request.margins;
    summarise_times(tables, result);
    compare_hazards(data, tables, margins.hazard_ratio, result);
    if (request.rmst_horizon) {
        result.rmst =
            compare_restricted_means(tables, *request.rmst_horizon, margins.restricted_mean);
        note_missing(tables, *result.rmst, "restricted mean up to", result);
    }
    for (double const time : request.milestones) {
        result.milestones.push_back(compare_milestones(tables, time, margins.milestone));
        note_missing(tables, result.milestones.back(), "survival at", result);
    }
    test_with_weights(tables, request, result);
}

}  // namespace

AnalysisResult analyse(PatientData const& data, AnalysisRequest const& request) {
    AnalysisResult result;
    result.rows_left_out = data.rows_left_out;
    result.strata = data.strata;
    result.ties = request.ties;
    result.has_times = !data.time.empty();
    count_patients(data, result);
    if (result.has_times) {
        compare_times(data, request, result);
    }
    for (ResponseColumn const& response : data.responses) {
        result.responses.push_back(compare_responses(data, response, request.margins.rate));
        note_missing(result.responses.back(), result);
    }
    return result;
}

TestResult result_of(std::optional<double> z) {
    return z ? TestResult{z, kernels::two_sided_p_value(*z)} : TestResult{};
}

TestResult result_of(kernels::ArmDifference const& difference) {
    return difference.exists != 0 ? result_of(difference.z) : TestResult{};
}

std::optional<double> one_sided_p(TestResult const& test) {
    return test.z ? std::optional(kernels::one_sided_p_value(*test.z)) : std::nullopt;
}

HazardRatio hazard_ratio_of(Coefficient const& coefficient) {
    if (!coefficient.log_hazard_ratio) {
        return {};
    }
    double const log_ratio = *coefficient.log_hazard_ratio;
    double const half_width = kernels::normal_quantile(0.975) * *coefficient.standard_error;
    return {kernels::exp_of(log_ratio),
            {kernels::exp_of(log_ratio - half_width), kernels::exp_of(log_ratio + half_width)}};
}

}  // namespace vtrial::host
