// estimates.csv and curves.csv as text, and the digits that a Monte Carlo error leaves meaningful.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"

namespace vtrial::host {

/// A number to the place of the second significant digit of its Monte Carlo error, at most 10
/// significant digits; without an error (or one of 0) to 10. The same text on every machine.
std::string write_estimate(double estimate, std::optional<double> mcse);

/// A Monte Carlo error to 2 significant digits.
std::string write_error(double mcse);

/// A number that is exact, in as few digits as give it back.
std::string write_exact(double number);

/// A field of a comma-separated file, quoted where RFC 4180 asks for it.
std::string csv_field(std::string_view text);

inline constexpr char const* estimates_header =
    "scenario,analysis,endpoint,rule,subgroup,arm,test,quantity,at,estimate,mcse\n";
inline constexpr char const* curves_header =
    "scenario,analysis,endpoint,rule,arm,month,survival,lower,upper\n";

/// The lines of estimates.csv; they end with a line feed.
std::string estimates_lines(std::vector<EstimateRow> const& rows);

/// The lines of curves.csv; they end with a line feed.
std::string curves_lines(std::vector<CurveRow> const& rows);

}  // namespace vtrial::host
