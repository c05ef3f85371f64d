// Looks of a study with assessments: what the kernels make of their own patients against the
// reference, which replays the patients' histories visit by visit.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/kernels/launch/runs.hpp"
#include "tests/validation/assessed_simulation.hpp"
#include "tests/validation/compare_patients.hpp"
#include "trials/estimands.hpp"
#include "validation/reference/assess.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::test {

#ifdef VTRIAL_SMALL_TESTS
inline constexpr std::uint64_t part_of_assessed_replicates = 20;
#else
inline constexpr std::uint64_t part_of_assessed_replicates = 1;
#endif

/// The histories of a replicate's patients, in the whole days that the kernels have given them.
inline std::vector<reference::PatientHistory> histories_of(trials::Study const& study,
                                                           kernels::Patients const& seen_by_all,
                                                           std::uint64_t replicate) {
    std::vector<reference::PatientHistory> histories;
    auto const last_day = static_cast<int>(study.maximum_months * trials::days_per_month);
    for (std::int32_t i = 0; i < seen_by_all.count; ++i) {
        std::int32_t const pfs = seen_by_all.observed[0][i];
        std::int32_t const os = seen_by_all.observed[2][i];
        auto const who = static_cast<std::uint32_t>(i);
        reference::PatientHistory history;
        history.progression = pfs % 2 == 1 ? pfs / 2 : reference::never_day;
        (os % 2 == 1 ? history.death : history.dropout) = os / 2;
        double const new_therapy =
            reference::new_therapy_days(study, replicate, who, seen_by_all.arm[i]);
        history.new_therapy = static_cast<int>(std::ceil(new_therapy));
        history.visits =
            reference::planned_visits(study, replicate, who, seen_by_all.arm[i], last_day);
        histories.push_back(std::move(history));
    }
    return histories;
}

/// The kernels' patients with the histories that the reference replays.
inline reference::ReferenceTrial trial_with(
    kernels::Plan const& plan, kernels::Patients const& patients,
    std::vector<reference::PatientHistory> const& histories) {
    reference::ReferenceTrial trial = trial_of(plan, patients);
    for (std::size_t i = 0; i < histories.size(); ++i) {
        trial.patients[i].history = histories[i];
    }
    return trial;
}

inline void expect_same_analysis(std::vector<reference::Observation> const& data,
                                 kernels::EstimandOutcome const& outcome) {
    // kernels add floats, the reference doubles
    constexpr double same_statistic = 1e-6;
    for (int arm = 0; arm < 2; ++arm) {
        auto const events = std::count_if(data.begin(), data.end(),
                                          [=](auto const& o) { return o.event && o.arm == arm; });
        auto const median = reference::kaplan_meier(data, arm).median();
        EXPECT_EQ(outcome.events[arm], events);
        EXPECT_EQ(outcome.twice_median_days[arm], median ? 2.0 * *median : -1.0);
    }
    for (int kind = 0; kind < 2; ++kind) {
        auto const stratification = static_cast<reference::Stratification>(kind);
        EXPECT_NEAR(outcome.test[kind].z, reference::logrank(data, stratification).z,
                    same_statistic);
        EXPECT_NEAR(outcome.test[kind].log_hr,
                    reference::cox_efron(data, stratification).log_hazard_ratio, same_statistic);
    }
}

/// What is known of an estimand at a cut by the histories of its patients.
inline std::vector<reference::Observation> data_of(trials::Study const& study,
                                                   trials::Estimand const& estimand,
                                                   reference::ReferenceTrial const& trial,
                                                   int day) {
    trials::Endpoint const& endpoint = study.endpoints[estimand.endpoint];
    auto const members = reference::patients_in(study, endpoint.population, trial);
    if (endpoint.is_from_second()) {
        return estimand.rule ? reference::pfs_from_second_at_cut(members, *estimand.rule, day)
                             : reference::data_from_second(members, endpoint.kind, day);
    }
    return estimand.rule ? reference::pfs_at_cut(members, *estimand.rule, day)
                         : reference::data_at_cut(members, endpoint.kind, day);
}

/// Every estimand of a study at every look, replicate by replicate.
inline void expect_same_looks(trials::Study const& study, std::uint64_t replicates) {
    trials::Study base = study;
    base.assessments.reset();
    AssessedTrials seen_by_all(base);
    kernels::test::RunRecord run(study, false);
    auto const estimands = trials::estimands_of(study);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        auto const histories = histories_of(study, seen_by_all.simulate(replicate), replicate);
        run.outcomes.clear();
        run.add(kernels::best_instruction_level(), {replicate, 1});
        auto const trial = trial_with(run.tables.plan, run.workspace.scratch.patients, histories);
        auto const cuts = reference::cuts(study, trial);
        for (std::size_t look = 0; look < study.analyses.size(); ++look) {
            kernels::LookOutcome const& outcome = run.outcomes.front().look[look];
            ASSERT_EQ(outcome.day, cuts[look].day);
            for (std::size_t k = 0; k < estimands.size(); ++k) {
                expect_same_analysis(data_of(study, estimands[k], trial, cuts[look].day),
                                     outcome.estimand[k]);
            }
        }
    }
}

}  // namespace vtrial::test
