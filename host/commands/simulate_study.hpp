// Simulates what a store is missing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "host/commands/backend_choice.hpp"
#include "host/commands/planned_study.hpp"
#include "host/commands/stop_request.hpp"

namespace vtrial::host {

/// What was spent on a scenario now.
struct ScenarioEffort {
    std::int64_t simulated = 0;  ///< replicates
    double seconds = 0.0;
};

/// The replicates that are not stored yet, of all scenarios together.
std::int64_t missing_replicates(PlannedStudy const& study, BlockStore const& store);

/// Stores the blocks that are missing. Throws StoppedEarly where a stop is asked for, or where a
/// device fails after blocks of this run were stored; what the engine and the store throw.
std::vector<ScenarioEffort> simulate_missing(PlannedStudy const& study, BlockStore& store,
                                             std::filesystem::path const& folder,
                                             BackendChoice& choice, ComputeOptions const& options,
                                             StopRequest const& stop);

}  // namespace vtrial::host
