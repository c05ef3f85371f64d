#include "host/analyze/rank_times.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/csv.hpp"

namespace vtrial::host::test {
namespace {

using Ranks = std::vector<std::int32_t>;
using Times = std::vector<double>;

TEST(RankTimes, DistinctTimesRise) {
    RankedTimes const ranked = rank_times({7.5, 0.0, 3.0, 7.5, 1.0});
    EXPECT_EQ(ranked.time, (Times{0.0, 1.0, 3.0, 7.5}));
    EXPECT_EQ(ranked.rank, (Ranks{3, 0, 2, 3, 1}));
}

TEST(RankTimes, WhatDiffersByRoundingIsATie) {
    EXPECT_NE(0.1 + 0.2, 0.3);
    RankedTimes const ranked = rank_times({0.1 + 0.2, 0.3, 0.4});
    EXPECT_EQ(ranked.time, (Times{0.3, 0.4}));
    EXPECT_EQ(ranked.rank, (Ranks{0, 0, 1}));
}

/// R: length(unique(survival:::aeqSurv(Surv(times))[, 1])), for each of these.
TEST(RankTimes, TheToleranceIsAbsoluteAndRelativeToTheMean) {
    EXPECT_EQ(rank_times({0.0, 0x1p-26}).time.size(), 1U);
    EXPECT_EQ(rank_times({0.0, 0x1.8p-26}).time.size(), 2U);  // their mean is below 1
    EXPECT_EQ(rank_times({1000.0, 1000.00001}).time.size(), 1U);
    EXPECT_EQ(rank_times({1000.0, 1000.0001}).time.size(), 2U);
}

TEST(RankTimes, AChainOfNearTiesIsOneTime) {
    RankedTimes const ranked = rank_times({1.0, 1.0 + 0x1p-27, 1.0 + 0x1p-26, 1.0 + 0x1.8p-26});
    EXPECT_EQ(ranked.time, Times{1.0});
    EXPECT_EQ(ranked.rank, (Ranks{0, 0, 0, 0}));
}

TEST(RankTimes, AllTimesMayBeZero) { EXPECT_EQ(rank_times({0.0, -0.0}).rank, (Ranks{0, 0})); }

TEST(RankTimes, FindsAsManyTimesAsR) {
    support::CsvTable const data("data_timefix.csv");
    support::CsvTable const oracle("surv_timefix.csv");
    Times times;
    for (std::size_t i = 0; i < data.size(); ++i) {
        times.push_back(data.number(i, "time"));
    }
    EXPECT_EQ(std::set<double>(times.begin(), times.end()).size(),
              oracle.number(1, "unique_times"));
    EXPECT_EQ(rank_times(times).time.size(), oracle.number(0, "unique_times"));
}

}  // namespace
}  // namespace vtrial::host::test
