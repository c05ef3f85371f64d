// Replicates run by the CPU launcher, with all that it leaves behind.
#pragma once

#include <cstddef>
#include <vector>

#include "kernels/launch/cpu.hpp"
#include "tests/kernels/workspace.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/lower.hpp"

namespace vtrial::kernels::test {

/// A study with a look of every kind, an endpoint decided at several, and others described.
inline trials::Study with_looks(trials::Study study) {
    using trials::EndpointKind;
    using trials::Trigger;
    study.analyses = {examples::after_events("early", EndpointKind::PFS, 150),
                      examples::after_months("calendar", Trigger::calendar, 40.0),
                      examples::after_months("follow_up", Trigger::minimum_follow_up, 30.0),
                      examples::after_events("late", EndpointKind::OS, 400),
                      examples::after_months("end", Trigger::calendar, 120.0)};
    study.analyses[3].at_latest_months = 70.0;
    study.endpoints = {
        examples::decided_by_logrank(EndpointKind::PFS, {{"early", 0.003}, {"calendar", 0.02}}),
        examples::decided_by_stratified_logrank(EndpointKind::OS, {{"late", 0.01}}),
        examples::decided_by_logrank(EndpointKind::PFS2)};
    return study;
}

/// The plan of a study, and the tally and outcomes of the replicates run so far.
template <class Packed>
class RunRecordOf {
  public:
    explicit RunRecordOf(trials::Study const& study, bool has_bands = true)
        : tables(trials::lower(study)), workspace(tables.plan), has_bands_(has_bands) {}

    void add(InstructionLevel level, ReplicateRange range) {
        std::size_t const before = outcomes.size();
        outcomes.resize(before + static_cast<std::size_t>(range.count));
        simulate_on_cpu(level, tables.plan, range, workspace.scratch, workspace.tally(has_bands_),
                        outcomes.data() + before);
    }

    trials::PlanTables tables;
    WorkspaceOf<Packed> workspace;
    std::vector<ReplicateOutcome> outcomes;

  private:
    bool has_bands_;
};
using RunRecord = RunRecordOf<std::uint32_t>;
using WideRunRecord = RunRecordOf<std::uint64_t>;

}  // namespace vtrial::kernels::test
