// P-values of a standard normal statistic.
#include "kernels/statistics/p_value.hpp"

#include <gtest/gtest.h>

#include "tests/support/csv.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(KernelPValue, AgreesWithR) {
    support::CsvTable const oracle("surv_logrank.csv");
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        double const z = oracle.number(i, "z");
        double const two_sided = oracle.number(i, "p_two");
        double const one_sided = oracle.number(i, "p_one_arm1_better");
        // an error of z of 1e-14 is one of z^2 1e-14 of a small p
        EXPECT_NEAR(two_sided_p_value(z), two_sided, 1e-12 * two_sided);
        EXPECT_NEAR(one_sided_p_value(z), one_sided, 1e-12 * one_sided);
    }
}

TEST(KernelPValue, OfNothingIsOne) {
    EXPECT_EQ(two_sided_p_value(0.0), 1.0);
    EXPECT_NEAR(one_sided_p_value(0.0), 0.5, 1e-15);
}

}  // namespace
}  // namespace vtrial::kernels::test
