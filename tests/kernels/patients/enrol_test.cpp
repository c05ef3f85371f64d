#include "kernels/patients/enrol.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"
#include "trials/profiles.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(Enrol, ArrivalsKeepToTheAccrualCurve) {
    // 20 a month until month 6, none until month 9, then 50 a month
    for_each_replicate(examples::rich_study(), 50, [](Patients const& patients, Plan const& plan) {
        for (std::int32_t k = 0; k < plan.patients; ++k) {
            double const earliest = k < 120 ? k / 20.0 : 9.0 + (k - 120.0) / 50.0;
            double const latest = k < 120 ? earliest + 1.0 / 20.0 : earliest + 1.0 / 50.0;
            ASSERT_GE(patients.entry_day[k],
                      static_cast<int>(std::floor(earliest * trials::days_per_month)));
            ASSERT_LE(patients.entry_day[k], latest * trials::days_per_month);
            ASSERT_GE(patients.entry_day[k], k > 0 ? patients.entry_day[k - 1] : 0);
        }
    });
}

TEST(Enrol, StrataHaveTheirPrevalences) {
    trials::Study const study = examples::rich_study();
    std::vector<double> const prevalences = trials::prevalences_by_profile(study);
    std::vector<double> count(prevalences.size(), 0.0);
    for_each_replicate(study, 500, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            count[static_cast<std::size_t>(patients.stratum[i])] += 1.0;
        }
    });
    double const all = 500.0 * 737.0;
    for (std::size_t i = 0; i < count.size(); ++i) {
        double const p = prevalences[i];
        EXPECT_NEAR(count[i] / all, p, 4.0 * std::sqrt(p * (1.0 - p) / all)) << i;
    }
}

TEST(Enrol, ProfilesHaveTheirPrevalencesWithinTheirStrata) {
    trials::Study const study = examples::biomarker_study();
    std::vector<double> const prevalences = trials::prevalences_by_profile(study);
    ASSERT_EQ(prevalences.size(), 36u);
    std::vector<double> count(prevalences.size(), 0.0);
    for_each_replicate(study, 500, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            ASSERT_EQ(patients.stratum[i], patients.profile[i] / 6);
            count[static_cast<std::size_t>(patients.profile[i])] += 1.0;
        }
    });
    double const all = 500.0 * 737.0;
    for (std::size_t i = 0; i < count.size(); ++i) {
        double const p = prevalences[i];
        EXPECT_NEAR(count[i] / all, p, 4.0 * std::sqrt(p * (1.0 - p) / all)) << i;
    }
}

TEST(Enrol, BiomarkersLeaveStrataAndArmsAsTheyAre) {
    trials::Study study = examples::rich_study();
    std::vector<int> without;
    for_each_replicate(study, 1, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            without.push_back(2 * patients.stratum[i] + patients.arm[i]);
        }
    });
    study.biomarkers = {{"del17p", {"no", "yes"}, {0.85, 0.15}}};
    for_each_replicate(study, 1, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            ASSERT_EQ(2 * patients.stratum[i] + patients.arm[i],
                      without[static_cast<std::size_t>(i)]);
        }
    });
}

TEST(Enrol, NoWordLeadsToAProfileWithoutPatients) {
    trials::Study study = examples::simple_study(0.7);
    study.biomarkers = {{"one", {"a", "b", "c", "d"}, {0.0, 0.5, 0.0, 0.5}},
                        {"other", {"a", "b", "c"}, {0.4, 0.6, 0.0}}};
    trials::PlanTables const tables = trials::lower(study);
    Workspace workspace(tables.plan);
    std::vector<std::uint32_t> words(static_cast<std::size_t>(study.patients), 0u);
    words[1] = 0x7fffffffu;
    words[2] = 0x80000000u;
    words[3] = 0xffffffffu;
    set_profiles(Team{}, tables.plan, workspace.scratch.patients, words.data());
    std::int16_t const* const profile = workspace.scratch.patients.profile;
    EXPECT_EQ(profile[0], 3);   // b, a
    EXPECT_EQ(profile[1], 4);   // b, b
    EXPECT_EQ(profile[2], 9);   // d, a
    EXPECT_EQ(profile[3], 10);  // d, b
}

TEST(Enrol, PatientsArriveAtTheEnrolledShareOfTheRateAndLaterByTheScreening) {
    // 20 a month until month 6, none until month 9, then 50 a month; 0.9 * 0.8 of them after 21
    // days
    for_each_replicate(
        examples::biomarker_study(), 50, [](Patients const& patients, Plan const& plan) {
            for (std::int32_t k = 0; k < plan.patients; ++k) {
                double const screened = k / 0.72;
                double const earliest =
                    screened < 120 ? screened / 20.0 : 9.0 + (screened - 120.0) / 50.0;
                double const latest = (k + 1) / 0.72 <= 120.0
                                          ? earliest + 1.0 / 0.72 / 20.0
                                          : 9.0 + ((k + 1) / 0.72 - 120.0) / 50.0;
                ASSERT_GE(patients.entry_day[k],
                          static_cast<int>(std::floor(earliest * trials::days_per_month + 21.0)));
                ASSERT_LE(patients.entry_day[k], latest * trials::days_per_month + 21.0);
            }
        });
}

TEST(Enrol, DropOutKeepsItsYearlyProbability) {
    trials::Study study = examples::simple_study(1.0);
    study.dropout = {0.2, 0.02};
    // nobody has an event: those who leave within a year drop out
    for (trials::TransitionModel& model : study.model.transitions) {
        model.control = examples::with_rates({0.0}, {0.0});
        model.effect = {};
    }
    double patients_of[2] = {0.0, 0.0};
    double gone[2] = {0.0, 0.0};
    for_each_replicate(study, 500, [&](Patients const& patients, Plan const& plan) {
        for (std::int32_t i = 0; i < plan.patients; ++i) {
            ASSERT_FALSE(has_event(patients, Endpoint::OS, i) &&
                         leave_day(patients, Endpoint::OS, i) < 16383);
            patients_of[patients.arm[i]] += 1.0;
            gone[patients.arm[i]] += leave_day(patients, Endpoint::OS, i) <= 365 ? 1.0 : 0.0;
        }
    });
    for (int arm = 0; arm < 2; ++arm) {
        double const yearly =
            arm == 0 ? study.dropout.control_per_year : study.dropout.experimental_per_year;
        double const p = 1.0 - std::pow(1.0 - yearly, 365.0 / 365.25);
        EXPECT_NEAR(gone[arm] / patients_of[arm], p,
                    4.0 * std::sqrt(p * (1.0 - p) / patients_of[arm]));
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
