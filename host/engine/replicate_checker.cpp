#include "host/engine/replicate_checker.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/engine/errors.hpp"
#include "host/engine/outcome_difference.hpp"
#include "kernels/replicate/checked.hpp"

namespace vtrial::host {

ReplicateChecker::ReplicateChecker(kernels::Plan const& plan, CheckedRun run)
    : plan_(plan), run_(std::move(run)), memory_(plan), unused_(kernels::layout_of(plan)) {}

std::size_t ReplicateChecker::most_outcomes(std::int32_t replicates) {
    return static_cast<std::size_t>(kernels::most_groups_of(replicates));
}

void ReplicateChecker::check(kernels::ReplicateRange range,
                             kernels::ReplicateOutcome const* outcomes) {
    std::uint64_t const end = range.first + static_cast<std::uint64_t>(range.count);
    std::uint64_t const first_group = range.first / kernels::check_group;
    for (std::uint64_t group = first_group; group * kernels::check_group < end; ++group) {
        std::uint64_t const replicate = kernels::checked_replicate(plan_.seed, group);
        if (replicate >= range.first && replicate < end) {
            check_replicate(replicate, outcomes[group - first_group]);
        }
    }
}

void ReplicateChecker::check_replicate(std::uint64_t replicate,
                                       kernels::ReplicateOutcome const& outcome) {
    std::lock_guard const lock(mutex_);
    kernels::ReplicateOutcome again;
    unused_.clear();
    kernels::simulate_on_cpu(kernels::InstructionLevel::v3, plan_, {replicate, 1},
                             memory_.scratch(), unused_.view(false), &again);
    if (auto const difference = outcome_difference(plan_, outcome, again)) {
        throw CheckError(fmt::format(
            "scenario {}, replicate {}: {} is {} on the backend {}, and {} when computed again on "
            "the processor; its block is not stored. Results of this device cannot be trusted: "
            "check the machine, then go on elsewhere or with --backend cpu",
            run_.scenario, replicate, difference->quantity, difference->first, run_.backend,
            difference->second));
    }
}

}  // namespace vtrial::host
