// The Cox model with covariates against R's coxph. coxph stops up to 4e-9 from the maximum.
#include "kernels/statistics/cox_with_covariates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/csv.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

/// A data set of tests/data with the arm and x1, in the order that a fit wants.
class CovariateData {
  public:
    CovariateData(std::string const& name, bool is_stratified, bool has_x1)
        : covariates_(has_x1 ? 2 : 1) {
        CsvTable const table("data_" + name + ".csv");
        std::vector<std::size_t> order(table.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        auto const stratum = [&](std::size_t i) {
            return is_stratified ? static_cast<std::int32_t>(table.number(i, "stratum")) : 0;
        };
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return stratum(a) != stratum(b) ? stratum(a) < stratum(b)
                                            : table.number(a, "time") > table.number(b, "time");
        });
        for (std::size_t const i : order) {
            stratum_.push_back(stratum(i));
            rank_.push_back(static_cast<std::int32_t>(table.number(i, "time")));
            event_.push_back(table.text(i, "status") == "1" ? 1 : 0);
            covariate_.push_back(table.number(i, "arm"));
            if (has_x1) {
                covariate_.push_back((table.number(i, "x1") - 60.0) / 10.0);
            }
        }
    }

    CoxPatients patients() const {
        return {static_cast<std::int32_t>(rank_.size()),
                covariates_,
                stratum_.data(),
                rank_.data(),
                event_.data(),
                covariate_.data()};
    }

    /// A second arm, so that the information is singular.
    void repeat_last_covariate() {
        std::vector<double> repeated;
        for (std::size_t i = 0; i < covariate_.size(); ++i) {
            repeated.push_back(covariate_[i]);
            if ((i + 1) % static_cast<std::size_t>(covariates_) == 0) {
                repeated.push_back(covariate_[i]);
            }
        }
        covariate_ = repeated;
        ++covariates_;
    }

  private:
    std::int32_t covariates_;
    std::vector<std::int32_t> stratum_;
    std::vector<std::int32_t> rank_;
    std::vector<std::uint8_t> event_;
    std::vector<double> covariate_;
};

/// A fit with its memory.
struct Fitted {
    explicit Fitted(CoxPatients const& patients, Ties ties)
        : coefficient(static_cast<std::size_t>(patients.covariates)),
          standard_error(coefficient.size()),
          is_left_out(coefficient.size()),
          workspace(static_cast<std::size_t>(cox_workspace_size(patients.covariates))),
          fit{coefficient.data(),
              standard_error.data(),
              is_left_out.data(),
              workspace.data(),
              0,
              0} {
        fit_cox(patients, ties, fit);
    }

    std::vector<double> coefficient;
    std::vector<double> standard_error;
    std::vector<std::uint8_t> is_left_out;
    std::vector<double> workspace;
    CovariateFit fit;
};

double log_likelihood(CoxPatients const& patients, Ties ties, std::vector<double> const& at) {
    std::size_t const p = at.size();
    std::vector<double> memory(3 * p + 3 * p * p);
    double* next = memory.data();
    auto const take = [&](std::size_t count) { return std::exchange(next, next + count); };
    RiskSums at_risk{0.0, take(p), take(p * p)};
    RiskSums dying{0.0, take(p), take(p * p)};
    PartialLikelihood likelihood{0.0, take(p), take(p * p)};
    EXPECT_TRUE(evaluate(patients, ties, at.data(), at_risk, dying, likelihood));
    return likelihood.logarithm;
}

TEST(CoxWithCovariates, AgreesWithCoxph) {
    CsvTable const oracle("surv_cox.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "ties") == "exact") {
            continue;
        }
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        Ties const ties = oracle.text(i, "ties") == "efron" ? Ties::efron : Ties::breslow;
        CovariateData const data(oracle.text(i, "data"), oracle.text(i, "stratified") == "TRUE",
                                 oracle.text(i, "covars") == "arm+x1");
        CoxPatients const patients = data.patients();
        Fitted const fitted(patients, ties);
        EXPECT_EQ(fitted.fit.exists, 1);
        double const beta = oracle.number(i, "beta");
        EXPECT_NEAR(fitted.coefficient[0], beta, 1e-8 * std::abs(beta));
        EXPECT_NEAR(fitted.standard_error[0], oracle.number(i, "se"), 1e-9);
        std::vector<double> const zero(fitted.coefficient.size());
        EXPECT_NEAR(log_likelihood(patients, ties, zero), oracle.number(i, "loglik0"), 1e-9);
        EXPECT_NEAR(log_likelihood(patients, ties, fitted.coefficient), oracle.number(i, "loglik1"),
                    1e-9);
        ++compared;
    }
    EXPECT_EQ(compared, 24);
}

TEST(CoxWithCovariates, OfTheArmAloneIsTheMaximum) {
    CsvTable const oracle("surv_cox_converged.csv");
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        CovariateData const data(oracle.text(i, "data"), oracle.text(i, "stratified") == "TRUE",
                                 false);
        Fitted const fitted(data.patients(), Ties::efron);
        EXPECT_NEAR(fitted.coefficient[0], oracle.number(i, "beta"), 1e-12);
        EXPECT_NEAR(fitted.standard_error[0], oracle.number(i, "se"), 1e-12);
    }
}

TEST(CoxWithCovariates, LeavesOutARepeatedCovariate) {
    CovariateData data("lung", false, false);
    Fitted const alone(data.patients(), Ties::efron);
    data.repeat_last_covariate();
    Fitted const both(data.patients(), Ties::efron);
    EXPECT_EQ(both.fit.exists, 1);
    EXPECT_EQ(both.is_left_out, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(both.coefficient[0], alone.coefficient[0]);
    EXPECT_EQ(both.standard_error[0], alone.standard_error[0]);
    EXPECT_EQ(both.coefficient[1], 0.0);
}

TEST(CoxWithCovariates, TellsWhichCoefficientRunsAway) {
    // the second covariate marks the first two deaths and nobody else
    std::vector<std::int32_t> const stratum(6, 0);
    std::vector<std::int32_t> const rank{6, 5, 4, 3, 2, 1};
    std::vector<std::uint8_t> const event{1, 1, 0, 1, 1, 1};
    std::vector<double> const covariate{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1};
    Fitted const fitted({6, 2, stratum.data(), rank.data(), event.data(), covariate.data()},
                        Ties::efron);
    EXPECT_EQ(fitted.fit.exists, 0);
    EXPECT_EQ(fitted.fit.diverges, 1);
}

TEST(CoxWithCovariates, CoefficientsBeyondADoubleAreRefused) {
    CovariateData const data("lung", false, true);
    std::vector<double> memory(100);
    double* const at = memory.data();
    RiskSums at_risk{0.0, at, at + 2};
    RiskSums dying{0.0, at + 6, at + 8};
    PartialLikelihood likelihood{0.0, at + 12, at + 14};
    double const huge[] = {0.0, 1e300};
    EXPECT_FALSE(evaluate(data.patients(), Ties::efron, huge, at_risk, dying, likelihood));
}

}  // namespace
}  // namespace vtrial::kernels::test
