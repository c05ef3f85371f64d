// `vtrial analyze --json`, run as a program, against R survival 3.5-3 on the data of
// tests/data/README.md.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/analyze_oracle.hpp"

namespace vtrial::host::test {
namespace {

using nlohmann::json;
using support::analyze;
using support::CsvTable;
using Words = std::vector<std::string>;

/// What is promised beside R, relative. R's own coxph stops up to 4e-9 from the maximum; risk-table
/// terms are rounded to 2^-42, logarithms of survival to 2^-40.
constexpr double promised = 1e-8;

/// NA of R is null.
void expect_equal(json const& value, double expected, double tolerance = promised) {
    if (std::isnan(expected)) {
        EXPECT_TRUE(value.is_null()) << value;
        return;
    }
    ASSERT_TRUE(value.is_number()) << value;
    EXPECT_NEAR(value.get<double>(), expected, tolerance * std::abs(expected));
}

double p_of(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

TEST(AnalyzeOracles, LogRankIsSurvdiff) {
    CsvTable const oracle("surv_logrank.csv");
    ASSERT_EQ(oracle.size(), 16U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        bool const is_plain = oracle.text(i, "rho") == "0";
        json const result = analyze(oracle, i, is_plain ? Words{} : Words{"--fh", "1,0"});
        json const& test = is_plain ? result["logrank"] : result["weighted"][0];
        EXPECT_EQ(result["n"], oracle.number(i, "n"));
        EXPECT_EQ(result["events"], oracle.number(i, "events"));
        expect_equal(test["z"], oracle.number(i, "z"));
        expect_equal(test["p"], oracle.number(i, "p_two"));
        if (is_plain) {
            expect_equal(test["chisq"], oracle.number(i, "chisq"));
            EXPECT_EQ(result["arms"][1]["events"], oracle.number(i, "O1"));
        }
    }
}

TEST(AnalyzeOracles, CoxIsCoxph) {
    CsvTable const oracle("surv_cox.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        std::string const ties = oracle.text(i, "ties");
        if (ties == "exact") {
            continue;
        }
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        Words words{"--ties", ties};
        if (oracle.text(i, "covars") == "arm+x1") {
            words.insert(words.end(), {"--covariate", "x1"});
        }
        json const cox = analyze(oracle, i, words)["cox"];
        EXPECT_EQ(cox["ties"], ties);
        expect_equal(cox["log_hr"], oracle.number(i, "beta"));
        expect_equal(cox["se"], oracle.number(i, "se"));
        expect_equal(cox["hr"], oracle.number(i, "hr"));
        expect_equal(cox["lower"], oracle.number(i, "lo"));
        expect_equal(cox["upper"], oracle.number(i, "hi"));
        ++compared;
    }
    EXPECT_EQ(compared, 24);
}

TEST(AnalyzeOracles, CoxIsTheMaximum) {
    CsvTable const oracle("surv_cox_converged.csv");
    ASSERT_EQ(oracle.size(), 8U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const cox = analyze(oracle, i, {})["cox"];
        // the sum of a few hundred terms rounded to 2^-42
        expect_equal(cox["log_hr"], oracle.number(i, "beta"), 1e-10);
        expect_equal(cox["se"], oracle.number(i, "se"), 1e-10);
    }
}

TEST(AnalyzeOracles, MediansAreThoseOfSurvfit) {
    CsvTable const oracle("surv_km_quantiles.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.number(i, "prob") != 0.5 || oracle.text(i, "conf.type") != "log-log") {
            continue;
        }
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const result = analyze(oracle.text(i, "data"), {});
        json const& arm = result["arms"][static_cast<std::size_t>(oracle.number(i, "arm"))];
        EXPECT_EQ(arm["label"], oracle.text(i, "arm"));
        expect_equal(arm["median"]["estimate"], oracle.number(i, "q"));
        expect_equal(arm["median"]["lower"], oracle.number(i, "lo"));
        expect_equal(arm["median"]["upper"], oracle.number(i, "hi"));
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(AnalyzeOracles, MilestonesAreThoseOfSurvfit) {
    CsvTable const oracle("surv_km_milestone.csv");
    ASSERT_EQ(oracle.size(), 32U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const result =
            analyze(oracle.text(i, "data"), {"--milestone", oracle.text(i, "time")});
        json const& milestone = result["milestone"][0];
        json const& arm = milestone["arms"][static_cast<std::size_t>(oracle.number(i, "arm"))];
        EXPECT_EQ(milestone["time"], oracle.number(i, "time"));
        expect_equal(arm["survival"], oracle.number(i, "surv"));
        expect_equal(arm["se"], oracle.number(i, "se"));
        expect_equal(arm["lower"], oracle.number(i, "lo"));
        expect_equal(arm["upper"], oracle.number(i, "hi"));
    }
}

TEST(AnalyzeOracles, MilestoneDifferencesFollowFromTheArms) {
    CsvTable const oracle("surv_km_milestone.csv");
    auto const other_arm = [&](std::size_t i) {
        for (std::size_t j = i + 1; j < oracle.size(); ++j) {
            if (oracle.text(j, "data") == oracle.text(i, "data") &&
                oracle.text(j, "time") == oracle.text(i, "time")) {
                return j;
            }
        }
        return oracle.size();
    };
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        std::size_t const j = other_arm(i);
        if (j == oracle.size()) {
            continue;
        }
        double const difference = oracle.number(j, "surv") - oracle.number(i, "surv");
        double const se = std::hypot(oracle.number(i, "se"), oracle.number(j, "se"));
        json const result =
            analyze(oracle.text(i, "data"), {"--milestone", oracle.text(i, "time")});
        json const& milestone = result["milestone"][0];
        expect_equal(milestone["difference"], difference);
        expect_equal(milestone["se"], se);
        expect_equal(milestone["z"], -difference / se);
        expect_equal(milestone["p"], p_of(difference / se));
        ++compared;
    }
    EXPECT_EQ(compared, 16);
}

TEST(AnalyzeOracles, RestrictedMeansAreThoseOfSurvfit) {
    CsvTable const oracle("surv_rmst.csv");
    ASSERT_EQ(oracle.size(), 8U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const rmst =
            analyze(oracle.text(i, "data"), {"--rmst", oracle.text(i, "tau")})["rmst"];
        EXPECT_EQ(rmst["tau"], oracle.number(i, "tau"));
        for (std::size_t arm = 0; arm < 2; ++arm) {
            std::string const which = std::to_string(arm);
            EXPECT_EQ(rmst["arms"][arm]["label"], which);
            expect_equal(rmst["arms"][arm]["estimate"], oracle.number(i, "rmst" + which));
            expect_equal(rmst["arms"][arm]["se"], oracle.number(i, "se" + which));
        }
        expect_equal(rmst["difference"], oracle.number(i, "diff"));
        expect_equal(rmst["se"], oracle.number(i, "se"));
        // a longer mean favours the experimental arm: z < 0 here
        expect_equal(rmst["z"], -oracle.number(i, "z"));
        expect_equal(rmst["p"], oracle.number(i, "p_two"));
    }
}

TEST(AnalyzeOracles, FlemingHarringtonTests) {
    CsvTable const oracle("surv_wlr_fh.csv");
    ASSERT_EQ(oracle.size(), 40U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const test =
            analyze(oracle, i,
                    {"--fh", oracle.text(i, "rho") + "," + oracle.text(i, "gamma")})["weighted"][0];
        EXPECT_EQ(test["rho"], oracle.number(i, "rho"));
        EXPECT_EQ(test["gamma"], oracle.number(i, "gamma"));
        expect_equal(test["z"], oracle.number(i, "z"));
        expect_equal(test["p"], p_of(oracle.number(i, "z")));
    }
}

TEST(AnalyzeOracles, MaxCombo) {
    CsvTable const oracle("surv_maxcombo.csv");
    ASSERT_EQ(oracle.size(), 8U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const test = analyze(oracle, i, {"--maxcombo"})["maxcombo"];
        expect_equal(test["z"], oracle.number(i, "zmin"));
        // R's is one sample of mvtnorm's for 1 - p: two of the eight are 3e-6 and 4e-6, one-sided,
        // from sums of rectangles (normal_rectangles.csv), the others nearer than 1e-6
        double const p = std::min(1.0, 2 * oracle.number(i, "p_one_sided"));
        EXPECT_NEAR(test["p"].get<double>(), p,
                    oracle.text(i, "data") == "colon_rec" ? 9e-6 : 2e-6);
    }
}

TEST(AnalyzeOracles, NearTiesAreTies) {
    CsvTable const oracle("surv_timefix.csv");
    ASSERT_EQ(oracle.text(0, "timefix"), " TRUE");
    json const result = analyze("timefix", {});
    expect_equal(result["logrank"]["z"], oracle.number(0, "z_survdiff"));
    expect_equal(result["cox"]["log_hr"], oracle.number(0, "beta_efron"));
    expect_equal(analyze("timefix", {"--ties", "breslow"})["cox"]["log_hr"],
                 oracle.number(0, "beta_breslow"));
}

}  // namespace
}  // namespace vtrial::host::test
