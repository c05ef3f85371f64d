// The same bits at both instruction levels, and however replicates are grouped.
#include "kernels/launch/cpu.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/bits/studies.hpp"
#include "tests/kernels/launch/runs.hpp"

namespace vtrial::kernels::test {
namespace {

void expect_same(TestOutcome const& a, TestOutcome const& b) {
    EXPECT_EQ(bits_as<std::int64_t>(a.z), bits_as<std::int64_t>(b.z));
    EXPECT_EQ(bits_as<std::int64_t>(a.log_hr), bits_as<std::int64_t>(b.log_hr));
    EXPECT_EQ(bits_as<std::int64_t>(a.standard_error), bits_as<std::int64_t>(b.standard_error));
    EXPECT_EQ(a.hr_exists, b.hr_exists);
}

void expect_same(EstimandOutcome const& a, EstimandOutcome const& b) {
    for (int arm = 0; arm < arm_count; ++arm) {
        EXPECT_EQ(a.events[arm], b.events[arm]);
        EXPECT_EQ(a.twice_median_days[arm], b.twice_median_days[arm]);
    }
    for (int kind = 0; kind < stratification_count; ++kind) {
        expect_same(a.test[kind], b.test[kind]);
    }
    for (int test = 0; test < most_further_tests; ++test) {
        EXPECT_TRUE(a.further[test] == b.further[test]) << test;
    }
}

void expect_same(LookOutcome const& a, LookOutcome const& b, int estimands) {
    EXPECT_EQ(a.day, b.day);
    EXPECT_EQ(a.events_not_reached, b.events_not_reached);
    EXPECT_EQ(a.patients, b.patients);
    EXPECT_EQ(a.was_extended, b.was_extended);
    EXPECT_EQ(a.cleaning_events, b.cleaning_events);
    for (int estimand = 0; estimand < estimands; ++estimand) {
        expect_same(a.estimand[estimand], b.estimand[estimand]);
    }
}

void expect_same(RunRecord const& a, RunRecord const& b) {
    EXPECT_TRUE(a.workspace.sums == b.workspace.sums);
    EXPECT_TRUE(a.workspace.counts == b.workspace.counts);
    ASSERT_EQ(a.outcomes.size(), b.outcomes.size());
    for (std::size_t i = 0; i < a.outcomes.size(); ++i) {
        for (int look = 0; look < a.tables.plan.looks; ++look) {
            expect_same(a.outcomes[i].look[look], b.outcomes[i].look[look],
                        a.tables.plan.estimands);
        }
        for (int hypothesis = 0; hypothesis < a.tables.plan.hypotheses; ++hypothesis) {
            EXPECT_TRUE(a.outcomes[i].hypothesis[hypothesis] ==
                        b.outcomes[i].hypothesis[hypothesis]);
        }
        EXPECT_EQ(a.outcomes[i].stopped_at, b.outcomes[i].stopped_at);
    }
}

trials::Study with_everything_but_steps() {
    trials::Study study = examples::simple_study(0.6);
    study.model.frailty_sd = 0.7;
    examples::transition(study, trials::Transition::second_progression).control =
        examples::with_median(12.0, 1.4);
    return study;
}

class InstructionLevels : public testing::TestWithParam<trials::Study> {};

TEST_P(InstructionLevels, GiveTheSameBits) {
    if (best_instruction_level() != InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    trials::Study const study = with_looks(GetParam());
    RunRecord at_v3(study);
    RunRecord at_v4(study);
    at_v3.add(InstructionLevel::v3, {0, 400});
    at_v4.add(InstructionLevel::v4, {0, 400});
    expect_same(at_v3, at_v4);
}

TEST_P(InstructionLevels, GiveTheSameBitsInPatients) {
    if (best_instruction_level() != InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    trials::PlanTables const tables = trials::lower(GetParam());
    Workspace at_v3(tables.plan);
    Workspace at_v4(tables.plan);
    for (std::uint64_t replicate = 0; replicate < 300; ++replicate) {
        simulate_patients_on_cpu(InstructionLevel::v3, tables.plan, replicate, at_v3.scratch);
        simulate_patients_on_cpu(InstructionLevel::v4, tables.plan, replicate, at_v4.scratch);
        Patients const& a = at_v3.scratch.patients;
        Patients const& b = at_v4.scratch.patients;
        for (std::int32_t i = 0; i < tables.plan.patients; ++i) {
            ASSERT_EQ(a.entry_day[i], b.entry_day[i]);
            ASSERT_EQ(a.stratum[i], b.stratum[i]);
            ASSERT_EQ(a.arm[i], b.arm[i]);
            for (int endpoint = 0; endpoint < endpoint_count; ++endpoint) {
                ASSERT_EQ(a.observed[endpoint][i], b.observed[endpoint][i]);
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Of, InstructionLevels,
                         testing::Values(examples::simple_study(0.75), with_everything_but_steps(),
                                         examples::rich_study()));

TEST(Launcher, GivesTheSameBitsInSequentialDesignsAndFurtherTests) {
    if (best_instruction_level() != InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    trials::Study const study = bits::sequential_study();
    RunRecord at_v3(study);
    RunRecord at_v4(study);
    at_v3.add(InstructionLevel::v3, {0, 200});
    at_v4.add(InstructionLevel::v4, {0, 200});
    expect_same(at_v3, at_v4);
}

TEST(Launcher, GivesTheSameBitsWithTheDiseaseModel) {
    if (best_instruction_level() != InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    RunRecord at_v3(bits::myeloma_study());
    RunRecord at_v4(bits::myeloma_study());
    at_v3.add(InstructionLevel::v3, {0, 40});
    at_v4.add(InstructionLevel::v4, {0, 20});
    at_v4.add(InstructionLevel::v4, {20, 20});
    expect_same(at_v3, at_v4);
}

TEST(Launcher, AReplicateDoesNotSeeTheOneBeforeIt) {
    // backwards and one by one in used memory, as a thread would after any other block
    trials::Study const study = with_looks(examples::rich_study());
    RunRecord forwards(study);
    RunRecord backwards(study);
    constexpr int replicates = 60;
    forwards.add(best_instruction_level(), {1000, replicates});
    for (int i = replicates - 1; i >= 0; --i) {
        backwards.add(best_instruction_level(), {static_cast<std::uint64_t>(1000 + i), 1});
    }
    std::reverse(backwards.outcomes.begin(), backwards.outcomes.end());
    expect_same(forwards, backwards);
}

TEST_P(InstructionLevels, GiveTheSameBitsInWideTables) {
    RunRecord narrow(with_looks(GetParam()));
    WorkspaceOf<std::uint64_t> wide(narrow.tables.plan);
    narrow.add(InstructionLevel::v3, {0, 100});
    for (InstructionLevel const level : {InstructionLevel::v3, InstructionLevel::v4}) {
        if (level > best_instruction_level()) {
            continue;
        }
        std::fill(wide.sums.begin(), wide.sums.end(), 0);
        std::fill(wide.counts.begin(), wide.counts.end(), 0u);
        simulate_on_cpu(level, narrow.tables.plan, {0, 100}, wide.scratch, wide.tally(), nullptr);
        EXPECT_TRUE(wide.sums == narrow.workspace.sums);
        EXPECT_TRUE(wide.counts == narrow.workspace.counts);
    }
}

TEST(Launcher, RunsATrialOfMorePatientsThanFitNarrowTables) {
    trials::Study study = with_looks(examples::rich_study());
    study.patients = 70000;
    study.accrual = {{0.0}, {70000.0 / 22.0}};
    trials::PlanTables const tables = trials::lower(study);
    ASSERT_TRUE(is_wide(tables.plan));
    WorkspaceOf<std::uint64_t> workspace(tables.plan);
    ReplicateOutcome outcomes[2];
    simulate_on_cpu(best_instruction_level(), tables.plan, {0, 2}, workspace.scratch,
                    workspace.tally(), outcomes);
    LookOutcome const& last = outcomes[1].look[tables.plan.looks - 1];
    EXPECT_EQ(last.patients, 70000);
    // thirty times the patients of MAIA have a thirtieth of its variance: nobody doubts the effect
    EXPECT_LT(last.estimand[0].test[0].z, -10.0);
}

TEST(Launcher, OutcomesNeedNotBeKept) {
    trials::Study const study = with_looks(examples::simple_study(0.75));
    RunRecord kept(study);
    RunRecord dropped(study);
    kept.add(best_instruction_level(), {0, 20});
    simulate_on_cpu(best_instruction_level(), dropped.tables.plan, {0, 20},
                    dropped.workspace.scratch, dropped.workspace.tally(), nullptr);
    EXPECT_TRUE(kept.workspace.sums == dropped.workspace.sums);
    EXPECT_TRUE(kept.workspace.counts == dropped.workspace.counts);
}

}  // namespace
}  // namespace vtrial::kernels::test
