// The texts of whole reports, that the program puts together scenario by scenario.
#pragma once

#include <string>
#include <vector>

#include "host/report/csv.hpp"
#include "host/report/json.hpp"
#include "host/report/table.hpp"

namespace vtrial::host::test {

inline std::string estimates_csv(std::vector<EstimateRow> const& rows) {
    return estimates_header + estimates_lines(rows);
}

inline std::string curves_csv(std::vector<CurveRow> const& rows) {
    return curves_header + curves_lines(rows);
}

inline std::string table(std::vector<ScenarioResult> const& results,
                         std::vector<ClosedForm> const& closed_forms = {}) {
    std::string text = table_head();
    for (ScenarioResult const& result : results) {
        text += table_lines(result, estimates(result), closed_forms);
    }
    return text + table_foot();
}

inline std::string results_json(std::vector<ScenarioResult> const& results) {
    ResultsJson json;
    for (ScenarioResult const& result : results) {
        json.add(result, estimates(result), curves(result));
    }
    return json.text();
}

}  // namespace vtrial::host::test
