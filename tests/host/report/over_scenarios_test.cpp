// Means over scenarios that are a sample.
#include "host/report/over_scenarios.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vtrial::host::test {
namespace {

EstimateRow row_of(std::string const& quantity, std::optional<double> at,
                   std::optional<double> estimate) {
    EstimateRow row;
    row.analysis = "final";
    row.endpoint = "OS";
    row.test = quantity == "hazard_ratio" ? "cox" : "logrank";
    row.quantity = quantity;
    row.at = at;
    row.estimate = estimate;
    row.mcse = 0.01;
    return row;
}

/// Of 21 scenarios: powers 0.40 ... 0.80; a median that is reached in the first only.
OverScenarios sample() {
    OverScenarios over;
    for (int k = 0; k <= 20; ++k) {
        over.add({row_of("power", {}, 0.4 + 0.02 * k), row_of("hazard_ratio", {}, 0.9 - 0.01 * k),
                  row_of("hazard_ratio", 0.5, 0.7),
                  row_of("median", {}, k == 0 ? std::optional(30.0) : std::nullopt)});
    }
    return over;
}

TEST(OverScenarios, AreMeansWithTheirErrors) {
    auto const rows = sample().rows();
    ASSERT_EQ(rows.size(), 3u);  // of one scenario there is no spread
    EXPECT_EQ(rows[0].mean.quantity, "power");
    EXPECT_EQ(rows[0].scenarios, 21u);
    EXPECT_NEAR(*rows[0].mean.estimate, 0.6, 1e-12);
    double const sd = 0.02 * std::sqrt(21.0 * 22.0 / 12.0);  // of 21 equal steps
    EXPECT_NEAR(rows[0].sd, sd, 1e-12);
    EXPECT_NEAR(*rows[0].mean.mcse, sd / std::sqrt(21.0), 1e-12);
    EXPECT_NEAR(rows[0].lower, 0.42, 1e-12);
    EXPECT_NEAR(rows[0].upper, 0.78, 1e-12);
    EXPECT_EQ(rows[2].mean.at, 0.5);
    EXPECT_EQ(rows[2].sd, 0.0);
}

TEST(OverScenarios, AreWritten) {
    auto const rows = sample().rows();
    std::string const csv = over_scenarios_csv(rows);
    EXPECT_NE(csv.find("\nfinal,OS,,,,logrank,power,,21,0.600,0.027,0.124,0.420,0.780\n"),
              std::string::npos)
        << csv;
    std::string const table = over_scenarios_table(rows, 21);
    EXPECT_NE(table.find("over the 21 scenarios"), std::string::npos);
    EXPECT_NE(table.find("0.600 (0.420-0.780)"), std::string::npos) << table;
    EXPECT_NE(table.find("0.800 (0.710-0.890)"), std::string::npos) << table;
}

}  // namespace
}  // namespace vtrial::host::test
