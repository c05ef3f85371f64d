// Cox's model on the arm in double, ties by Efron and by Breslow.
#include "kernels/statistics/cox.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

template <Ties ties>
Cox fit_of(CsvTable const& oracle, std::size_t line) {
    Analysis const analysis(read_data(oracle.text(line, "data")));
    auto const& rows = analysis.rows(stratification_of(oracle, line));
    std::int64_t const events = analysis.outcome().events[1];
    TermsMemory<double> memory(analysis.plan().patients);
    auto terms = memory.terms();
    return cox<ties>(Team{}, rows, log_rank<double>(Team{}, rows, events), events, terms);
}

TEST(KernelCox, InDoubleEqualsCoxphIteratedFurther) {
    CsvTable const oracle("surv_cox_converged.csv");
    ASSERT_EQ(oracle.size(), 8u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        Cox const fit = fit_of<Ties::efron>(oracle, i);
        double const log_hr = oracle.number(i, "beta");
        ASSERT_EQ(fit.exists, 1);
        EXPECT_NEAR(fit.log_hr, log_hr, 1e-9 * std::abs(log_hr));
        EXPECT_NEAR(fit.standard_error, oracle.number(i, "se"), 1e-9 * oracle.number(i, "se"));
    }
}

TEST(KernelCox, AgreesWithCoxphByBreslow) {
    CsvTable const oracle("surv_cox.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "ties") != "breslow" || oracle.text(i, "covars") != "arm") {
            continue;
        }
        Cox const fit = fit_of<Ties::breslow>(oracle, i);
        ASSERT_EQ(fit.exists, 1);
        // coxph stops up to 2e-9 from the maximum
        EXPECT_NEAR(fit.log_hr, oracle.number(i, "beta"), 4e-9);
        EXPECT_NEAR(fit.standard_error, oracle.number(i, "se"), 4e-9);
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(KernelCox, RulesDifferOnlyAtTies) {
    CsvTable const oracle("surv_cox_converged.csv");
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        bool const has_ties = oracle.text(i, "data") != "ovarian";
        double const difference =
            fit_of<Ties::efron>(oracle, i).log_hr - fit_of<Ties::breslow>(oracle, i).log_hr;
        EXPECT_EQ(difference != 0.0, has_ties) << oracle.text(i, "data");
    }
}

TEST(KernelCox, ASteepDoubleLikelihoodConverges) {
    DataSet data{{401, true, 1, 0}, {402, false, 0, 0}};
    for (int day = 1; day <= 400; ++day) {
        data.push_back({day, true, 0, 0});
    }
    Analysis const analysis(data);
    auto const& rows = analysis.rows(Stratification::plain);
    TermsMemory<double> memory(analysis.plan().patients);
    auto terms = memory.terms();
    Cox const fit = cox(Team{}, rows, log_rank<double>(Team{}, rows, 1), 1, terms);
    auto const expected =
        reference::cox_efron(for_reference(data), reference::Stratification::plain);
    ASSERT_EQ(fit.exists, 1);
    EXPECT_NEAR(fit.log_hr, expected.log_hazard_ratio, 1e-8);
    EXPECT_NEAR(fit.standard_error, expected.standard_error, 1e-8);
}

}  // namespace
}  // namespace vtrial::kernels::test
