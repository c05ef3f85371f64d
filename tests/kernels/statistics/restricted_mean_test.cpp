// Restricted mean survival time against R.
#include "kernels/statistics/restricted_mean.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

/// Days in another unit, for instance in months.
template <class Number>
struct ScaledDays {
    Number scale;
    Number operator()(std::int32_t day) const { return scale * static_cast<Number>(day); }
};

template <class Number, class Packed>
ArmEstimate mean_of(AnalysisOf<Packed> const& analysis, int arm, double horizon,
                    double unit = 1.0) {
    TermsMemory<Number> memory(analysis.plan().patients);
    auto const scale = static_cast<Number>(unit);
    return restricted_mean(Team{}, analysis.plan(), analysis.rows(Stratification::plain), arm,
                           analysis.last_day(arm), static_cast<Number>(horizon) * scale,
                           ScaledDays<Number>{scale}, memory.areas());
}

template <class Number, class Packed>
void expect_agreement(double tolerance) {
    CsvTable const oracle("surv_rmst.csv");
    ASSERT_EQ(oracle.size(), 8u);
    char const* const mean_column[] = {"rmst0", "rmst1"};
    char const* const error_column[] = {"se0", "se1"};
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        AnalysisOf<Packed> const analysis(read_data(oracle.text(i, "data")));
        ArmEstimate means[arm_count];
        for (int arm = 0; arm < arm_count; ++arm) {
            means[arm] = mean_of<Number>(analysis, arm, oracle.number(i, "tau"));
            double const mean = oracle.number(i, mean_column[arm]);
            double const error = oracle.number(i, error_column[arm]);
            EXPECT_NEAR(means[arm].value, mean, tolerance * mean);
            EXPECT_NEAR(std::sqrt(means[arm].variance), error, tolerance * error);
        }
        ArmDifference const difference = compare_arms(means[0], means[1], 0.0);
        ASSERT_EQ(difference.exists, 1);
        double const size = means[0].value;  // of a difference of two means, what can be promised
        EXPECT_NEAR(difference.estimate, oracle.number(i, "diff"), tolerance * size);
        EXPECT_NEAR(difference.z, -oracle.number(i, "z"),
                    tolerance * std::max(1.0, size / difference.standard_error));
    }
}

TEST(KernelRestrictedMean, AgreesWithSurvfit) {
    expect_agreement<double, std::uint32_t>(1e-9);
    expect_agreement<double, std::uint64_t>(1e-9);
    expect_agreement<float, std::uint32_t>(1e-6);
    expect_agreement<float, std::uint64_t>(1e-6);
}

TEST(KernelRestrictedMean, HasTheUnitOfTime) {
    Analysis const analysis(read_data("lung"));
    ArmEstimate const days = mean_of<double>(analysis, 1, 500.0);
    ArmEstimate const weeks = mean_of<double>(analysis, 1, 500.0, 1.0 / 7.0);
    EXPECT_NEAR(weeks.value, days.value / 7.0, 1e-9);
    EXPECT_NEAR(weeks.variance, days.variance / 49.0, 1e-9);
}

TEST(KernelRestrictedMean, WithoutCensoringIsTheMeanOfTheCappedTimes) {
    DataSet data;
    for (int day : {3, 5, 5, 8, 20}) {
        data.push_back({day, true, 0, 0});
    }
    ArmEstimate const mean = mean_of<double>(Analysis(data), 0, 10.0);
    EXPECT_NEAR(mean.value, (3 + 5 + 5 + 8 + 10) / 5.0, 1e-11);
    // the variance of a mean of five, by 5 and not by 4
    double squares = 0.0;
    for (double const time : {3.0, 5.0, 5.0, 8.0, 10.0}) {
        squares += (time - mean.value) * (time - mean.value);
    }
    EXPECT_NEAR(mean.variance, squares / 25.0, 1e-11);
}

TEST(KernelRestrictedMean, AMarginMovesTheNullHypothesis) {
    ArmDifference const difference = compare_arms({10.0, 2.0, 1}, {12.0, 7.0, 1}, 4.0);
    EXPECT_EQ(difference.estimate, 2.0);
    EXPECT_EQ(difference.standard_error, 3.0);
    EXPECT_EQ(difference.z, -2.0);
}

TEST(KernelRestrictedMean, EndsWithTheFollowUp) {
    Analysis const analysis({{4, true, 0, 0}, {9, false, 0, 0}, {3, true, 1, 0}, {6, true, 1, 0}});
    EXPECT_EQ(mean_of<double>(analysis, 0, 9.0).exists, 1);
    EXPECT_EQ(mean_of<double>(analysis, 0, 9.5).exists, 0);
    // the other arm's curve has come down to 0: the mean is that of its times
    EXPECT_EQ(mean_of<double>(analysis, 1, 50.0).exists, 1);
    EXPECT_NEAR(mean_of<double>(analysis, 1, 50.0).value, 4.5, 1e-11);
    ArmDifference const none =
        compare_arms(mean_of<double>(analysis, 0, 50.0), mean_of<double>(analysis, 1, 50.0), 0.0);
    EXPECT_EQ(none.exists, 0);
    EXPECT_EQ(none.z, 0.0);
}

TEST(KernelRestrictedMean, OfNobodyDoesNotExist) {
    Analysis const analysis({{4, true, 0, 0}});
    EXPECT_EQ(mean_of<float>(analysis, 1, 3.0).exists, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
