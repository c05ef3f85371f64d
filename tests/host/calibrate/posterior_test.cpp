// `vtrial-calibrate --posterior` on trials whose truth is known.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <sstream>

#include "host/calibrate/posterior_rows.hpp"
#include "tests/host/calibrate/own_trial.hpp"
#include "tests/host/calibrate/run_calibrate.hpp"

namespace vtrial::host::test {
namespace {

using support::TemporaryFolder;
using support::text_of_file;

nlohmann::json sampled(TemporaryFolder const& folder, std::string const& out, int sets,
                       std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--posterior", std::to_string(sets)});
    return calibrated(folder, out, more)["posterior"];
}

/// Column `column` of posterior.csv; the first two are set and loss.
std::vector<double> column_of(std::filesystem::path const& file, std::size_t column) {
    std::istringstream lines(text_of_file(file));
    std::string line;
    std::getline(lines, line);  // where it is from
    std::getline(lines, line);
    std::vector<double> values;
    while (std::getline(lines, line)) {
        std::istringstream cells(line);
        std::string cell;
        for (std::size_t k = 0; k <= column; ++k) {
            std::getline(cells, cell, ',');
        }
        values.push_back(std::stod(cell));
    }
    return values;
}

double sd_of_logarithms(std::vector<double> const& values) {
    double sum = 0.0;
    double squares = 0.0;
    for (double const value : values) {
        sum += std::log(value);
        squares += std::log(value) * std::log(value);
    }
    auto const count = static_cast<double>(values.size());
    return std::sqrt((squares - sum * sum / count) / (count - 1.0));
}

/// The error of the log hazard of 150 control patients that is fitted to Kaplan-Meier survival at 6
/// and 12 months, weighed alike: delta method over Greenwood's variances. Entries are spread over
/// 20 months; the cut is when 100 of the 300 have had an event.
double sd_of_log_hazard(double hazard, double cut_month) {
    constexpr int steps = 12000;
    double greenwood = 0.0;
    double at_6 = 0.0;
    for (int k = 0; k < steps; ++k) {
        double const at = (k + 0.5) * 12.0 / steps;
        double const at_risk =
            150.0 * std::exp(-hazard * at) * std::min(1.0, (cut_month - at) / 20.0);
        greenwood += hazard / at_risk * 12.0 / steps;
        at_6 = at < 6.0 ? greenwood : at_6;
    }
    auto const survival = [&](double month) { return std::exp(-hazard * month); };
    // survival falls by hazard * month * survival for each unit of the log hazard
    double const slope_6 = 6.0 * hazard * survival(6.0);
    double const slope_12 = 12.0 * hazard * survival(12.0);
    double const squares = slope_6 * slope_6 + slope_12 * slope_12;
    double const gain_6 = slope_6 / squares * survival(6.0);
    double const gain_12 = slope_12 / squares * survival(12.0);
    return std::sqrt(gain_6 * gain_6 * at_6 + gain_12 * gain_12 * greenwood +
                     2.0 * gain_6 * gain_12 * at_6);
}

TEST(PosteriorSlow, IsAsWideAsTheErrorsOfOneTrial) {
    TemporaryFolder folder;
    write_fit(folder, 15);
    auto const answer = sampled(folder, "out", 64);
    EXPECT_EQ(answer["sets"], 64);
    EXPECT_EQ(answer["misfit"], 1.0);  // the truth has been found
    EXPECT_LT(answer["unsettled"], tolerated_unsettled);
    EXPECT_TRUE(answer["doubts"].empty());
    auto const medians = column_of(folder / "out/posterior.csv", 2);
    ASSERT_EQ(medians.size(), 64u);
    // the sd of 64 sets is known to 9 %, that of 200 single trials to 5 %: three errors. Events of
    // progression are all but 6 % of all, so that the log median is off as the log hazard is.
    EXPECT_NEAR(sd_of_logarithms(medians) / sd_of_log_hazard(hazard_per_month(20.0, 1.0), 21.5),
                1.0, 0.3);
    // the same bytes with the other 32 on the way: a set does not hang on how many are asked for
    sampled(folder, "half", 32);
    auto const half = column_of(folder / "half/posterior.csv", 2);
    EXPECT_EQ(half, std::vector<double>(medians.begin(), medians.begin() + 32));
}

TEST(Posterior, GoesOnWhereItWasInterrupted) {
    TemporaryFolder folder;
    write_fit(folder, 2);
    auto const whole = sampled(folder, "whole", 9);
    std::string const journal = text_of_file(folder / "whole/evaluations.csv");
    std::size_t const fifth = journal.find("posterior set 5 about ");
    ASSERT_NE(fifth, std::string::npos);
    std::filesystem::create_directory(folder / "torn");
    support::write_text(folder / "torn/evaluations.csv", journal.substr(0, fifth + 60));
    EXPECT_EQ(sampled(folder, "torn", 9), whole);
    for (char const* name :
         {"posterior.csv", "posterior_targets.csv", "report.md", "evaluations.csv"}) {
        EXPECT_EQ(text_of_file(folder / "torn" / name), text_of_file(folder / "whole" / name));
    }
}

/// What the lines of a text say after a key, one each time.
std::set<std::string> values_of(std::string const& text, std::string const& key) {
    std::set<std::string> values;
    for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
        values.insert(text.substr(at, text.find('\n', at) - at));
    }
    return values;
}

TEST(Posterior, SpreadsAStudyOverItsSets) {
    TemporaryFolder folder;
    write_fit(folder, 2);
    std::string const study = (folder / "first.toml").string();
    sampled(folder, "out", 6, {"--spread", study, "--sets", "5"});
    std::string const own = text_of_file(folder / "out/first_spread.toml");
    EXPECT_NE(own.find("name = \"planned_set_005\""), std::string::npos);
    EXPECT_EQ(own.find("name = \"planned_set_006\""), std::string::npos);
    // The file itself states the first set, scenarios the four others. One of the fit's trials: its
    // own median goes with the hazard ratio of its set.
    EXPECT_EQ(values_of(own, "effect.hazard_ratio\" = ").size(), 4u) << own;
    EXPECT_EQ(values_of(own, "progression.median_months\" = ").size(), 4u) << own;
    // another study has what is shared only
    support::write_text(folder / "other.toml", plain_study);
    sampled(folder, "out", 6, {"--spread", (folder / "other.toml").string(), "--sets", "5"});
    std::string const other = text_of_file(folder / "out/other_spread.toml");
    EXPECT_EQ(values_of(other, "effect.hazard_ratio\" = ").size(), 4u) << other;
    EXPECT_EQ(values_of(other, "progression.median_months\" = ").size(), 0u) << other;
}

TEST(Posterior, RefusesMoreSetsOfAStudyThanThereAre) {
    testing::internal::CaptureStderr();
    EXPECT_EQ(run_calibrate_program(
                  {"fit.toml", "--posterior", "4", "--spread", "study.toml", "--sets", "5"}),
              ExitCode::command_line_wrong);
    EXPECT_NE(testing::internal::GetCapturedStderr().find("--sets 5 of a --posterior of 4"),
              std::string::npos);
}

PosteriorSample sample_of(std::vector<double> const& losses, double unsettled) {
    PosteriorSample sample;
    sample.fitted_loss = 100.0;
    sample.expected_loss = 150.0;
    for (double const loss : losses) {
        sample.members.push_back({{}, {}, {}, loss, unsettled});
    }
    return sample;
}

TEST(Posterior, DoubtsASampleThatHasNotSettledOrIsFarOff) {
    EXPECT_TRUE(doubts_of(sample_of({140.0, 190.0}, 0.3)).empty());
    EXPECT_EQ(doubts_of(sample_of({140.0, 190.0}, 0.8)).size(), 1u);
    EXPECT_EQ(doubts_of(sample_of({140.0, 390.0}, 0.8)).size(), 2u);
}

TEST(PosteriorRows, TellWhereARowLiesOverTheSets) {
    PosteriorSample sample;
    for (int k = 1; k <= 20; ++k) {
        double const reached = k < 20 ? 10.0 + k : std::nan("");  // one set in 20: not reached
        sample.members.push_back({{}, {k < 11 ? 1.0 : 2.0, 4.0}, {reached, 5.0}, 0.0, 0.0});
    }
    auto const rows = posterior_rows(sample, 2);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_DOUBLE_EQ(*rows[0].lower, 12.0);
    EXPECT_DOUBLE_EQ(*rows[0].upper, 29.0);
    EXPECT_DOUBLE_EQ(rows[0].residual_mean, 1.5);
    EXPECT_NEAR(rows[0].residual_sd, std::sqrt(0.25 * 20.0 / 19.0), 1e-12);
    EXPECT_TRUE(rows[0].agrees);
    EXPECT_FALSE(rows[1].agrees);  // four of its errors off in all sets
    EXPECT_TRUE(posterior_rows({}, 2).empty());
}

}  // namespace
}  // namespace vtrial::host::test
