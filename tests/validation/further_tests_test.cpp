// The reference's further tests against R, on the data of tests/data/README.md.
#include "validation/reference/further_tests.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/csv.hpp"
#include "tests/validation/observations.hpp"

namespace vtrial::reference {
namespace {

using support::CsvTable;

TEST(ReferenceWeightedLogrank, AgreesWithR) {
    CsvTable const oracle("surv_wlr_fh.csv");
    ASSERT_EQ(oracle.size(), 40u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        LogRank const test =
            weighted_logrank(read_data(oracle.text(i, "data")), stratification_of(oracle, i),
                             oracle.number(i, "rho"), oracle.number(i, "gamma"));
        EXPECT_NEAR(test.score, oracle.number(i, "U"), 1e-12);
        EXPECT_NEAR(test.variance, oracle.number(i, "V"), 1e-12);
        EXPECT_NEAR(test.z, oracle.number(i, "z"), 1e-12);
    }
}

TEST(ReferenceMaxCombo, AgreesWithR) {
    CsvTable const oracle("surv_maxcombo.csv");
    ASSERT_EQ(oracle.size(), 8u);
    char const* const columns[] = {"z00", "z01", "z10", "z11"};
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const z = max_combo_z(read_data(oracle.text(i, "data")), stratification_of(oracle, i));
        for (std::size_t k = 0; k < z.size(); ++k) {
            EXPECT_NEAR(z[k], oracle.number(i, columns[k]), 1e-12);
        }
    }
}

TEST(ReferenceRestrictedMean, AgreesWithSurvfit) {
    CsvTable const oracle("surv_rmst.csv");
    ASSERT_EQ(oracle.size(), 8u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const data = read_data(oracle.text(i, "data"));
        double const horizon = oracle.number(i, "tau");
        auto const control = restricted_mean(data, 0, horizon);
        auto const experimental = restricted_mean(data, 1, horizon);
        ASSERT_TRUE(control && experimental);
        EXPECT_NEAR(control->value, oracle.number(i, "rmst0"), 1e-9);
        EXPECT_NEAR(control->standard_error, oracle.number(i, "se0"), 1e-9);
        EXPECT_NEAR(experimental->value, oracle.number(i, "rmst1"), 1e-9);
        EXPECT_NEAR(experimental->standard_error, oracle.number(i, "se1"), 1e-9);
        EXPECT_NEAR(*difference_z(control, experimental, 0.0), -oracle.number(i, "z"), 1e-11);
    }
}

TEST(ReferenceMilestone, AgreesWithSurvfit) {
    CsvTable const oracle("surv_km_milestone.csv");
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const estimate = milestone(read_data(oracle.text(i, "data")),
                                        std::stoi(oracle.text(i, "arm")), oracle.number(i, "time"));
        ASSERT_TRUE(estimate);
        EXPECT_NEAR(estimate->value, oracle.number(i, "surv"), 1e-13);
        EXPECT_NEAR(estimate->standard_error, oracle.number(i, "se"), 1e-13);
    }
    EXPECT_EQ(oracle.size(), 32u);
}

TEST(ReferenceMilestone, EndsWithTheFollowUp) {
    std::vector<Observation> const data{{4, true, 0, 0}, {9, false, 0, 0}, {3, true, 1, 0}};
    EXPECT_TRUE(milestone(data, 0, 9.0));
    EXPECT_FALSE(milestone(data, 0, 9.5));
    EXPECT_FALSE(restricted_mean(data, 0, 9.5));
    EXPECT_EQ(milestone(data, 1, 9.5)->value, 0.0);
    EXPECT_EQ(restricted_mean(data, 1, 9.5)->value, 3.0);
    EXPECT_FALSE(difference_z(milestone(data, 0, 2.0), milestone(data, 1, 2.0), 0.0));
}

TEST(ReferenceCochranMantelHaenszel, AgreesWithMantelhaenTest) {
    CsvTable const oracle("response_strata.csv");
    for (int trial = 1; trial <= 6; ++trial) {
        std::vector<Response> responses;
        double expected = 0.0;
        for (std::size_t i = 0; i < oracle.size(); ++i) {
            if (oracle.number(i, "trial") != trial) continue;
            expected = oracle.number(i, "cmh");
            for (int arm = 0; arm < 2; ++arm) {
                int const patients = std::stoi(oracle.text(i, arm == 0 ? "n0" : "n1"));
                int const responders = std::stoi(oracle.text(i, arm == 0 ? "x0" : "x1"));
                for (int k = 0; k < patients; ++k) {
                    responses.push_back({k < responders, arm, static_cast<int>(i)});
                }
            }
        }
        EXPECT_NEAR(cochran_mantel_haenszel_z(responses), expected, 1e-12);
    }
}

}  // namespace
}  // namespace vtrial::reference
