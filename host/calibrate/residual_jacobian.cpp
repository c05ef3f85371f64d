#include "host/calibrate/residual_jacobian.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::host {
namespace {

/// In prior standard deviations: the change is then well above what the finite number of patients
/// leaves in a difference of two runs with the same random numbers.
constexpr double step = 0.25;

/// A step from the set, shortened where it would pass a bound.
double within_bounds(FreeParameter const& free, double distance) {
    double const low = free.distance_of(free.parameter.low);
    double const high = free.distance_of(free.parameter.high);
    return std::clamp(distance, std::min(low, 0.0), std::max(high, 0.0));
}

}  // namespace

Eigen::VectorXd weighted_residuals(FitContext const& context, RowChoice const& choice,
                                   ParameterSet const& set) {
    context.check_stop();
    auto const rows = fitted_rows(context.fit, context.simulator, choice.trials, choice.rows, set);
    Eigen::VectorXd vector(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        vector[static_cast<Eigen::Index>(row)] = std::sqrt(rows[row].weight) * rows[row].residual;
    }
    return vector;
}

Eigen::MatrixXd residual_jacobian(FitContext const& context, RowChoice const& choice,
                                  std::vector<FreeParameter> const& free, ParameterSet const& set) {
    Eigen::VectorXd const here = weighted_residuals(context, choice, set);
    Eigen::MatrixXd jacobian(here.size(), static_cast<Eigen::Index>(free.size()));
    std::vector<double> distances(free.size(), 0.0);
    auto const at_distance = [&](std::size_t k, double distance) -> Eigen::VectorXd {
        if (distance == 0.0) {
            return here;
        }
        distances[k] = distance;
        Eigen::VectorXd moved =
            weighted_residuals(context, choice, set_at_distances(free, set, distances));
        distances[k] = 0.0;
        return moved;
    };
    for (std::size_t k = 0; k < free.size(); ++k) {
        double const below = within_bounds(free[k], -step);
        double const above = within_bounds(free[k], step);
        jacobian.col(static_cast<Eigen::Index>(k)) =
            (at_distance(k, above) - at_distance(k, below)) / (above - below);
    }
    return jacobian;
}

}  // namespace vtrial::host
