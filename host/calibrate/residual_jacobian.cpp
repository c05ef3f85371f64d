#include "host/calibrate/residual_jacobian.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::host {
namespace {

/// A step from the set, shortened where it would pass a bound.
double within_bounds(FreeParameter const& free, double distance) {
    double const low = free.distance_of(free.parameter.low);
    double const high = free.distance_of(free.parameter.high);
    return std::clamp(distance, std::min(low, 0.0), std::max(high, 0.0));
}

/// Side by side, since a trial's own parameter changes one trial only.
constexpr std::size_t columns_at_once = 8;

void simulate_columns(FitContext const& context, RowChoice const& choice, std::size_t first,
                      std::vector<ParameterSet> const& below,
                      std::vector<ParameterSet> const& above) {
    context.check_stop();
    std::vector<ParameterSet> sets;
    for (std::size_t k = first; k < std::min(first + columns_at_once, below.size()); ++k) {
        sets.push_back(below[k]);
        sets.push_back(above[k]);
    }
    context.simulator.prepare(choice.trials, sets);
}

}  // namespace

Eigen::VectorXd weighted_residuals(std::vector<FittedRow> const& rows) {
    Eigen::VectorXd vector(static_cast<Eigen::Index>(rows.size()));
    for (std::size_t row = 0; row < rows.size(); ++row) {
        vector[static_cast<Eigen::Index>(row)] = std::sqrt(rows[row].weight) * rows[row].residual;
    }
    return vector;
}

Eigen::VectorXd weighted_residuals(FitContext const& context, RowChoice const& choice,
                                   ParameterSet const& set) {
    context.check_stop();
    return weighted_residuals(
        fitted_rows(context.fit, context.simulator, choice.trials, choice.rows, set));
}

Eigen::MatrixXd residual_jacobian(FitContext const& context, RowChoice const& choice,
                                  std::vector<FreeParameter> const& free, ParameterSet const& set,
                                  double difference) {
    Eigen::VectorXd const here = weighted_residuals(context, choice, set);
    Eigen::MatrixXd jacobian(here.size(), static_cast<Eigen::Index>(free.size()));
    auto const at_distance = [&](std::size_t k, double distance) {
        std::vector<double> distances(free.size(), 0.0);
        distances[k] = distance;
        return set_at_distances(free, set, distances);
    };
    std::vector<ParameterSet> below;
    std::vector<ParameterSet> above;
    for (std::size_t k = 0; k < free.size(); ++k) {
        below.push_back(at_distance(k, within_bounds(free[k], -difference)));
        above.push_back(at_distance(k, within_bounds(free[k], difference)));
    }
    for (std::size_t k = 0; k < free.size(); ++k) {
        if (k % columns_at_once == 0) {
            simulate_columns(context, choice, k, below, above);
        }
        double const width =
            within_bounds(free[k], difference) - within_bounds(free[k], -difference);
        jacobian.col(static_cast<Eigen::Index>(k)) =
            (weighted_residuals(context, choice, above[k]) -
             weighted_residuals(context, choice, below[k])) /
            width;
    }
    return jacobian;
}

}  // namespace vtrial::host
