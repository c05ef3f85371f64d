#include "trials/group_sequential/event_axis.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace vtrial::trials::group_sequential {
namespace {

TEST(EventAxis, HasEveryNumberWhereItIsDense) {
    for (std::int32_t const first : {-5, 1, 2, 187, 700}) {
        auto const axis = event_axis({{first, first + 32}, {389, 390}}, 8, 737);
        EXPECT_EQ(axis.front(), 1);
        EXPECT_EQ(axis.back(), 737);
        EXPECT_TRUE(std::is_sorted(axis.begin(), axis.end()));
        EXPECT_EQ(std::adjacent_find(axis.begin(), axis.end()), axis.end());
        for (std::int32_t events = std::max(1, first); events <= std::min(737, first + 32);
             ++events) {
            EXPECT_TRUE(std::binary_search(axis.begin(), axis.end(), events)) << events;
        }
        EXPECT_TRUE(std::binary_search(axis.begin(), axis.end(), 389));
        EXPECT_TRUE(std::binary_search(axis.begin(), axis.end(), 390));
    }
}

TEST(EventAxis, StepsStaySmallAgainstTheNumber) {
    auto const axis = event_axis({{100, 120}}, 8, 1 << 20);
    for (std::size_t i = 1; i < axis.size(); ++i) {
        EXPECT_LE(axis[i] - axis[i - 1], std::max(1, axis[i - 1] / 8));
    }
    EXPECT_LT(axis.size(), 200u);  // and grow with it
}

TEST(EventAxis, MayBeOnePoint) { EXPECT_EQ(event_axis({}, 8, 1), std::vector<std::int32_t>{1}); }

}  // namespace
}  // namespace vtrial::trials::group_sequential
