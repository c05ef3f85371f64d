// The rows of adverse events and quality of life at a look.
#pragma once

#include "host/report/row_sheet.hpp"

namespace vtrial::host {

/// What they are called in result files, beside the names of the events.
inline constexpr char const* events_per_year_quantity = "events_per_patient_year";
inline constexpr char const* score_quantity = "quality_of_life";
inline constexpr char const* score_change_quantity = "quality_of_life_change";
inline constexpr char const* asked_quantity = "quality_of_life_completion";

/// Of each adverse event the share of patients by arm, the difference, and events a year of
/// treatment where it recurs; of each month of quality of life the mean score, the mean change from
/// baseline and the share of patients who were asked.
void add_safety(RowSheet& sheet, int look);

}  // namespace vtrial::host
