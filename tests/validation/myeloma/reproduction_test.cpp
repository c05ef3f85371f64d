// MAIA and POLLUX come out as they did in the prototype that the parameters were fitted with.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "validation/reference/myeloma/comparison.hpp"

namespace vtrial::reference::myeloma {
namespace {

TEST(MyelomaReproductionSlow, MaiaAndPolluxAreThePrototypes) {
    auto const numbers =
        read_trial_numbers(std::string(VTRIAL_TEST_DATA) + "/myeloma_prototype.csv");
    auto const compared = compare(numbers, {4242, 0}, 60000);
    ASSERT_EQ(compared.size(), 65u);
    for (ComparedNumber const& row : compared) {
        TrialNumber const& number = row.number;
        double const difference = std::abs(row.simulated.value - number.prototype);
        // 3.5 errors: one row in 2,000. Beside them what is known to be left: survival
        // after progression is shorter by 1 % of its median and by half a point; and medians
        // lie on the grid of visits, of one cycle to month 24, of two after it.
        double allowed = row.half_unit + 3.5 * 1.4142 * row.simulated.standard_error;
        if (number.of == "os" && number.quantity == "median") allowed += 0.015 * number.prototype;
        if (number.of == "os" && number.quantity == "survival") allowed += 0.5;
        if (number.of == "next_treatment" && number.quantity == "median") allowed += 0.92;
        EXPECT_LE(difference, allowed)
            << number.trial << " " << number.arm << " " << number.quantity << " " << number.of
            << " " << number.months << ": " << row.simulated.value << " for " << number.prototype;
    }
}

}  // namespace
}  // namespace vtrial::reference::myeloma
