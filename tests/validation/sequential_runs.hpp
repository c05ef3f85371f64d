// Many replicates of one sequential study on two threads, each handed to a visitor: what several
// designs would have decided can then be asked of the same data.
#pragma once

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "kernels/launch/cpu.hpp"
#include "tests/kernels/workspace.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::test {

/// The textbook trial with looks at these PFS events, PFS alone being decided. The last months are
/// as far away as they must be for all events to come.
inline trials::Study study_with_looks(double hazard_ratio, std::vector<int> const& events,
                                      trials::SpendingKind spending, double parameter = 0.0) {
    trials::Study study = examples::simple_study(hazard_ratio);
    trials::Endpoint pfs = examples::decided_by_logrank(trials::EndpointKind::PFS);
    pfs.sequential = trials::SequentialDesign{{spending, parameter, {}}, {}, {}};
    for (std::size_t k = 0; k < events.size(); ++k) {
        std::string const name = "look" + std::to_string(k + 1);
        study.analyses.push_back(
            examples::after_events(name, trials::EndpointKind::PFS, events[k]));
        pfs.sequential->planned_events[name] = events[k];
    }
    study.endpoints = {pfs};
    return study;
}

/// Calls `visit(totals, outcome)` for each replicate, with one `Totals` a thread, and adds these.
template <class Totals, class Visit>
Totals visit_replicates(trials::Study const& study, std::int64_t replicates, Visit const& visit) {
    constexpr int threads = 2;
    constexpr std::int64_t chunk = 250;
    trials::PlanTables const tables = trials::lower(study);
    std::vector<Totals> totals(threads);
    auto const work = [&](std::int64_t thread) {
        kernels::test::Workspace workspace(tables.plan);
        std::vector<kernels::ReplicateOutcome> outcomes(static_cast<std::size_t>(chunk));
        for (std::int64_t first = thread * chunk; first < replicates; first += threads * chunk) {
            auto const count = static_cast<std::int32_t>(std::min(chunk, replicates - first));
            kernels::simulate_on_cpu(kernels::best_instruction_level(), tables.plan,
                                     {static_cast<std::uint64_t>(first), count}, workspace.scratch,
                                     workspace.tally(false), outcomes.data());
            for (std::int32_t i = 0; i < count; ++i) {
                visit(totals[static_cast<std::size_t>(thread)],
                      outcomes[static_cast<std::size_t>(i)]);
            }
        }
    };
    std::thread other(work, 1);
    work(0);
    other.join();
    totals[0] += totals[1];
    return std::move(totals[0]);
}

}  // namespace vtrial::test
