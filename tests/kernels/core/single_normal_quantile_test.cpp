// The normal quantile in float against that in double.
#include "kernels/core/single_normal_quantile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/philox.hpp"

namespace vtrial::kernels {
namespace {

double relative_error(double value, double expected) { return std::fabs(value / expected - 1.0); }

TEST(NormalQuantileOfWord, IsThatInDouble) {
    double largest = 0.0;
    auto const look_at = [&](std::uint32_t word) {
        double const expected = normal_quantile(open_uniform_double(word));
        largest = std::max(largest, relative_error(normal_quantile_of_word(word), expected));
    };
    for (std::uint32_t word = 0; word < 5000; ++word) {
        look_at(word);                // the lower tail
        look_at(~word);               // the upper one
        look_at(0x7FFFF000u + word);  // both sides of 0
        look_at(word * 858993u);
    }
    EXPECT_LT(largest, 1e-6);
}

}  // namespace
}  // namespace vtrial::kernels
