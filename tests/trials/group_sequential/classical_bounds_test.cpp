// Boundaries of a fixed shape against gsDesign.
#include "trials/group_sequential/classical_bounds.hpp"

#include <gtest/gtest.h>

#include "tests/support/csv.hpp"
#include "trials/group_sequential/sequential_probabilities.hpp"

namespace vtrial::trials::group_sequential {
namespace {

TEST(ClassicalBounds, AreThoseOfGsDesign) {
    support::CsvTable const oracle("gs_classical.csv");
    std::vector<double> bounds;
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        auto const look = static_cast<std::size_t>(oracle.number(line, "look")) - 1;
        if (look == 0) {
            std::string const type = oracle.text(line, "type");
            std::vector<double> information;
            for (int k = 1; k <= static_cast<int>(oracle.number(line, "k")); ++k) {
                information.push_back(k);
            }
            double const shape = type == "OF"  ? obrien_fleming_shape
                                 : type == "P" ? pocock_shape
                                               : 0.25;
            bounds = wang_tsiatis_bounds(information, shape, 0.025);
        }
        EXPECT_NEAR(bounds[look], oracle.number(line, "z"), 1e-6) << line;  // where gsDesign stops
    }
    EXPECT_EQ(oracle.size(), 42u);
}

TEST(ClassicalBounds, KeepTheErrorAtUnequalInformation) {
    std::vector<double> const information{30.0, 80.0, 95.0, 200.0};
    for (double const shape : {0.0, 0.1, 0.5}) {
        for (double const alpha : {0.005, 0.1}) {
            auto const bounds = wang_tsiatis_bounds(information, shape, alpha);
            EXPECT_NEAR(stopping_probabilities(information, {bounds, {}}, 0.0).upper_total(), alpha,
                        1e-10);
        }
    }
    EXPECT_NEAR(wang_tsiatis_bounds({5.0}, 0.0, 0.025)[0], 1.959963984540054, 1e-10);
}

}  // namespace
}  // namespace vtrial::trials::group_sequential
