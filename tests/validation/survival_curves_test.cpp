// Three independent ways to the same survival: quadrature, matrix exponential, simulation; and
// closed forms.
#include "validation/reference/survival_curves.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "tests/support/example_studies.hpp"
#include "validation/reference/simulate.hpp"

namespace vtrial::reference {
namespace {

using examples::transition;
using trials::Transition;

std::vector<double> const months{0.0, 1.0, 3.3, 6.0, 12.0, 24.0, 36.0, 48.0, 60.0, 90.0, 120.0};

double largest_difference(std::vector<double> const& a, std::vector<double> const& b) {
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

double largest_difference(SurvivalCurves const& a, SurvivalCurves const& b) {
    return std::max({largest_difference(a.pfs, b.pfs), largest_difference(a.pfs2, b.pfs2),
                     largest_difference(a.os, b.os)});
}

TEST(SurvivalCurves, QuadratureAgreesWithTheMatrixExponential) {
    trials::Study study = examples::simple_study(0.56);
    study.factors = {{"risk", {"standard", "high"}, {0.7, 0.3}}};
    transition(study, Transition::progression).prognosis_by_level = {{"risk", {0.8, 1.9}}};
    for (int arm = 0; arm < 2; ++arm) {
        EXPECT_LT(largest_difference(survival_by_quadrature(study, arm, months),
                                     survival_matrix_exponential(study, arm, months)),
                  2e-5);
    }
}

TEST(SurvivalCurves, MatrixExponentialRefusesWhatIsNotMarkov) {
    EXPECT_THROW(survival_matrix_exponential(examples::rich_study(), 0, months),
                 std::invalid_argument);
    trials::Study study = examples::simple_study(0.56);
    study.model.frailty_sd = 0.1;
    EXPECT_THROW(survival_matrix_exponential(study, 0, months), std::invalid_argument);
}

// without death on the way OS is a sum of four exponential times: the hypoexponential distribution
TEST(SurvivalCurves, AgreeWithTheHypoexponentialDistribution) {
    trials::Study study = examples::simple_study(1.0);
    for (auto const which : {Transition::death_before_progression,
                             Transition::death_before_next_line, Transition::death_on_next_line}) {
        transition(study, which).control = examples::with_rates({0.0}, {0.0});
    }
    std::array<double, 4> const rates{0.04, 0.3, 0.08, 0.05};
    std::array<Transition, 4> const path{Transition::progression, Transition::next_line_start,
                                         Transition::second_progression,
                                         Transition::death_after_second_progression};
    for (std::size_t i = 0; i < 4; ++i) {
        transition(study, path[i]).control = examples::with_rates({0.0}, {rates[i]});
    }
    std::vector<double> expected;
    for (double const month : months) {
        double survival = 0.0;
        for (std::size_t i = 0; i < 4; ++i) {
            double term = std::exp(-rates[i] * month);
            for (std::size_t j = 0; j < 4; ++j) {
                if (j != i) term *= rates[j] / (rates[j] - rates[i]);
            }
            survival += term;
        }
        expected.push_back(survival);
    }
    EXPECT_LT(largest_difference(survival_by_quadrature(study, 0, months).os, expected), 1e-5);
    EXPECT_LT(largest_difference(survival_matrix_exponential(study, 0, months).os, expected),
              1e-12);
}

TEST(SurvivalCurves, CureAndFrailtyOfPfsAgreeWithDirectIntegration) {
    trials::Study study = examples::simple_study(0.7);
    study.model.frailty_sd = 0.8;
    for (auto const which : {Transition::progression, Transition::death_before_progression}) {
        transition(study, which).control.cured_share = 0.15;
    }
    std::vector<double> expected;
    double const rate = 0.7 * std::log(2.0) / 31.9;
    double const step = 1e-3;
    for (double const month : months) {
        double sum = 0.0;  // midpoint rule over the standard normal log frailty
        for (double z = -8.0 + step / 2.0; z < 8.0; z += step) {
            double const density = std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::acos(-1.0));
            sum += step * density * std::exp(-rate * month * std::exp(0.8 * z));
        }
        expected.push_back(0.15 + 0.85 * sum);
    }
    EXPECT_LT(largest_difference(survival_by_quadrature(study, 1, months, 0.5).pfs, expected),
              1e-4);  // interpolation on the coarse grid; the frailty itself is exact to 1e-9
    EXPECT_LT(largest_difference(survival_by_quadrature(study, 1, months, 0.1).pfs, expected),
              1e-8);
}

TEST(SurvivalCurves, QuadratureHasConvergedAtItsDefaultStep) {
    trials::Study study = examples::rich_study();
    study.factors.clear();
    study.model.frailty_sd = 0.0;
    for (int arm = 0; arm < 2; ++arm) {
        EXPECT_LT(largest_difference(survival_by_quadrature(study, arm, months),
                                     survival_by_quadrature(study, arm, months, 0.0125)),
                  1e-5);
    }
}

/// Shares of the simulated patients of an arm who live beyond each month without the endpoint.
struct Simulated {
    double patients = 0.0;
    std::array<std::vector<double>, 3> beyond;
};

std::array<Simulated, 2> simulate_survival(trials::Study const& study, std::uint64_t replicates) {
    std::array<Simulated, 2> arms;
    for (auto& arm : arms) arm.beyond.fill(std::vector<double>(months.size(), 0.0));
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        for (auto const& patient : simulate(study, replicate).patients) {
            Simulated& arm = arms[static_cast<std::size_t>(patient.arm)];
            arm.patients += 1.0;
            for (std::size_t e = 0; e < 3; ++e) {
                double const end = patient.endpoint_days[e] / trials::days_per_month;
                for (std::size_t i = 0; i < months.size(); ++i) {
                    arm.beyond[e][i] += end > months[i] ? 1.0 : 0.0;
                }
            }
        }
    }
    return arms;
}

void expect_within_four_standard_errors(trials::Study const& study, double step_months) {
    auto const simulated = simulate_survival(study, 300);
    for (int arm = 0; arm < 2; ++arm) {
        auto const curves = survival_by_quadrature(study, arm, months, step_months);
        std::array<std::vector<double>, 3> const exact{curves.pfs, curves.pfs2, curves.os};
        Simulated const& own = simulated[static_cast<std::size_t>(arm)];
        for (std::size_t e = 0; e < 3; ++e) {
            for (std::size_t i = 0; i < months.size(); ++i) {
                double const p = exact[e][i];
                double const error = std::sqrt(p * (1.0 - p) / own.patients);
                EXPECT_NEAR(own.beyond[e][i] / own.patients, p, 4.0 * error + 1e-9)
                    << trials::endpoint_names[e] << " arm " << arm << " month " << months[i];
            }
        }
    }
}

TEST(SurvivalCurves, SimulationKeepsToTheQuadrature) {
    expect_within_four_standard_errors(examples::simple_study(0.56), 0.1);
}

TEST(SurvivalCurves, SimulationOfARichStudyKeepsToTheQuadrature) {
    expect_within_four_standard_errors(examples::rich_study(), 0.25);
}

}  // namespace
}  // namespace vtrial::reference
