// What a run has computed: for each scenario its plan and the sum of its blocks' tallies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/core/wide_integer.hpp"
#include "kernels/tally/layout.hpp"
#include "trials/lower.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// The sum of tallies; the places are those of kernels::TallyLayout.
struct TotalTally {
    kernels::TallyLayout layout;
    std::vector<kernels::WideInteger> sums;  ///< [layout.sums()]
    std::vector<std::uint64_t> counts;       ///< [layout.counts()], the bands included
};

struct ScenarioResult {
    trials::Scenario const* scenario;  ///< owned by the study file
    trials::PlanTables tables;
    TotalTally total;
    std::int64_t simulated = 0;  ///< replicates that were run now, not read from the store
    double seconds = 0.0;        ///< spent on these; goes to the manifest only
};

}  // namespace vtrial::host
