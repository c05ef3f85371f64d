// Closed forms of recruitment through screening.
#include "trials/screening.hpp"

#include <gtest/gtest.h>

#include "tests/support/example_studies.hpp"
#include "trials/closed_form.hpp"

namespace vtrial::trials {
namespace {

constexpr double rounding = 1e-12;  // of some sums and products of doubles

TEST(Screening, WithoutItPatientsAreRandomisedAsTheyArrive) {
    Study const study = examples::rich_study();
    EXPECT_EQ(enrolled_share(study), 1.0);
    EXPECT_EQ(randomisation_accrual(study), study.accrual);
    EXPECT_EQ(expected_screened(study), 737.0);
}

TEST(Screening, SharesOfIndependentFactorsMultiply) {
    Study study = examples::biomarker_study();
    EXPECT_NEAR(eligible_share(study), 0.9, rounding);
    EXPECT_NEAR(enrolled_share(study), 0.9 * 0.8, rounding);
    study.screening.eligible["stage"] = {"III"};
    EXPECT_NEAR(enrolled_share(study), 0.9 * 0.3 * 0.8, rounding);
    EXPECT_NEAR(expected_screened(study), 737.0 / (0.9 * 0.3 * 0.8), 1e-9);
}

TEST(Screening, PrevalencesAreThoseAmongTheEnrolled) {
    Study const study = examples::biomarker_study();
    EXPECT_EQ(enrolled_prevalences(study.screening, study.biomarkers[0]),
              study.biomarkers[0].prevalences);
    std::vector<double> const enrolled = enrolled_prevalences(study.screening, study.biomarkers[1]);
    ASSERT_EQ(enrolled.size(), 3u);
    EXPECT_NEAR(enrolled[0], 0.6 / 0.9, rounding);
    EXPECT_NEAR(enrolled[1], 0.3 / 0.9, rounding);
    EXPECT_EQ(enrolled[2], 0.0);
}

TEST(Screening, FullAccrualComesWhenThePlannedRateHasScreenedEnough) {
    // 25 a month screened, 60 % of 80 % randomised: 12 a month, 300 after 25 months and 30.4375
    // days
    Study study = examples::simple_study(0.7);
    study.patients = 300;
    study.accrual = {{0.0}, {25.0}};
    study.biomarkers = {{"FISH", {"standard", "high"}, {0.4, 0.6}}};
    study.screening = {days_per_month, 0.2, {{"FISH", {"high"}}}};
    EXPECT_NEAR(planned_accrual_months(randomisation_accrual(study), study.patients), 26.0, 1e-9);
    study.screening.days = 0.0;
    EXPECT_NEAR(planned_accrual_months(randomisation_accrual(study), study.patients), 25.0, 1e-9);
    // a pause of recruitment stays where it is: 120 screened by month 4, a pause until month 7
    study.accrual = {{0.0, 4.0, 7.0}, {30.0, 0.0, 25.0}};
    double const left = 300.0 / 0.48 - 120.0;
    EXPECT_NEAR(planned_accrual_months(randomisation_accrual(study), study.patients),
                7.0 + left / 25.0, 1e-9);
}

TEST(Screening, ExpectedEventsComeLaterByTheScreening) {
    Study study = examples::simple_study(0.75);
    auto const hazard = constant_pfs_hazard_per_month(study, ArmRole::control);
    double const before = expected_pfs_events(study, ArmRole::control, hazard.value(), 40.0);
    // twice as many screened, half of whom fail
    study.accrual.patients_per_month[0] *= 2.0;
    study.screening = {2.0 * days_per_month, 0.5, {}};
    EXPECT_NEAR(expected_pfs_events(study, ArmRole::control, hazard.value(), 42.0), before, 1e-9);
}

}  // namespace
}  // namespace vtrial::trials
