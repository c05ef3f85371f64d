// What is missing of the replicates that are wanted.
#include "host/store/interval.hpp"

#include <gtest/gtest.h>

namespace vtrial::host::test {
namespace {

using Intervals = std::vector<Interval>;

TEST(MissingFrom, NothingCovered) {
    EXPECT_EQ(missing_from({}, 10), (Intervals{{0, 10}}));
    EXPECT_EQ(missing_from({}, 0), Intervals{});
}

TEST(MissingFrom, AllCovered) {
    EXPECT_EQ(missing_from({{0, 10}}, 10), Intervals{});
    EXPECT_EQ(missing_from({{0, 3}, {3, 7}}, 10), Intervals{});
    EXPECT_EQ(missing_from({{0, 30}}, 10), Intervals{});
    EXPECT_EQ(missing_from({{0, 10}, {20, 5}}, 10), Intervals{});
}

TEST(MissingFrom, GapsAndEnds) {
    EXPECT_EQ(missing_from({{2, 3}}, 10), (Intervals{{0, 2}, {5, 5}}));
    EXPECT_EQ(missing_from({{0, 1}, {2, 1}, {4, 1}}, 5), (Intervals{{1, 1}, {3, 1}}));
    EXPECT_EQ(missing_from({{2, 3}, {8, 30}}, 10), (Intervals{{0, 2}, {5, 3}}));
    EXPECT_EQ(missing_from({{10, 5}}, 10), (Intervals{{0, 10}}));
    EXPECT_EQ(missing_from({{12, 5}}, 10), (Intervals{{0, 10}}));
    EXPECT_EQ(missing_from({{9, 5}}, 10), (Intervals{{0, 9}}));
}

}  // namespace
}  // namespace vtrial::host::test
