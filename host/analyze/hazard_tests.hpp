// What compares the arms' hazards over all of the follow-up, stratified where there are strata.
#pragma once

#include "host/analyze/analysis.hpp"
#include "host/analyze/risk_tables.hpp"

namespace vtrial::host {

/// The log-rank test and the Cox model; `result.ties` says how its ties are taken.
void compare_hazards(PatientData const& data, RiskTables const& tables, AnalysisResult& result);

/// The Fleming-Harrington tests and the MaxCombo test that are asked for.
void test_with_weights(RiskTables const& tables, AnalysisRequest const& request,
                       AnalysisResult& result);

}  // namespace vtrial::host
