// Patients of some replicates, as the CPU launcher makes them.
#pragma once

#include <cstdint>
#include <type_traits>

#include "kernels/launch/cpu.hpp"
#include "tests/kernels/workspace.hpp"
#include "trials/lower.hpp"

namespace vtrial::kernels::test {

/// Calls body(patients, plan) for each of the replicates 0 ... replicates - 1 of a study; or
/// body(patients, tile) with the last tile of patients.
template <class Body>
void for_each_replicate(trials::Study const& study, std::uint64_t replicates, Body const& body) {
    trials::PlanTables const tables = trials::lower(study);
    Workspace workspace(tables.plan);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        simulate_patients_on_cpu(best_instruction_level(), tables.plan, replicate,
                                 workspace.scratch);
        if constexpr (std::is_invocable_v<Body, Patients const&, Plan const&>) {
            body(workspace.scratch.patients, tables.plan);
        } else {
            body(workspace.scratch.patients, workspace.scratch.tile);
        }
    }
}

inline std::int32_t leave_day(Patients const& patients, Endpoint endpoint, std::int32_t i) {
    return patients.observed[static_cast<int>(endpoint)][i] / 2;
}
inline bool has_event(Patients const& patients, Endpoint endpoint, std::int32_t i) {
    return (patients.observed[static_cast<int>(endpoint)][i] & 1) != 0;
}

}  // namespace vtrial::kernels::test
