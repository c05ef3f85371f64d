// Survival curves and hazard ratios against R's survival package, on its own data.
#include "validation/reference/myeloma/outcomes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/support/csv.hpp"
#include "trials/myeloma/maia.hpp"

namespace vtrial::reference::myeloma {
namespace {

using Arms = std::array<std::vector<FollowedTime>, 2>;

Arms arms_of(std::string const& data) {
    support::CsvTable const table("data_" + data + ".csv");
    Arms arms;
    for (std::size_t line = 0; line < table.size(); ++line) {
        bool const event = table.number(line, "status") == 1.0;
        arms[static_cast<std::size_t>(table.number(line, "arm"))].push_back(
            {table.number(line, "time"), event});
    }
    return arms;
}

TEST(MyelomaOutcomes, HazardRatiosAreThoseOfCoxph) {
    support::CsvTable const expected("surv_cox_converged.csv");
    for (std::size_t line = 0; line < expected.size(); ++line) {
        if (expected.text(line, "stratified") != "FALSE") continue;
        Arms const arms = arms_of(expected.text(line, "data"));
        Estimate const ratio = hazard_ratio(arms[0], arms[1]);
        // both iterated to the limit of double precision; R prints 17 digits
        EXPECT_NEAR(std::log(ratio.value), expected.number(line, "beta"), 1e-10);
        EXPECT_NEAR(ratio.standard_error / ratio.value, expected.number(line, "se"), 1e-8);
    }
}

TEST(MyelomaOutcomes, CurvesAreThoseOfSurvfit) {
    support::CsvTable const expected("surv_km_milestone.csv");
    for (std::size_t line = 0; line < expected.size(); ++line) {
        Arms const arms = arms_of(expected.text(line, "data"));
        auto const arm = static_cast<std::size_t>(expected.number(line, "arm"));
        Estimate const survival = survival_at(arms[arm], expected.number(line, "time"));
        EXPECT_NEAR(survival.value, expected.number(line, "surv"), 1e-12);  // its digits
        // Greenwood's formula event by event is that of tied events: the terms telescope
        EXPECT_NEAR(survival.standard_error, expected.number(line, "se"), 1e-10);
    }
}

TEST(MyelomaOutcomes, MediansAreThoseOfSurvfit) {
    support::CsvTable const expected("surv_km_quantiles.csv");
    int compared = 0;
    for (std::size_t line = 0; line < expected.size(); ++line) {
        if (expected.number(line, "prob") != 0.5 || expected.text(line, "data") != "lung") continue;
        Arms const arms = arms_of("lung");
        auto const arm = static_cast<std::size_t>(expected.number(line, "arm"));
        EXPECT_EQ(median_survival(arms[arm]).value, expected.number(line, "q"));
        ++compared;
    }
    EXPECT_GT(compared, 0);
}

EnrolledPatient patient_with(double progression, double death, double dropout, double entry_share) {
    EnrolledPatient patient;
    patient.course.first_progression_months = progression;
    patient.course.death_months = death;
    patient.course.dropout_months = dropout;
    patient.entry_share = entry_share;
    return patient;
}

TEST(MyelomaOutcomes, FollowUpEndsAtDropOutTheCutOrTheHorizon) {
    trials::MyelomaTrial trial = trials::maia();
    trial.follow_up.accrual_months = 20.0;
    trial.follow_up.horizon_months = 60.0;
    std::vector<EnrolledPatient> const patients{
        patient_with(10.0, 50.0, 100.0, 0.0),           // event
        patient_with(35.0, 50.0, 20.0, 0.0),            // drops out
        patient_with(38.0, 50.0, 100.0, 0.0),           // early: followed for 40 months
        patient_with(38.0, 50.0, 100.0, 1.0),           // late: for 20
        patient_with(never_months, 70.0, 100.0, 0.0)};  // beyond the horizon
    auto const at_cut = follow_to_cut(trial, patients, MyelomaEndpoint::pfs, 30.0);
    std::vector<std::pair<double, bool>> const expected{
        {10.0, true}, {20.0, false}, {38.0, true}, {20.0, false}, {40.0, false}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(at_cut[i].months, expected[i].first);
        EXPECT_EQ(at_cut[i].event, expected[i].second);
    }
    auto const whole = follow(trial, patients, MyelomaEndpoint::os);
    EXPECT_EQ(whole[0].months, 50.0);
    EXPECT_TRUE(whole[0].event);
    EXPECT_EQ(whole[4].months, 60.0);
    EXPECT_FALSE(whole[4].event);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
