// Regimens cycle by cycle.
#include "trials/myeloma/lower_regimens.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "trials/myeloma/maia.hpp"

namespace vtrial::trials {
namespace {

/// Tables of MAIA with this regimen in its experimental arm, its second one, or its later lines.
std::unique_ptr<kernels::RegimenPlan> tables_of(MyelomaModel const& model, int second_cycle = -1) {
    return std::make_unique<kernels::RegimenPlan>(lower_regimens(model, 60, second_cycle));
}

std::vector<int> weeks_of_doses(kernels::RegimenPlan const& plan, int regimen) {
    std::vector<int> weeks;
    for (int week = 0; week < 4 * kernels::most_myeloma_cycles; ++week) {
        int const row = regimen * kernels::most_myeloma_cycles + week / 4;
        if ((plan.dose_weeks[row] >> (week % 4) & 1) != 0) weeks.push_back(week);
    }
    return weeks;
}

std::vector<int> cycles_of_backbone(kernels::RegimenPlan const& plan, int regimen) {
    std::vector<int> cycles;
    for (int cycle = 0; cycle < kernels::most_myeloma_cycles; ++cycle) {
        if (plan.has_backbone[regimen * kernels::most_myeloma_cycles + cycle] != 0) {
            cycles.push_back(cycle);
        }
    }
    return cycles;
}

MyelomaModel with_consolidation() {
    MyelomaModel model = maia();
    model.regimens[1].backbone.pauses = {{16, 32}};
    model.regimens[1].backbone.last_week = 40;
    DaratumumabDosing& dosing = *model.regimens[1].daratumumab;
    dosing.phases = {{0, 1}, {8, 2}};
    dosing.pauses = {{16, 32}};
    dosing.last_week = 40;
    return model;
}

TEST(LowerRegimens, APauseLiesBetweenInductionAndConsolidation) {
    auto const plan = tables_of(with_consolidation());
    EXPECT_EQ(cycles_of_backbone(*plan, 1), (std::vector<int>{0, 1, 2, 3, 8, 9}));
    EXPECT_EQ(weeks_of_doses(*plan, 1),
              (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 32, 34, 36, 38}));
    EXPECT_EQ(plan->daratumumab_cycles[1], 10);
}

TEST(LowerRegimens, WithoutALastWeekTreatmentGoesOn) {
    auto const plan = tables_of(maia());
    EXPECT_EQ(cycles_of_backbone(*plan, 0).size(), 60U);
    EXPECT_EQ(cycles_of_backbone(*plan, kernels::later_regimen).size(), 60U);
    EXPECT_GT(plan->daratumumab_cycles[1], kernels::most_myeloma_cycles);
    EXPECT_EQ(weeks_of_doses(*plan, 0), std::vector<int>{});
}

TEST(LowerRegimens, ASecondOneCountsItsWeeksFromItsStart) {
    MyelomaModel model = with_consolidation();
    model.regimens.second[0] = Regimen{};
    model.regimens.second[0]->backbone.last_week = 0;
    model.regimens.second[1] = model.regimens.second[0];
    DaratumumabDosing maintenance;
    maintenance.phases = {{0, 8}};
    maintenance.last_week = 25;
    model.regimens.second[1]->daratumumab = maintenance;
    auto const plan = tables_of(model, 10);
    EXPECT_EQ(cycles_of_backbone(*plan, kernels::second_regimen), std::vector<int>{});
    EXPECT_EQ(weeks_of_doses(*plan, kernels::second_regimen), std::vector<int>{});
    EXPECT_EQ(weeks_of_doses(*plan, kernels::second_regimen + 1),
              (std::vector<int>{40, 48, 56, 64}));
    EXPECT_EQ(plan->daratumumab_cycles[kernels::second_regimen + 1], 17);
    EXPECT_EQ(plan->has_daratumumab[kernels::second_regimen], 0);
    EXPECT_EQ(plan->has_daratumumab[kernels::second_regimen + 1], 1);
    auto const without = tables_of(model);
    EXPECT_EQ(weeks_of_doses(*without, kernels::second_regimen + 1), std::vector<int>{});
}

TEST(LowerRegimens, ATransplantComesWithTheFirstCycleFromItsWeekOn) {
    Regimen regimen;
    EXPECT_EQ(lower_transplant(regimen).cycle, -1);
    regimen.transplant = Transplant{.week = 17,
                                    .share = 0.9,
                                    .sensitive_kill_log10 = 1.0,
                                    .resistant_kill_log10 = 0.0,
                                    .death_probability = 0.02};
    kernels::TransplantPlan const plan = lower_transplant(regimen);
    EXPECT_EQ(plan.cycle, 5);
    EXPECT_EQ(plan.share, 0.9);
    EXPECT_EQ(plan.death_probability, 0.02);
    EXPECT_NEAR(plan.sensitive_kill * 0x1p-23, 3.3219280948873623, 1e-6);  // log2(10)
    EXPECT_EQ(plan.resistant_kill, 0);
    regimen.transplant->week = 20;
    EXPECT_EQ(lower_transplant(regimen).cycle, 5);
}

}  // namespace
}  // namespace vtrial::trials
