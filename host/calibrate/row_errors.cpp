#include "host/calibrate/row_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>

#include "kernels/core/philox.hpp"

namespace vtrial::host {
namespace {

/// Of single trials; their addresses are apart from those of patients and posterior sets.
std::vector<std::uint64_t> seeds_of(FitFile const& fit, std::size_t trial) {
    constexpr std::uint64_t no_patients = std::uint64_t{3} << 62;
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t run = 0; run < single_trials_of_each; ++run) {
        seeds.push_back(kernels::philox(fit.seed, no_patients | trial, run).word[0]);
    }
    return seeds;
}

/// Which row is which; a quantity that is published twice has two.
std::vector<std::string> keys_of(std::vector<FittedRow> const& rows) {
    std::map<std::string, int> seen;
    std::vector<std::string> keys;
    for (FittedRow const& row : rows) {
        std::string const& quantity = row.target.published.quantity;
        keys.push_back(fmt::format("{} {}", quantity, ++seen[quantity]));
    }
    return keys;
}

/// Rows x runs: the weighted residuals of a trial's rows in single trials. What one of them does
/// not answer is not a number.
Eigen::MatrixXd residuals_of_runs(FitContext const& context, std::size_t trial,
                                  std::vector<FittedRow> const& rows, ParameterSet const& set) {
    std::map<std::string, Eigen::Index> places;
    for (std::string const& key : keys_of(rows)) {
        places.emplace(key, static_cast<Eigen::Index>(places.size()));
    }
    std::string const& name = context.fit.trials[trial];
    auto const runs = context.simulator.single_trials(name, set, seeds_of(context.fit, trial));
    Eigen::MatrixXd residuals = Eigen::MatrixXd::Constant(static_cast<Eigen::Index>(rows.size()),
                                                          single_trials_of_each, std::nan(""));
    for (std::size_t run = 0; run < runs.size(); ++run) {
        auto const answered =
            rows_of(context.fit, context.simulator, name, TargetRows::all, runs[run]);
        auto const keys = keys_of(answered);
        for (std::size_t k = 0; k < answered.size(); ++k) {
            if (auto const place = places.find(keys[k]); place != places.end()) {
                residuals(place->second, static_cast<Eigen::Index>(run)) =
                    std::sqrt(answered[k].weight) * answered[k].residual;
            }
        }
    }
    return residuals;
}

/// Each row about its mean; where a run has no answer it tells nothing.
void centre(Eigen::MatrixXd& residuals) {
    for (Eigen::Index row = 0; row < residuals.rows(); ++row) {
        double sum = 0.0;
        double answered = 0.0;
        for (double const residual : residuals.row(row)) {
            sum += std::isnan(residual) ? 0.0 : residual;
            answered += std::isnan(residual) ? 0.0 : 1.0;
        }
        for (double& residual : residuals.row(row)) {
            residual = std::isnan(residual) ? 0.0 : residual - sum / answered;
        }
    }
}

}  // namespace

Eigen::MatrixXd row_error_root(FitContext const& context, std::vector<FittedRow> const& rows,
                               ParameterSet const& set) {
    auto const trials = static_cast<Eigen::Index>(context.fit.trials.size());
    Eigen::MatrixXd root = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(rows.size()),
                                                 trials * single_trials_of_each);
    Eigen::Index first_row = 0;
    for (Eigen::Index trial = 0; trial < trials; ++trial) {
        context.check_stop();
        auto const k = static_cast<std::size_t>(trial);
        std::vector<FittedRow> own;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(own),
                     [&](FittedRow const& row) { return row.trial == context.fit.trials[k]; });
        Eigen::MatrixXd residuals = residuals_of_runs(context, k, own, set);
        centre(residuals);
        root.block(first_row, trial * single_trials_of_each, residuals.rows(), residuals.cols()) =
            residuals / std::sqrt(single_trials_of_each - 1.0);
        first_row += residuals.rows();
    }
    return root;
}

}  // namespace vtrial::host
