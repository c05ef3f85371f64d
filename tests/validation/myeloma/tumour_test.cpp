// Clones and marker against closed forms and small steps.
#include "validation/reference/myeloma/tumour.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

constexpr double smallest = 1e-14;

TEST(MyelomaTumour, SmallStepsOfTheGompertzRateComeToItsClosedForm) {
    constexpr double plateau = 3.53;
    constexpr double rate = 0.3;
    constexpr double step_months = 1e-4;
    Clones clones{1e-4, 1e-4};
    for (int step = 0; step < 200000; ++step) {
        double const growth = gompertz_rate(rate, plateau, clones.burden());
        clones = grow_clones(clones, {growth, growth}, step_months, smallest);
    }
    double const log_start = std::log(2e-4 / plateau);
    double const expected =
        plateau * std::exp(log_start * std::exp(-rate / std::log(plateau) * 20.0));
    EXPECT_NEAR(clones.burden() / expected, 1.0, 2e-4);  // the order of the step
}

TEST(MyelomaTumour, NothingGrowsAboveThePlateau) {
    EXPECT_EQ(gompertz_rate(0.1, 3.53, 3.53), 0.0);
    EXPECT_EQ(gompertz_rate(0.1, 3.53, 5.0), 0.0);
    EXPECT_DOUBLE_EQ(gompertz_rate(0.1, 3.53, 1.0), 0.1);
    // 1 + 5 / log10(3.53) times as fast at a burden of 1e-5
    EXPECT_NEAR(gompertz_rate(0.1, 3.53, 1e-5), 0.1 * (1.0 + 5.0 / std::log10(3.53)), 1e-12);
}

/// dM/dt = k (N - M) by the fourth-order rule of Runge and Kutta, 2,000 steps a month.
double marker_by_steps(double marker, Clones const& start, CloneRates const& rates, double k,
                       double months) {
    int const steps = static_cast<int>(2000 * months) + 1;
    double const h = months / steps;
    auto const slope = [&](double t, double m) {
        return k * (start.sensitive * std::exp(rates.sensitive * t) +
                    start.resistant * std::exp(rates.resistant * t) - m);
    };
    for (int step = 0; step < steps; ++step) {
        double const t = step * h;
        double const k1 = slope(t, marker);
        double const k2 = slope(t + h / 2, marker + h / 2 * k1);
        double const k3 = slope(t + h / 2, marker + h / 2 * k2);
        double const k4 = slope(t + h, marker + h * k3);
        marker += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return marker;
}

TEST(MyelomaTumour, TheMarkerFilterIsExact) {
    for (double const clearance : {1.3, 3.5, 21.0}) {
        for (CloneRates const& rates : {CloneRates{-2.5, 0.04}, {0.2, 0.2}, {-clearance, -0.5}}) {
            Clones const start{0.7, 0.01};
            // differences of the two exact solutions: rounding, and steps of 5e-4 months
            EXPECT_NEAR(follow_burden(0.9, start, rates, clearance, 0.92),
                        marker_by_steps(0.9, start, rates, clearance, 0.92), 1e-9);
        }
    }
}

TEST(MyelomaTumour, ASteadyBurdenLeavesASteadyMarker) {
    EXPECT_NEAR(follow_burden(0.25, {0.2, 0.05}, {}, 1.3, 0.92), 0.25, 1e-15);
}

TEST(MyelomaTumour, ASplitKeepsTheBurden) {
    Clones clones{0.3, 0.1};
    clones.split(0.01);
    EXPECT_DOUBLE_EQ(clones.burden(), 0.4);
    EXPECT_DOUBLE_EQ(clones.resistant, 0.004);
}

TEST(MyelomaTumour, AClonesBurdenStaysAboveTheSmallest) {
    Clones const left = grow_clones({1.0, 1e-11}, {-50.0, -50.0}, 1.0, smallest);
    EXPECT_EQ(left.sensitive, smallest);
    EXPECT_EQ(left.resistant, smallest);
}

}  // namespace
}  // namespace vtrial::reference::myeloma
