// A number that a study describes of its patients by arm, beside survival and shares; of the
// disease model.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vtrial::trials {

/// What is measured: the concentration of daratumumab before a dose of the first line, the time to
/// the first sign of a partial response or a better one in those who respond, and the time on the
/// study's treatment so far.
enum class MeasurementKind : std::uint8_t { trough, time_to_response, time_on_treatment };
inline constexpr std::array<char const*, 3> measurement_names{
    "trough_mg_per_litre", "months_to_response", "months_on_treatment"};

struct Measurement {
    std::string name;
    MeasurementKind measure = MeasurementKind::trough;
    std::optional<int> week{};             ///< of a trough: of the line, counted from 0
    std::vector<std::string> published{};  ///< what published numbers call it

    bool operator==(Measurement const&) const = default;
};

}  // namespace vtrial::trials
