#include "host/report/curves.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/host/report/simulated_result.hpp"

namespace vtrial::host {
namespace {

std::vector<CurveRow> curve_of(std::vector<CurveRow> const& rows, std::string const& analysis,
                               std::string const& endpoint, std::string const& arm) {
    std::vector<CurveRow> curve;
    for (CurveRow const& row : rows) {
        if (row.analysis == analysis && row.endpoint == endpoint && row.arm == arm) {
            curve.push_back(row);
        }
    }
    return curve;
}

TEST(Curves, FallMonthByMonthWithinTheirBand) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<CurveRow> const rows = curves(test::simulated(scenario, 200));
    for (char const* const arm : {"VRd", "D-VRd, weekly"}) {
        std::vector<CurveRow> const curve = curve_of(rows, "final", "PFS", arm);
        ASSERT_GT(curve.size(), 24U);
        EXPECT_EQ(curve[0].survival, 1.0);
        EXPECT_EQ(curve[0].lower, 1.0);
        EXPECT_EQ(curve[0].upper, 1.0);
        for (std::size_t month = 1; month < curve.size(); ++month) {
            EXPECT_EQ(curve[month].month, static_cast<int>(month));
            EXPECT_LE(curve[month].survival, curve[month - 1].survival);
            EXPECT_GT(curve[month].mcse, 0.0);
        }
        EXPECT_LT(curve[12].lower.value(), curve[12].survival);
        EXPECT_GT(curve[12].upper.value(), curve[12].survival);
    }
    // truth at 12 months: half of control progress, with deaths of median 60 months besides
    EXPECT_NEAR(curve_of(rows, "final", "PFS", "VRd")[12].survival, 0.5 * 0.8706, 0.02);
}

TEST(Curves, OfFewTrialsHaveNoBand) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<CurveRow> const rows = curves(test::simulated(scenario, 19));
    ASSERT_FALSE(rows.empty());
    for (CurveRow const& row : rows) {
        EXPECT_FALSE(row.lower.has_value());
        EXPECT_FALSE(row.upper.has_value());
    }
    EXPECT_TRUE(curves(test::simulated(scenario, 20)).front().lower.has_value());
}

TEST(Curves, AreThoseOfTheEndpointsThatTheStudyLists) {
    trials::Scenario const scenario = test::small_scenario();
    std::vector<CurveRow> const rows = curves(test::simulated(scenario, 5));
    EXPECT_TRUE(curve_of(rows, "final", "PFS2", "VRd").empty());
    EXPECT_FALSE(curve_of(rows, "interim", "OS", "VRd").empty());
}

}  // namespace
}  // namespace vtrial::host
