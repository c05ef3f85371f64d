// Errors of published rows against the closed form of a Kaplan-Meier estimate.
#include "host/calibrate/row_errors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "host/engine/cpu_backend.hpp"
#include "tests/host/calibrate/own_trial.hpp"

namespace vtrial::host::test {
namespace {

/// Control survival of both trials at 6 and 12 months, with intervals of 10 points up and down: a
/// standard deviation of 5.1.
std::vector<PublishedNumber> published_numbers() {
    std::vector<PublishedNumber> numbers;
    for (char const* trial : {"FIRST", "SECOND"}) {
        for (char const* month : {"6", "12"}) {
            PublishedNumber number;
            number.trial = trial;
            number.quantity = std::string("cuts/report/PFS/landmarks/t=") + month + "/C";
            number.value = 70.0;
            number.lower = 60.0;
            number.upper = 80.0;
            number.status = PublishedStatus::sourced;
            number.unit = "%";
            numbers.push_back(number);
        }
    }
    return numbers;
}

/// Greenwood's sum in the limit: the relative variance of survival at a month, times the patients.
/// Of an arm with a constant hazard, seen at the cut month, entries spread over 20 months.
double relative_variance(double hazard, double month, double cut_month) {
    constexpr int steps = 10000;
    double sum = 0.0;
    for (int k = 0; k < steps; ++k) {
        double const at = (k + 0.5) * month / steps;
        double const entered_early_enough = std::min(1.0, (cut_month - at) / 20.0);
        sum += hazard / (std::exp(-hazard * at) * entered_early_enough) * month / steps;
    }
    return sum;
}

TEST(RowErrors, AreThoseOfOneTrialAndGoTogetherWithinIt) {
    support::TemporaryFolder folder;
    write_fit(folder, 1);
    Diagnostics diagnostics;
    auto const fit = read_fit("fit.toml", fit_text(1), diagnostics);
    ASSERT_TRUE(fit);
    TrialSimulator simulator(
        *fit, folder.path(), published_numbers(),
        {[] { return std::make_unique<CpuBackend>(kernels::best_instruction_level(), 1); }, 2});
    EvaluationJournal journal(folder / "evaluations.csv", "test");
    FitContext const context{*fit, simulator, journal};
    auto const rows = fitted_rows(*fit, simulator, fit->trials, TargetRows::all, {});
    ASSERT_EQ(rows.size(), 4u);
    Eigen::MatrixXd const root = row_error_root(context, rows, {});
    Eigen::MatrixXd const covariance = root * root.transpose();

    double const hazard = hazard_per_month(20.0, 1.0);
    constexpr double cut_month = 21.5;  // when 100 of 300 patients have had an event
    double const at_6 = relative_variance(hazard, 6.0, cut_month);
    double const at_12 = relative_variance(hazard, 12.0, cut_month);
    // 200 trials: a variance to 10 %, a correlation to its (1 - r^2) / sqrt(200), 0.03
    auto const in_points = [&](double month, double variance) {
        return std::pow(100.0 / 5.1 * std::exp(-hazard * month), 2.0) * variance / 150.0;
    };
    EXPECT_NEAR(covariance(0, 0) / in_points(6.0, at_6), 1.0, 0.3);
    EXPECT_NEAR(covariance(1, 1) / in_points(12.0, at_12), 1.0, 0.3);
    double const correlation = covariance(0, 1) / std::sqrt(covariance(0, 0) * covariance(1, 1));
    EXPECT_NEAR(correlation, std::sqrt(at_6 / at_12), 0.1);
    EXPECT_EQ(covariance(0, 2), 0.0);  // of another trial
    EXPECT_EQ(covariance(1, 3), 0.0);
}

}  // namespace
}  // namespace vtrial::host::test
