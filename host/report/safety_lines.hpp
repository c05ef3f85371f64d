// Adverse events, quality of life and measurements in the words of the printed table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/report/estimates.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// A line for each adverse event, each month of quality of life and each measurement; number(row,
/// most_decimals) is the number with the row's labels at the analysis that is told.
std::vector<std::string> safety_lines(
    trials::Study const& study,
    std::function<std::string(EstimateRow const&, std::size_t)> const& number);

}  // namespace vtrial::host
