// results.json: the numbers of both CSV files, nested by scenario, analysis and endpoint.
#pragma once

#include <string>
#include <vector>

#include "host/engine/result.hpp"

namespace vtrial::host {

/// Of the layout that docs/RESULT_FILES.md describes; a change that breaks readers raises it.
inline constexpr int results_schema_version = 1;

/// The text of results.json for all scenarios of a study.
std::string results_json(std::vector<ScenarioResult> const& results);

}  // namespace vtrial::host
