// Tests of a single arm against what is known of other patients.
#pragma once

#include <optional>
#include <vector>

#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

/// P(X >= responders), X binomial with so many patients and this rate: the p-value of the exact
/// test of no more than that rate.
double exact_binomial_p_value(int responders, int patients, double rate);

/// The one-sample log-rank test of an exponential time with this median: (O - E) / sqrt(E) with O
/// events observed and E the cumulative hazard of all follow-up. Empty without follow-up.
std::optional<double> one_sample_logrank_z(std::vector<Observation> const& observations,
                                           double null_median);

}  // namespace vtrial::reference
