// The IMWG criteria (Kumar, Lancet Oncol 2016) on a line's visits, from one marker.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>

#include "trials/myeloma/assessment.hpp"
#include "validation/reference/myeloma/draws.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

enum class Response {
    not_evaluable,
    stable,
    minimal,
    partial,
    very_good_partial,
    complete,
    stringent_complete
};
inline constexpr std::size_t response_count = 7;

struct Measurement {
    double value = 0.0;  ///< in the marker's unit
    bool immunofixation_negative = false;
};

trials::Marker const& marker_of(trials::ResponseCriteria const& criteria, MeasuredIn measured_in);

/// A true level, at the end of a cycle counted from 1, with its errors.
Measurement measure(trials::Marker const& marker, double level, PatientDraws const& draws,
                    std::uint32_t cycle);

/// What a visit confirms. Progression is dated by the first of its two visits.
struct Finding {
    Response response = Response::stable;
    std::optional<double> progression_months;
};

/// The visits of one line in their order. A value is confirmed by the one before it: the higher of
/// the two counts for response and nadir, and progression needs two above the limits, one after the
/// other. Baseline counts as a visit.
class ResponseAssessor {
  public:
    /// `marrow_confirms`: whether marrow would show a complete response where the marker does.
    ResponseAssessor(trials::Marker const& marker, double baseline, bool marrow_confirms);

    Finding assess(Measurement const& measurement, double months);

  private:
    Response confirmed_response(double confirmed, bool immunofixation_negative) const;
    bool is_progression(double value) const;

    trials::Marker marker_;
    double baseline_;
    bool marrow_confirms_;
    double nadir_;
    double previous_;
    bool previous_negative_ = false;
    std::optional<double> suspected_months_;
};

}  // namespace vtrial::reference::myeloma
