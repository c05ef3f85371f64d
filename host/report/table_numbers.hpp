// Numbers of the printed table, with the digits that their errors allow.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "host/report/estimates.hpp"

namespace vtrial::host {

/// Stands for a number that does not exist.
inline constexpr char const* no_number = "-";

/// Digits as its error allows, but not more than so many decimals.
std::string number(double estimate, std::optional<double> mcse, std::size_t most_decimals);
std::string number(EstimateRow const* row, std::size_t most_decimals);

/// A rate with its error, or its bound where it is 0 or 1.
std::string rate(EstimateRow const* row);

/// A hazard ratio: three decimals below 10, one above.
std::string ratio(EstimateRow const* row);

}  // namespace vtrial::host
