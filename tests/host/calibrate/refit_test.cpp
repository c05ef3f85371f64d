// Members of a posterior: exact where the model is linear, however many parameters move; near the
// integral where it is not.
#include "host/calibrate/refit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/philox.hpp"

namespace vtrial::host::test {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd normals(std::uint64_t seed, Index rows, Index columns) {
    MatrixXd matrix(rows, columns);
    for (Index k = 0; k < matrix.size(); ++k) {
        auto const word = kernels::philox(seed, 1, static_cast<std::uint64_t>(k)).word[0];
        matrix.data()[k] = kernels::normal_quantile(kernels::open_uniform_double(word));
    }
    return matrix;
}

RefitProblem problem_of(MatrixXd const& jacobian, MatrixXd const& error_root, double loss) {
    VectorXd const far = VectorXd::Constant(jacobian.cols(), 1e6);
    return {jacobian, error_root, dispersion_of(jacobian, error_root, loss), -far, far};
}

/// As large as the shipped fit: 468 rows of 82 parameters, some hardly felt.
RefitProblem large_problem() {
    constexpr Index rows = 468;
    constexpr Index parameters = 82;
    MatrixXd jacobian = normals(1, rows, parameters);
    for (Index k = 0; k < parameters; ++k) {
        jacobian.col(k) *= std::pow(10.0, -3.0 * static_cast<double>(k) / parameters);
    }
    return problem_of(jacobian, normals(2, rows, 600) / 10.0, 9000.0);
}

/// Follows a member to its end; `change` are the residuals' changes at a place.
template <typename Change>
Refit refitted(RefitProblem const& problem, std::uint64_t seed, Change const& change) {
    Refit refit(problem, normals(seed, problem.error_root.cols(), 1),
                normals(seed + (std::uint64_t{1} << 40), problem.jacobian.cols(), 1));
    for (int simulation = 0; simulation < 4; ++simulation) {
        refit.answer(change(refit.wanted()));
    }
    return refit;
}

TEST(Refit, SolvesALinearModel) {
    RefitProblem const problem = large_problem();
    EXPECT_GT(problem.dispersion.misfit, 1.0);
    VectorXd const row_normals = normals(3, problem.error_root.cols(), 1);
    VectorXd const prior = normals(4, problem.jacobian.cols(), 1);
    Refit refit(problem, row_normals, prior);
    EXPECT_TRUE(refit.answer(problem.jacobian * refit.wanted()));
    EXPECT_LT(refit.unsettled(), 1e-9);
    // the same least squares by another way: QR of rows and prior together
    Index const rows = problem.jacobian.rows();
    Index const parameters = problem.jacobian.cols();
    double const root = std::sqrt(problem.dispersion.total());
    MatrixXd system(rows + parameters, parameters);
    system << problem.jacobian / root, MatrixXd::Identity(parameters, parameters);
    VectorXd wanted(rows + parameters);
    wanted << std::sqrt(problem.dispersion.misfit) / root * (problem.error_root * row_normals),
        prior;
    VectorXd const solution = system.colPivHouseholderQr().solve(wanted);
    EXPECT_LT((refit.best() - solution).norm(), 1e-8 * solution.norm());
}

TEST(Refit, MembersOfALinearModelAreAnExactSample) {
    RefitProblem const problem = large_problem();
    MatrixXd const covariance = posterior_covariance(problem);
    constexpr int members = 4000;
    VectorXd sum = VectorXd::Zero(82);
    VectorXd squares = VectorXd::Zero(82);
    for (std::uint64_t member = 0; member < members; ++member) {
        auto const refit = refitted(problem, 100 + member,
                                    [&](VectorXd const& z) { return problem.jacobian * z; });
        sum += refit.best();
        squares += refit.best().cwiseAbs2();
    }
    for (Index k = 0; k < 82; ++k) {
        double const variance = covariance(k, k);
        // 164 comparisons: 4.5 standard errors
        EXPECT_NEAR(sum[k] / members, 0.0, 4.5 * std::sqrt(variance / members)) << k;
        EXPECT_NEAR(squares[k] / members / variance, 1.0, 4.5 * std::sqrt(2.0 / members)) << k;
    }
}

TEST(Refit, IndependentRowsGiveTheUsualNormalApproximation) {
    MatrixXd const jacobian = normals(5, 60, 7);
    // 53 degrees of freedom and the prior's
    auto const problem = problem_of(jacobian, MatrixXd::Identity(60, 60), 10.0);
    EXPECT_DOUBLE_EQ(problem.dispersion.misfit, 1.0);
    EXPECT_NEAR(problem.dispersion.repetition, 1.0, 1e-12);
    MatrixXd const usual = (jacobian.transpose() * jacobian + MatrixXd::Identity(7, 7)).inverse();
    EXPECT_LT((posterior_covariance(problem) - usual).norm(), 1e-12);
}

TEST(Refit, RowsThatRepeatEachOtherCountOnce) {
    MatrixXd const once = normals(6, 12, 5);
    MatrixXd const five_times = once.replicate(5, 1);
    auto const problem = problem_of(five_times, MatrixXd::Identity(12, 12).replicate(5, 1), 0.0);
    EXPECT_NEAR(problem.dispersion.repetition, 5.0, 1e-12);
    MatrixXd const truth = (once.transpose() * once + MatrixXd::Identity(5, 5)).inverse();
    EXPECT_LT((posterior_covariance(problem) - truth).norm(), 1e-12);
}

TEST(Refit, WhatTheModelMissesWidensThePosterior) {
    MatrixXd const jacobian = 1e3 * normals(7, 40, 4);  // the prior does not matter
    MatrixXd const errors = MatrixXd::Identity(40, 40);
    // 36 degrees of freedom
    EXPECT_NEAR(dispersion_of(jacobian, errors, 3.0 * 36.0).misfit, 3.0, 1e-4);
    EXPECT_EQ(dispersion_of(jacobian, errors, 20.0).misfit, 1.0);
    MatrixXd const wide = posterior_covariance(problem_of(jacobian, errors, 3.0 * 36.0));
    MatrixXd const narrow = posterior_covariance(problem_of(jacobian, errors, 36.0));
    EXPECT_NEAR(wide.trace() / narrow.trace(), 3.0, 1e-3);
}

/// A residual that bends: mean and standard deviation of exp(-(r(z)^2 + z^2) / 2) by quadrature.
TEST(Refit, MembersOfABentModelAreNearTheIntegral) {
    auto const bent = [](double z) { return 4.0 * (std::exp(0.3 * z) - 1.0); };
    double mass = 0.0;
    double first = 0.0;
    double second = 0.0;
    for (int k = -6000; k <= 6000; ++k) {
        double const z = 1e-3 * k;
        double const density = std::exp(-0.5 * (bent(z) * bent(z) + z * z));
        mass += density;
        first += z * density;
        second += z * z * density;
    }
    double const mean = first / mass;
    double const sd = std::sqrt(second / mass - mean * mean);
    auto const problem = problem_of(MatrixXd::Constant(1, 1, 1.2), MatrixXd::Ones(1, 1), 0.0);
    constexpr int members = 20000;
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint64_t member = 0; member < members; ++member) {
        auto const refit = refitted(problem, 9000 + member, [&](VectorXd const& z) {
            return VectorXd::Constant(1, bent(z[0]));
        });
        sum += refit.best()[0];
        squares += refit.best()[0] * refit.best()[0];
    }
    double const sample_mean = sum / members;
    // Monte Carlo errors are below 1 %. The rest is the method's own, which is exact without bend:
    // members stay about the fit, where the integral leans to the flatter side.
    EXPECT_NEAR(sample_mean, mean, 0.2 * sd);
    EXPECT_NEAR(std::sqrt(squares / members - sample_mean * sample_mean), sd, 0.05 * sd);
}

TEST(Refit, StaysWithinTheBoundsAndComesBackFromWhereThereIsNoStudy) {
    auto problem = large_problem();
    problem.low.setConstant(-0.01);
    problem.high.setConstant(0.02);
    Refit refit(problem, normals(8, 600, 1), normals(9, 82, 1));
    EXPECT_GE(refit.wanted().minCoeff(), -0.01);
    EXPECT_LE(refit.wanted().maxCoeff(), 0.02);
    VectorXd const first = refit.wanted();
    refit.retreat();
    EXPECT_LT((refit.wanted() - 0.5 * first).norm(), 1e-15);
    EXPECT_FALSE(refit.answer(VectorXd::Constant(468, std::nan(""))));  // as bad as none
    EXPECT_LT((refit.wanted() - 0.25 * first).norm(), 1e-15);
    EXPECT_EQ(refit.best(), VectorXd::Zero(82));  // the fit
}

}  // namespace
}  // namespace vtrial::host::test
