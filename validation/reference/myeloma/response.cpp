#include "validation/reference/myeloma/response.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::reference::myeloma {

trials::Marker const& marker_of(trials::ResponseCriteria const& criteria, MeasuredIn measured_in) {
    switch (measured_in) {
        case MeasuredIn::urine:
            return criteria.urine;
        case MeasuredIn::free_light_chains:
            return criteria.free_light_chain;
        case MeasuredIn::serum:
            break;
    }
    return criteria.serum;
}

Measurement measure(trials::Marker const& marker, double level, PatientDraws const& draws,
                    std::uint32_t cycle) {
    double const value = level * (1.0 + marker.proportional_error *
                                            draws.normal(address::proportional_error(cycle))) +
                         marker.additive_error * draws.normal(address::additive_error(cycle));
    double const seen_by_immunofixation =
        level *
        std::exp(marker.immunofixation_log_sd * draws.normal(address::immunofixation(cycle)));
    return {std::max(0.0, value), seen_by_immunofixation < marker.immunofixation_limit};
}

ResponseAssessor::ResponseAssessor(trials::Marker const& marker, double baseline,
                                   bool marrow_confirms)
    : marker_(marker),
      baseline_(baseline),
      marrow_confirms_(marrow_confirms),
      nadir_(baseline),
      previous_(baseline) {}

Finding ResponseAssessor::assess(Measurement const& measurement, double months) {
    double const confirmed = std::max(measurement.value, previous_);
    Finding finding{
        confirmed_response(confirmed, measurement.immunofixation_negative && previous_negative_),
        {}};
    if (is_progression(measurement.value)) {
        if (suspected_months_) {
            finding.progression_months = suspected_months_;
        } else {
            suspected_months_ = months;
        }
    } else {
        suspected_months_.reset();
    }
    nadir_ = std::min(nadir_, confirmed);
    previous_ = measurement.value;
    previous_negative_ = measurement.immunofixation_negative;
    return finding;
}

Response ResponseAssessor::confirmed_response(double confirmed,
                                              bool immunofixation_negative) const {
    auto const is_down_to = [&](double share, double level) {
        return confirmed <= share * baseline_ || confirmed <= level;
    };
    if (immunofixation_negative && marrow_confirms_) return Response::complete;
    if (is_down_to(marker_.very_good_response_share, marker_.very_good_response_level)) {
        return Response::very_good_partial;
    }
    if (is_down_to(marker_.partial_response_share, marker_.partial_response_level)) {
        return Response::partial;
    }
    return is_down_to(marker_.minimal_response_share, 0.0) ? Response::minimal : Response::stable;
}

bool ResponseAssessor::is_progression(double value) const {
    double const increase = nadir_ >= marker_.high_nadir ? marker_.progression_increase_if_high
                                                         : marker_.progression_increase;
    return value >= marker_.progression_ratio * nadir_ && value >= nadir_ + increase;
}

}  // namespace vtrial::reference::myeloma
