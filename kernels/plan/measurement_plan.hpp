// Numbers that a study describes of its patients beside shares: concentrations and times.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

enum class MeasurementKind : std::int32_t { trough, time_to_response, time_on_treatment };
inline constexpr int most_measurements = 6;

struct MeasurementPlan {
    MeasurementKind kind;
    std::int32_t cycle;  ///< of a trough: before the dose with which this cycle begins, from 0
};

struct MeasurementsPlan {
    std::int32_t count;
    MeasurementPlan measurement[most_measurements];
};

/// A concentration is kept in so many parts of a mg/L, a time in days.
inline constexpr std::int32_t parts_of_mg_per_litre = 16;

/// Rows of Patients::measured: the day after randomisation from which on a number is known,
/// never_day where it never is, and the number.
inline constexpr int rows_of_measurement = 2;

}  // namespace vtrial::kernels
