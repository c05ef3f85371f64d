#include "validation/reference/responses.hpp"

#include <cmath>

#include "validation/reference/profiles.hpp"

namespace vtrial::reference {
namespace {

double rate_of(trials::Study const& study, trials::Response const& response,
               ReferencePatient const& patient) {
    double const rate = patient.arm == 1 ? response.experimental_rate : response.control_rate;
    double const odds =
        rate / (1.0 - rate) * profile_multiplier(study, patient.profile, response.odds_by_level);
    return odds / (1.0 + odds);
}

/// Whether the patient has the response: a normal variable, correlated with the one of the times,
/// lies where the rate is.
bool has_response(trials::Response const& response, double rate, double time_quantile,
                  std::uint32_t word) {
    double const own = normal_quantile(uniform_32_bits(word));
    double const correlation = response.correlation;
    double const variable = correlation * normal_quantile(time_quantile) +
                            std::sqrt(1.0 - correlation * correlation) * own;
    return std::erfc(-variable / std::sqrt(2.0)) / 2.0 < rate;
}

}  // namespace

std::vector<bool> responses(trials::Study const& study, ReferencePatient const& patient,
                            double time_quantile, PhiloxCounter const& further) {
    std::vector<bool> seen;
    for (trials::Response const& response : study.responses) {
        double const assessed_day =
            std::floor(response.assessed_months * trials::days_per_month + 0.5);
        bool const responds = has_response(response, rate_of(study, response, patient),
                                           time_quantile, further[1 + seen.size()]);
        seen.push_back(responds && patient.dropout_days >= assessed_day);
    }
    return seen;
}

}  // namespace vtrial::reference
