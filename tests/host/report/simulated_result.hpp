// Small simulated scenarios for the tests of the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/engine/result.hpp"
#include "kernels/launch/cpu.hpp"
#include "tests/support/example_studies.hpp"

namespace vtrial::host::test {

inline trials::Hazard with_median(double months) {
    trials::Hazard hazard;
    hazard.median_months = months;
    return hazard;
}

/// 120 patients, PFS with a hazard ratio of 0.6, decided at two looks; OS described only.
inline trials::Scenario small_scenario() {
    trials::Scenario scenario;
    scenario.name = "base";
    scenario.description = "a hazard ratio of 0.6 for progression, \"as planned\"";
    trials::Study& study = scenario.study;
    study.arms = {trials::Arm{"VRd", trials::ArmRole::control, 1},
                  trials::Arm{"D-VRd, weekly", trials::ArmRole::experimental, 1}};
    study.patients = 120;
    study.accrual = {{0.0}, {10.0}};
    study.dropout = {0.05, 0.05};
    study.maximum_months = 60.0;
    study.seed = 7;
    std::size_t transition = 0;
    for (double const median : {12.0, 60.0, 2.0, 40.0, 14.0, 40.0, 13.0}) {
        study.model.transitions[transition++].control = with_median(median);
    }
    study.model.transitions[0].effect.hazard_ratio = 0.6;
    study.model.transitions[1].effect.hazard_ratio = 0.6;

    study.analyses = {examples::after_events("interim", trials::EndpointKind::PFS, 40),
                      examples::after_events("final", trials::EndpointKind::PFS, 70)};

    trials::Endpoint pfs;
    pfs.levels_one_sided = {{"interim", 0.003}, {"final", 0.0244}};
    trials::Endpoint os;
    os.kind = trials::EndpointKind::OS;
    study.endpoints = {pfs, os};
    return scenario;
}

/// The same with strata; OS is decided too, by the stratified test at the final analysis.
inline trials::Scenario stratified_scenario() {
    trials::Scenario scenario = small_scenario();
    scenario.name = "stratified";
    trials::Study& study = scenario.study;
    study.factors = {{"risk", {"standard", "high"}, {0.7, 0.3}}};
    study.model.transitions[0].prognosis_by_level = {{"risk", {1.0, 1.8}}};
    study.endpoints[1].deciding_test.stratified = true;
    study.endpoints[1].levels_one_sided = {{"final", 0.025}};
    return scenario;
}

/// What the replicates of a scenario come to; `outcomes` receives each of them, or is null.
/// The scenario must outlive the result.
inline ScenarioResult simulated(trials::Scenario const& scenario, std::int32_t replicates,
                                std::vector<kernels::ReplicateOutcome>* outcomes = nullptr) {
    struct alignas(64) CacheLine {
        std::byte bytes[64];
    };
    ScenarioResult result{&scenario, trials::lower(scenario.study), {}};
    kernels::Plan const& plan = result.tables.plan;
    kernels::TallyLayout const layout = kernels::layout_of(plan);
    std::vector<std::int64_t> sums(static_cast<std::size_t>(layout.sums()));
    std::vector<std::uint32_t> counts(static_cast<std::size_t>(layout.counts()));
    kernels::Scratch scratch{};
    std::vector<CacheLine> memory(
        static_cast<std::size_t>(kernels::lay_out(plan, kernels::thread_shape, nullptr, scratch)) /
            sizeof(CacheLine) +
        1);
    kernels::lay_out(plan, kernels::thread_shape, memory.data(), scratch);
    std::vector<kernels::ReplicateOutcome> all(static_cast<std::size_t>(replicates));
    kernels::simulate_on_cpu(kernels::best_instruction_level(), plan, {0, replicates}, scratch,
                             {layout, sums.data(), counts.data(), 1}, all.data());
    result.total = {layout, {sums.begin(), sums.end()}, {counts.begin(), counts.end()}};
    if (outcomes != nullptr) {
        *outcomes = std::move(all);
    }
    return result;
}

}  // namespace vtrial::host::test
