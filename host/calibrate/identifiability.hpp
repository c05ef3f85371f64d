// What the targets tell of the parameters: the eigenvalues of the information about the fit.
#pragma once

#include "host/calibrate/residual_jacobian.hpp"

namespace vtrial::host {

struct Identifiability {
    Eigen::MatrixXd
        jacobian;  ///< of all rows, residual_jacobian.hpp, with four times the replicates
    /// Of jacobian' * jacobian, ascending. Below 1 the targets say less of the combination than
    /// the prior does.
    Eigen::VectorXd eigenvalues;
    Eigen::MatrixXd combinations;  ///< column k belongs to eigenvalue k; length 1
    /// Of each parameter, targets and prior together, in prior standard deviations: 1 where the
    /// targets say nothing.
    Eigen::VectorXd posterior_sds;
};

/// All rows that count, about the fitted set.
Identifiability identify(FitContext const& context, std::vector<FreeParameter> const& free,
                         ParameterSet const& fitted);

}  // namespace vtrial::host
