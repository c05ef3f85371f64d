#include "host/analyze/analysis.hpp"

#include <fmt/format.h>

#include "host/analyze/hazard_tests.hpp"
#include "host/analyze/risk_tables.hpp"
#include "host/analyze/survival_estimates.hpp"

namespace vtrial::host {
namespace {

ArmSummary summarise(PatientData const& data, RiskTables const& tables, std::size_t arm) {
    Median const median = median_of(tables, arm);
    return {data.arm_labels[arm], tables.patients[arm], tables.events[arm], median.estimate,
            median.limits};
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

}  // namespace

AnalysisResult analyse(PatientData const& data, AnalysisRequest const& request) {
    RiskTables const tables(data);
    AnalysisResult result;
    result.rows_left_out = data.rows_left_out;
    result.strata = data.strata;
    result.ties = request.ties;
    for (std::size_t arm = 0; arm < 2; ++arm) {
        result.arms[arm] = summarise(data, tables, arm);
    }
    compare_hazards(data, tables, result);
    if (request.rmst_horizon) {
        result.rmst = compare_restricted_means(tables, *request.rmst_horizon);
        note_missing(tables, *result.rmst, "restricted mean up to", result);
    }
    for (double const time : request.milestones) {
        result.milestones.push_back(compare_milestones(tables, time));
        note_missing(tables, result.milestones.back(), "survival at", result);
    }
    test_with_weights(tables, request, result);
    return result;
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
