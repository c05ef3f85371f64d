// When marrow is looked at, and what counts as negative.
#include "validation/reference/myeloma/residual_disease.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "validation/reference/myeloma/time.hpp"
#include "validation/reference/myeloma/treatment.hpp"

namespace vtrial::reference::myeloma {
namespace {

TEST(MyelomaResidualDisease, IsLookedForAtTheFirstCompleteResponseAndOnSchedule) {
    trials::ResidualDisease plan;
    plan.scheduled_months = {12, 18};
    ResidualDiseaseSchedule schedule(plan);
    EXPECT_FALSE(schedule.is_due(5.0, false, false));
    EXPECT_TRUE(schedule.is_due(6.0, true, false));
    EXPECT_FALSE(schedule.is_due(7.0, true, true));
    EXPECT_TRUE(schedule.is_due(12.1, false, true));
    EXPECT_FALSE(schedule.is_due(13.0, true, true));
    EXPECT_TRUE(schedule.is_due(19.0, true, true));
}

TEST(MyelomaResidualDisease, AMonthWithoutACompleteResponseIsLost) {
    trials::ResidualDisease plan;
    plan.scheduled_months = {12};
    ResidualDiseaseSchedule schedule(plan);
    EXPECT_FALSE(schedule.is_due(12.5, false, false));
    EXPECT_TRUE(schedule.is_due(14.0, true, false));
    EXPECT_FALSE(schedule.is_due(15.0, true, true));
}

TEST(MyelomaResidualDisease, IsNegativeBelowTheThresholdWithItsError) {
    trials::ResidualDisease const plan;  // 40 % of marrow at baseline, 1e-5
    EXPECT_TRUE(look_at_marrow(plan, 2.4e-5, 12.0, 0.0).negative);
    EXPECT_FALSE(look_at_marrow(plan, 2.6e-5, 12.0, 0.0).negative);
    EXPECT_FALSE(look_at_marrow(plan, 2.4e-5, 12.0, 1.0).negative);
    EXPECT_NEAR(look_at_marrow(plan, 2.5e-4, 12.0, 1.0).log10_clonal_share, -4.0 + 0.35, 1e-12);
}

TEST(MyelomaResidualDisease, IsSustainedFromOneResultToAnotherAYearLater) {
    auto const at = [](double months, bool negative) {
        return ResidualDiseaseResult{months, 0.0, negative};
    };
    using Results = std::vector<ResidualDiseaseResult>;
    auto const sustained = [](Results const& results) {
        return sustained_negative_months(results, 12.0);
    };
    EXPECT_EQ(sustained({at(6, true), at(12, true), at(18, true), at(24, true)}), 18.0);
    EXPECT_EQ(sustained({at(6, true), at(12, true)}), never_months);
    EXPECT_EQ(sustained({at(6, true), at(12, false), at(18, true)}), never_months);
    EXPECT_EQ(sustained({at(6, false), at(12, true), at(24, true)}), 24.0);
}

TEST(MyelomaResidualDisease, MonthsOfASustainedResultAreWholeCycles) {
    auto const after = [](int cycles) {
        return ResidualDiseaseResult{cycles * cycle_months, 0.0, true};
    };
    // the first visits from months 12 and 24 on are 13 cycles, 11.96 months, apart
    EXPECT_EQ(sustained_negative_months({after(14), after(27)}, 12.0), 27 * cycle_months);
    EXPECT_EQ(sustained_negative_months({after(14), after(26)}, 12.0), never_months);
    EXPECT_EQ(sustained_negative_months({after(14), after(33)}, 18.0), never_months);
    EXPECT_EQ(sustained_negative_months({after(14), after(34)}, 18.0), 34 * cycle_months);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
