// `vtrial run --parameter-sets`: a study over the uncertainty of its parameters.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/host/config/study_text.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::run_program;
using support::text_of_file;
using support::write_text;
using Words = std::vector<std::string>;

class ParameterSets : public testing::Test {
  protected:
    ParameterSets() {
        write_text(folder_ / "study.toml", plain_study);
        write_text(folder_ / "sets.csv",
                   "set,loss,model.progression.effect.hazard_ratio\n1,1,0.6\n2,1,0.7\n3,1,0.9\n");
    }

    support::ProgramRun run(std::string const& command, Words const& more) const {
        Words words{command, (folder_ / "study.toml").string()};
        words.insert(words.end(), more.begin(), more.end());
        return run_program(words);
    }

    Words run_words() const {
        return {"--scenario",
                "planned",
                "--replicates",
                "400",
                "--out",
                (folder_ / "out").string(),
                "--parameter-sets",
                "3",
                "--posterior",
                (folder_ / "sets.csv").string()};
    }

    support::TemporaryFolder folder_;
};

TEST_F(ParameterSets, GiveTheMeanOfThePowers) {
    auto const first = run("run", run_words());
    ASSERT_EQ(first.exit_code, 0) << first.err;
    EXPECT_NE(first.out.find("over the 3 scenarios"), std::string::npos) << first.out;
    auto const json = nlohmann::json::parse(text_of_file(folder_ / "out/results.json"));
    double sum = 0.0;
    std::vector<double> powers;
    for (char const* set : {"planned_set_001", "planned_set_002", "planned_set_003"}) {
        powers.push_back(json["power"][set]["PFS"]["estimate"]);
        sum += powers.back();
    }
    EXPECT_GT(powers[0], powers[1]);
    EXPECT_GT(powers[1], powers[2]);
    auto const over =
        json["over_scenarios"]["final"]["endpoints"]["PFS"]["tests"]["logrank"]["power"];
    // both are written to the place of the second digit of an error; the mean's is above .1
    EXPECT_NEAR(over["mean"].get<double>(), sum / 3.0, 0.005);
    EXPECT_EQ(over["scenarios"], 3);
    EXPECT_NE(text_of_file(folder_ / "out/over_scenarios.csv").find("final,PFS,,,,logrank,power"),
              std::string::npos);
    EXPECT_EQ(run_program({"verify", (folder_ / "out").string()}).exit_code, 0);
    // each set is the study with its number
    Words const direct{"--scenario",   "planned",
                       "--replicates", "400",
                       "--out",        (folder_ / "direct").string(),
                       "--set",        "model.progression.effect.hazard_ratio=0.9"};
    ASSERT_EQ(run("run", direct).exit_code, 0);
    auto const alone = nlohmann::json::parse(text_of_file(folder_ / "direct/results.json"));
    EXPECT_EQ(alone["power"]["planned"], json["power"]["planned_set_003"]);
    EXPECT_FALSE(alone.contains("over_scenarios"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "direct/over_scenarios.csv"));
}

TEST_F(ParameterSets, LeaveNoSummaryBehindInAFolderThatIsUsedAgain) {
    ASSERT_EQ(run("run", run_words()).exit_code, 0);
    ASSERT_EQ(run("run", {"--replicates", "100", "--out", (folder_ / "out").string(), "--force"})
                  .exit_code,
              0);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out/over_scenarios.csv"));
}

TEST_F(ParameterSets, AreGoneOnWith) {
    ASSERT_EQ(run("run", run_words()).exit_code, 0);
    auto const more =
        run_program({"resume", (folder_ / "out").string(), "--replicates", "500", "--quiet"});
    ASSERT_EQ(more.exit_code, 0) << more.err;
    EXPECT_EQ(run_program({"verify", (folder_ / "out").string()}).exit_code, 0);
    EXPECT_NE(text_of_file(folder_ / "out/summary.txt").find("over the 3 scenarios"),
              std::string::npos);
}

TEST_F(ParameterSets, OverridesOfTheUserWin) {
    auto words = run_words();
    words.insert(words.end(), {"--set", "model.progression.effect.hazard_ratio=0.5"});
    ASSERT_EQ(run("run", words).exit_code, 0);
    auto const json = nlohmann::json::parse(text_of_file(folder_ / "out/results.json"));
    EXPECT_EQ(json["power"]["planned_set_001"], json["power"]["planned_set_003"]);
}

TEST_F(ParameterSets, AreRefusedWithTheReason) {
    std::string const sets = (folder_ / "sets.csv").string();
    auto const refused = [&](Words const& words, int code, std::string const& reason) {
        auto const result = run("check", words);
        EXPECT_EQ(result.exit_code, code);
        EXPECT_NE(result.err.find(reason), std::string::npos) << result.err;
    };
    refused({"--parameter-sets", "2", "--posterior", sets}, 2,
            "needs one scenario: --scenario, of planned, null");
    refused({"--scenario", "null", "--parameter-sets", "4", "--posterior", sets}, 2, "has 3 sets");
    refused({"--posterior", sets}, 2, "--posterior needs --parameter-sets");
    refused({"--parameter-sets", "65"}, 2, "--parameter-sets must be");
    // the shipped sets are of the disease model
    refused({"--scenario", "planned", "--parameter-sets", "2"}, 3,
            "the study cannot have the parameters of shipped_sets.csv");
    write_text(folder_ / "sets.csv", "set,loss,model.a\n1,1,nothing\n");
    refused({"--scenario", "planned", "--parameter-sets", "1", "--posterior", sets}, 3,
            "sets.csv:2:5: error: must be a number");
    refused({"--scenario", "planned", "--parameter-sets", "1", "--posterior", sets + "x"}, 5,
            "sets.csvx: error:");
}

TEST_F(ParameterSets, OfTheDiseaseModelAreShipped) {
    auto const result = run_program({"check", std::string(VTRIAL_TRIALS) + "/maia.toml",
                                     "--scenario", "published", "--parameter-sets", "2"});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("summary_over_scenarios = true"), std::string::npos);
    EXPECT_NE(result.out.find("\"model.daratumumab.immune_kill.rate_per_month\" = "),
              std::string::npos);
    EXPECT_NE(result.out.find("\"model.disease.growth.rate_per_month\" = "), std::string::npos)
        << "MAIA's own";
}

}  // namespace
}  // namespace vtrial::host::test
