// `vtrial validate` from a study file and a table of numbers to exit codes and files.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::ProgramRun;
using support::run_program;
using support::TemporaryFolder;

/// 300 patients, PFS exponential with median 20 months and hazard ratio 0.5, cut after 60 months.
constexpr char const* study = R"(schema_version = 1
title = "A trial of its own"
published_trial = "OWN"
[design]
patients = 300
maximum_months = 80
[accrual]
months = 20
[model.progression_free]
median_months = 20
progression_share = 0.9
effect = { hazard_ratio = 0.5 }
[model.next_line_start]
median_months = 1.5
[model.second_progression]
median_months = 12
[model.death_on_next_line]
rate_per_month = 0.01
[model.death_after_second_progression]
median_months = 15
[[responses]]
name = "ge_CR"
control_rate = 0.2
experimental_rate = 0.4
assessed_months = 6
[[analyses]]
name = "report"
calendar_months = 60
published_cut = "first report"
[[scenarios]]
name = "as_published"
[[scenarios]]
name = "null"
no_effect = true
)";

/// The hazard ratio, the control median and the survivals are those of the study, so that they
/// hold whatever the seed: exp(-ln 2 * 24 / 20) = 0.4353, and its square root for the other arm.
constexpr char const* numbers =
    "trial,quantity,value,ci_lo,ci_hi,unit,status,note\n"
    "OWN,cuts/first report/PFS/HR,0.5,0.4,0.62,hazard ratio,sourced,\n"
    "OWN,cuts/first report/PFS/median/C,20,,,months,sourced,\n"
    "OWN,cuts/first report/PFS/landmarks/t=24/C,43.53,,,%,sourced,\n"
    "OWN,cuts/first report/PFS/landmarks/t=24/D,65.98,,,%,unverified,\n"
    "OWN,cuts/first report/response/ge_CR/D,40,,,%,sourced,\n"
    "OWN,cuts/first report/PFS/median/D,20,,,months,sourced,\n"
    "OWN,cuts/first report/safety/SAE/D,77,,,%,sourced,\n"
    "OTHER,cuts/first report/PFS/HR,0.5,,,hazard ratio,sourced,\n";

class ValidateCommand : public testing::Test {
  protected:
    void SetUp() override {
        write("own.toml", study);
        write("numbers.csv", numbers);
    }

    void write(std::string const& name, std::string const& text) const {
        std::ofstream(folder.path() / name) << text;
    }

    std::string content_of(std::string const& name) const {
        std::ostringstream text;
        text << std::ifstream(folder.path() / name).rdbuf();
        return text.str();
    }

    ProgramRun run(std::vector<std::string> const& more) const {
        std::vector<std::string> words{"validate",     "own.toml", "--published", "numbers.csv",
                                       "--replicates", "400",      "--progress",  "none"};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words, {folder.path(), "", "", {}});
    }

    TemporaryFolder folder;
};

TEST_F(ValidateCommand, SetsNumbersAgainstTheSimulation) {
    ProgramRun const result = run({"--json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    auto const json = nlohmann::json::parse(result.out);
    ASSERT_EQ(json["targets"].size(), 6U);
    std::vector<bool> const expected{true, true, true, true, true, false};
    for (std::size_t target = 0; target < expected.size(); ++target) {
        EXPECT_EQ(json["targets"][target]["holds"], expected[target]) << json["targets"][target];
    }
    // 400 trials of 300 patients: standard errors of 0.4 points and 0.004
    EXPECT_NEAR(json["targets"][2]["simulated"].get<double>(), 43.53, 1.6);
    EXPECT_NEAR(std::log(json["targets"][0]["simulated"].get<double>() / 0.5), 0.0, 0.03);
    EXPECT_EQ(json["not_simulated"].size(), 1U);
    EXPECT_EQ(json["trials"][0]["sourced"], 5);
    EXPECT_EQ(json["trials"][0]["sourced_holding"], 4);
    EXPECT_EQ(json["trials"][0]["scenario"], "as_published");
}

TEST_F(ValidateCommand, IsAcceptedOrNot) {
    EXPECT_EQ(run({"--quiet", "--at-least", "0.8"}).exit_code, 0);
    ProgramRun const refused = run({"--quiet", "--at-least", "0.81"});
    EXPECT_EQ(refused.exit_code, 7);
    EXPECT_EQ(refused.err, "vtrial: own: 4 of 5 sourced targets hold, fewer than 0.81 of them\n");
    EXPECT_EQ(run({"--at-least", "1.5"}).exit_code, 2);
}

TEST_F(ValidateCommand, AnotherScenarioIsAnotherTruth) {
    auto const json =
        nlohmann::json::parse(run({"--json", "--scenario", "null", "--threads", "2"}).out);
    EXPECT_EQ(json["targets"][0]["holds"], false) << "no effect is not a hazard ratio of 0.5";
    EXPECT_EQ(run({"--scenario", "null", "--scenario", "as_published"}).exit_code, 2);
}

TEST_F(ValidateCommand, WritesTheSamePageForAnyThreads) {
    ASSERT_EQ(run({"--quiet", "--out", "one", "--threads", "1"}).exit_code, 0);
    ASSERT_EQ(run({"--quiet", "--out", "two", "--threads", "2"}).exit_code, 0);
    for (std::string const name : {"index.md", "own_PFS.svg", "own_PFS2.svg", "own_OS.svg"}) {
        std::string const text = content_of("one/" + name);
        EXPECT_FALSE(text.empty()) << name;
        EXPECT_EQ(text, content_of("two/" + name)) << name;
    }
}

TEST_F(ValidateCommand, RefusesWhatItCannotCompare) {
    EXPECT_EQ(run({"--published", "nothing.csv"}).exit_code, 2) << "twice";
    auto const validate = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "validate");
        return run_program(words, {folder.path(), "", "", {}});
    };
    EXPECT_EQ(validate({"own.toml", "--published", "nothing.csv"}).exit_code, 5);
    EXPECT_EQ(validate({"nothing.toml"}).exit_code, 5);
    ProgramRun const unknown = validate({"mai"});
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_EQ(
        unknown.err,
        "vtrial: error: no built-in trial \"mai\"; did you mean \"maia\"?; there are: "
        "alcyone, cassiopeia, castor, columba, gen501, gen501_sirius, kumar2012, maia, pollux, "
        "sirius\n");
    ProgramRun const not_there = validate({"own.toml"});
    EXPECT_EQ(not_there.exit_code, 3);
    EXPECT_NE(not_there.err.find("own: error: published_trial: no number of \"OWN\" is among those "
                                 "published\n"),
              std::string::npos)
        << not_there.err;
    write("bad.csv", "trial,quantity\n");
    EXPECT_EQ(validate({"own.toml", "--published", "bad.csv"}).exit_code, 3);
    std::string unnamed = study;
    unnamed.erase(unnamed.find("published_trial"),
                  std::string("published_trial = \"OWN\"\n").size());
    write("unnamed.toml", unnamed);
    ProgramRun const nameless = validate({"unnamed.toml", "--published", "numbers.csv"});
    EXPECT_EQ(nameless.exit_code, 3);
    EXPECT_NE(nameless.err.find("published_trial is missing"), std::string::npos) << nameless.err;
}

}  // namespace
}  // namespace vtrial::host::test
