#include "host/calibrate/posterior_sample.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/philox.hpp"

namespace vtrial::host {
namespace {

constexpr int most_tries = 200;  // of one set; then it is moved to the bounds

/// Standard normal numbers by address: (seed, set, number).
double standard_normal(std::uint64_t seed, std::uint64_t set, std::uint64_t number) {
    auto const words = kernels::philox(seed, set, number);
    return kernels::normal_quantile(kernels::open_uniform_double(words.word[0]));
}

double total_loss(FitContext const& context, std::vector<FreeParameter> const& free,
                  ParameterSet const& set, std::vector<double> const& values, std::size_t& rows) {
    auto const fitted =
        fitted_rows(context.fit, context.simulator, context.fit.trials, TargetRows::all, set);
    rows = fitted.size();
    double loss = loss_of(fitted);
    for (std::size_t k = 0; k < free.size(); ++k) {
        loss += prior_loss(free[k].parameter, free[k].start, values[k]);
    }
    return loss;
}

/// The normal approximation, in prior standard deviations from the fit.
struct Proposal {
    Eigen::MatrixXd precision;
    Eigen::MatrixXd root;  ///< of the covariance: root * root'

    double squared_distance(Eigen::VectorXd const& z) const { return z.dot(precision * z); }
};

Proposal proposal_of(Identifiability const& identified, double dispersion) {
    Eigen::Index const count = identified.jacobian.cols();
    Eigen::MatrixXd const precision =
        (identified.jacobian.transpose() * identified.jacobian) / dispersion +
        Eigen::MatrixXd::Identity(count, count);
    return {precision, precision.inverse().llt().matrixL()};
}

bool is_within_bounds(std::vector<FreeParameter> const& free, std::vector<double> const& values) {
    for (std::size_t k = 0; k < free.size(); ++k) {
        if (values[k] < free[k].parameter.low || values[k] > free[k].parameter.high) {
            return false;
        }
    }
    return true;
}

/// A set from the proposal within the bounds.
Eigen::VectorXd draw_set(FitContext const& context, std::vector<FreeParameter> const& free,
                         Proposal const& proposal, int member, std::vector<double>& values) {
    auto const count = static_cast<Eigen::Index>(free.size());
    Eigen::VectorXd distance(count);
    for (int attempt = 0; attempt < most_tries; ++attempt) {
        Eigen::VectorXd normals(count);
        for (Eigen::Index k = 0; k < count; ++k) {
            auto const number = static_cast<std::uint64_t>(attempt * count + k);
            normals[k] =
                standard_normal(context.fit.seed, static_cast<std::uint64_t>(member), number);
        }
        distance = proposal.root * normals;
        for (std::size_t k = 0; k < free.size(); ++k) {
            values[k] = free[k].value_at_distance(distance[static_cast<Eigen::Index>(k)]);
        }
        if (is_within_bounds(free, values)) {
            return distance;
        }
    }
    for (std::size_t k = 0; k < free.size(); ++k) {
        values[k] = std::clamp(values[k], free[k].parameter.low, free[k].parameter.high);
        distance[static_cast<Eigen::Index>(k)] = free[k].distance_of(values[k]);
    }
    return distance;
}

/// Log weights to weights that add to 1.
void normalise(std::vector<double> const& log_weights, PosteriorSample& sample) {
    double const largest = *std::max_element(log_weights.begin(), log_weights.end());
    double sum = 0.0;
    for (std::size_t m = 0; m < log_weights.size(); ++m) {
        sample.members[m].weight = std::exp(log_weights[m] - largest);
        sum += sample.members[m].weight;
    }
    double squares = 0.0;
    for (PosteriorMember& member : sample.members) {
        member.weight /= sum;
        squares += member.weight * member.weight;
    }
    sample.effective_members = 1.0 / squares;
}

}  // namespace

PosteriorSample sample_posterior(FitContext const& context, std::vector<FreeParameter> const& free,
                                 ParameterSet const& fitted, Identifiability const& identified,
                                 int count) {
    PosteriorSample sample;
    std::vector<double> values;
    for (FreeParameter const& parameter : free) {
        values.push_back(parameter.value);
    }
    std::size_t rows = 0;
    double const fitted_loss = total_loss(context, free, fitted, values, rows);
    auto const degrees = static_cast<double>(rows) - static_cast<double>(free.size());
    sample.dispersion = std::max(1.0, fitted_loss / std::max(1.0, degrees));
    Proposal const proposal = proposal_of(identified, sample.dispersion);
    std::vector<double> log_weights;
    for (int m = 0; m < count; ++m) {
        context.check_stop();
        Eigen::VectorXd const distance = draw_set(context, free, proposal, m, values);
        ParameterSet set = fitted;
        for (std::size_t k = 0; k < free.size(); ++k) {
            set.set(free[k].parameter, values[k]);
        }
        double const loss = total_loss(context, free, set, values, rows);
        sample.members.push_back({values, loss, 0.0});
        log_weights.push_back(0.5 * proposal.squared_distance(distance) -
                              0.5 * loss / sample.dispersion);
        context.on_member(m + 1, count);
    }
    if (count > 0) {
        normalise(log_weights, sample);
    }
    return sample;
}

}  // namespace vtrial::host
