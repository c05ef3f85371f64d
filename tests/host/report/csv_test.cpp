#include "host/report/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/host/report/simulated_result.hpp"
#include "tests/host/report/whole_reports.hpp"

namespace vtrial::host {
namespace {

using test::curves_csv;
using test::estimates_csv;

TEST(Digits, OfAnErrorAreTwo) {
    EXPECT_EQ(write_error(0.0039123), "0.0039");
    EXPECT_EQ(write_error(0.00996), "0.010");
    EXPECT_EQ(write_error(0.994), "0.99");
    EXPECT_EQ(write_error(0.996), "1.0");
    EXPECT_EQ(write_error(3.14159), "3.1");
    EXPECT_EQ(write_error(31.4), "31");
    EXPECT_EQ(write_error(314.0), "310");
    EXPECT_EQ(write_error(0.0), "0");
    EXPECT_EQ(write_error(2.7e-12), "0.0000000000027");
    EXPECT_EQ(write_error(1.04e-15), "1.0e-15");
}

TEST(Digits, OfAnEstimateEndWithThoseOfItsError) {
    EXPECT_EQ(write_estimate(0.81083, 0.0039), "0.8108");
    EXPECT_EQ(write_estimate(0.8, 0.0039), "0.8000");
    EXPECT_EQ(write_estimate(56.7512345, 0.031), "56.751");
    EXPECT_EQ(write_estimate(310.2499, 0.99), "310.25");
    EXPECT_EQ(write_estimate(12345.6, 314.0), "12350");
    EXPECT_EQ(write_estimate(12345.6, 12.0), "12346");
    EXPECT_EQ(write_estimate(0.0, 0.0002995), "0.00000");
    EXPECT_EQ(write_estimate(1.0, 0.0002995), "1.00000");
    EXPECT_EQ(write_estimate(-0.35667, 0.012), "-0.357");
}

TEST(Digits, OfAnEstimateAreTenAtMost) {
    EXPECT_EQ(write_estimate(0.123456789012345, 1e-14), "0.1234567890");
    EXPECT_EQ(write_estimate(1234.56789012345, 1e-14), "1234.567890");
    EXPECT_EQ(write_estimate(1.0 / 3.0, std::nullopt), "0.3333333333");
    EXPECT_EQ(write_estimate(737.0, 0.0), "737");
    EXPECT_EQ(write_estimate(56.75, std::nullopt), "56.75");
}

TEST(Digits, OfAnExactNumberGiveItBack) {
    EXPECT_EQ(write_exact(0.05), "0.05");
    EXPECT_EQ(write_exact(12.0), "12");
}

TEST(Csv, QuotesWhatNeedsIt) {
    EXPECT_EQ(csv_field("VRd"), "VRd");
    EXPECT_EQ(csv_field(""), "");
    EXPECT_EQ(csv_field("D-VRd, weekly"), "\"D-VRd, weekly\"");
    EXPECT_EQ(csv_field("the \"new\" arm"), "\"the \"\"new\"\" arm\"");
    EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_field("carriage\rreturn"), "\"carriage\rreturn\"");
}

TEST(Csv, OfEstimatesIsAHeaderAndALineEach) {
    EstimateRow row;
    row.scenario = "base";
    row.analysis = "final";
    row.endpoint = "PFS";
    row.test = "logrank";
    row.quantity = "power";
    row.estimate = 0.81083;
    row.mcse = 0.003917;
    EstimateRow missing;
    missing.scenario = "base";
    missing.arm = "A, B";
    missing.quantity = "median";
    missing.at = 0.95;
    EXPECT_EQ(estimates_csv({row, missing}),
              "scenario,analysis,endpoint,rule,subgroup,arm,test,quantity,at,estimate,mcse\n"
              "base,final,PFS,,,,logrank,power,,0.8108,0.0039\n"
              "base,,,,,\"A, B\",,median,0.95,,\n");
}

TEST(Csv, OfCurvesIsAHeaderAndALineEach) {
    CurveRow row;
    row.scenario = "base";
    row.analysis = "final";
    row.endpoint = "PFS";
    row.arm = "VRd";
    row.month = 12;
    row.survival = 0.74321;
    row.mcse = 0.00123;
    row.lower = 0.69;
    CurveRow without_band = row;
    without_band.lower.reset();
    EXPECT_EQ(curves_csv({row, without_band}),
              "scenario,analysis,endpoint,rule,arm,month,survival,lower,upper\n"
              "base,final,PFS,,VRd,12,0.7432,0.69,\n"
              "base,final,PFS,,VRd,12,0.7432,,\n");
}

TEST(Csv, StatesThePowerThatTheReplicatesHad) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<kernels::ReplicateOutcome> outcomes;
    ScenarioResult const result = test::simulated(scenario, 256, &outcomes);
    auto const rejected = std::count_if(outcomes.begin(), outcomes.end(), [](auto const& outcome) {
        return outcome.hypothesis[0].rejected_at >= 0;
    });
    ASSERT_GT(rejected, 0);
    ASSERT_LT(rejected, 256);
    std::string const text = estimates_csv(estimates(result));
    std::string const start = "\nbase,final,PFS,,,,logrank,power,,";
    std::size_t const found = text.find(start);
    ASSERT_NE(found, std::string::npos);
    // the error is between 0.001 and 0.032: at least three decimals are given
    EXPECT_NEAR(std::stod(text.substr(found + start.size())), static_cast<double>(rejected) / 256.0,
                0.0005 + 1e-9);
    EXPECT_EQ(text, estimates_csv(estimates(test::simulated(scenario, 256))));
}

}  // namespace
}  // namespace vtrial::host
