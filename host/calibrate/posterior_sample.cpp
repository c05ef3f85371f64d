#include "host/calibrate/posterior_sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "host/calibrate/posterior_members.hpp"
#include "host/calibrate/residual_jacobian.hpp"
#include "host/calibrate/row_errors.hpp"

namespace vtrial::host {
namespace {

/// Side by side, so that no thread waits long for the slowest trial.
constexpr int members_at_once = 8;

RefitProblem problem_about(FitContext const& context, std::vector<FreeParameter> const& free,
                           ParameterSet const& fitted, std::vector<FittedRow> const& rows,
                           Eigen::MatrixXd const& jacobian) {
    if (jacobian.rows() != static_cast<Eigen::Index>(rows.size())) {
        throw TrialProblem(
            "the trials answer other published rows with four times the replicates; a posterior "
            "needs a fit with more replicates");
    }
    RefitProblem problem;
    problem.jacobian = jacobian;
    problem.error_root = row_error_root(context, rows, fitted);
    problem.dispersion = dispersion_of(problem.jacobian, problem.error_root, loss_of(rows));
    auto const count = static_cast<Eigen::Index>(free.size());
    problem.low.resize(count);
    problem.high.resize(count);
    for (std::size_t k = 0; k < free.size(); ++k) {
        auto const index = static_cast<Eigen::Index>(k);
        problem.low[index] = free[k].distance_of(free[k].parameter.low);
        problem.high[index] = free[k].distance_of(free[k].parameter.high);
    }
    return problem;
}

}  // namespace

double PosteriorSample::mean_loss() const {
    double sum = 0.0;
    for (PosteriorMember const& member : members) {
        sum += member.loss;
    }
    return sum / static_cast<double>(members.size());
}

double PosteriorSample::unsettled() const {
    double squares = 0.0;
    for (PosteriorMember const& member : members) {
        squares += member.unsettled * member.unsettled;
    }
    return std::sqrt(squares / static_cast<double>(members.size()));
}

std::vector<std::string> doubts_of(PosteriorSample const& sample) {
    std::vector<std::string> doubts;
    if (sample.unsettled() > tolerated_unsettled) {
        doubts.push_back(fmt::format(
            "The sets have not settled: another step would move them by {:.2f} posterior standard "
            "deviations.",
            sample.unsettled()));
    }
    double const expected_rise = sample.expected_loss - sample.fitted_loss;
    if (sample.mean_loss() - sample.fitted_loss > tolerated_rise * expected_rise) {
        doubts.push_back(fmt::format(
            "The sets miss the published numbers by more than their errors explain: mean loss "
            "{:.1f}, expected {:.1f}, the fit's {:.1f}.",
            sample.mean_loss(), sample.expected_loss, sample.fitted_loss));
    }
    return doubts;
}

PosteriorSample sample_posterior(FitContext const& context, std::vector<FreeParameter> const& free,
                                 ParameterSet const& fitted, std::vector<FittedRow> const& rows,
                                 Eigen::MatrixXd const& jacobian, int count) {
    context.on_member(0, count);
    PosteriorSampling const sampling{context,
                                     free,
                                     fitted,
                                     loss_of(rows),
                                     weighted_residuals(rows),
                                     problem_about(context, free, fitted, rows, jacobian)};
    Eigen::MatrixXd const covariance = posterior_covariance(sampling.problem);
    PosteriorSample sample;
    sample.dispersion = sampling.problem.dispersion;
    sample.fitted_loss = sampling.fitted_loss;
    sample.expected_loss =
        sample.fitted_loss + (jacobian * covariance * jacobian.transpose()).trace();
    for (int done = 0; done < count; done += members_at_once) {
        int const group = std::min(members_at_once, count - done);
        auto members = make_members(sampling, done + 1, group);
        std::move(members.begin(), members.end(), std::back_inserter(sample.members));
        context.on_member(done + group, count);
    }
    return sample;
}

}  // namespace vtrial::host
