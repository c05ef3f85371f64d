// The command line of `vtrial-calibrate`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/calibrate/calibration.hpp"
#include "host/commands/compute_options.hpp"

namespace vtrial::host {

struct CalibrateOptions {
    std::filesystem::path fit;
    std::filesystem::path out;
    CalibrationWishes wishes;
    ComputeOptions compute;
    std::filesystem::path spread;      ///< a study to lay over the posterior; empty: none
    int spread_sets = 20;              ///< at most all that the posterior has
    std::optional<int> descent_steps;  ///< of each stage, instead of those that the fit states
    bool force = false;
    bool help = false;
};

/// Throws CommandLineError.
CalibrateOptions parse_calibrate_options(std::vector<std::string> const& words);

std::string calibrate_help();

}  // namespace vtrial::host
