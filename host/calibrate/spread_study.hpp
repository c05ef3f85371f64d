// A study over the uncertainty of the parameters: one scenario for each set of a posterior.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/calibrate/posterior_sample.hpp"

namespace vtrial::host {

/// The members that stand for the posterior, each as often as it weighs (systematic resampling):
/// `count` indices, ascending.
std::vector<std::size_t> resample(PosteriorSample const& sample, int count);

/// A study file whose scenarios are the first scenario of the study at `path` under `count` sets
/// of the shared parameters. All weigh the same, so the mean of a probability over them is the one
/// over the posterior (assurance). Throws TrialProblem where the study cannot be read or lacks a
/// parameter.
std::string spread_study(std::filesystem::path const& path, std::vector<FreeParameter> const& free,
                         PosteriorSample const& sample, int count);

}  // namespace vtrial::host
