// Responses and margins in `vtrial analyze`, run as a program: against R (tests/data/README.md),
// and against what follows from R's estimates.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/analyze_oracle.hpp"
#include "tests/support/csv.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using nlohmann::json;
using support::CsvTable;
using support::ProgramRun;
using support::TemporaryFolder;
using Words = std::vector<std::string>;

/// What is promised beside R, relative.
constexpr double promised = 1e-8;

double p_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

void expect_equal(json const& value, double expected) {
    ASSERT_TRUE(value.is_number()) << value;
    EXPECT_NEAR(value.get<double>(), expected, promised * std::abs(expected));
}

/// A z and its p-values, of a margin.
void expect_margin_test(json const& margin, double value, double z) {
    expect_equal(margin["value"], value);
    expect_equal(margin["z"], z);
    expect_equal(margin["p"], 2.0 * p_below(-std::abs(z)));
    expect_equal(margin["p_one_sided"], p_below(z));
}

/// Patients of counts, arms 0 and 1, a line each.
void add_patients(std::ostringstream& text, CsvTable const& oracle, std::size_t line, int stratum) {
    for (std::string const arm : {"0", "1"}) {
        double const responders = oracle.number(line, "x" + arm);
        for (int i = 0; i < oracle.number(line, "n" + arm); ++i) {
            text << arm << ',' << (i < responders ? 1 : 0) << ',' << stratum << '\n';
        }
    }
}

class AnalyzeResponses : public testing::Test {
  protected:
    ProgramRun run_on(std::string const& text, Words const& more) const {
        support::write_text(folder_ / "a.csv", text);
        Words words{"analyze", "a.csv", "--arm", "arm"};
        words.insert(words.end(), more.begin(), more.end());
        return support::run_program(words, {folder_.path(), "", "", {}});
    }

    json analyze(std::string const& text, Words more) const {
        more.insert(more.end(), {"--response", "responds", "--json"});
        ProgramRun const run = run_on(text, more);
        EXPECT_EQ(run.exit_code, 0) << run.err;
        return json::parse(run.out);
    }

    /// What is said about a wrong command line.
    std::string refusal(Words const& more) const {
        ProgramRun const run = run_on("time,event,arm,responds\n1,1,A,0\n2,1,B,1\n", more);
        EXPECT_EQ(run.exit_code, 2) << run.err;
        EXPECT_EQ(run.out, "");
        return run.err;
    }

    TemporaryFolder folder_;
};

TEST_F(AnalyzeResponses, RatesAreThoseOfPropTestAndFarringtonManning) {
    CsvTable const oracle("response_rates.csv");
    ASSERT_EQ(oracle.size(), 24U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        std::ostringstream text;
        text << "arm,responds,site\n";
        add_patients(text, oracle, i, 1);
        double const margin = oracle.number(i, "margin");
        json const result = analyze(
            text.str(), margin > 0.0 ? Words{"--rate-margin", oracle.text(i, "margin")} : Words{});
        json const& response = result["response"][0];
        EXPECT_EQ(response["column"], "responds");
        EXPECT_EQ(response["arms"][1]["responders"], oracle.number(i, "x1"));
        EXPECT_EQ(response["arms"][0]["n"], oracle.number(i, "n0"));
        expect_equal(response["difference"], oracle.number(i, "difference"));
        if (margin > 0.0) {
            expect_margin_test(response["margin"], margin, oracle.number(i, "z"));
        } else {
            expect_equal(response["z"], oracle.number(i, "z"));
            EXPECT_FALSE(response.contains("margin"));
        }
        EXPECT_FALSE(response.contains("cmh"));
    }
}

TEST_F(AnalyzeResponses, StrataAreThoseOfMantelhaenTestAndMetafor) {
    CsvTable const oracle("response_strata.csv");
    int compared = 0;
    for (std::size_t first = 0; first < oracle.size();) {
        std::ostringstream text;
        text << "arm,responds,site\n";
        std::size_t end = first;
        for (; end < oracle.size() && oracle.text(end, "trial") == oracle.text(first, "trial");
             ++end) {
            add_patients(text, oracle, end, static_cast<int>(end));
        }
        if (end - first > 1) {
            SCOPED_TRACE(testing::Message() << "line " << first + 2);
            json const result = analyze(text.str(), {"--strata", "site", "--rate-margin", "0.1"});
            json const& response = result["response"][0];
            json const& stratified = response["stratified"];
            double const difference = oracle.number(first, "difference");
            double const standard_error = oracle.number(first, "standard_error");
            double const cmh = oracle.number(first, "cmh");
            EXPECT_EQ(result["strata"], end - first);
            expect_equal(response["cmh"]["z"], cmh);
            expect_equal(response["cmh"]["chisq"], cmh * cmh);
            expect_equal(response["cmh"]["p"], 2.0 * p_below(-std::abs(cmh)));
            expect_equal(stratified["difference"], difference);
            expect_equal(stratified["se"], standard_error);
            expect_equal(stratified["z"], -difference / standard_error);
            expect_equal(stratified["upper"], difference + 1.9599639845400545 * standard_error);
            expect_margin_test(stratified["margin"], 0.1, -(difference + 0.1) / standard_error);
            ++compared;
        }
        first = end;
    }
    EXPECT_EQ(compared, 5);
}

TEST_F(AnalyzeResponses, WithoutTimesOnlyResponsesAreCompared) {
    std::string const text =
        "arm,responds,mrd\nA,no,0\nA,no,0\nA,yes,0\nB,yes,1\nB,yes,0\nB,no,0\nB,NA,1\n";
    Words const columns{"--response", "responds", "--response-value", "yes"};
    ProgramRun const table = run_on(text, columns);
    EXPECT_EQ(table.exit_code, 0) << table.err;
    EXPECT_EQ(table.err, "vtrial: note: 1 of 7 rows left out: no value in \"responds\" (1)\n");
    EXPECT_TRUE(table.out.starts_with("6 patients; control \"A\". z < 0 favours \"B\"."))
        << table.out;
    EXPECT_EQ(table.out.find("log-rank"), std::string::npos) << table.out;
    EXPECT_NE(table.out.find("\nrate of responds "), std::string::npos) << table.out;
    EXPECT_NE(table.out.find("\n  B                       2 of 3, 66.67 % ("), std::string::npos)
        << table.out;
    Words both = columns;
    both.insert(both.end(), {"--response", "mrd", "--json"});
    both[3] = "1";
    json const result = json::parse(run_on("arm,responds,mrd\nA,0,0\nB,1,0\nB,0,1\n", both).out);
    EXPECT_EQ(result["response"].size(), 2U);
    EXPECT_EQ(result["response"][1]["column"], "mrd");
    for (char const* const key : {"events", "logrank", "cox"}) {
        EXPECT_FALSE(result.contains(key)) << key;
    }
    EXPECT_EQ(result["arms"][1]["n"], 2);
    EXPECT_FALSE(result["arms"][1].contains("median"));
}

TEST_F(AnalyzeResponses, WhatDoesNotExistIsNull) {
    // nobody responds: a difference of 0 without a variance
    json const none = analyze("arm,responds,site\nA,0,1\nA,0,2\nB,0,1\nB,0,2\n",
                              {"--strata", "site"})["response"][0];
    EXPECT_EQ(none["difference"], 0.0);
    EXPECT_TRUE(none["z"].is_null());
    EXPECT_TRUE(none["cmh"]["z"].is_null());
    EXPECT_EQ(none["arms"][0]["lower"], 0.0);
    EXPECT_GT(none["arms"][0]["upper"], 0.5);
    // no stratum has both arms
    json const apart = analyze("arm,responds,site\nA,0,1\nA,1,1\nB,0,2\nB,1,2\n",
                               {"--strata", "site"})["response"][0];
    EXPECT_TRUE(apart["stratified"]["difference"].is_null());
    EXPECT_TRUE(apart["stratified"]["lower"].is_null());
    EXPECT_TRUE(apart["z"].is_number());
    EXPECT_EQ(run_on("arm,responds\nA,1\nB,1\n", {"--response", "responds"}).err,
              "vtrial: note: no test of \"responds\": everybody responds\n");
}

TEST_F(AnalyzeResponses, TheCommandLineIsStrict) {
    EXPECT_EQ(refusal({"--response", "responds", "--event", "event"}),
              "vtrial: error: --event needs --time\n");
    EXPECT_EQ(refusal({"--response", "responds", "--rmst", "1"}),
              "vtrial: error: --rmst needs --time\n");
    EXPECT_EQ(refusal({"--response", "responds", "--maxcombo"}),
              "vtrial: error: --maxcombo needs --time\n");
    EXPECT_EQ(refusal({"--response", "arm"}),
              "vtrial: error: column 'arm' is named twice, the second time by --response\n");
    EXPECT_EQ(refusal({"--response", "responds", "--rate-margin", "1"}),
              "vtrial: error: --rate-margin must be below 1, got '1'\n");
    EXPECT_EQ(refusal({"--response", "responds", "--rate-margin", "0"}),
              "vtrial: error: --rate-margin must be a number above 0, got '0'\n");
    Words const times{"--time", "time", "--event", "event"};
    auto const beside_times = [&](Words const& more) {
        Words words = times;
        words.insert(words.end(), more.begin(), more.end());
        return refusal(words);
    };
    EXPECT_EQ(beside_times({"--rate-margin", "0.1"}),
              "vtrial: error: --rate-margin needs --response\n");
    EXPECT_EQ(beside_times({"--response-value", "1"}),
              "vtrial: error: --response-value needs --response\n");
    EXPECT_EQ(beside_times({"--rmst-margin", "1"}), "vtrial: error: --rmst-margin needs --rmst\n");
    EXPECT_EQ(beside_times({"--rmst", "2", "--rmst-margin", "2"}),
              "vtrial: error: --rmst-margin must be below 2, got '2'\n");
    EXPECT_EQ(beside_times({"--hazard-ratio-margin", "2000"}),
              "vtrial: error: --hazard-ratio-margin must be from 0.001 to 1000, got '2000'\n");
}

TEST_F(AnalyzeResponses, AResponseIsOneOrTheValueGiven) {
    ProgramRun const run =
        run_on("arm,responds\nA,CR\nB,PR\n", {"--response", "responds", "--json"});
    EXPECT_EQ(run.exit_code, 3);
    EXPECT_TRUE(run.err.starts_with(
        "a.csv:2:3: error: \"CR\" is neither 0 nor 1; tell by --response-value which value of "
        "\"responds\" is a response\n"))
        << run.err;
}

TEST(AnalyzeMargins, LogRankIsTheScoreTestOfR) {
    CsvTable const oracle("surv_margin.csv");
    ASSERT_GT(oracle.size(), 0U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const result =
            support::analyze(oracle, i, {"--hazard-ratio-margin", oracle.text(i, "margin")});
        expect_margin_test(result["logrank"]["margin"], oracle.number(i, "margin"),
                           oracle.number(i, "z"));
    }
}

TEST(AnalyzeMargins, CoxIsWaldsTestOfCoxph) {
    CsvTable const oracle("surv_cox_converged.csv");
    ASSERT_EQ(oracle.size(), 8U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        json const result = support::analyze(oracle, i, {"--hazard-ratio-margin", "1.3"});
        double const z = (oracle.number(i, "beta") - std::log(1.3)) / oracle.number(i, "se");
        expect_margin_test(result["cox"]["margin"], 1.3, z);
    }
}

TEST(AnalyzeMargins, RestrictedMeansAndMilestonesFollowFromTheirDifferences) {
    CsvTable const oracle("surv_rmst.csv");
    ASSERT_EQ(oracle.size(), 8U);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        double const tau = oracle.number(i, "tau");
        std::ostringstream margin;
        margin << tau / 8.0;
        json const result =
            support::analyze(oracle.text(i, "data"),
                             {"--rmst", oracle.text(i, "tau"), "--rmst-margin", margin.str(),
                              "--milestone", oracle.text(i, "tau"), "--milestone-margin", "0.15"});
        double const worse = std::stod(margin.str());
        expect_margin_test(result["rmst"]["margin"], worse,
                           -(oracle.number(i, "diff") + worse) / oracle.number(i, "se"));
        json const& milestone = result["milestone"][0];
        double const difference = milestone["difference"];
        expect_margin_test(milestone["margin"], 0.15,
                           -(difference + 0.15) / milestone["se"].get<double>());
    }
}

}  // namespace
}  // namespace vtrial::host::test
