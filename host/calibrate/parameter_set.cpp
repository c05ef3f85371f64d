#include "host/calibrate/parameter_set.hpp"

#include <cmath>

#include "host/report/csv.hpp"

namespace vtrial::host {

double value_at(FittedParameter const& parameter, double place) {
    if (parameter.is_log) {
        return parameter.low * std::pow(parameter.high / parameter.low, place);
    }
    return parameter.low + place * (parameter.high - parameter.low);
}

double place_of(FittedParameter const& parameter, double value) {
    if (parameter.is_log) {
        return std::log(value / parameter.low) / std::log(parameter.high / parameter.low);
    }
    return (value - parameter.low) / (parameter.high - parameter.low);
}

void ParameterSet::set(FittedParameter const& parameter, double value) {
    auto paths = parameter.also;
    paths.push_back(parameter.path);
    for (std::string const& path : paths) {
        if (parameter.is_shared()) {
            values_[{"", path}] = value;
        }
        for (std::string const& trial : parameter.trials) {
            values_[{trial, path}] = value;
        }
    }
}

std::vector<std::string> ParameterSet::overrides_of(std::string const& trial) const {
    std::vector<std::string> overrides;
    for (auto const& [place, value] : values_) {  // in order, the shared ones first
        if (place.first.empty() || place.first == trial) {
            overrides.push_back(place.second + "=" + write_exact(value));
        }
    }
    return overrides;
}

}  // namespace vtrial::host
