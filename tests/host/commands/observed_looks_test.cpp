// `vtrial check --observed`: what a trial says after its looks, and what is no trial of the design.
#include "host/commands/observed_looks.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/commands/exit_codes.hpp"
#include "host/config/read_study.hpp"
#include "tests/support/run_program.hpp"
#include "tests/support/studies.hpp"

namespace vtrial::host::test {
namespace {

using support::ProgramRun;
using support::run_program;
using support::study_path;

/// `check` of the study with three looks, `words` each behind --observed.
ProgramRun check_observed(std::vector<std::string> const& words,
                          std::vector<std::string> const& more = {}) {
    std::vector<std::string> line{"check", study_path("textbook_three_looks")};
    for (std::string const& word : words) {
        line.insert(line.end(), {"--observed", word});
    }
    line.insert(line.end(), more.begin(), more.end());
    return run_program(line);
}

std::vector<std::string> const two_looks{"PFS:interim_1:197:-1.2", "PFS:interim_2:290:-2"};

TEST(CheckObserved, TellsWhatTheTrialSays) {
    ProgramRun const run = check_observed(two_looks);
    ASSERT_EQ(run.exit_code, 0) << run.err;
    // the numbers are those of tests/trials/observed_design_test.cpp
    std::string const expected =
        "# observed: PFS by logrank, one-sided level 0.025, bounds by lan_demets_obrien_fleming at "
        "these events\n"
        "#   analysis        events  share        z    -z >=      p <=    HR <=  decision\n"
        "#   interim_1          197  0.505  -1.2000   2.9455   0.00161   0.6572  goes on\n"
        "#   interim_2          290  0.744  -2.0000   2.3727   0.00883   0.7568  goes on\n"
        "#   analysis            HR      repeated 95 % interval  conditional power at HR      at "
        "0.7500\n"
        "#   interim_1       0.8428           0.5539 ... 1.2824                   0.3218         "
        "0.6361\n"
        "#   interim_2       0.7907           0.5984 ... 1.0447                   0.7277         "
        "0.8078\n"
        "# if interim_2 were the last look: stage-wise one-sided p 0.02297, median-unbiased hazard "
        "ratio 0.7909, 95 % interval 0.6282 ... 0.9958\n"
        "# hazard ratios follow from z and the events, by Schoenfeld's formula: not Cox's "
        "estimates\n";
    EXPECT_NE(run.out.find("#\n" + expected + "#\n"), std::string::npos) << run.out;
}

TEST(CheckObserved, StillReadsBackAsTheStudy) {
    Diagnostics diagnostics;
    auto const again = read_study_text("textbook_three_looks.toml", check_observed(two_looks).out,
                                       {}, diagnostics);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, support::read_study_file("textbook_three_looks"));
}

TEST(CheckObserved, IsAbsentWhereNothingWasObserved) {
    EXPECT_EQ(check_observed({}).out.find("observed"), std::string::npos);
    auto const document = nlohmann::json::parse(check_observed({}, {"--json"}).out);
    EXPECT_FALSE(document.contains("observed"));
}

TEST(CheckObserved, TellsTheSameAsJson) {
    ProgramRun const run = check_observed(two_looks, {"--json"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    auto const document = nlohmann::json::parse(run.out);
    ASSERT_EQ(document["observed"].size(), 1u);
    auto const& observed = document["observed"][0];
    trials::Study const study = support::scenario_of("textbook_three_looks", "effect").study;
    auto const expected = observe(two_looks, study, trials::summarise_design(study)).at(0);
    EXPECT_EQ(observed["endpoint"], "PFS");
    EXPECT_EQ(observed["test"], "logrank");
    EXPECT_EQ(observed["level_one_sided"], 0.025);
    EXPECT_EQ(observed["interval_level"], 0.95);
    EXPECT_NEAR(observed["true_hazard_ratio"], 0.75, 1e-12);
    EXPECT_EQ(observed["bounds_follow_events"], true);
    auto const& look = observed["looks"][1];
    EXPECT_EQ(look["analysis"], "interim_2");
    EXPECT_EQ(look["events"], 290);
    EXPECT_EQ(look["z"], -2.0);
    EXPECT_NEAR(look["information_fraction"], 290.0 / 390.0, 1e-15);
    EXPECT_EQ(look["decision"], "not_rejected");
    EXPECT_EQ(look["ends_trial"], false);
    EXPECT_EQ(look["futility"], nullptr);
    EXPECT_EQ(look["efficacy"]["z"], expected.looks[1].efficacy.z);
    EXPECT_EQ(look["hazard_ratio"], *expected.looks[1].hazard_ratio);
    EXPECT_EQ(look["repeated_interval"]["lower"], expected.looks[1].repeated_interval->lower);
    EXPECT_EQ(look["conditional_power"]["at_true_hazard_ratio"],
              *expected.looks[1].conditional_power->at_true_hazard_ratio);
    EXPECT_EQ(observed["stagewise"]["p_one_sided"], expected.stagewise.p_one_sided);
    EXPECT_EQ(observed["stagewise"]["interval"]["upper"], expected.stagewise.interval->upper);
}

TEST(CheckObserved, TakesTheScenarioThatIsAskedFor) {
    ProgramRun const run = check_observed(two_looks, {"--json", "--scenario", "no_effect"});
    EXPECT_EQ(nlohmann::json::parse(run.out)["observed"][0]["true_hazard_ratio"], 1.0);
}

TEST(CheckObserved, RefusesWhatIsNoTrialOfTheDesign) {
    trials::Study const study = support::scenario_of("textbook_three_looks", "effect").study;
    auto const hypotheses = trials::summarise_design(study);
    struct Wrong {
        std::vector<std::string> words;
        char const* message;
    };
    for (Wrong const& wrong : std::vector<Wrong>{
             {{"PFS:interim_1:197"}, "must be ENDPOINT:ANALYSIS:EVENTS:Z, such as"},
             {{""}, "must be ENDPOINT:ANALYSIS:EVENTS:Z, such as"},
             {{"PFS:interim_1:197:-1:2"}, "must be ENDPOINT:ANALYSIS:EVENTS:Z, such as"},
             {{"PSF:interim_1:197:-1"},
              "no endpoint 'PSF'; endpoints that are decided: PFS; did you mean \"PFS\"?"},
             {{"OS:interim_1:197:-1"},
              "OS is described only, it has no bounds; endpoints that are decided: PFS"},
             {{"PFS:interim1:197:-1"},
              "no analysis 'interim1'; PFS is tested at: interim_1, interim_2, final; did you mean "
              "\"interim_1\"?"},
             {{"PFS:interim_2:290:-1"}, "interim_1 comes before it and is missing"},
             {{"PFS:interim_1:197:-1", "PFS:interim_1:197:-1"}, "interim_1 is told already"},
             {{"PFS:interim_1:197:-1", "PFS:interim_2:197:-1"},
              "events must exceed the 197 of interim_1, got 197"},
             {{"PFS:interim_1:0:-1"}, "must be a whole number from 1 to the 737 patients, got '0'"},
             {{"PFS:interim_1:738:-1"}, "from 1 to the 737 patients, got '738'"},
             {{"PFS:interim_1:19.5:-1"}, "from 1 to the 737 patients, got '19.5'"},
             {{"PFS:interim_1:197:nan"}, "z must be a number from -30 to 30"},
             {{"PFS:interim_1:197:-inf"}, "z must be a number from -30 to 30"},
             {{"PFS:interim_1:197:-1e5"}, "z must be a number from -30 to 30"},
             {{"PFS:interim_1:197:"}, "z must be a number from -30 to 30"},
             {{"PFS:interim_1:197:-3.1", "PFS:interim_2:290:-2"},
              "PFS is rejected at interim_1, where -z = 3.1000 and the bound is 2.9455, so that "
              "interim_1 is its last look; leave interim_2 out"}}) {
        try {
            observe(wrong.words, study, hypotheses);
            ADD_FAILURE() << wrong.message;
        } catch (CommandLineError const& error) {
            EXPECT_NE(std::string(error.what()).find(wrong.message), std::string::npos)
                << error.what();
        }
    }
}

TEST(CheckObserved, RefusesAnAnalysisThatDoesNotTest) {
    ProgramRun const run =
        check_observed({"PFS:interim_1:197:-1"},
                       {"--set", "endpoints.PFS.planned_events={ interim_2 = 292, final = 390 }"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_NE(run.err.find("interim_1 does not test PFS; PFS is tested at: interim_2, final\n"),
              std::string::npos)
        << run.err;
}

std::vector<std::string> with_futility(std::string const& binding) {
    return {"--set",
            "endpoints.PFS.futility={ function = \"hwang_shih_decani\", gamma = -2, "
            "hazard_ratio = 0.7, binding = " +
                binding + " }"};
}

TEST(CheckObserved, ALookAfterFutilityIsATrialOnlyWhereItDoesNotBind) {
    std::vector<std::string> const words{"PFS:interim_1:197:1.5", "PFS:interim_2:290:-1"};
    ProgramRun const binding = check_observed(words, with_futility("true"));
    EXPECT_EQ(binding.exit_code, 2);
    EXPECT_NE(binding.err.find("PFS is given up at interim_1"), std::string::npos) << binding.err;
    ProgramRun const non_binding = check_observed(words, with_futility("false"));
    EXPECT_EQ(non_binding.exit_code, 0) << non_binding.err;
    EXPECT_NE(non_binding.out.find("given up, if futility is obeyed\n"), std::string::npos);
}

TEST(CheckObserved, HasNoHazardRatioWhereTheTestHasNone) {
    ProgramRun const run = check_observed(two_looks, {"--set", "endpoints.PFS.decides=rmst(24)"});
    ASSERT_EQ(run.exit_code, 0) << run.err;
    EXPECT_NE(run.out.find("# observed: PFS by rmst(24)"), std::string::npos);
    EXPECT_NE(run.out.find("stage-wise one-sided p"), std::string::npos);
    EXPECT_EQ(run.out.find("median-unbiased"), std::string::npos);
    EXPECT_EQ(run.out.find("repeated"), std::string::npos);
}

}  // namespace
}  // namespace vtrial::host::test
