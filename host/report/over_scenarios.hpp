// The numbers of a study over its scenarios, where these are a sample, all of the same weight: sets
// of parameters from a posterior.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "host/report/estimates.hpp"

namespace vtrial::host {

/// A number over the scenarios that have it.
struct OverScenariosRow {
    /// No scenario; the estimate is the mean, its error sd / sqrt(scenarios), which the scenarios'
    /// own Monte Carlo errors have a part in.
    EstimateRow mean;
    std::size_t scenarios = 0;
    double sd = 0.0;     ///< between scenarios
    double lower = 0.0;  ///< 5 % of the scenarios are below
    double upper = 0.0;  ///< 95 % are
};

/// Gathers scenario after scenario.
class OverScenarios {
  public:
    void add(std::vector<EstimateRow> const& rows);

    /// Those that at least two scenarios have, in the order of the first scenario.
    std::vector<OverScenariosRow> rows() const;

  private:
    struct Entry {
        EstimateRow row;
        std::vector<double> values;
    };
    std::vector<Entry> entries_;
    std::map<std::string, std::size_t> places_;
};

/// over_scenarios.csv.
std::string over_scenarios_csv(std::vector<OverScenariosRow> const& rows);

/// The lines of the table: power and hazard ratio of each endpoint at each analysis.
std::string over_scenarios_table(std::vector<OverScenariosRow> const& rows, std::size_t scenarios);

}  // namespace vtrial::host
