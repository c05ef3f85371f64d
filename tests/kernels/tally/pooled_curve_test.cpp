#include "kernels/tally/pooled_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace vtrial::kernels {
namespace {

View<std::uint64_t const> view_of(std::vector<std::uint64_t> const& counts) {
    return {counts.data(), static_cast<std::int64_t>(counts.size())};
}

// Patients leave on days 1, 2, 2, 3, 5, 5, 7, 8, 8, 10; events on 1, 2, 5, 5, 8. At risk on the
// event days: 10, 9, 6, 3.
std::vector<std::uint64_t> const leavers{0, 1, 2, 1, 0, 2, 0, 1, 2, 0, 1, 0};
std::vector<std::uint64_t> const events{0, 1, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0};

TEST(PooledCurve, AgreesWithTheHandAndGreenwood) {
    PooledCurve curve(view_of(leavers), view_of(events));
    CurvePoint point = curve.at(0);
    EXPECT_EQ(point.at_risk, 10U);
    EXPECT_EQ(point.survival, 1.0);
    EXPECT_NEAR(point.error, 1 - std::pow(0.05, 0.1), 1e-15);

    point = curve.at(4);
    EXPECT_EQ(point.at_risk, 6U);
    EXPECT_NEAR(point.survival, 0.8, 1e-15);
    EXPECT_NEAR(point.error, 0.8 * std::sqrt(1.0 / 90 + 1.0 / 72), 1e-15);

    point = curve.at(5);
    EXPECT_EQ(point.at_risk, 6U);
    EXPECT_NEAR(point.survival, 0.8 * 2 / 3, 1e-15);
    point = curve.at(5);  // the same day may be asked for again
    EXPECT_NEAR(point.survival, 0.8 * 2 / 3, 1e-15);

    point = curve.at(9);
    EXPECT_EQ(point.at_risk, 1U);
    EXPECT_NEAR(point.survival, 0.8 * 4 / 9, 1e-15);
    EXPECT_NEAR(point.error,
                0.8 * 4 / 9 * std::sqrt(1.0 / 90 + 1.0 / 72 + 2.0 / (6 * 4) + 1.0 / (3 * 2)),
                1e-15);
    EXPECT_EQ(curve.at(10).at_risk, 1U);
    EXPECT_EQ(curve.at(11).at_risk, 0U);
    EXPECT_EQ(curve.at(100).at_risk, 0U);
}

TEST(PooledCurve, AtZeroHasTheBoundOfARate) {
    std::vector<std::uint64_t> const all{0, 1, 3};
    PooledCurve curve(view_of(all), view_of(all));
    CurvePoint const point = curve.at(2);
    EXPECT_EQ(point.at_risk, 3U);
    EXPECT_EQ(point.survival, 0.0);
    EXPECT_NEAR(point.error, 1 - std::pow(0.05, 1.0 / 3), 1e-15);
}

TEST(PooledMedian, IsTheFirstDayBelowOneHalf) {
    Estimate const median = median_days_of(view_of(leavers), view_of(events));
    ASSERT_TRUE(median.exists);
    EXPECT_EQ(median.value, 8.0);
    EXPECT_GT(median.error, 0.0);
}

TEST(PooledMedian, IsTheMiddleOfAStepAtOneHalf) {
    std::vector<std::uint64_t> const left{0, 0, 2, 0, 0, 0, 1, 0, 1};
    std::vector<std::uint64_t> const seen{0, 0, 2, 0, 0, 0, 1, 0, 0};
    EXPECT_EQ(median_days_of(view_of(left), view_of(seen)).value, 4.0);
    std::vector<std::uint64_t> const no_more{0, 0, 2, 0, 0, 0, 0, 0, 0};
    EXPECT_EQ(median_days_of(view_of(left), view_of(no_more)).value, 5.0);
}

TEST(PooledMedian, DoesNotExistWhereTheCurveStaysAbove) {
    std::vector<std::uint64_t> const left{0, 1, 2};
    std::vector<std::uint64_t> const seen{0, 1, 0};
    EXPECT_FALSE(median_days_of(view_of(left), view_of(seen)).exists);
}

TEST(PooledMedian, HasTheErrorOfItsCurve) {
    // 40,000 patients who have the event on days 1 ... 400, a hundred each day: the curve falls by
    // 1/400 a day, its error at one half is 0.0025, which is one day
    std::vector<std::uint64_t> left(401, 100);
    left[0] = 0;
    Estimate const median = median_days_of(view_of(left), view_of(left));
    EXPECT_EQ(median.value, 200.5);
    EXPECT_NEAR(median.error, 1.0, 0.6);
}

}  // namespace
}  // namespace vtrial::kernels
