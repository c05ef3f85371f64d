// A scenario simulated and summed in memory: for `vtrial validate`, tests, benchmarks and
// validation. `vtrial run` stores its blocks, host/commands/simulate_study.hpp.
#pragma once

#include <cstdint>
#include <functional>

#include "host/engine/backend.hpp"
#include "host/engine/result.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

struct EngineOptions {
    int threads = 1;
    kernels::InstructionLevel level = kernels::InstructionLevel::v3;
    /// called now and then, by any thread, with the number of replicates finished since last time
    std::function<void(std::int64_t)> on_progress = [](std::int64_t) {};
};

/// Simulates replicates 0 ... replicates - 1 of a scenario on a backend. The result must not
/// outlive the scenario. Memory does not grow with the replicates.
ScenarioResult simulate(trials::Scenario const& scenario, std::int64_t replicates, Backend& backend,
                        std::function<void(std::int64_t)> const& on_progress);

/// The same on the processor. The result has the same bits for any
/// number of threads and any instruction level.
ScenarioResult simulate(trials::Scenario const& scenario, std::int64_t replicates,
                        EngineOptions const& options);

}  // namespace vtrial::host
