#include "host/calibrate/refit.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::host {
namespace {

Eigen::MatrixXd precision_of(Eigen::MatrixXd const& jacobian, double dispersion) {
    return jacobian.transpose() * jacobian / dispersion +
           Eigen::MatrixXd::Identity(jacobian.cols(), jacobian.cols());
}

}  // namespace

Dispersion dispersion_of(Eigen::MatrixXd const& jacobian, Eigen::MatrixXd const& error_root,
                         double loss) {
    Eigen::LDLT<Eigen::MatrixXd> const precision(precision_of(jacobian, 1.0));
    Eigen::MatrixXd const felt = jacobian.transpose() * error_root;
    Eigen::MatrixXd const left = error_root - jacobian * precision.solve(felt);
    double const expected = left.squaredNorm();
    double const told = precision.solve(jacobian.transpose() * jacobian).trace();
    double const scattered = precision.solve(felt * felt.transpose()).trace();
    Dispersion dispersion;
    dispersion.misfit = expected > 0.0 ? std::max(1.0, loss / expected) : 1.0;
    dispersion.repetition = told > 0.0 && scattered > 0.0 ? scattered / told : 1.0;
    return dispersion;
}

Eigen::MatrixXd posterior_covariance(RefitProblem const& problem) {
    double const total = problem.dispersion.total();
    Eigen::LDLT<Eigen::MatrixXd> const precision(precision_of(problem.jacobian, total));
    Eigen::MatrixXd const felt = problem.jacobian.transpose() * problem.error_root *
                                 (std::sqrt(problem.dispersion.misfit) / total);
    Eigen::MatrixXd const spread =
        felt * felt.transpose() + Eigen::MatrixXd::Identity(felt.rows(), felt.rows());
    return precision.solve(precision.solve(spread).transpose());
}

Refit::Refit(RefitProblem const& problem, Eigen::VectorXd const& row_normals,
             Eigen::VectorXd const& prior_normals)
    : problem_(problem),
      precision_(precision_of(problem.jacobian, problem.dispersion.total())),
      row_errors_(std::sqrt(problem.dispersion.misfit) * (problem.error_root * row_normals)),
      prior_(prior_normals),
      best_(Eigen::VectorXd::Zero(prior_normals.size())),
      best_change_(Eigen::VectorXd::Zero(problem.jacobian.rows())),
      best_objective_(objective(best_, best_change_)),
      wanted_(within_bounds(step_from_best())) {}

bool Refit::answer(Eigen::VectorXd const& change) {
    double const reached = objective(wanted_, change);
    if (!(reached < best_objective_)) {
        retreat();
        return false;
    }
    stand_at(wanted_, change);
    return true;
}

void Refit::stand_at(Eigen::VectorXd const& place, Eigen::VectorXd const& change) {
    best_ = place;
    best_change_ = change;
    best_objective_ = objective(best_, best_change_);
    wanted_ = within_bounds(best_ + step_from_best());
}

void Refit::retreat() { wanted_ = 0.5 * (best_ + wanted_); }

double Refit::unsettled() const {
    Eigen::VectorXd const step = within_bounds(best_ + step_from_best()) - best_;
    double const squared = step.dot(precision_.reconstructedMatrix() * step);
    return std::sqrt(squared / static_cast<double>(step.size()));
}

double Refit::objective(Eigen::VectorXd const& place, Eigen::VectorXd const& change) const {
    return (change - row_errors_).squaredNorm() / problem_.dispersion.total() +
           (place - prior_).squaredNorm();
}

Eigen::VectorXd Refit::step_from_best() const {
    Eigen::VectorXd const slope =
        problem_.jacobian.transpose() * (best_change_ - row_errors_) / problem_.dispersion.total() +
        best_ - prior_;
    return -precision_.solve(slope);
}

Eigen::VectorXd Refit::within_bounds(Eigen::VectorXd const& place) const {
    return place.cwiseMax(problem_.low).cwiseMin(problem_.high);
}

}  // namespace vtrial::host
