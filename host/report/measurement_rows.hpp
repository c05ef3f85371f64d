// The rows of the numbers that are described of patients, at a look.
#pragma once

#include "host/report/row_sheet.hpp"

namespace vtrial::host {

/// How many patients of an arm a number is known of.
inline constexpr char const* patients_measured_quantity = "patients_measured";

/// The standard deviation of troughs between patients.
inline constexpr char const* trough_deviation_quantity = "trough_mg_per_litre_sd";

/// Of each measurement, by arm: the mean of troughs in mg/L with the standard deviation between
/// patients, or the median of a time in months; and the patients of whom it is known.
void add_measurements(RowSheet& sheet, int look);

}  // namespace vtrial::host
