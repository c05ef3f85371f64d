// `vtrial check`: the study as it was understood, and nothing simulated.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "host/config/read_study.hpp"
#include "tests/support/run_program.hpp"

namespace vtrial::host::test {
namespace {

using support::ProgramRun;
using support::run_program;
using support::study_path;
using support::TemporaryFolder;

trials::StudyFile read_again(std::string const& name, std::string const& text) {
    Diagnostics diagnostics;
    auto file = read_study_text(name + ".toml", text, {}, diagnostics);
    if (!file) {
        throw std::runtime_error(diagnostics.lines.at(0).text);
    }
    return *file;
}

class CheckOfStudy : public testing::TestWithParam<char const*> {};

TEST_P(CheckOfStudy, ReadsBackAsTheSameStudy) {
    std::string const name = GetParam();
    ProgramRun const run = run_program({"check", study_path(name)});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    EXPECT_EQ(read_again(name, run.out), read_again(name, support::text_of_file(study_path(name))));

    TemporaryFolder const folder;
    auto const path = folder / (name + ".toml");
    support::write_text(path, run.out);
    EXPECT_EQ(run_program({"check", path.string()}).out, run.out);
}

INSTANTIATE_TEST_SUITE_P(Studies, CheckOfStudy,
                         testing::Values("minimal", "textbook", "textbook_three_looks",
                                         "textbook_three_looks_strata", "maia", "copula",
                                         "mrd_and_crossover", "biomarker_enrichment", "single_arm",
                                         "single_arm_decision", "second_randomisation"),
                         [](auto const& study) { return std::string(study.param); });

TEST(Check, SimulatesAndWritesNothing) {
    TemporaryFolder const folder;
    // 2^40 replicates: had it begun with them, it would not come back
    ProgramRun const run =
        run_program({"check", study_path("maia"), "--replicates", "1099511627776"},
                    {folder.path(), "", "", {}});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    EXPECT_NE(run.out.find("replicates = 1099511627776\n"), std::string::npos);
    EXPECT_EQ(support::names_in(folder.path()), std::set<std::string>{});
}

TEST(Check, ShowsEveryDefaultOfTheMinimalStudy) {
    std::istringstream text(run_program({"check", study_path("minimal")}).out);
    std::set<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.insert(line);
    }
    for (char const* const line : {"title = \"minimal\"",
                                   "replicates = 10000",
                                   "seed = 1",
                                   "block_size = 4",
                                   "alpha_one_sided = 0.025",
                                   "maximum_months = 120",
                                   "label = \"experimental\"",
                                   "role = \"experimental\"",
                                   "label = \"control\"",
                                   "role = \"control\"",
                                   "ratio = 1",
                                   "starts_months = [0]",
                                   "by_arm = { control = 0, experimental = 0 }",
                                   "type = \"multistate\"",
                                   "frailty_sd = 0",
                                   "shape = 1",
                                   "share = 1",
                                   "cured_share = 0",
                                   "effect = { hazard_ratio = 0.7, delay_months = 0 }",
                                   "effect = { hazard_ratio = 1, delay_months = 0 }",
                                   "[model.death_before_next_line]",
                                   "decides = \"logrank\"",
                                   "[[scenarios]]",
                                   "name = \"base\"",
                                   "description = \"\""}) {
        EXPECT_EQ(lines.count(line), 1U) << line;
    }
}

TEST(Check, TellsWhatTheDesignComesTo) {
    std::string const text = run_program({"check", study_path("textbook")}).out;
    EXPECT_TRUE(text.starts_with("# 737 patients, 1 strata, 3 scenarios, 10000 replicates each\n"));
    EXPECT_NE(text.find("# PFS by logrank, one-sided level 0.025, bounds by nominal levels\n"),
              std::string::npos);
    EXPECT_NE(
        text.find("#   final              390  1.000  1.9600       0.025  0.8200      0.025000\n"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("# effect at final: power 0.8108 (Schoenfeld, hazard ratio 0.75), Monte "
                        "Carlo error to expect 0.0039; the events expected in month 56.75 "
                        "(Lachin and Foulkes)\n"),
              std::string::npos);
    EXPECT_NE(text.find("# cost: 30000 trials, 2.21e+07 patients; about "), std::string::npos);
}

TEST(Check, TellsTheDesignAsJson) {
    auto const run = run_program({"check", study_path("textbook"), "--json"});
    EXPECT_EQ(run.exit_code, 0);
    auto const document = nlohmann::json::parse(run.out);
    EXPECT_EQ(document["schema_version"], 1);
    auto const& look = document["hypotheses"][0]["looks"][0];
    EXPECT_EQ(look["planned_events"], 390);
    EXPECT_NEAR(look["efficacy"]["z"], 1.959963984540054, 1e-12);
    EXPECT_NEAR(look["efficacy"]["hazard_ratio"], 0.819965, 1e-6);  // exp(-2 z / sqrt(390))
    auto const& form = document["scenarios"][0]["analyses"][0]["closed_form"];
    EXPECT_NEAR(form["power"], 0.8108, 5e-5);
    EXPECT_NEAR(form["month"], 56.75, 5e-3);
    EXPECT_EQ(document["cost"]["replicates"], 30000);
    EXPECT_NE(document["resolved_study_toml"].get<std::string>().find("[design]"),
              std::string::npos);
}

TEST(Check, TakesOverridesAndScenarios) {
    ProgramRun const run =
        run_program({"check", study_path("textbook"), "--set", "design.patients=600", "--scenario",
                     "no_effect", "--seed", "5"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    trials::StudyFile const file = read_again("textbook", run.out);
    ASSERT_EQ(file.scenarios.size(), 1U);
    EXPECT_EQ(file.scenarios[0].name, "no_effect");
    EXPECT_EQ(file.scenarios[0].study.patients, 600);
    EXPECT_EQ(file.scenarios[0].study.seed, 5U);
}

}  // namespace
}  // namespace vtrial::host::test
