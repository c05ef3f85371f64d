// A table of a function that is linear in both numbers of events is that function between points.
#include "kernels/looks/bound_table.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace vtrial::kernels {
namespace {

double linear(std::int32_t before, std::int32_t since) {
    return 3.0 - 0.25 * before + 0.5 * since + 0.125 * before * since;  // exact in binary
}

class BoundTableTest : public testing::Test {
  protected:
    BoundTableTest() {
        for (std::int32_t const before : before_) {
            for (std::int32_t const since : since_) {
                efficacy_.push_back(linear(before, since));
                futility_.push_back(-linear(before, since));
            }
        }
        table_ = {{before_.data(), 4}, {since_.data(), 5}, {efficacy_.data(), 20}, {}};
    }

    std::vector<std::int32_t> before_{1, 2, 6, 10};
    std::vector<std::int32_t> since_{1, 3, 4, 8, 24};
    std::vector<double> efficacy_;
    std::vector<double> futility_;
    BoundTable table_;
};

TEST_F(BoundTableTest, IsLinearBetweenPoints) {
    for (std::int32_t before = 1; before <= 10; ++before) {
        for (std::int32_t since = 1; since <= 24; ++since) {
            EXPECT_NEAR(efficacy_bound(table_, before, before + since), linear(before, since),
                        1e-14);
        }
    }
}

TEST_F(BoundTableTest, IsItsValueOnAPoint) {
    efficacy_[2 * 5 + 3] = 2.0 / 3.0;
    EXPECT_EQ(efficacy_bound(table_, 6, 14), 2.0 / 3.0);
}

TEST_F(BoundTableTest, BeyondItsEndsIsItsEnd) {
    EXPECT_EQ(efficacy_bound(table_, 0, 4), linear(1, 4));
    EXPECT_EQ(efficacy_bound(table_, 99, 103), linear(10, 4));
    EXPECT_EQ(efficacy_bound(table_, 2, 1000), linear(2, 24));
    EXPECT_EQ(efficacy_bound(table_, 1000, 1'000'000), linear(10, 24));
}

TEST_F(BoundTableTest, WithoutNewEventsThereIsNoBound) {
    EXPECT_EQ(efficacy_bound(table_, 6, 6), no_bound);
    EXPECT_EQ(efficacy_bound(table_, 6, 3), no_bound);
    EXPECT_EQ(futility_bound(table_, 6, 6), -no_bound);
}

TEST_F(BoundTableTest, FutilityIsOptional) {
    EXPECT_EQ(futility_bound(table_, 6, 14), -no_bound);
    table_.futility = {futility_.data(), 20};
    EXPECT_EQ(futility_bound(table_, 6, 14), -linear(6, 8));
}

TEST(BoundTable, OfOnePointIsAConstant) {
    std::int32_t const zero = 0;
    double const bound = 2.25;
    BoundTable const table{{&zero, 1}, {&zero, 1}, {&bound, 1}, {}};
    EXPECT_EQ(efficacy_bound(table, 0, 1), 2.25);
    EXPECT_EQ(efficacy_bound(table, 300, 700), 2.25);
}

}  // namespace
}  // namespace vtrial::kernels
