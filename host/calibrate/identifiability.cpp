#include "host/calibrate/identifiability.hpp"

namespace vtrial::host {

namespace {

/// Noise in derivatives looks like knowledge of parameters: they are taken from so many times the
/// replicates of the fit.
constexpr int derivative_replicates = 4;

Eigen::MatrixXd precise_jacobian(FitContext const& context, std::vector<FreeParameter> const& free,
                                 ParameterSet const& fitted) {
    TrialSimulator simulator =
        context.simulator.with_replicates(derivative_replicates * context.fit.replicates);
    FitContext precise{context.fit, simulator, context.journal};
    precise.check_stop = context.check_stop;
    return residual_jacobian(precise, {context.fit.trials, TargetRows::all}, free, fitted,
                             spread_difference);
}

}  // namespace

Identifiability identify(FitContext const& context, std::vector<FreeParameter> const& free,
                         ParameterSet const& fitted) {
    Identifiability result;
    result.jacobian = precise_jacobian(context, free, fitted);
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
