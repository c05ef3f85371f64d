// Boundaries by error spending against gsDesign and rpact.
#include "trials/group_sequential/spending_bounds.hpp"

#include <gtest/gtest.h>

#include "kernels/core/normal_distribution.hpp"
#include "tests/support/csv.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"

namespace vtrial::trials::group_sequential {
namespace {

/// The consecutive lines of a table that belong to one design.
struct Design {
    std::size_t first_line;
    std::vector<double> information;
};

std::vector<Design> designs_of(support::CsvTable const& table) {
    std::vector<Design> designs;
    for (std::size_t line = 0; line < table.size(); ++line) {
        if (table.number(line, "look") == 1.0) {
            designs.push_back({line, {}});
        }
        designs.back().information.push_back(table.number(line, "info_frac"));
    }
    return designs;
}

TEST(SpendingBounds, AreThoseOfGsDesignAndRpact) {
    support::CsvTable const oracle("gs_bounds.csv");
    for (Design const& design : designs_of(oracle)) {
        auto const function = known::spending_named(oracle.text(design.first_line, "spending"));
        auto const bounds = efficacy_bounds(design.information, {function, known::alpha});
        for (std::size_t look = 0; look < bounds.size(); ++look) {
            std::size_t const line = design.first_line + look;
            // the two differ from each other by up to 9.2e-8
            EXPECT_NEAR(bounds[look], oracle.number(line, "z_rpact"), 2e-7) << line;
            EXPECT_NEAR(bounds[look], oracle.number(line, "z_gsDesign"), 2e-7) << line;
        }
    }
}

TEST(SpendingBounds, SpendWhatTheFunctionSays) {
    std::vector<double> const information{40.0, 97.0, 150.0, 210.0, 300.0};
    for (SpendingFunction const& function : known::all_spending()) {
        auto const cumulative = cumulative_spending(function, known::alpha, information);
        auto const bounds = efficacy_bounds(information, {function, known::alpha});
        auto const ends = stopping_probabilities(information, {bounds, {}}, 0.0);
        double crossed = 0.0;
        for (std::size_t look = 0; look < information.size(); ++look) {
            crossed += ends.upper[look];
            EXPECT_NEAR(crossed, cumulative[look], 1e-12);
        }
    }
}

TEST(SpendingBounds, FallAsAlphaRises) {
    std::vector<double> const information{0.4, 0.7, 1.0};
    for (SpendingFunction const& function : known::all_spending()) {
        auto const strict = efficacy_bounds(information, {function, 0.01});
        auto const lax = efficacy_bounds(information, {function, 0.05});
        for (std::size_t look = 0; look < information.size(); ++look) {
            EXPECT_LT(lax[look], strict[look]);
        }
    }
}

TEST(SpendingBounds, LookThatSpendsNothingHasNoBound) {
    auto const bounds = efficacy_bounds({0.3, 0.6, 1.0}, {0.0, 0.01, 0.025});
    EXPECT_EQ(bounds[0], no_bound);
    auto const without = efficacy_bounds({0.6, 1.0}, {0.01, 0.025});
    EXPECT_NEAR(bounds[1], without[0], 1e-10);
    EXPECT_NEAR(bounds[2], without[1], 1e-10);
}

FutilityDesign design_of(support::CsvTable const& oracle, Design const& design) {
    std::size_t const line = design.first_line;
    bool const binds = oracle.text(line, "binding") == "TRUE";
    ErrorSpending const beta{known::spending_named(oracle.text(line, "sfl")), 0.1};
    return futility_design(design.information,
                           {known::spending_named(oracle.text(line, "sfu")), known::alpha},
                           {binds ? FutilityRule::binding : FutilityRule::non_binding, beta});
}

TEST(SpendingBounds, FutilityIsThatOfGsDesign) {
    support::CsvTable const oracle("gs_futility.csv");
    for (Design const& design : designs_of(oracle)) {
        FutilityDesign const made = design_of(oracle, design);
        // The type I error of gsDesign's binding designs is 8e-8 off, by quadrature on a fine grid:
        // 1.7e-6 of the last bound, and of what follows from it.
        bool const binds = oracle.text(design.first_line, "binding") == "TRUE";
        double const tolerance = binds ? 2e-6 : 2e-7;
        for (std::size_t look = 0; look < design.information.size(); ++look) {
            std::size_t const line = design.first_line + look;
            auto const number = [&](char const* column) { return oracle.number(line, column); };
            EXPECT_NEAR(made.boundaries.upper[look], number("upper"), tolerance) << line;
            EXPECT_NEAR(made.boundaries.lower[look], number("lower"), tolerance) << line;
            EXPECT_NEAR(made.inflation, number("inflation"), tolerance) << line;
            EXPECT_NEAR(made.drift, number("drift"), tolerance) << line;
        }
    }
    EXPECT_EQ(oracle.size(), 16u);
}

TEST(SpendingBounds, FutilityKeepsBothErrors) {
    std::vector<double> const information{0.25, 0.5, 0.8, 1.0};
    ErrorSpending const alpha{known::spending_named("LDOF"), known::alpha};
    ErrorSpending const beta{known::spending_named("HSDm2"), 0.2};
    for (FutilityRule const rule : {FutilityRule::binding, FutilityRule::non_binding}) {
        FutilityDesign const design = futility_design(information, alpha, {rule, beta});
        auto const effect = stopping_probabilities(information, design.boundaries, design.drift);
        EXPECT_NEAR(effect.upper_total(), 0.8, 1e-9);
        auto const spending = cumulative_spending(beta.function, beta.total, information);
        double lost = 0.0;
        for (std::size_t look = 0; look < information.size(); ++look) {
            lost += effect.lower[look];
            EXPECT_NEAR(lost, spending[look], 1e-9);
        }
        auto const none = stopping_probabilities(information, design.boundaries, 0.0);
        auto const ignored =
            stopping_probabilities(information, {design.boundaries.upper, {}}, 0.0);
        if (rule == FutilityRule::binding) {
            EXPECT_NEAR(none.upper_total(), known::alpha, 1e-10);
            EXPECT_GT(ignored.upper_total(), known::alpha + 1e-4);
        } else {
            EXPECT_NEAR(ignored.upper_total(), known::alpha, 1e-10);
            EXPECT_LT(none.upper_total(), known::alpha - 1e-4);
        }
        EXPECT_EQ(design.boundaries.lower.back(), design.boundaries.upper.back());
        EXPECT_GT(design.inflation, 1.0);
    }
}

TEST(SpendingBounds, OneLookWithFutilityIsAFixedDesign) {
    ErrorSpending const alpha{known::spending_named("LDOF"), 0.025};
    ErrorSpending const beta{known::spending_named("HSDm2"), 0.1};
    FutilityDesign const design = futility_design({7.0}, alpha, {FutilityRule::non_binding, beta});
    EXPECT_NEAR(design.inflation, 1.0, 1e-10);
    EXPECT_NEAR(design.boundaries.upper[0], -kernels::normal_quantile(0.025), 1e-12);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
