// The patients of MAIA and POLLUX: shares, frailty, and what both arms share.
#include "validation/reference/myeloma/patient.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::reference::myeloma {
namespace {

constexpr std::uint32_t count = 20000;

std::vector<Covariates> patients_of(trials::MyelomaTrial const& trial) {
    std::vector<Covariates> patients;
    for (std::uint32_t number = 0; number < count; ++number) {
        patients.push_back(draw_covariates(trial.population, {{21, 3}, number}));
    }
    return patients;
}

template <typename Condition>
double share(std::vector<Covariates> const& patients, Condition condition) {
    return static_cast<double>(std::count_if(patients.begin(), patients.end(), condition)) / count;
}

/// 4.5 standard deviations of a share.
double bound(double expected) { return 4.5 * std::sqrt(expected * (1.0 - expected) / count); }

TEST(MyelomaPatient, MaiasPatientsAreThoseOfTheTrial) {
    auto const patients = patients_of(trials::maia());
    auto const stage_3 = [](Covariates const& patient) { return patient.stage == 3; };
    EXPECT_NEAR(share(patients, stage_3), 0.295, bound(0.295));
    EXPECT_NEAR(share(patients, [](auto const& p) { return p.high_risk_cytogenetics; }), 0.145,
                bound(0.145));
    EXPECT_NEAR(share(patients, [](auto const& p) { return p.performance == 0; }), 0.34,
                bound(0.34));
    // published: 43.6 % are 75 or older and 46 % are frail; 2 points for the shapes assumed
    EXPECT_NEAR(share(patients, [](auto const& p) { return p.age_years >= 75.0; }), 0.436, 0.04);
    EXPECT_NEAR(share(patients, is_frail), 0.46, 0.02);
    EXPECT_EQ(share(patients, [](auto const& p) { return p.prior_lines == 0; }), 1.0);
    EXPECT_EQ(share(patients, [](auto const& p) { return p.measured_in == MeasuredIn::serum; }),
              1.0);
}

TEST(MyelomaPatient, AYoungestAgeCutsTheDistributionOff) {
    trials::MyelomaTrial trial = trials::maia();
    trial.population.age.youngest_years = 75.0;
    auto const patients = patients_of(trial);
    double sum = 0.0;
    for (auto const& patient : patients) {
        EXPECT_GE(patient.age_years, 75.0);
        sum += patient.age_years;
    }
    // of a normal distribution cut off at (75 - 73.5) / 6 and (90 - 73.5) / 6 standard deviations
    auto const density = [](double z) {
        return std::exp(-z * z / 2.0) / std::sqrt(8.0 * std::atan(1.0));
    };
    auto const below = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
    double const mean = 73.5 + 6.0 * (density(0.25) - density(2.75)) / (below(2.75) - below(0.25));
    EXPECT_NEAR(sum / static_cast<double>(patients.size()), mean,
                4.5 * 3.3 / std::sqrt(static_cast<double>(patients.size())));
}

TEST(MyelomaPatient, PolluxPatientsHaveHadOneLineOrMore) {
    auto const patients = patients_of(trials::pollux());
    for (trials::PriorLinesShare const& entry : trials::pollux().population.prior_lines) {
        auto const has_had = [&](Covariates const& own) { return own.prior_lines == entry.lines; };
        EXPECT_NEAR(share(patients, has_had), entry.share, bound(entry.share));
    }
    EXPECT_EQ(share(patients, [](auto const& own) { return own.prior_lines == 0; }), 0.0);
}

TEST(MyelomaPatient, MoreMayBeRefractoryAfterMoreLines) {
    trials::MyelomaTrial trial = trials::pollux();
    trial.population.refractory_share = 0.3;
    trial.population.prior_lines = {{1, 0.6, 0.1}, {2, 0.4, {}}};
    int after[3] = {};
    int refractory_after[3] = {};
    for (Covariates const& patient : patients_of(trial)) {
        after[patient.prior_lines] += 1;
        refractory_after[patient.prior_lines] += patient.refractory ? 1 : 0;
    }
    auto const expect_share = [&](int lines, double expected) {
        auto const patients = static_cast<double>(after[lines]);
        EXPECT_NEAR(refractory_after[lines] / patients, expected,
                    4.5 * std::sqrt(expected * (1.0 - expected) / patients));
    };
    expect_share(1, 0.1);
    expect_share(2, 0.3);
}

TEST(MyelomaPatient, LightChainPatientsMayBeMeasuredOtherwise) {
    trials::MyelomaTrial trial = trials::maia();
    trial.population.measurable.urine_share_of_light_chain = 0.4;
    trial.population.measurable.free_light_chain_share_of_light_chain = 0.5;
    auto const patients = patients_of(trial);
    EXPECT_NEAR(share(patients, [](auto const& p) { return p.measured_in == MeasuredIn::urine; }),
                0.08, bound(0.08));
    EXPECT_NEAR(share(patients,
                      [](auto const& p) { return p.measured_in == MeasuredIn::free_light_chains; }),
                0.10, bound(0.10));
    for (Covariates const& patient : patients) {
        if (patient.measured_in == MeasuredIn::serum) continue;
        EXPECT_EQ(patient.immunoglobulin_half_life_days, 1.0);
        EXPECT_GE(patient.baseline_marker, 100.0);
    }
}

TEST(MyelomaPatient, FrailtyIsTheSimplifiedScore) {
    Covariates patient;
    patient.age_years = 76.0;
    EXPECT_FALSE(is_frail(patient));
    patient.performance = 1;
    EXPECT_TRUE(is_frail(patient));
    patient.age_years = 70.0;
    EXPECT_FALSE(is_frail(patient));
    patient.comorbid = true;
    EXPECT_TRUE(is_frail(patient));
    EXPECT_TRUE(is_frail({.age_years = 81.0}));
}

TEST(MyelomaPatient, PrognosisHasNoMeanAndConstantsTheirMedians) {
    trials::MyelomaTrial const trial = trials::maia();
    double prognosis = 0.0;
    double log_growth = 0.0;
    for (std::uint32_t number = 0; number < count; ++number) {
        PatientDraws const draws{{21, 3}, number};
        auto const own = draw_constants(trial, draw_covariates(trial.population, draws), draws);
        prognosis += own.log_prognosis / count;
        log_growth += std::log(own.growth_rate / 0.0405) / count;
    }
    EXPECT_NEAR(prognosis, 0.0, 4.5 * 0.27 / std::sqrt(count));   // its standard deviation
    EXPECT_NEAR(log_growth, 0.0, 4.5 * 0.82 / std::sqrt(count));  // likewise
}

TEST(MyelomaPatient, PriorLinesCountFromTheSecondOn) {
    trials::MyelomaTrial trial = trials::pollux();
    PatientDraws const draws{{21, 3}, 0};
    auto const growth_after = [&](int lines, bool refractory) {
        Covariates patient = draw_covariates(trial.population, draws);
        patient.prior_lines = lines;
        patient.refractory = refractory;
        return draw_constants(trial, patient, draws).growth_rate;
    };
    EXPECT_EQ(growth_after(0, false), growth_after(1, false));
    EXPECT_NEAR(growth_after(3, true) / growth_after(1, false), std::exp(2 * 0.136 + 0.493), 1e-12);
}

TEST(MyelomaPatient, ADepthIsAShareWithinLimits) {
    trials::ResistantClone const clone;
    EXPECT_DOUBLE_EQ(resistant_share(clone, 2.0), 0.01);
    EXPECT_EQ(resistant_share(clone, 30.0), 1e-11);
    EXPECT_EQ(resistant_share(clone, 0.001), 0.95);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
