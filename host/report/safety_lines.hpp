// Adverse events and quality of life in the words of the printed table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/report/estimates.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// A line for each adverse event and each month of quality of life; number(row, most_decimals) is
/// the number with the row's labels at the analysis that is told.
std::vector<std::string> safety_lines(
    trials::Study const& study,
    std::function<std::string(EstimateRow const&, std::size_t)> const& number);

}  // namespace vtrial::host
