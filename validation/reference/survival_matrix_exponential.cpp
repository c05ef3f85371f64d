// The illness-death model as a Markov chain: randomised, gap, next line, after second progression,
// dead. Its transition probabilities are the exponential of the generator.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "validation/reference/hazard.hpp"
#include "validation/reference/profiles.hpp"
#include "validation/reference/survival_curves.hpp"

namespace vtrial::reference {
namespace {

using trials::Transition;

constexpr std::size_t states = 5;
using Matrix = std::array<std::array<double, states>, states>;

Matrix identity() {
    Matrix matrix{};
    for (std::size_t i = 0; i < states; ++i) matrix[i][i] = 1.0;
    return matrix;
}

Matrix multiply(Matrix const& left, Matrix const& right) {
    Matrix product{};
    for (std::size_t i = 0; i < states; ++i) {
        for (std::size_t j = 0; j < states; ++j) {
            for (std::size_t k = 0; k < states; ++k) product[i][j] += left[i][k] * right[k][j];
        }
    }
    return product;
}

Matrix scaled(Matrix matrix, double factor) {
    for (auto& row : matrix) {
        for (double& entry : row) entry *= factor;
    }
    return matrix;
}

double largest_entry(Matrix const& matrix) {
    double largest = 0.0;
    for (auto const& row : matrix) {
        for (double const entry : row) largest = std::max(largest, std::abs(entry));
    }
    return largest;
}

/// Scaling and squaring: exp(A) = exp(A / 2^s)^(2^s), the small exponential by Taylor's series.
Matrix exponential(Matrix const& matrix) {
    int squarings = 0;
    while (std::ldexp(largest_entry(matrix), -squarings) > 0.125) ++squarings;
    Matrix const small = scaled(matrix, std::ldexp(1.0, -squarings));
    Matrix sum = identity();
    Matrix term = identity();
    for (int power = 1; power <= 20; ++power) {
        term = scaled(multiply(term, small), 1.0 / power);
        for (std::size_t i = 0; i < states; ++i) {
            for (std::size_t j = 0; j < states; ++j) sum[i][j] += term[i][j];
        }
    }
    for (; squarings > 0; --squarings) sum = multiply(sum, sum);
    return sum;
}

double constant_rate(trials::Study const& study, Transition transition, int arm, int profile) {
    CumulativeHazard const hazard(study, transition, arm, profile);
    if (!hazard.is_constant() || hazard.cured_share() > 0.0 || study.model.frailty_sd > 0.0) {
        throw std::invalid_argument(
            "the matrix exponential needs constant hazards without cure and frailty; use "
            "survival_by_quadrature");
    }
    return hazard.at(1.0);
}

/// Rates a month from each state to each other one.
Matrix generator(trials::Study const& study, int arm, int profile) {
    constexpr std::size_t dead = states - 1;
    std::array<Transition, 3> const onward{Transition::progression, Transition::next_line_start,
                                           Transition::second_progression};
    std::array<Transition, 4> const death{
        Transition::death_before_progression, Transition::death_before_next_line,
        Transition::death_on_next_line, Transition::death_after_second_progression};
    Matrix rates{};
    for (std::size_t state = 0; state < dead; ++state) {
        if (state < onward.size()) {
            rates[state][state + 1] = constant_rate(study, onward[state], arm, profile);
        }
        rates[state][dead] += constant_rate(study, death[state], arm, profile);
        for (std::size_t to = state + 1; to < states; ++to) {
            rates[state][state] -= rates[state][to];
        }
    }
    return rates;
}

}  // namespace

SurvivalCurves survival_matrix_exponential(trials::Study const& study, int arm,
                                           std::vector<double> const& months) {
    std::vector<double> const zeros(months.size(), 0.0);
    SurvivalCurves sum{zeros, zeros, zeros};
    auto const prevalences = profile_prevalences(study);
    for (std::size_t profile = 0; profile < prevalences.size(); ++profile) {
        Matrix const rates = generator(study, arm, static_cast<int>(profile));
        double const weight = prevalences[profile];
        for (std::size_t i = 0; i < months.size(); ++i) {
            auto const from_start = exponential(scaled(rates, months[i]))[0];
            sum.pfs[i] += weight * from_start[0];
            sum.pfs2[i] += weight * (from_start[0] + from_start[1] + from_start[2]);
            sum.os[i] += weight * (1.0 - from_start[states - 1]);
        }
    }
    return sum;
}

}  // namespace vtrial::reference
