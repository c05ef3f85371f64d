// Hazards of death by hand.
#include "validation/reference/myeloma/mortality.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

TEST(MyelomaMortality, BackgroundIsThatOfAgeAndSex) {
    trials::BackgroundMortality const mortality;
    Covariates patient;
    patient.age_years = 70.0;
    patient.male = true;
    EXPECT_DOUBLE_EQ(background_hazard(mortality, patient, 0.0), 0.95 * 0.0226 / 12.0);
    // the patient grows older
    EXPECT_DOUBLE_EQ(background_hazard(mortality, patient, 24.0),
                     0.95 * 0.0226 * std::exp(2.0 * 0.0937) / 12.0);
    patient.male = false;
    EXPECT_DOUBLE_EQ(background_hazard(mortality, patient, 0.0), 0.95 * 0.0150 / 12.0);
}

TEST(MyelomaMortality, DiseaseKillsByBurdenLinesAndGrowth) {
    trials::DiseaseMortality const mortality;
    EXPECT_DOUBLE_EQ(disease_hazard(mortality, 0.01, {1.0, -0.5, 0}), 0.01);
    EXPECT_DOUBLE_EQ(disease_hazard(mortality, 0.01, {2.0, 0.0, 1}),
                     0.01 * std::pow(2.0, 1.418) * std::exp(0.480));
    EXPECT_DOUBLE_EQ(disease_hazard(mortality, 0.01, {1.0, 0.1, 0}), 0.01 * (1.0 + 0.364));
    EXPECT_DOUBLE_EQ(disease_hazard(mortality, 0.01, {1.0, 0.0, 0, 0.23}), 0.01 * std::exp(0.23));
}

TEST(MyelomaMortality, TreatmentKillsEarlyAndTheOldAndUnfit) {
    trials::TreatmentMortality const mortality;
    Covariates patient;
    patient.age_years = 80.0;
    patient.performance = 2;
    double const own = 0.0011 * std::exp(0.30 + 0.30 * 1.2);
    EXPECT_DOUBLE_EQ(treatment_hazard(mortality, patient, 0.0), own * 3.0);
    EXPECT_DOUBLE_EQ(treatment_hazard(mortality, patient, 3.0), own * (1.0 + 2.0 / std::exp(1.0)));
}

}  // namespace
}  // namespace vtrial::reference::myeloma
