#include "kernels/tally/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "kernels/tally/add.hpp"

namespace vtrial::kernels {
namespace {

View<std::uint64_t const> view_of(std::vector<std::uint64_t> const& counts) {
    return {counts.data(), static_cast<std::int64_t>(counts.size())};
}

std::vector<std::uint64_t> histogram_of(std::vector<int> const& values, std::size_t bins) {
    std::vector<std::uint64_t> counts(bins);
    for (int const value : values) {
        ++counts[static_cast<std::size_t>(value)];
    }
    return counts;
}

TEST(Rate, HasItsBinomialError) {
    Estimate const rate = rate_of(30, 120);
    ASSERT_TRUE(rate.exists && rate.has_error);
    EXPECT_DOUBLE_EQ(rate.value, 0.25);
    EXPECT_DOUBLE_EQ(rate.error, std::sqrt(0.25 * 0.75 / 120));
}

TEST(Rate, OfNoneOrAllHasTheDistanceToItsBound) {
    for (double const n : {1.0, 2.0, 59.0, 100.0, 299.0, 300.0, 1e4, 1e6, 1e12}) {
        double const bound = -std::expm1(std::log(0.05) / n);
        auto const trials = static_cast<WideInteger>(n);
        EXPECT_DOUBLE_EQ(rate_of(0, trials).value, 0.0);
        EXPECT_DOUBLE_EQ(rate_of(trials, trials).value, 1.0);
        EXPECT_NEAR(rate_of(0, trials).error / bound, 1.0, 1e-13) << n;
        EXPECT_NEAR(rate_of(trials, trials).error / bound, 1.0, 1e-13) << n;
    }
    EXPECT_NEAR(rate_of(0, 1).error, 0.95, 1e-15);
}

TEST(Rate, OfNothingDoesNotExist) { EXPECT_FALSE(rate_of(0, 0).exists); }

TEST(Mean, AgreesWithPlainDouble) {
    std::mt19937 random(1);
    WideInteger sum = 0;
    WideInteger squares = 0;
    std::vector<double> values;
    for (int i = 0; i < 999; ++i) {
        auto const value = static_cast<std::int64_t>(random() % 3000);
        values.push_back(static_cast<double>(value));
        sum += value;
        squares += value * value;
    }
    double mean = 0.0;
    double about_mean = 0.0;
    for (double const value : values) mean += value / 999;
    for (double const value : values) about_mean += (value - mean) * (value - mean);
    Estimate const estimate = mean_of(999, sum, squares, 0);
    EXPECT_NEAR(estimate.value, mean, 1e-9);
    EXPECT_NEAR(estimate.error, std::sqrt(about_mean / 998 / 999), 1e-12);
}

TEST(Mean, OfNegativeFixedPointAgreesWithPlainDouble) {
    std::mt19937 random(2);
    WideInteger sum = 0;
    WideInteger squares = 0;
    std::vector<double> values;
    for (int i = 0; i < 500; ++i) {
        double const value = -0.7 + 1e-4 * static_cast<double>(random() % 5000);
        values.push_back(value);
        sum += fixed_point(value);
        squares += fixed_point(value * value);
    }
    double mean = 0.0;
    double about_mean = 0.0;
    for (double const value : values) mean += value / 500;
    for (double const value : values) about_mean += (value - mean) * (value - mean);
    Estimate const estimate = mean_of(500, sum, squares, moment_bits);
    EXPECT_NEAR(estimate.value, mean, 1e-9);
    EXPECT_NEAR(estimate.error / std::sqrt(about_mean / 499 / 500), 1.0, 1e-7);
}

TEST(Mean, OfEqualValuesHasNoErrorAndOfOneValueNoneToState) {
    Estimate const equal = mean_of(1000, 737000, 543169000, 0);
    EXPECT_EQ(equal.value, 737.0);
    EXPECT_EQ(equal.error, 0.0);
    EXPECT_TRUE(equal.has_error);
    EXPECT_FALSE(mean_of(1, 737, 543169, 0).has_error);
    EXPECT_FALSE(mean_of(0, 0, 0, 0).exists);
}

TEST(Mean, OfRoundedSquaresIsNeverTheRootOfANegativeNumber) {
    // 0.3 in fixed point, its square rounded down: the variance would be below 0
    WideInteger const value = fixed_point(0.3);
    Estimate const mean = mean_of(7, 7 * value, 7 * (fixed_point(0.09) - 1), moment_bits);
    EXPECT_EQ(mean.error, 0.0);
}

TEST(Mean, OfAsManyReplicatesAsAStudyMayHaveDoesNotOverflow) {
    WideInteger const half = WideInteger{1} << 39;
    // half of the values -100 and half -102: mean -101, variance 1
    WideInteger const one = WideInteger{1} << moment_bits;
    Estimate const mean =
        mean_of(2 * half, half * -202 * one, half * (100 * 100 + 102 * 102) * one, moment_bits);
    EXPECT_DOUBLE_EQ(mean.value, -101.0);
    EXPECT_NEAR(mean.error * std::sqrt(0x1p40), 1.0, 1e-11);
}

/// The smallest value that a share of at least q of all n values does not exceed; -1 if none.
int plain_quantile(std::vector<int> values, std::size_t n, double rank) {
    std::sort(values.begin(), values.end());
    auto const wanted = static_cast<std::size_t>(std::max(1.0, std::ceil(rank - 1e-9)));
    EXPECT_LE(wanted, n);
    return wanted <= values.size() ? values[wanted - 1] : -1;
}

TEST(IntegerQuantile, AgreesWithSortingTheValues) {
    std::mt19937 random(3);
    for (std::size_t const n : {1U, 2U, 3U, 10U, 20U, 100U, 137U, 1000U}) {
        std::vector<int> values(n);
        for (int& value : values) value = static_cast<int>(random() % 200);
        std::size_t const missing = n / 4;
        std::vector<int> const known(values.begin() + static_cast<std::ptrdiff_t>(missing),
                                     values.end());
        auto const counts = histogram_of(known, 200);
        for (double const q : {0.05, 0.25, 0.5, 0.7, 0.75, 0.95}) {
            auto const count = static_cast<double>(n);
            double const deviation = std::sqrt(count * q * (1 - q));
            int const middle = plain_quantile(known, n, count * q);
            int const low = plain_quantile(known, n, std::max(0.0, count * q - deviation));
            int const high = plain_quantile(known, n, std::min(count, count * q + deviation));
            Estimate const estimate = quantile_of_integers(view_of(counts), n, q);
            ASSERT_EQ(estimate.exists, middle >= 0) << n << " " << q;
            if (estimate.exists) {
                EXPECT_EQ(estimate.value, middle) << n << " " << q;
                double const error = high < 0 ? middle - low : (high - low) / 2.0;
                EXPECT_TRUE(error > 0.0 ? estimate.error == error : estimate.error < 1.0);
            }
        }
    }
}

TEST(IntegerQuantile, TakesTheOrderStatisticItselfWhereTheRankIsWhole) {
    std::vector<std::uint64_t> const counts(100, 1);  // 0 ... 99
    for (double const q : {0.05, 0.07, 0.14, 0.25, 0.28, 0.55, 0.56, 0.57, 0.95}) {
        EXPECT_EQ(quantile_of_integers(view_of(counts), 100, q).value, std::round(100 * q) - 1);
    }
}

TEST(IntegerQuantile, WithinOneValueHasAnErrorBelowOne) {
    std::vector<std::uint64_t> const counts{1000, 8000, 1000};
    Estimate const median = quantile_of_integers(view_of(counts), 10000, 0.5);
    EXPECT_EQ(median.value, 1.0);
    EXPECT_DOUBLE_EQ(median.error, 50.0 / 8000.0);
    std::vector<std::uint64_t> const equal{0, 10000, 0};
    EXPECT_EQ(quantile_of_integers(view_of(equal), 10000, 0.5).error, 0.0);
    EXPECT_FALSE(quantile_of_integers(view_of(equal), 20001, 0.5).exists);
}

TEST(HazardRatioQuantile, AgreesWithSortingUpToABin) {
    std::mt19937 random(4);
    std::normal_distribution<double> normal(-0.3, 0.12);
    std::vector<double> values(4001);
    std::vector<std::uint64_t> counts(hr_bins);
    for (double& value : values) {
        value = normal(random);
        ++counts[static_cast<std::size_t>(hr_bin(value))];
    }
    std::sort(values.begin(), values.end());
    for (double const q : {0.05, 0.25, 0.5, 0.75, 0.95}) {
        auto const at = [&](double rank) { return values[static_cast<std::size_t>(rank)]; };
        double const rank = 4001 * q;
        double const deviation = std::sqrt(4001 * q * (1 - q));
        Estimate const estimate = quantile_of_hazard_ratio(view_of(counts), q);
        EXPECT_NEAR(std::log(estimate.value), at(rank), 1.0 / hr_bins_per_unit) << q;
        EXPECT_NEAR(estimate.error,
                    (std::exp(at(rank + deviation)) - std::exp(at(rank - deviation))) / 2,
                    1.0 / hr_bins_per_unit)
            << q;
    }
}

TEST(HazardRatioQuantile, InterpolatesWithinABin) {
    std::vector<std::uint64_t> counts(hr_bins);
    counts[4096] = 10;  // log hazard ratios from 0 to 1/1024
    EXPECT_DOUBLE_EQ(log_hr_at_rank(view_of(counts), 0.0), 0.0);
    EXPECT_DOUBLE_EQ(log_hr_at_rank(view_of(counts), 5.0), 0.5 / 1024);
    EXPECT_DOUBLE_EQ(log_hr_at_rank(view_of(counts), 10.0), 1.0 / 1024);
    EXPECT_DOUBLE_EQ(quantile_of_hazard_ratio(view_of(counts), 0.25).value, std::exp(0.25 / 1024));
    counts[4096] = 0;
    EXPECT_FALSE(quantile_of_hazard_ratio(view_of(counts), 0.25).exists);
}

TEST(GeometricMean, HasTheErrorOfTheDeltaMethod) {
    Estimate const mean = geometric_mean({std::log(0.7), 0.01, true, true});
    EXPECT_NEAR(mean.value, 0.7, 1e-15);
    EXPECT_NEAR(mean.error, 0.007, 1e-16);
    EXPECT_FALSE(geometric_mean({}).exists);
}

TEST(SurvivalQuantile, IsAMultipleOfTheBinWidth) {
    std::vector<std::uint64_t> band(band_bins);
    for (std::size_t bin = 1; bin <= 100; ++bin) band[200 + bin] = 1;
    EXPECT_EQ(quantile_of_survival(view_of(band), 0.05).value, 0.41);
    EXPECT_EQ(quantile_of_survival(view_of(band), 0.95).value, 0.59);
}

}  // namespace
}  // namespace vtrial::kernels
