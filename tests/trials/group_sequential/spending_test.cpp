// Spending functions against gsDesign's cumulative spending, their definitions and their ends.
#include "trials/group_sequential/spending.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/csv.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"

namespace vtrial::trials::group_sequential {
namespace {

double spent_at(SpendingFunction const& function, double fraction) {
    return spent(function, known::alpha, {0, fraction});
}

TEST(Spending, IsThatOfGsDesign) {
    support::CsvTable const oracle("gs_bounds.csv");
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        auto const function = known::spending_named(oracle.text(line, "spending"));
        double const expected = oracle.number(line, "cum_alpha");
        EXPECT_NEAR(spent_at(function, oracle.number(line, "info_frac")), expected,
                    1e-10 * expected)  // gsDesign's quantile; at look 1 rpact's agrees here
            << line;
    }
    EXPECT_EQ(oracle.size(), 112u);
}

TEST(Spending, StartsAtNothingRisesAndEndsAtTheTotal) {
    for (SpendingFunction const& function : known::all_spending()) {
        EXPECT_EQ(spent_at(function, 0.0), 0.0);
        EXPECT_EQ(spent_at(function, 1.0), known::alpha);
        EXPECT_EQ(spent_at(function, 1.7), known::alpha);
        double before = 0.0;
        for (double fraction = 0.05; fraction < 1.0; fraction += 0.01) {
            EXPECT_GT(spent_at(function, fraction), before);
            before = spent_at(function, fraction);
        }
        EXPECT_LT(before, known::alpha);
        EXPECT_NEAR(spent_at(function, 1.0 - 1e-12), known::alpha, 1e-12);
    }
}

TEST(Spending, FamiliesAreWhatTheirPapersSay) {
    for (double t : {0.1, 0.37, 0.9}) {
        EXPECT_NEAR(spent_at({SpendingKind::power_family, 3.0, {}, {}}, t),
                    known::alpha * t * t * t, 1e-16);
        EXPECT_NEAR(spent_at({SpendingKind::lan_demets_pocock, 0.0, {}, {}}, t),
                    known::alpha * std::log(1.0 + (std::exp(1.0) - 1.0) * t), 1e-16);
        // around gamma = 0, where the formula is 0 / 0
        for (double const gamma : {-0.0101, -0.0099, -1e-5, 1e-14, 0.0, 1e-7, 0.0099, 0.0101}) {
            double const expected = gamma == 0.0 ? t : std::expm1(-gamma * t) / std::expm1(-gamma);
            EXPECT_NEAR(spent_at({SpendingKind::hwang_shih_decani, gamma, {}, {}}, t),
                        known::alpha * expected, 1e-15);
        }
    }
}

TEST(Spending, OfTheUserIsTakenAsGiven) {
    SpendingFunction const linear{SpendingKind::piecewise_linear, 0.0, {0.2, 0.6}, {0.1, 0.5}};
    EXPECT_NEAR(spent(linear, 1.0, {0, 0.1}), 0.05, 1e-15);
    EXPECT_NEAR(spent(linear, 1.0, {0, 0.2}), 0.1, 1e-15);
    EXPECT_NEAR(spent(linear, 1.0, {0, 0.5}), 0.4, 1e-15);
    EXPECT_NEAR(spent(linear, 1.0, {0, 0.8}), 0.75, 1e-15);
    SpendingFunction const by_look{SpendingKind::by_look, 0.0, {}, {0.0, 0.3, 1.0}};
    for (double const fraction : {0.1, 0.9, 1.2}) {
        EXPECT_EQ(spent(by_look, 0.02, {0, fraction}), 0.0);
        EXPECT_NEAR(spent(by_look, 0.02, {1, fraction}), 0.006, 1e-17);
        EXPECT_EQ(spent(by_look, 0.02, {2, fraction}), 0.02);
    }
}

TEST(Spending, LastLookSpendsWhatIsLeft) {
    SpendingFunction const by_look{SpendingKind::by_look, 0.0, {}, {0.1, 0.2}};
    auto const cumulative = cumulative_spending(by_look, 0.05, {50.0, 100.0});
    EXPECT_NEAR(cumulative[0], 0.005, 1e-17);
    EXPECT_EQ(cumulative[1], 0.05);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
