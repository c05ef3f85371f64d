// `vtrial-calibrate` on trials whose truth is known: it finds it, again after being interrupted,
// and from another start.
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "tests/host/calibrate/own_trial.hpp"
#include "tests/host/calibrate/run_calibrate.hpp"

namespace vtrial::host::test {
namespace {

using support::TemporaryFolder;
using support::text_of_file;

double value_of(nlohmann::json const& answer, std::size_t parameter) {
    return answer["parameters"][parameter]["value"];
}

/// 40 trials of 300 patients, a third with an event: a median is known to 1/sqrt(2,000), 2.2 %, the
/// hazard ratio, from both trials, to 2.2 %; within three standard errors.
void expect_truth(nlohmann::json const& answer) {
    EXPECT_NEAR(std::log(value_of(answer, 0) / 20.0), 0.0, 0.066);
    EXPECT_NEAR(std::log(value_of(answer, 1) / 10.0), 0.0, 0.066);
    EXPECT_NEAR(std::log(value_of(answer, 2) / 0.5), 0.0, 0.066);
    EXPECT_LT(answer["loss"], 0.01 * answer["loss_at_start"].get<double>());
}

TEST(CalibrateSlow, FindsTheTruthFromTwoStarts) {
    TemporaryFolder folder;
    write_fit(folder, 25);
    auto const first = calibrated(folder, "out");
    expect_truth(first);
    auto const second = calibrated(folder, "perturbed", {"--perturb", "0.4"});
    expect_truth(second);
    // the fit comes back: 5 % of the loss, and of what one row a tenth of its error off adds to it
    double const loss = first["loss"];
    EXPECT_NEAR(second["loss"].get<double>(), loss, 0.05 * loss + 0.01);
    for (char const* name : {"parameters.toml", "targets.csv", "eigenvalues.csv", "report.md"}) {
        EXPECT_FALSE(text_of_file(folder / "out" / name).empty()) << name;
    }
}

TEST(Calibrate, GoesOnWhereItWasInterrupted) {
    TemporaryFolder folder;
    write_fit(folder, 3);
    auto const whole = calibrated(folder, "whole");
    // what a kill leaves: half of the journal, its last line torn
    std::string const journal = text_of_file(folder / "whole/evaluations.csv");
    std::filesystem::create_directory(folder / "half");
    support::write_text(folder / "half/evaluations.csv", journal.substr(0, journal.size() / 2));
    EXPECT_EQ(calibrated(folder, "half"), whole);
    EXPECT_EQ(text_of_file(folder / "half/evaluations.csv"), journal);
    for (char const* name : {"parameters.toml", "targets.csv", "eigenvalues.csv", "report.md"}) {
        EXPECT_EQ(text_of_file(folder / "half" / name), text_of_file(folder / "whole" / name));
    }
}

TEST(Calibrate, TakesMoreStepsOfDescentWhereItIsAskedTo) {
    TemporaryFolder folder;
    write_fit(folder, 1);
    auto const none = calibrated(folder, "none");
    auto const three = calibrated(folder, "three", {"--descent-steps", "3"});
    EXPECT_LT(three["loss"].get<double>(), 0.5 * none["loss"].get<double>());
}

TEST(Calibrate, LeavesTheJournalOfAnotherFitAlone) {
    TemporaryFolder folder;
    write_fit(folder, 1);
    calibrated(folder, "out");
    support::write_text(folder / "fit.toml", fit_text(2));
    testing::internal::CaptureStderr();
    ExitCode const code = run_calibrate_program(
        {(folder / "fit.toml").string(), "--out", (folder / "out").string(), "--quiet"});
    EXPECT_EQ(code, ExitCode::stored_state_unusable);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("--force"), std::string::npos);
}

TEST(Calibrate, PredictsEachTrial) {
    TemporaryFolder folder;
    write_fit(folder, 8);
    auto const answer = calibrated(folder, "out", {"--leave-one-out"});
    // one control row less a trial, and its own numbers stay: the other trial predicts it
    std::string const left_out = text_of_file(folder / "out/leave_one_out.csv");
    EXPECT_NE(left_out.find("FIRST,cuts/report/PFS/HR,sourced,0.527"), std::string::npos);
    EXPECT_NE(left_out.find("SECOND,cuts/report/PFS/HR,sourced,0.514"), std::string::npos);
    EXPECT_EQ(left_out.find(",no"), std::string::npos) << left_out;
    EXPECT_LT(answer["parameters"][2]["posterior_sd_share"], 0.5);
}

/// The column `predicted` of FIRST where it has published this hazard ratio, after two stages that
/// both move it.
std::vector<std::string> prediction_of_first(double hazard_ratio) {
    TemporaryFolder folder;
    write_fit(folder, 3);
    support::write_text(folder / "numbers.csv", "trial,quantity,value,ci_lo,ci_hi,status,unit\n" +
                                                    trial_numbers("FIRST", 20, hazard_ratio) +
                                                    trial_numbers("SECOND", 10));
    support::write_text(folder / "fit.toml", fit_text(3) + R"([[stages]]
name = "together"
rows = "all"
generations = 3
[[stages.parameters]]
path = "model.progression.effect.hazard_ratio"
low = 0.2
high = 1.5
)");
    calibrated(folder, "out", {"--leave-one-out"});
    std::istringstream lines(text_of_file(folder / "out/leave_one_out.csv"));
    std::vector<std::string> predicted;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells(line);
        std::vector<std::string> cell(6);
        for (std::string& text : cell) {
            std::getline(cells, text, ',');
        }
        if (cell[0] == "FIRST") {
            predicted.push_back(cell[5]);
        }
    }
    return predicted;
}

TEST(Calibrate, PredictsATrialWithoutKnowingItsNumbers) {
    auto const predicted = prediction_of_first(0.5);
    EXPECT_EQ(predicted.size(), 2u);  // the hazard ratio, and survival with treatment
    EXPECT_EQ(predicted, prediction_of_first(1.2));
}

}  // namespace
}  // namespace vtrial::host::test
