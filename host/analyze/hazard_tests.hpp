// What compares the arms' hazards over all of the follow-up, stratified where there are strata.
#pragma once

#include "host/analyze/analysis.hpp"
#include "host/analyze/risk_tables.hpp"

namespace vtrial::host {

/// The log-rank test and the Cox model, with a margin also against that hazard ratio; `result.ties`
/// says how the model's ties are taken.
void compare_hazards(PatientData const& data, RiskTables const& tables,
                     std::optional<double> margin, AnalysisResult& result);

/// The Fleming-Harrington tests and the MaxCombo test that are asked for.
void test_with_weights(RiskTables const& tables, AnalysisRequest const& request,
                       AnalysisResult& result);

}  // namespace vtrial::host
