// Which curves and published numbers of a trial are drawn together.
#pragma once

#include <string>
#include <vector>

#include "host/validate/survival_chart.hpp"
#include "host/validate/validated_trial.hpp"

namespace vtrial::host {

struct EndpointChart {
    std::string endpoint;
    SurvivalChart chart;
};

/// One chart for each time that the study analyses in all patients: the curves of the last analysis
/// that has published numbers of it (or of the last of all), medians as last published, landmarks
/// of every cut, sourced numbers before others.
std::vector<EndpointChart> validation_charts(ValidatedTrial const& trial);

}  // namespace vtrial::host
