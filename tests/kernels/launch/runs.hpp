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
    study.analyses = {
        {"early", Trigger::events, EndpointKind::PFS, 150, 0.0, std::nullopt},
        {"calendar", Trigger::calendar, EndpointKind::PFS, 0, 40.0, std::nullopt},
        {"follow_up", Trigger::minimum_follow_up, EndpointKind::PFS, 0, 30.0, std::nullopt},
        {"late", Trigger::events, EndpointKind::OS, 400, 0.0, 70.0},
        {"end", Trigger::calendar, EndpointKind::PFS, 0, 120.0, std::nullopt}};
    study.endpoints = {
        {EndpointKind::PFS, trials::DecidingTest::logrank, {{"early", 0.003}, {"calendar", 0.02}}},
        {EndpointKind::OS, trials::DecidingTest::logrank_stratified, {{"late", 0.01}}},
        {EndpointKind::PFS2, trials::DecidingTest::logrank, {}}};
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
