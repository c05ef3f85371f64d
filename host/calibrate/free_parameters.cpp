#include "host/calibrate/free_parameters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace vtrial::host {

std::string FreeParameter::name() const {
    return parameter.is_shared()
               ? parameter.path
               : fmt::format("{} [{}]", parameter.path, fmt::join(parameter.trials, ", "));
}

double FreeParameter::prior_sd() const {
    constexpr double share_of_width = 0.25;
    double const width = parameter.is_log ? std::log(parameter.high / parameter.low)
                                          : parameter.high - parameter.low;
    return parameter.prior_sd.value_or(share_of_width * width);
}

double FreeParameter::value_at_distance(double prior_sds) const {
    double const change = prior_sds * prior_sd();
    return parameter.is_log ? value * std::exp(change) : value + change;
}

double FreeParameter::distance_of(double other) const {
    return (parameter.is_log ? std::log(other / value) : other - value) / prior_sd();
}

std::vector<FreeParameter> free_parameters(FitFile const& fit,
                                           std::vector<StageResult> const& results) {
    std::vector<FreeParameter> free;
    for (std::size_t s = 0; s < results.size(); ++s) {
        FitStage const& stage = fit.stages[s];
        for (std::size_t k = 0; k < stage.parameters.size(); ++k) {
            FittedParameter const& moved = stage.parameters[k];
            std::erase_if(free, [&](FreeParameter const& before) {
                return before.parameter.path == moved.path &&
                       before.parameter.trials == moved.trials;
            });
            free.push_back({moved, stage.name, results[s].starts[k], results[s].values[k]});
        }
    }
    return free;
}

ParameterSet set_at_distances(std::vector<FreeParameter> const& free, ParameterSet set,
                              std::vector<double> const& distances) {
    for (std::size_t k = 0; k < free.size(); ++k) {
        set.set(free[k].parameter, free[k].value_at_distance(distances[k]));
    }
    return set;
}

}  // namespace vtrial::host
