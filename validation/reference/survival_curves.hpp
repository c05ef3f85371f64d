// Exact survival of PFS, PFS2 and OS in one arm, without simulation.
#pragma once

#include <vector>

#include "trials/study.hpp"

namespace vtrial::reference {

/// Probabilities at each of the months asked for.
struct SurvivalCurves {
    std::vector<double> pfs;   ///< free of progression, alive
    std::vector<double> pfs2;  ///< free of second progression, alive
    std::vector<double> os;    ///< alive
};

/// By quadrature: semi-Markov convolution on a grid of `step_months`, mixed over profiles, cure and
/// frailty; `arm` is 0 control, 1 experimental. The error falls with the square of the step and at
/// 0.05 is below 1e-5; a Weibull shape below 0.7 needs a finer one (0.5: 4e-5 at 0.05, 1e-5 at
/// 0.02).
SurvivalCurves survival_by_quadrature(trials::Study const& study, int arm,
                                      std::vector<double> const& months, double step_months = 0.05);

/// By the exponential of the generator of the five-state Markov chain, mixed over profiles. Throws
/// std::invalid_argument unless all hazards are constant, without cure and frailty.
SurvivalCurves survival_matrix_exponential(trials::Study const& study, int arm,
                                           std::vector<double> const& months);

}  // namespace vtrial::reference
