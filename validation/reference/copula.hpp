// Three times joined by a copula of their survival functions, in long double, where no power
// overflows.
#pragma once

#include <array>
#include <vector>

#include "validation/reference/draws.hpp"
#include "validation/reference/hazard.hpp"

namespace vtrial::reference {

/// PFS, PFS2 and OS in days from randomisation; `hazards` are those of the three margins.
struct JointEndpoints {
    std::array<double, 3> days;
    double first_survival;  ///< of the first margin where the first time is
};
JointEndpoints joint_endpoints(trials::CopulaModel const& model,
                               std::vector<CumulativeHazard> const& hazards,
                               PhiloxCounter const& first_line, PhiloxCounter const& next_line);

/// The probability that each of some of the times is longer than where its survival function has
/// the value given: the copula itself, in closed form; the Gaussian one by quadrature.
double joint_survival(trials::CopulaModel const& model, std::vector<double> const& survival);

}  // namespace vtrial::reference
