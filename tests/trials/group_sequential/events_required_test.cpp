// Events against Schoenfeld's formula, gsDesign and rpact.
#include "trials/group_sequential/events_required.hpp"

#include <gtest/gtest.h>

#include "tests/support/csv.hpp"
#include "tests/trials/group_sequential/known_designs.hpp"
#include "trials/group_sequential/spending_bounds.hpp"

namespace vtrial::trials::group_sequential {
namespace {

TEST(EventsRequired, AreThoseOfRpact) {
    support::CsvTable const oracle("events_required.csv");
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        double const events = events_required(oracle.number(line, "hr"), 0.5,
                                              {known::alpha, oracle.number(line, "power")});
        for (char const* const column : {"schoenfeld", "gsDesign_nEvents", "rpact"}) {
            EXPECT_NEAR(events / oracle.number(line, column), 1.0, 1e-14) << line;
        }
    }
    EXPECT_EQ(oracle.size(), 12u);
}

TEST(EventsRequired, AreTheSameForTheInverseRatioAndTheOtherArm) {
    double const events = events_required(0.7, 2.0 / 3.0, {0.01, 0.85});
    EXPECT_NEAR(events_required(1.0 / 0.7, 1.0 / 3.0, {0.01, 0.85}) / events, 1.0, 1e-14);
    // 2:1 costs 1 / (4 * 2/9) = 9/8 of 1:1
    EXPECT_NEAR(events / events_required(0.7, 0.5, {0.01, 0.85}), 1.125, 1e-14);
}

TEST(EventsRequired, LooksInflateThem) {
    EXPECT_NEAR(information_inflation({5.0}, {{1.959963984540054}, {}}, {0.025, 0.9}), 1.0, 1e-10);
    std::vector<double> const information{0.5, 0.75, 1.0};
    double before = 1.0;
    for (char const* const name : {"LDOF", "HSDm4", "LDPocock"}) {  // from late to early spending
        auto const bounds =
            efficacy_bounds(information, ErrorSpending{known::spending_named(name), known::alpha});
        double const inflation = information_inflation(information, {bounds, {}}, {0.025, 0.9});
        EXPECT_GT(inflation, before);
        double const drift = drift_for_power(information, {bounds, {}}, 0.9);
        EXPECT_NEAR(drift * drift / inflation, 10.507423, 1e-6);  // (1.9600 + 1.2816)^2
        before = inflation;
    }
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
