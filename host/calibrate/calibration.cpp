#include "host/calibrate/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/philox.hpp"

namespace vtrial::host {
namespace {

/// Somewhere else between the bounds: how a fit shows that it does not hang on where it began.
std::vector<double> perturbed(FitStage const& stage, std::vector<double> values,
                              CalibrationWishes const& wishes, std::size_t stage_number) {
    for (std::size_t k = 0; k < values.size(); ++k) {
        FittedParameter const& parameter = stage.parameters[k];
        auto const words = kernels::philox(wishes.perturbation_seed, stage_number, k);
        double const change = wishes.perturbation_sd *
                              kernels::normal_quantile(kernels::open_uniform_double(words.word[0]));
        double const moved = parameter.is_log
                                 ? values[k] * std::exp(change)
                                 : values[k] + change * (parameter.high - parameter.low);
        values[k] = std::clamp(moved, parameter.low, parameter.high);
    }
    return values;
}

}  // namespace

Calibration calibrate(FitContext const& context, CalibrationWishes const& wishes) {
    FitFile const& fit = context.fit;
    auto const all_rows = [&](ParameterSet const& set) {
        return fitted_rows(fit, context.simulator, fit.trials, TargetRows::all, set);
    };
    Calibration result;
    ParameterSet parameters;
    ParameterSet before_shared;
    bool has_shared = false;
    result.rows_at_start = all_rows(parameters);
    for (std::size_t s = 0; s < fit.stages.size(); ++s) {
        FitStage const& stage = fit.stages[s];
        if (!has_shared && stage.rows != TargetRows::control) {
            before_shared = parameters;
            has_shared = true;
        }
        auto const starts = starts_of(stage, context.simulator, fit, parameters);
        auto const first =
            wishes.perturbation_sd > 0.0 ? perturbed(stage, starts, wishes, s) : starts;
        result.stages.push_back(fit_stage(context, stage, stage.name, trials_of(fit, stage), starts,
                                          first, parameters));
    }
    result.free = free_parameters(fit, result.stages);
    result.rows = all_rows(parameters);
    result.identified = identify(context, result.free, parameters);
    for (std::string const& trial : fit.trials) {
        result.published_trials[trial] = context.simulator.published_trial(trial);
    }
    if (wishes.posterior_sets > 0) {
        result.posterior = sample_posterior(context, result.free, parameters, result.rows,
                                            result.identified->jacobian, wishes.posterior_sets);
    }
    if (wishes.leaves_one_out && has_shared) {
        result.left_out = leave_one_out(context, before_shared, result.stages, parameters);
    }
    return result;
}

}  // namespace vtrial::host
