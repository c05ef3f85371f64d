// Log-rank, Cox and Kaplan-Meier against R survival 3.5-3, on the data of tests/data/README.md.
#include "validation/reference/survival_tests.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/validation/observations.hpp"

namespace vtrial::reference {
namespace {

using support::CsvTable;

TEST(ReferenceLogrank, AgreesWithSurvdiff) {
    CsvTable const oracle("surv_logrank.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "rho") != "0") continue;
        LogRank const test =
            logrank(read_data(oracle.text(i, "data")), stratification_of(oracle, i));
        SCOPED_TRACE(oracle.text(i, "data") + " " + oracle.text(i, "stratified"));
        EXPECT_NEAR(test.score, oracle.number(i, "O1") - oracle.number(i, "E1"), 1e-12);
        EXPECT_NEAR(test.variance, oracle.number(i, "V"), 1e-12);
        EXPECT_NEAR(test.z, oracle.number(i, "z"), 1e-13);
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(ReferenceLogrank, IsZeroWithoutEventsThatCompareArms) {
    LogRank const test = logrank({{1, true, 0, 0}, {2, false, 0, 0}}, Stratification::plain);
    EXPECT_EQ(test.z, 0.0);
    EXPECT_EQ(logrank({}, Stratification::stratified).z, 0.0);
}

void expect_cox(CsvTable const& oracle, std::size_t line, double tolerance) {
    SCOPED_TRACE(oracle.text(line, "data") + " " + oracle.text(line, "stratified"));
    CoxFit const fit =
        cox_efron(read_data(oracle.text(line, "data")), stratification_of(oracle, line));
    EXPECT_TRUE(fit.exists);
    EXPECT_NEAR(fit.log_hazard_ratio, oracle.number(line, "beta"), tolerance);
    EXPECT_NEAR(fit.standard_error, oracle.number(line, "se"), tolerance);
}

TEST(ReferenceCox, AgreesWithCoxph) {
    CsvTable const oracle("surv_cox.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "covars") != "arm" || oracle.text(i, "ties") != "efron") continue;
        expect_cox(oracle, i, 3e-9);  // coxph stops up to 2e-9 from the maximum
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(ReferenceCox, AgreesWithCoxphIteratedFurther) {
    CsvTable const oracle("surv_cox_converged.csv");
    ASSERT_EQ(oracle.size(), 8u);
    for (std::size_t i = 0; i < oracle.size(); ++i) expect_cox(oracle, i, 1e-12);
}

TEST(ReferenceCox, ExistsWhereTheLikelihoodHasAMaximum) {
    Observation const control_event_1{1, true, 0, 0};
    Observation const control_event_3{3, true, 0, 0};
    Observation const experimental_event_1{1, true, 1, 0};
    Observation const experimental_event_2{2, true, 1, 0};
    Observation const experimental_censored_4{4, false, 1, 0};
    auto const exists = [](std::vector<Observation> const& data) {
        return cox_efron(data, Stratification::plain).exists;
    };
    EXPECT_FALSE(exists({}));
    EXPECT_FALSE(exists({control_event_1, experimental_censored_4}));
    EXPECT_FALSE(exists({control_event_1, experimental_event_2}));  // all control events first
    EXPECT_FALSE(exists({experimental_event_2, control_event_3}));
    EXPECT_TRUE(exists({control_event_1, experimental_event_2, control_event_3}));
    EXPECT_TRUE(exists({control_event_1, experimental_event_1}));  // tied
}

TEST(ReferenceCox, ConvergesFarFromZero) {
    // of 102 patients 100 of control fail first, then the only experimental one; one is left:
    // the maximum is at a hazard ratio of about 1/5, where the score below, written out, is 0
    std::vector<Observation> data{{100.5, true, 1, 0}, {200.0, false, 0, 0}};
    for (int i = 1; i <= 100; ++i) data.push_back({static_cast<double>(i), true, 0, 0});
    CoxFit const fit = cox_efron(data, Stratification::plain);
    ASSERT_TRUE(fit.exists);
    double score = 1.0 - 1.0 / (1.0 + std::exp(-fit.log_hazard_ratio));
    for (int n = 2; n <= 101; ++n) {
        score -= 1.0 / (1.0 + n * std::exp(-fit.log_hazard_ratio));
    }
    EXPECT_NEAR(score, 0.0, 1e-12);
}

TEST(ReferenceKaplanMeier, MediansAgreeWithSurvfit) {
    CsvTable const oracle("surv_km_quantiles.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.number(i, "prob") != 0.5 || oracle.text(i, "conf.type") != "log") continue;
        auto const curve =
            kaplan_meier(read_data(oracle.text(i, "data")), std::stoi(oracle.text(i, "arm")));
        SCOPED_TRACE(oracle.text(i, "data") + " arm " + oracle.text(i, "arm"));
        double const expected = oracle.number(i, "q");
        EXPECT_EQ(curve.median().has_value(), !std::isnan(expected));
        EXPECT_EQ(curve.median().value_or(-1.0), std::isnan(expected) ? -1.0 : expected);
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(ReferenceKaplanMeier, SurvivalAgreesWithSurvfit) {
    CsvTable const oracle("surv_km_milestone.csv");
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const curve =
            kaplan_meier(read_data(oracle.text(i, "data")), std::stoi(oracle.text(i, "arm")));
        EXPECT_NEAR(curve.survival_at(oracle.number(i, "time")), oracle.number(i, "surv"), 1e-14);
    }
    EXPECT_EQ(oracle.size(), 32u);
}

TEST(ReferenceKaplanMeier, MedianOfAFlatHalfIsItsMiddle) {
    auto const median = [](std::vector<Observation> const& data) {
        return kaplan_meier(data, 0).median();
    };
    EXPECT_EQ(median({{1, true, 0, 0}, {2, true, 0, 0}, {5, true, 0, 0}, {6, true, 0, 0}}), 3.5);
    EXPECT_EQ(median({{1, true, 0, 0}, {2, true, 0, 0}, {5, false, 0, 0}, {6, true, 0, 0}}), 4.0);
    EXPECT_EQ(median({{1, true, 0, 0}, {2, true, 0, 0}, {5, false, 0, 0}, {9, false, 0, 0}}), 5.5);
    EXPECT_EQ(median({{1, true, 0, 0}, {2, false, 0, 0}}), 1.5);
    EXPECT_EQ(median({{1, false, 0, 0}}), std::nullopt);
    EXPECT_EQ(median({}), std::nullopt);
}

}  // namespace
}  // namespace vtrial::reference
