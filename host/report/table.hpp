// The operating characteristics as a table for a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "host/engine/result.hpp"
#include "host/report/estimates.hpp"

namespace vtrial::host {

inline constexpr std::size_t table_columns = 100;

/// What a formula says about an analysis, to be printed beneath its simulated numbers.
struct ClosedForm {
    std::string scenario;
    std::string analysis;
    std::string endpoint;
    std::string name;                     ///< of the formula, as "Schoenfeld"
    double power = 0.0;                   ///< to reject at or before the analysis
    std::optional<double> stop_efficacy;  ///< to reject at it, where several analyses test
    std::optional<double> month;
};

/// What stands above the scenarios, and the footnotes below; plain text, no line wider than
/// `table_columns`.
std::string table_head();
std::string table_foot();

/// The lines of a scenario, whose estimates these are.
std::string table_lines(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
                        std::vector<ClosedForm> const& closed_forms);

}  // namespace vtrial::host
