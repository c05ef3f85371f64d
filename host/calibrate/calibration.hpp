// A fit from its first stage to what is asked of its end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/calibrate/identifiability.hpp"
#include "host/calibrate/leave_one_out.hpp"
#include "host/calibrate/posterior_sample.hpp"

namespace vtrial::host {

/// What a run of `vtrial-calibrate` is to do beside the fit.
struct CalibrationWishes {
    int posterior_sets = 0;
    bool leaves_one_out = false;
    double perturbation_sd = 0.0;  ///< of the starts, log-normal (linear scale: of the width)
    std::uint64_t perturbation_seed = 1;
};

struct Calibration {
    std::vector<StageResult> stages;
    std::vector<FreeParameter> free;
    std::vector<FittedRow> rows;  ///< all that count, at the end
    std::vector<FittedRow> rows_at_start;
    std::optional<Identifiability> identified;
    std::optional<PosteriorSample> posterior;
    std::map<std::string, std::string> published_trials;  ///< by trial of the fit
    std::vector<LeftOutTrial> left_out;
};

/// Throws TrialProblem, FileError, and what the context's check_stop throws.
Calibration calibrate(FitContext const& context, CalibrationWishes const& wishes);

}  // namespace vtrial::host
