// results.json: the numbers of both CSV files, nested by scenario, analysis and endpoint.
#pragma once

#include <string>
#include <vector>

#include "host/engine/result.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/over_scenarios.hpp"

namespace vtrial::host {

/// Of the layout that docs/RESULT_FILES.md describes; a change that breaks readers raises it.
inline constexpr int results_schema_version = 1;

/// The text of results.json, a scenario after the other: what has been added is kept as text.
class ResultsJson {
  public:
    /// The rows are those of the result.
    void add(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
             std::vector<CurveRow> const& curve_rows);

    /// Means over the scenarios, where they are a sample.
    void add_over_scenarios(std::vector<OverScenariosRow> const& rows);

    std::string text() const;

  private:
    std::string power_;  ///< members of the objects `power` and `scenarios`
    std::string scenarios_;
    std::string over_scenarios_;  ///< a member of the document
};

}  // namespace vtrial::host
