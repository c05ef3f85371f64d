#include "host/calibrate/fit_loss.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "host/calibrate/target_residual.hpp"

namespace vtrial::host {

std::vector<FittedRow> rows_of(FitFile const& fit, TrialSimulator const& simulator,
                               std::string const& trial, TargetRows rows,
                               Confrontation const& confrontation) {
    auto const& controls = fit.control_trials;
    bool const is_control_trial =
        std::find(controls.begin(), controls.end(), trial) != controls.end();
    std::vector<FittedRow> fitted;
    for (Target const& target : confrontation.targets) {
        bool const is_control = is_control_row(target, is_control_trial);
        bool const is_wanted =
            rows == TargetRows::all || is_control == (rows == TargetRows::control);
        double const weight = is_wanted ? weight_of(fit, target) : 0.0;
        if (weight > 0.0) {
            TargetResidual const residual =
                residual_of(target, simulator.patients_of(trial, target));
            fitted.push_back({trial, target, weight, residual.standardised, residual.sd});
        }
    }
    return fitted;
}

std::vector<FittedRow> fitted_rows(FitFile const& fit, TrialSimulator& simulator,
                                   std::vector<std::string> const& trials, TargetRows rows,
                                   ParameterSet const& parameters) {
    std::vector<FittedRow> fitted;
    auto const confrontations = simulator.confront_all(trials, parameters);
    for (std::size_t k = 0; k < trials.size(); ++k) {
        auto of_trial = rows_of(fit, simulator, trials[k], rows, confrontations[k]);
        std::move(of_trial.begin(), of_trial.end(), std::back_inserter(fitted));
    }
    return fitted;
}

double loss_of(std::vector<FittedRow> const& rows) {
    double loss = 0.0;
    for (FittedRow const& row : rows) {
        loss += row.loss();
    }
    return loss;
}

double prior_loss(FittedParameter const& parameter, double start, double value) {
    if (!parameter.prior_sd) {
        return 0.0;
    }
    double const distance = parameter.is_log ? std::log(value / start) : value - start;
    return distance * distance / (*parameter.prior_sd * *parameter.prior_sd);
}

std::vector<std::string> trials_of(FitFile const& fit, FitStage const& stage) {
    std::vector<std::string> trials;
    for (std::string const& trial : fit.trials) {
        bool const moves =
            std::any_of(stage.parameters.begin(), stage.parameters.end(),
                        [&](FittedParameter const& parameter) {
                            auto const& own = parameter.trials;
                            return parameter.is_shared() ||
                                   std::find(own.begin(), own.end(), trial) != own.end();
                        });
        if (moves) {
            trials.push_back(trial);
        }
    }
    return trials;
}

}  // namespace vtrial::host
