// Rectangles under the multivariate normal distribution: against mvtnorm, closed forms, and
// integrals in one dimension.
#include "kernels/core/multivariate_normal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "tests/kernels/workspace.hpp"
#include "tests/support/csv.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

std::vector<double> numbers_of(std::string const& text) {
    std::istringstream stream(text);
    std::vector<double> numbers;
    for (double number = 0.0; stream >> number;) {
        numbers.push_back(number);
    }
    return numbers;
}

/// All limits and all correlations alike.
NormalRectangle alike(int dimension, double lower, double upper, double correlation) {
    NormalRectangle rectangle{};
    rectangle.dimension = dimension;
    for (int i = 0; i < dimension; ++i) {
        rectangle.lower[i] = lower;
        rectangle.upper[i] = upper;
        for (int j = 0; j < dimension; ++j) {
            rectangle.correlation[i][j] = i == j ? 1.0 : correlation;
        }
    }
    return rectangle;
}

NormalRectangle rectangle_of(CsvTable const& table, std::size_t line) {
    NormalRectangle rectangle = alike(std::stoi(table.text(line, "dimension")), 0.0, 0.0, 0.0);
    auto const lower = numbers_of(table.text(line, "lower"));
    auto const upper = numbers_of(table.text(line, "upper"));
    auto const correlations = numbers_of(table.text(line, "correlation"));  // column by column
    std::size_t next = 0;
    for (int i = 0; i < rectangle.dimension; ++i) {
        rectangle.lower[i] = lower.at(static_cast<std::size_t>(i));
        rectangle.upper[i] = upper.at(static_cast<std::size_t>(i));
        for (int j = i + 1; j < rectangle.dimension; ++j) {
            rectangle.correlation[i][j] = rectangle.correlation[j][i] = correlations.at(next++);
        }
    }
    return rectangle;
}

NormalProbability probability(NormalRectangle const& rectangle, double most_error = 1e-9) {
    return rectangle_probability(Team{}, rectangle, most_error);
}

TEST(MultivariateNormal, AgreesWithMvtnorm) {
    CsvTable const oracle("normal_rectangles.csv");
    ASSERT_EQ(oracle.size(), 49u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        auto const found = probability(rectangle_of(oracle, i));
        double const expected = oracle.number(i, "probability");
        SCOPED_TRACE(testing::Message() << "line " << i + 2 << ", own error " << found.error);
        double const of_oracle = oracle.number(i, "error");
        EXPECT_NEAR(found.value, expected, 5e-7 + of_oracle);
        EXPECT_NEAR(found.value, expected, 2.0 * found.error + of_oracle + 1e-9);
    }
}

TEST(MultivariateNormal, OfOneVariableIsTheDistribution) {
    EXPECT_EQ(probability(alike(1, -no_limit, -1.0, 0.0)).value, normal_distribution(-1.0));
    EXPECT_EQ(probability(alike(1, 2.0, 1.0, 0.0)).value, 0.0);
    EXPECT_EQ(probability(alike(1, -no_limit, no_limit, 0.0)).value, 1.0);
}

TEST(MultivariateNormal, OrthantsOfTwoAndThreeAreArcSines) {
    for (double const r : {-0.45, -0.2, 0.0, 0.3, 0.9, 0.9999}) {
        double const angle = std::asin(r) / std::numbers::pi;
        EXPECT_NEAR(probability(alike(2, 0.0, no_limit, r)).value, 0.25 + angle / 2.0, 5e-7) << r;
        EXPECT_NEAR(probability(alike(3, 0.0, no_limit, r)).value, 0.125 + 0.75 * angle, 5e-7) << r;
    }
}

TEST(MultivariateNormal, OfIndependentVariablesIsAProduct) {
    double const one = normal_distribution(1.3) - normal_distribution(-0.4);
    for (int dimension = 1; dimension <= most_normal_dimensions; ++dimension) {
        EXPECT_NEAR(probability(alike(dimension, -0.4, 1.3, 0.0)).value, std::pow(one, dimension),
                    1e-11);
    }
}

/// Equally correlated variables share one factor: an integral over it by Simpson's rule.
double equicorrelated(int dimension, double lower, double upper, double r) {
    int const steps = 4000;
    double const width = 16.0 / steps;
    double sum = 0.0;
    for (int i = 0; i <= steps; ++i) {
        double const factor = -8.0 + width * i;
        double const scale = std::sqrt(1.0 - r);
        auto const below = [&](double x) {
            return 0.5 * std::erfc((std::sqrt(r) * factor - x) / scale / std::numbers::sqrt2);
        };
        double const density = std::exp(-0.5 * factor * factor) / std::sqrt(2.0 * std::numbers::pi);
        double const weight = i == 0 || i == steps ? 1.0 : (i % 2 == 1 ? 4.0 : 2.0);
        sum += weight * density * std::pow(below(upper) - below(lower), dimension);
    }
    return sum * width / 3.0;
}

TEST(MultivariateNormal, OfEquallyCorrelatedVariablesIsASingleIntegral) {
    for (double const r : {0.2, 0.5, 0.9}) {
        for (int dimension = 2; dimension <= most_normal_dimensions; ++dimension) {
            // beyond four variables the largest lattice is not enough for 5e-7
            double const tolerance = dimension <= 4 ? 5e-7 : 1e-5;
            EXPECT_NEAR(probability(alike(dimension, -1.5, 2.0, r)).value,
                        equicorrelated(dimension, -1.5, 2.0, r), tolerance)
                << dimension << " variables, correlation " << r;
        }
    }
}

TEST(MultivariateNormal, VariablesThatAreTheSameCountOnce) {
    EXPECT_NEAR(probability(alike(3, -0.7, 0.4, 1.0)).value,
                normal_distribution(0.4) - normal_distribution(-0.7), 1e-14);
    NormalRectangle opposite = alike(2, -1.0, 0.5, -1.0);
    EXPECT_NEAR(probability(opposite).value, normal_distribution(0.5) - normal_distribution(-0.5),
                1e-14);
    opposite.lower[0] = 0.6;  // and the other must lie below -0.6
    opposite.upper[0] = 0.9;
    opposite.lower[1] = -0.5;
    EXPECT_EQ(probability(opposite).value, 0.0);
}

TEST(MultivariateNormal, ASumOfTwoOthersRestrictsThem) {
    // Z3 = (Z1 + Z2) / sqrt(2), all three above 0: the third says nothing new
    double const r = std::sqrt(0.5);
    NormalRectangle rectangle = alike(3, 0.0, no_limit, 0.0);
    rectangle.correlation[0][2] = rectangle.correlation[2][0] = r;
    rectangle.correlation[1][2] = rectangle.correlation[2][1] = r;
    EXPECT_NEAR(probability(rectangle).value, 0.25, 1e-9);
    // below 0 where the others are above is impossible
    rectangle.lower[2] = -no_limit;
    rectangle.upper[2] = 0.0;
    EXPECT_NEAR(probability(rectangle).value, 0.0, 1e-9);
}

TEST(MultivariateNormal, NearOneItIsWhatTheTailsLeave) {
    // two variables, each beyond -4 or 4 with probability 2 q: 1 - 4 q + P(both beyond)
    NormalRectangle const rectangle = alike(2, -4.0, 4.0, 0.0);
    double const q = normal_distribution(-4.0);
    auto const outside = probability_outside(Team{}, rectangle, 1e-12);
    EXPECT_NEAR(outside.value, 4.0 * q - 4.0 * q * q, 1e-9 * q);
    EXPECT_NEAR(probability(rectangle).value, 1.0 - outside.value, 1e-12);
}

TEST(MultivariateNormal, ASmallProbabilityKeepsItsDigits) {
    NormalRectangle rectangle = alike(2, -no_limit, -8.0, 0.0);
    rectangle.upper[1] = 0.0;
    double const expected = 0.5 * normal_distribution(-8.0);
    EXPECT_NEAR(probability(rectangle).value, expected, 1e-9 * expected);
}

}  // namespace
}  // namespace vtrial::kernels::test
