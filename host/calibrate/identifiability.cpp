#include "host/calibrate/identifiability.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::host {
namespace {

/// Steps of a quarter of a prior standard deviation: the change is well above what the finite
/// number of patients leaves in a difference of two runs with the same random numbers.
constexpr double step = 0.25;

Eigen::VectorXd residuals(FitContext const& context, ParameterSet const& set) {
    context.check_stop();
    auto const rows =
        fitted_rows(context.fit, context.simulator, context.fit.trials, TargetRows::all, set);
    Eigen::VectorXd vector(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        vector[static_cast<Eigen::Index>(row)] = std::sqrt(rows[row].weight) * rows[row].residual;
    }
    return vector;
}

/// A step from the fit, shortened where it would pass a bound.
double within_bounds(FreeParameter const& free, double distance) {
    double const low = free.distance_of(free.parameter.low);
    double const high = free.distance_of(free.parameter.high);
    return std::clamp(distance, low, high);
}

}  // namespace

Identifiability identify(FitContext const& context, std::vector<FreeParameter> const& free,
                         ParameterSet const& fitted) {
    Identifiability result;
    auto const parameters = static_cast<Eigen::Index>(free.size());
    Eigen::VectorXd const at_fit = residuals(context, fitted);
    result.jacobian = Eigen::MatrixXd::Zero(at_fit.size(), parameters);
    for (std::size_t k = 0; k < free.size(); ++k) {
        double const below = within_bounds(free[k], -step);
        double const above = within_bounds(free[k], step);
        std::vector<double> distances(free.size(), 0.0);
        distances[k] = above;
        Eigen::VectorXd change =
            above > 0.0 ? residuals(context, set_at_distances(free, fitted, distances)) : at_fit;
        distances[k] = below;
        change -=
            below < 0.0 ? residuals(context, set_at_distances(free, fitted, distances)) : at_fit;
        result.jacobian.col(static_cast<Eigen::Index>(k)) = change / (above - below);
    }
    Eigen::MatrixXd const information = result.jacobian.transpose() * result.jacobian;
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> const solver(information);
    result.eigenvalues = solver.eigenvalues();
    result.combinations = solver.eigenvectors();
    Eigen::MatrixXd const posterior =
        (information + Eigen::MatrixXd::Identity(parameters, parameters)).inverse();
    result.posterior_sds = posterior.diagonal().cwiseSqrt();
    return result;
}

}  // namespace vtrial::host
