#include "host/analyze/covariate_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "host/analyze/rank_times.hpp"

namespace vtrial::host::test {
namespace {

using kernels::Ties;

/// Patients whose hazard is doubled by the arm and by each unit of a covariate.
PatientData simulated(int patients, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::exponential_distribution<double> exponential;
    PatientData data;
    data.arm_labels = {"A", "B"};
    data.strata = 2;
    Covariate covariate{"x", {}};
    for (int i = 0; i < patients; ++i) {
        data.arm.push_back(static_cast<std::int16_t>(i % 2));
        data.stratum.push_back(static_cast<std::int16_t>(i % 3 == 0 ? 1 : 0));
        covariate.values.push_back(100.0 + normal(random));
        double const log_hazard = std::log(2.0) * (i % 2 + covariate.values.back() - 100.0);
        data.time.push_back(std::ceil(20.0 * exponential(random) * std::exp(-log_hazard)));
        data.event.push_back(random() % 4 == 0 ? 0 : 1);
    }
    data.covariates = {covariate};
    return data;
}

CovariateModel fit(PatientData const& data, Ties ties = Ties::efron) {
    return fit_covariate_model(data, rank_times(data.time).rank, ties);
}

TEST(CovariateModel, FindsWhatWasSimulated) {
    CovariateModel const model = fit(simulated(4000, 1));
    ASSERT_TRUE(model.arm.log_hazard_ratio);
    ASSERT_EQ(model.covariates.size(), 1U);
    EXPECT_EQ(model.covariates[0].name, "x");
    EXPECT_NEAR(*model.arm.log_hazard_ratio, std::log(2.0), 4 * *model.arm.standard_error);
    EXPECT_NEAR(*model.covariates[0].log_hazard_ratio, std::log(2.0),
                4 * *model.covariates[0].standard_error);
    EXPECT_LT(*model.arm.standard_error, 0.05);
}

TEST(CovariateModel, DoesNotSeeTheUnitOfACovariate) {
    PatientData data = simulated(300, 2);
    CovariateModel const model = fit(data);
    for (double& value : data.covariates[0].values) {
        value = -1e6 * value + 7.0;
    }
    CovariateModel const scaled = fit(data);
    EXPECT_NEAR(*scaled.arm.log_hazard_ratio, *model.arm.log_hazard_ratio, 1e-11);
    EXPECT_NEAR(*scaled.covariates[0].log_hazard_ratio * -1e6,
                *model.covariates[0].log_hazard_ratio, 1e-9);
    EXPECT_GT(*scaled.covariates[0].standard_error, 0.0);
}

TEST(CovariateModel, LeavesOutWhatSaysNothing) {
    PatientData data = simulated(300, 3);
    CovariateModel const model = fit(data);
    Covariate constant{"constant", std::vector<double>(300, 0.1)};
    Covariate sum{"sum", {}};
    for (std::size_t i = 0; i < 300; ++i) {
        sum.values.push_back(3.0 * data.covariates[0].values[i] - data.arm[i]);
    }
    data.covariates.push_back(constant);
    data.covariates.push_back(sum);
    CovariateModel const same = fit(data);
    EXPECT_NEAR(*same.arm.log_hazard_ratio, *model.arm.log_hazard_ratio, 1e-11);
    EXPECT_FALSE(same.covariates[1].log_hazard_ratio);
    EXPECT_FALSE(same.covariates[2].standard_error);
    ASSERT_EQ(same.notes.size(), 2U);
    EXPECT_EQ(same.notes[0],
              "\"constant\" says nothing beside the other covariates and is left out of the Cox "
              "model");
    EXPECT_EQ(model.notes.size(), 0U);
}

TEST(CovariateModel, WithoutAMaximumNothingExists) {
    PatientData data = simulated(200, 4);
    Covariate level{"level", {}};
    for (std::size_t i = 0; i < data.time.size(); ++i) {
        bool const is_level = i % 10 == 3;  // none of these has an event
        level.values.push_back(is_level ? 1.0 : 0.0);
        data.event[i] = is_level ? 0 : data.event[i];
    }
    data.covariates.push_back(level);
    for (Ties const ties : {Ties::efron, Ties::breslow}) {
        CovariateModel const model = fit(data, ties);
        EXPECT_FALSE(model.arm.log_hazard_ratio);
        EXPECT_FALSE(model.covariates[0].standard_error);
        ASSERT_EQ(model.notes.size(), 1U);
        EXPECT_EQ(model.notes[0],
                  "the Cox model has no estimate: its likelihood has no maximum, the coefficient "
                  "of \"level\" runs away");
    }
}

TEST(CovariateModel, WithoutEventsNothingExists) {
    PatientData data = simulated(50, 5);
    data.event.assign(50, 0);
    CovariateModel const model = fit(data);
    EXPECT_FALSE(model.arm.log_hazard_ratio);
    EXPECT_FALSE(model.covariates[0].log_hazard_ratio);
}

TEST(CovariateModel, AnOutlierIsNoReasonToFail) {
    PatientData data = simulated(300, 6);
    data.covariates[0].values[7] = 1e5;
    data.time[7] = 1e4;
    CovariateModel const model = fit(data);
    EXPECT_TRUE(model.arm.log_hazard_ratio);
}

}  // namespace
}  // namespace vtrial::host::test
