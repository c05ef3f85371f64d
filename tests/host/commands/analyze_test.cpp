// `vtrial analyze` as a program: what goes where, exit codes, the command line.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using nlohmann::json;
using support::ProgramRun;
using support::run_program;
using support::TemporaryFolder;
using support::write_text;
using Words = std::vector<std::string>;

constexpr char const* small_data =
    "time,event,arm,site,age\n"
    "1,1,A,x,50\n2.5,1,A,x,61\n3,0,A,y,47\n3,1,A,y,70\n2,1,B,x,55\n4,1,B,y,66\n6,0,B,y,52\n"
    "7,1,B,x,58\n";

class Analyze : public testing::Test {
  protected:
    ProgramRun run_on(std::string const& text, Words const& more = {}) const {
        write_text(folder_ / "a.csv", text);
        Words words{"analyze", "a.csv", "--time", "time", "--event", "event", "--arm", "arm"};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words, {folder_.path(), "", "", {}});
    }

    /// What is said about a wrong command line.
    std::string refusal(Words const& more) const {
        ProgramRun const run = run_on(small_data, more);
        EXPECT_EQ(run.exit_code, 2) << run.err;
        EXPECT_EQ(run.out, "");
        return run.err;
    }

    TemporaryFolder folder_;
};

std::set<std::string> keys_of(json const& object) {
    std::set<std::string> keys;
    for (auto const& item : object.items()) {
        keys.insert(item.key());
    }
    return keys;
}

TEST_F(Analyze, JsonHasTheKeysThatUsersKnow) {
    ProgramRun const run =
        run_on(small_data, {"--json", "--rmst", "3", "--milestone", "2", "--milestone", "3", "--fh",
                            "0,1", "--fh", "1,0.5", "--maxcombo", "--covariate", "age"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(run.err, "");
    using Keys = std::set<std::string>;
    json const result = json::parse(run.out);
    EXPECT_EQ(keys_of(result),
              (Keys{"schema_version", "n", "events", "rows_left_out", "strata", "control", "arms",
                    "logrank", "cox", "rmst", "milestone", "weighted", "maxcombo"}));
    EXPECT_EQ(result["n"], 8);
    EXPECT_EQ(result["events"], 6);
    EXPECT_EQ(result["control"], "A");
    EXPECT_EQ(keys_of(result["arms"][1]), (Keys{"label", "n", "events", "median"}));
    EXPECT_EQ(result["arms"][1]["label"], "B");
    EXPECT_EQ(keys_of(result["arms"][0]["median"]), (Keys{"estimate", "lower", "upper"}));
    EXPECT_EQ(keys_of(result["logrank"]), (Keys{"z", "chisq", "p"}));
    EXPECT_EQ(keys_of(result["cox"]),
              (Keys{"log_hr", "se", "hr", "lower", "upper", "ties", "covariates"}));
    EXPECT_EQ(result["cox"]["covariates"][0]["name"], "age");
    EXPECT_EQ(keys_of(result["rmst"]), (Keys{"tau", "arms", "difference", "se", "z", "p"}));
    EXPECT_EQ(keys_of(result["rmst"]["arms"][0]), (Keys{"label", "estimate", "se"}));
    ASSERT_EQ(result["milestone"].size(), 2U);
    EXPECT_EQ(keys_of(result["milestone"][1]),
              (Keys{"time", "arms", "difference", "se", "z", "p"}));
    EXPECT_EQ(keys_of(result["milestone"][0]["arms"][1]),
              (Keys{"label", "survival", "se", "lower", "upper"}));
    ASSERT_EQ(result["weighted"].size(), 2U);
    EXPECT_EQ(keys_of(result["weighted"][1]), (Keys{"rho", "gamma", "z", "p"}));
    EXPECT_EQ(result["weighted"][1]["gamma"], 0.5);
    EXPECT_EQ(keys_of(result["maxcombo"]), (Keys{"z", "p"}));
}

TEST_F(Analyze, WhatIsNotAskedForIsLeftOut) {
    json const result = json::parse(run_on(small_data, {"--json"}).out);
    for (char const* const key : {"rmst", "milestone", "weighted", "maxcombo"}) {
        EXPECT_FALSE(result.contains(key)) << key;
    }
    EXPECT_FALSE(result["cox"].contains("covariates"));
    EXPECT_EQ(result["cox"]["ties"], "efron");
    EXPECT_EQ(result["strata"], 1);
}

TEST_F(Analyze, WhatDoesNotExistIsNull) {
    ProgramRun const run =
        run_on("time,event,arm\n1,0,A\n2,0,A\n1,1,B\n2,0,B\n", {"--json", "--rmst", "9"});
    EXPECT_EQ(run.exit_code, 0);
    json const result = json::parse(run.out);
    EXPECT_TRUE(result["arms"][0]["median"]["estimate"].is_null());
    EXPECT_TRUE(result["cox"]["hr"].is_null());
    EXPECT_TRUE(result["rmst"]["z"].is_null());
    EXPECT_TRUE(result["logrank"]["z"].is_number());
    EXPECT_EQ(run.err,
              "vtrial: note: the Cox model has no estimate: its likelihood has no maximum\n"
              "vtrial: note: no restricted mean up to 9: the follow-up of arm \"A\" ends at 2\n"
              "vtrial: note: no restricted mean up to 9: the follow-up of arm \"B\" ends at 2\n");
}

TEST_F(Analyze, TheTableIsForPeople) {
    ProgramRun const run =
        run_on(small_data, {"--strata", "site", "--covariate", "age", "--rmst", "3", "--milestone",
                            "2", "--fh", "0,1", "--maxcombo", "--control", "B"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_TRUE(run.out.starts_with("8 patients, 6 events; control \"B\".")) << run.out;
    for (char const* const name :
         {"\nB    ", " MaxCombo by 2 strata.\n", "\nlog-rank ", "\nCox (Efron) ", "\n  age ",
          "\nmean up to 3 ", "\nsurvival at 2 ", "\nFleming-Harrington 0,1 ", "\nMaxCombo "}) {
        EXPECT_NE(run.out.find(name), std::string::npos) << name << run.out;
    }
}

TEST_F(Analyze, RowsLeftOutAreTold) {
    ProgramRun const run = run_on(std::string(small_data) + "5,NA,B,x,44\n", {"--json"});
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(run.err, "vtrial: note: 1 of 9 rows left out: no value in \"event\" (1)\n");
    EXPECT_EQ(json::parse(run.out)["rows_left_out"], 1);
}

TEST_F(Analyze, WrongDataExitWith3AndAllErrors) {
    ProgramRun const run = run_on("time,event,arm\n-1,1,A\n1,7,A\n2,1\n");
    EXPECT_EQ(run.exit_code, 3);
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(run.err,
              "a.csv:1:12: error: \"arm\" must have two arms, found 1: \"A\"\n"
              "time,event,arm\n           ^\n"
              "a.csv:2:1: error: a time of \"time\" must be a number of 0 or more, got \"-1\"\n"
              "-1,1,A\n^\n"
              "a.csv:3:3: error: \"7\" is neither 0 nor 1; tell by --event-value which value of "
              "\"event\" is an event\n1,7,A\n  ^\n"
              "a.csv:4:1: error: has 2 fields, the header has 3\n2,1\n^\n");
}

TEST_F(Analyze, WhatCannotBeReadExitsWith5) {
    Words const columns{"--time", "a", "--event", "b", "--arm", "c"};
    for (std::string const path : {"none.csv", ".", "/dev/null"}) {
        Words words{"analyze", path};
        words.insert(words.end(), columns.begin(), columns.end());
        ProgramRun const run = run_program(words, {folder_.path(), "", "", {}});
        EXPECT_EQ(run.exit_code, 5) << path;
        EXPECT_TRUE(run.err.starts_with(path + ": error: ")) << run.err;
    }
    ProgramRun const run = run_on(small_data, {});
    ProgramRun const full =
        run_program({"analyze", "a.csv", "--time", "time", "--event", "event", "--arm", "arm"},
                    {folder_.path(), "/dev/full", "", {}});
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_EQ(full.exit_code, 5);
}

TEST_F(Analyze, AByteOrderMarkAndWindowsLineEndsDoNotMatter) {
    std::string windows = "\xEF\xBB\xBF";
    for (char const* character = small_data; *character != '\0'; ++character) {
        windows += *character == '\n' ? "\r\n" : std::string(1, *character);
    }
    EXPECT_EQ(run_on(windows, {"--json"}).out, run_on(small_data, {"--json"}).out);
}

TEST_F(Analyze, TheCommandLineIsStrict) {
    EXPECT_EQ(run_program({"analyze"}).err,
              "vtrial: error: vtrial analyze takes one data file, got 0\n");
    EXPECT_EQ(run_program({"analyze", "a.csv"}).err,
              "vtrial: error: --time is needed: the name of a column; see vtrial analyze --help\n");
    EXPECT_EQ(refusal({"--fh", "1"}),
              "vtrial: error: --fh must be RHO,GAMMA, two numbers of 0 or more, got '1'\n");
    EXPECT_EQ(refusal({"--fh", "1,x"}),
              "vtrial: error: --fh must be RHO,GAMMA, two numbers of 0 or more, got 'x'\n");
    EXPECT_EQ(refusal({"--fh=-1,0"}),
              "vtrial: error: --fh must be RHO,GAMMA, two numbers of 0 or more, got '-1'\n");
    EXPECT_EQ(refusal({"--milestone", "inf"}),
              "vtrial: error: --milestone must be a time of 0 or more, got 'inf'\n");
    EXPECT_EQ(refusal({"--rmst", "0"}),
              "vtrial: error: --rmst must be a number above 0, got '0'\n");
    EXPECT_EQ(refusal({"--ties", "exact"}),
              "vtrial: error: --ties must be one of efron, breslow; got 'exact'\n");
    EXPECT_EQ(refusal({"--strata", "arm"}),
              "vtrial: error: column 'arm' is named twice, the second time by --strata\n");
    EXPECT_EQ(refusal({"--strata", "site,"}),
              "vtrial: error: --strata must name a column, got ''\n");
    refusal({"--covariate", "age", "--covariate", "age"});
    refusal({"--mile", "2"});
    refusal({"--rmst", "1", "--rmst", "2"});
    refusal({"b.csv"});
}

TEST_F(Analyze, TheNumbersOfJsonReadBackExactly) {
    // a number of 17 digits, and its neighbours
    json const once = json::parse(run_on(small_data, {"--json"}).out);
    double const z = once["logrank"]["z"];
    EXPECT_EQ(once["logrank"]["chisq"].get<double>(), z * z);
    EXPECT_EQ(json::parse(once.dump()), once);
}

}  // namespace
}  // namespace vtrial::host::test
