// A study over the uncertainty of the parameters: one scenario for each set of a posterior.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/calibrate/posterior_sample.hpp"

namespace vtrial::host {

/// A study file whose scenarios are the first scenario of the study at `path` under the first
/// `count` sets: the shared parameters, and where the study is one of the fit's trials (by its
/// published_trial) that trial's own. All weigh the same, so the mean of a probability over them
/// is the one over the posterior (assurance). Throws TrialProblem where the study cannot be read or
/// lacks a parameter.
std::string spread_study(std::filesystem::path const& path, TrialSimulator const& simulator,
                         std::vector<FreeParameter> const& free, PosteriorSample const& sample,
                         int count);

}  // namespace vtrial::host
