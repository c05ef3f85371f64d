// One and two looks against closed forms and an independent quadrature in long double.
#include "trials/group_sequential/continuation_density.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vtrial::trials::group_sequential {
namespace {

long double upper_tail(long double x) { return 0.5L * std::erfc(x * std::sqrt(0.5L)); }

/// P(lower <= Z_1 < upper, Z_2 >= bound) for drift d, information 1 and i: Simpson's rule with
/// 20,000 intervals of Z_1.
long double two_looks(double lower, double upper, double i, double bound, double d) {
    long double const low = std::max<long double>(lower, d - 12.0L);
    long double const high = std::min<long double>(upper, d + 12.0L);
    int const intervals = 20'000;
    long double const h = (high - low) / intervals;
    long double const root_two_pi = std::sqrt(2.0L * std::acos(-1.0L));
    long double total = 0.0L;
    for (int k = 0; k <= intervals; ++k) {
        long double const z = low + h * k;
        long double const value =
            std::exp(-0.5L * (z - d) * (z - d)) / root_two_pi *
            upper_tail((bound * std::sqrt(static_cast<long double>(i)) - z - d * (i - 1.0L)) /
                       std::sqrt(static_cast<long double>(i) - 1.0L));
        total += value * (k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2);
    }
    return total * h / 3.0L;
}

TEST(ContinuationDensity, OneLookIsANormalTail) {
    ContinuationDensity const start(0.3);
    EXPECT_EQ(start.mass(), 1.0);
    for (double const bound : {-3.0, -0.5, 0.0, 1.96, 4.2, 7.0}) {
        auto const above = static_cast<double>(upper_tail(bound - 0.3L * 5.0L));
        auto const below = static_cast<double>(upper_tail(0.3L * 5.0L - bound));
        EXPECT_NEAR(start.above(25.0, bound) / above, 1.0, 1e-13);
        EXPECT_NEAR(start.below(25.0, bound) / below, 1.0, 1e-13);
        // near 1 a probability has lost the digits of its bound
        double const from_above = above < 0.5 ? start.upper_bound(25.0, above) : bound;
        double const from_below = below < 0.5 ? start.lower_bound(25.0, below) : bound;
        EXPECT_NEAR(from_above, bound, 1e-12);
        EXPECT_NEAR(from_below, bound, 1e-12);
    }
}

TEST(ContinuationDensity, TwoLooksAreTheBivariateNormal) {
    for (double const drift : {0.0, 1.3, -0.8}) {
        for (double const upper : {2.1, 2.9, 4.5, no_bound}) {
            for (double const lower : {-no_bound, -0.4, 1.1}) {
                auto const going_on = ContinuationDensity(drift).advanced(1.0, lower, upper);
                for (double const information : {1.01, 1.2, 2.0, 7.0}) {
                    for (double const bound : {-1.0, 1.9, 2.8}) {
                        auto const exact =
                            static_cast<double>(two_looks(lower, upper, information, bound, drift));
                        EXPECT_NEAR(going_on.above(information, bound), exact, 1e-9)
                            << drift << ' ' << upper << ' ' << lower << ' ' << information;
                        EXPECT_NEAR(
                            going_on.above(information, bound) + going_on.below(information, bound),
                            going_on.mass(), 1e-14);
                    }
                }
            }
        }
    }
}

TEST(ContinuationDensity, PanelsKeepTheirErrors) {
    struct Stated {
        Panels panels;
        double information;
        double error;
    };
    for (Stated const stated :
         {Stated{Panels::narrow, 1.01, 1e-9}, Stated{Panels::narrow, 1.003, 1e-8},
          Stated{Panels::wide, 1.01, 1e-7}, Stated{Panels::wide, 1.003, 1e-4}}) {
        auto const going_on = ContinuationDensity(0.0, stated.panels).advanced(1.0, -no_bound, 2.5);
        for (double bound = -2.0; bound < 3.0; bound += 0.25) {
            auto const exact =
                static_cast<double>(two_looks(-no_bound, 2.5, stated.information, bound, 0.0));
            EXPECT_NEAR(going_on.above(stated.information, bound), exact, stated.error) << bound;
        }
    }
}

TEST(ContinuationDensity, BoundsSpendWhatTheyShould) {
    auto const going_on =
        ContinuationDensity(0.0).advanced(1.0, -no_bound, 2.8).advanced(1.5, -1.0, 2.5);
    for (double const probability : {1e-12, 1e-5, 0.01, 0.3, 0.8}) {
        for (double const information : {1.52, 3.0}) {
            double const upper = going_on.upper_bound(information, probability, 2.0);
            double const lower = going_on.lower_bound(information, probability);
            EXPECT_NEAR(going_on.above(information, upper) / probability, 1.0, 1e-9);
            EXPECT_NEAR(going_on.below(information, lower) / probability, 1.0, 1e-9);
            // the guess saves time and changes the last digits at most
            EXPECT_NEAR(going_on.upper_bound(information, probability, 39.0), upper, 1e-9);
            EXPECT_NEAR(going_on.upper_bound(information, probability, -30.0), upper, 1e-9);
        }
    }
}

TEST(ContinuationDensity, WhatCannotBeSpentHasNoBound) {
    auto const going_on = ContinuationDensity(0.0).advanced(1.0, 0.0, 2.0);
    EXPECT_EQ(going_on.upper_bound(2.0, 0.0), no_bound);
    EXPECT_EQ(going_on.lower_bound(2.0, 0.0), -no_bound);
    EXPECT_EQ(going_on.upper_bound(2.0, 0.9), -no_bound);  // 0.48 go on
    EXPECT_EQ(going_on.lower_bound(2.0, 0.9), no_bound);
    EXPECT_EQ(going_on.above(2.0, no_bound), 0.0);
    EXPECT_EQ(ContinuationDensity(0.0).advanced(1.0, 2.0, 2.0).mass(), 0.0);
}

TEST(ContinuationDensity, LookThatStopsNobodyChangesNothing) {
    auto const direct = ContinuationDensity(0.7).advanced(3.0, -0.5, 2.0);
    auto const with_a_look =
        ContinuationDensity(0.7).advanced(1.4, -no_bound, no_bound).advanced(3.0, -0.5, 2.0);
    EXPECT_NEAR(with_a_look.mass(), direct.mass(), 1e-11);  // both leave out 1e-12
    EXPECT_NEAR(with_a_look.above(4.0, 2.2), direct.above(4.0, 2.2), 1e-11);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
