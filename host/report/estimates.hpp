// Every number that a scenario's tally answers for, one tidy row each; docs/RESULT_FILES.md defines
// the quantities.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/engine/result.hpp"

namespace vtrial::host {

/// A row of estimates.csv. Texts are empty where they do not apply, numbers where they do not
/// exist.
struct EstimateRow {
    std::string scenario;
    std::string analysis;
    std::string endpoint;
    std::string rule;
    std::string subgroup;
    std::string arm;
    std::string test;
    std::string quantity;
    std::optional<double> at;  ///< a quantile, or a month since randomisation
    std::optional<double> estimate;
    std::optional<double> mcse;  ///< Monte Carlo standard error; of a rate of 0 or 1 its 95 % bound

    bool operator==(EstimateRow const&) const = default;
};

/// The rows of a scenario: analysis after analysis, each followed by its endpoints.
std::vector<EstimateRow> estimates(ScenarioResult const& result);

}  // namespace vtrial::host
