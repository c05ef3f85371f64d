// What is read off the Kaplan-Meier curve of each arm, of all its patients whatever their stratum.
#pragma once

#include "host/analyze/analysis.hpp"
#include "host/analyze/risk_tables.hpp"

namespace vtrial::host {

/// The median with its 95 % log-log limits, by R's rules; empty where the curve does not come down
/// so far.
struct Median {
    std::optional<double> estimate;
    Interval limits;
};
Median median_of(RiskTables const& tables, std::size_t arm);

/// The areas under the curves up to a horizon, with a margin also tested against it. An arm has
/// none where its follow-up ends before, its curve above 0.
ArmComparison compare_restricted_means(RiskTables const& tables, double horizon,
                                       std::optional<double> margin);

/// Survival at a time, with the same condition.
ArmComparison compare_milestones(RiskTables const& tables, double time,
                                 std::optional<double> margin);

}  // namespace vtrial::host
