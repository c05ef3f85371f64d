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
    double seconds = 0.0;  ///< spent on simulating it now
};

}  // namespace vtrial::host
