// Resampling by weight.
#include <gtest/gtest.h>

#include "host/calibrate/spread_study.hpp"

namespace vtrial::host::test {
namespace {

TEST(Resample, TakesEachMemberAsOftenAsItWeighs) {
    PosteriorSample sample;
    for (double const weight : {0.5, 0.0, 0.3, 0.2}) {
        sample.members.push_back({{}, 0.0, weight});
    }
    std::vector<std::size_t> const wanted{0, 0, 0, 0, 0, 2, 2, 2, 3, 3};
    EXPECT_EQ(resample(sample, 10), wanted);
    EXPECT_EQ(resample(sample, 1), std::vector<std::size_t>{2});
}

}  // namespace
}  // namespace vtrial::host::test
