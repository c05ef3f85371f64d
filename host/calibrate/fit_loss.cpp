#include "host/calibrate/fit_loss.hpp"

#include <algorithm>
#include <cmath>

#include "host/calibrate/target_residual.hpp"

namespace vtrial::host {

std::vector<FittedRow> fitted_rows(FitFile const& fit, TrialSimulator& simulator,
                                   std::vector<std::string> const& trials, TargetRows rows,
                                   ParameterSet const& parameters) {
    std::vector<FittedRow> fitted;
    auto const confrontations = simulator.confront_all(trials, parameters);
    for (std::size_t k = 0; k < trials.size(); ++k) {
        auto const& controls = fit.control_trials;
        bool const is_control_trial =
            std::find(controls.begin(), controls.end(), trials[k]) != controls.end();
        for (Target const& target : confrontations[k].targets) {
            bool const is_control = is_control_row(target, is_control_trial);
            bool const is_wanted =
                rows == TargetRows::all || is_control == (rows == TargetRows::control);
            double const weight = is_wanted ? weight_of(fit, target) : 0.0;
            if (weight > 0.0) {
                TargetResidual const residual =
                    residual_of(target, simulator.patients_of(trials[k], target));
                fitted.push_back({trials[k], target, weight, residual.standardised, residual.sd});
            }
        }
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
