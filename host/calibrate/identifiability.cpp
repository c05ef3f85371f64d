#include "host/calibrate/identifiability.hpp"

namespace vtrial::host {

Identifiability identify(FitContext const& context, std::vector<FreeParameter> const& free,
                         ParameterSet const& fitted) {
    Identifiability result;
    result.jacobian =
        residual_jacobian(context, {context.fit.trials, TargetRows::all}, free, fitted);
    Eigen::MatrixXd const information = result.jacobian.transpose() * result.jacobian;
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(information);
    result.eigenvalues = solver.eigenvalues();
    result.combinations = solver.eigenvectors();
    auto const parameters = static_cast<Eigen::Index>(free.size());
    Eigen::MatrixXd const posterior =
        (information + Eigen::MatrixXd::Identity(parameters, parameters)).inverse();
    result.posterior_sds = posterior.diagonal().cwiseSqrt();
    return result;
}

}  // namespace vtrial::host
