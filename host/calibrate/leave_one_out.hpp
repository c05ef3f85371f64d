// Each trial predicted by the others: the shared parameters fitted again without its rows.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/fit_stage.hpp"

namespace vtrial::host {

struct LeftOutTrial {
    std::string trial;
    std::vector<FittedRow> fitted;     ///< its rows of daratumumab, by the fit to all trials
    std::vector<FittedRow> predicted;  ///< the same by the fit to the others
};

/// For each trial with rows of daratumumab: the stages that fit such rows once more, from
/// where they began, on the other trials; what control arms have told of the trial stays.
/// `before` holds the parameters as the first of these stages found them.
std::vector<LeftOutTrial> leave_one_out(FitContext const& context, ParameterSet const& before,
                                        std::vector<StageResult> const& results,
                                        ParameterSet const& fitted);

}  // namespace vtrial::host
