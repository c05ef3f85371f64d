// Rates of response of the two arms, whole and by stratum.
#pragma once

#include "host/analyze/analysis.hpp"

namespace vtrial::host {

/// A response's rates with Wilson's limits (Journal of the American Statistical Association 22,
/// 1927, 209-212) and their difference with Wald's; its test has the variance of the rates
/// likeliest under the null hypothesis, and with a margin is made against that too. With strata
/// also the Mantel-Haenszel difference and the test of Cochran, Mantel and Haenszel.
ResponseComparison compare_responses(PatientData const& data, ResponseColumn const& response,
                                     std::optional<double> margin);

}  // namespace vtrial::host
