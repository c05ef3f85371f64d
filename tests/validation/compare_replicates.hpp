// Replicates of the kernels against the reference on the same draws: first the patients, then cut
// and statistics of the kernels' own patients.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "tests/kernels/launch/runs.hpp"
#include "tests/validation/compare_looks.hpp"
#include "tests/validation/compare_patients.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::test {

using kernels::test::RunRecord;

#ifdef VTRIAL_SMALL_TESTS
inline constexpr std::uint64_t part_of_replicates = 50;
#else
inline constexpr std::uint64_t part_of_replicates = 1;
#endif

template <class Run>
void compare_replicate(trials::Study const& study, std::uint64_t replicate, Run& run,
                       Comparison& comparison) {
    run.outcomes.clear();
    run.add(kernels::best_instruction_level(), {replicate, 1});
    kernels::Plan const& plan = run.tables.plan;
    kernels::Patients const& patients = run.workspace.scratch.patients;
    kernels::ReplicateOutcome const& outcome = run.outcomes.front();
    compare_patients(reference::simulate(study, replicate), plan, patients, comparison);
    reference::ReferenceTrial const trial = trial_of(plan, patients);
    std::vector<reference::Cut> const cuts = reference::cuts(study, trial);
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        compare_look(study, trial, cuts[look], outcome.look[look], comparison);
    }
    std::size_t hypothesis = 0;
    for (std::size_t estimand = 0; estimand < study.endpoints.size(); ++estimand) {
        if (!study.endpoints[estimand].levels_one_sided.empty()) {
            int const first = outcome.hypothesis[hypothesis++].rejected_at;
            comparison.require(first == first_rejection(study, estimand, outcome), "rejection");
        }
    }
}

/// What was compared.
template <class Run = RunRecord>
Comparison expect_agreement(trials::Study const& study, std::uint64_t replicates) {
    Run run(study, false);
    Comparison comparison;
    if (study.myeloma) {
        comparison.margin_at_midnight = near_midnight_of_disease;
        comparison.share_near_midnight = 1e-2;  // were all times 0.01 day from the reference's
    }
    replicates = std::max<std::uint64_t>(1, replicates / part_of_replicates);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        compare_replicate(study, replicate, run, comparison);
    }
    for (auto const& fault : comparison.faults) {
        ADD_FAILURE() << fault.first << " differs " << fault.second << " times";
    }
    EXPECT_LT(static_cast<double>(comparison.other_days + comparison.other_events),
              comparison.share_near_midnight * static_cast<double>(comparison.times));
    EXPECT_GT(comparison.tied_events, 0);
    EXPECT_EQ(comparison.responses > 0, !study.responses.empty());
    EXPECT_LT(comparison.largest_z, same_statistic);
    EXPECT_LT(comparison.largest_log_hr, same_statistic);
    EXPECT_LT(comparison.largest_error, same_statistic);
    std::printf(
        "%lld of %lld days, %lld events differ near midnight; %lld tests, %lld tied events;"
        " largest difference of z %.1e, log HR %.1e, its error %.1e\n",
        static_cast<long long>(comparison.other_days), static_cast<long long>(comparison.times),
        static_cast<long long>(comparison.other_events), static_cast<long long>(comparison.tests),
        static_cast<long long>(comparison.tied_events), comparison.largest_z,
        comparison.largest_log_hr, comparison.largest_error);
    testing::Test::RecordProperty("times", std::to_string(comparison.times));
    testing::Test::RecordProperty("other_days", std::to_string(comparison.other_days));
    return comparison;
}

}  // namespace vtrial::test
