// Residuals in standard deviations of the published numbers, by hand.
#include "host/calibrate/target_residual.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::host::test {
namespace {

constexpr double normal_quantile = 1.959963984540054;

Target target(Measure measure, std::optional<double> published, std::optional<double> simulated) {
    Target row;
    row.published.value = published;
    row.path.measure = measure;
    row.simulated.value = simulated;
    return row;
}

TEST(TargetResidual, OfAHazardRatioIsOnTheLogScaleOfItsInterval) {
    Target row = target(Measure::hazard_ratio, 0.56, 0.50);
    row.published.lower = 0.43;
    row.published.upper = 0.73;
    double const sd = std::log(0.73 / 0.43) / (2.0 * normal_quantile);
    // differences of logarithms for logarithms of ratios: rounding
    EXPECT_NEAR(residual_of(row, 100).sd, sd, 1e-12);
    EXPECT_NEAR(residual_of(row, 100).standardised, std::log(0.50 / 0.56) / sd, 1e-12);
}

TEST(TargetResidual, OfARateWithoutAnIntervalTakesWhatIsTolerated) {
    Target const row = target(Measure::response_per_cent, 50.0, 53.0);
    EXPECT_DOUBLE_EQ(residual_of(row, 100).standardised, 3.0 / (4.0 / normal_quantile));
    Target const events = target(Measure::events, 50.0, 53.0);  // of 200 patients
    EXPECT_DOUBLE_EQ(residual_of(events, 200).standardised, 3.0 / (8.0 / normal_quantile));
}

TEST(TargetResidual, OfAMedianWithAnOpenIntervalTakesItsLowerHalf) {
    Target row = target(Measure::median, 60.0, 50.0);
    row.published.lower = 48.0;
    row.published.is_upper_not_reached = true;
    double const sd = std::log(60.0 / 48.0) / normal_quantile;
    // the difference of two logarithms for the logarithm of a ratio: rounding
    EXPECT_NEAR(residual_of(row, 100).standardised, std::log(50.0 / 60.0) / sd, 1e-12);
    row.simulated.value.reset();  // later than all that was followed
    EXPECT_DOUBLE_EQ(residual_of(row, 100).standardised, 1.0);
}

TEST(TargetResidual, OfAMedianNotReachedCountsTrialsThatReachIt) {
    Target row = target(Measure::median, std::nullopt, 40.0);
    row.published.is_not_reached = true;
    row.simulated.not_reached_share = 0.6;
    EXPECT_EQ(residual_of(row, 100).standardised, 0.0);
    row.simulated.not_reached_share = 0.3;
    EXPECT_NEAR(residual_of(row, 100).standardised, -2.0, 1e-12);
}

TEST(TargetResidual, OfAMedianNotReachedWithAnIntervalIsItsDistanceBelow) {
    Target row = target(Measure::median, std::nullopt, 40.0);
    row.published.is_not_reached = true;
    row.published.is_upper_not_reached = true;
    row.published.lower = 39.0;
    EXPECT_EQ(residual_of(row, 100).standardised, 0.0);
    row.published.lower = 42.0;
    // the difference of two logarithms for the logarithm of a ratio: rounding
    EXPECT_NEAR(residual_of(row, 100).standardised, std::log(40.0 / 42.0) / (0.1 / normal_quantile),
                1e-12);
    row.simulated.value.reset();
    EXPECT_EQ(residual_of(row, 100).standardised, 0.0);
}

TEST(TargetResidual, BeyondThreeGrowsAsItsLogarithm) {
    auto const of_points = [](double points) {
        return residual_of(target(Measure::response_per_cent, 1.0, 1.0 + points), 100).standardised;
    };
    double const sd = 4.0 / normal_quantile;
    EXPECT_NEAR(of_points(3.0 * sd), 3.0, 1e-9);
    EXPECT_NEAR(of_points(6.0 * sd), 3.0 * (1.0 + std::log(2.0)), 1e-9);
    EXPECT_NEAR(of_points(-0.2 * sd), -0.2, 1e-9);
}

TEST(TargetResidual, WeighsRowsByStatusAndLeavesOutWhatIsNamed) {
    FitFile fit;
    fit.unverified_weight = 0.25;
    Target row = target(Measure::median, 1.0, 1.0);
    row.published.trial = "A";
    row.published.quantity = "cuts/first/MRD_1e5/D";
    EXPECT_EQ(weight_of(fit, row), 1.0);
    row.published.status = PublishedStatus::unverified;
    EXPECT_EQ(weight_of(fit, row), 0.25);
    row.published.status = PublishedStatus::derived;
    EXPECT_EQ(weight_of(fit, row), 0.0);
    row.published.status = PublishedStatus::sourced;
    fit.left_out = {{"A", "cuts/first/MRD", "another assay"}};
    EXPECT_EQ(weight_of(fit, row), 0.0);
}

}  // namespace
}  // namespace vtrial::host::test
