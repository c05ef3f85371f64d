// MaxCombo against R and mvtnorm.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/statistics/max_combo_p_value.hpp"
#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

template <class Number, class Packed>
MaxCombo tests_of(AnalysisOf<Packed> const& analysis, Stratification stratification) {
    auto const& rows = analysis.rows(stratification);
    TermsMemory<Number> memory(analysis.plan().patients);
    auto const pooled = memory.pooled();
    pool_survival(Team{}, analysis.plan(), rows, pooled);
    return max_combo(Team{}, rows, pooled);
}

template <class Number, class Packed>
void expect_agreement(double tolerance) {
    CsvTable const oracle("surv_maxcombo.csv");
    ASSERT_EQ(oracle.size(), 8u);
    char const* const z_columns[] = {"z00", "z01", "z10", "z11"};
    char const* const correlation_columns[4][4] = {
        {}, {"c12"}, {"c13", "c23"}, {"c14", "c24", "c34"}};
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        AnalysisOf<Packed> const analysis(read_data(oracle.text(line, "data")));
        MaxCombo const tests = tests_of<Number>(analysis, stratification_of(oracle, line));
        SCOPED_TRACE(testing::Message() << "line " << line + 2);
        EXPECT_NEAR(tests.least_z, oracle.number(line, "zmin"), tolerance);
        for (int i = 0; i < max_combo_tests; ++i) {
            EXPECT_NEAR(tests.z[i], oracle.number(line, z_columns[i]), tolerance);
            for (int j = 0; j < i; ++j) {
                EXPECT_NEAR(tests.correlation[i][j], oracle.number(line, correlation_columns[i][j]),
                            tolerance);
                EXPECT_EQ(tests.correlation[i][j], tests.correlation[j][i]);
            }
        }
    }
}

TEST(KernelMaxCombo, AgreesWithR) {
    expect_agreement<double, std::uint32_t>(1e-8);
    expect_agreement<double, std::uint64_t>(1e-8);
    expect_agreement<float, std::uint32_t>(1e-6);
    expect_agreement<float, std::uint64_t>(1e-6);
}

/// The p-value by mvtnorm, as a sum of rectangles; `error` is what it says of them in all.
NormalProbability p_value_by_mvtnorm(CsvTable const& rectangles, double least_z,
                                     std::size_t maxcombo_line) {
    std::size_t const lines_before = 17;  // of other rectangles; then four lines each
    NormalProbability sum{normal_distribution(least_z), 0.0};
    for (std::size_t j = 0; j < 3; ++j) {
        std::size_t const line = lines_before + 4 * maxcombo_line + j;
        sum.value += rectangles.number(line, "probability");
        sum.error += rectangles.number(line, "error");
    }
    return sum;
}

TEST(KernelMaxCombo, PValuesAgreeWithMvtnorm) {
    CsvTable const oracle("surv_maxcombo.csv");
    CsvTable const rectangles("normal_rectangles.csv");
    for (std::size_t line = 0; line < oracle.size(); ++line) {
        Analysis const analysis(read_data(oracle.text(line, "data")));
        auto const kind = stratification_of(oracle, line);
        auto const expected = p_value_by_mvtnorm(rectangles, oracle.number(line, "zmin"), line);
        auto const p = one_sided_p_value(Team{}, tests_of<double>(analysis, kind), 1e-12);
        auto const of_float = one_sided_p_value(Team{}, tests_of<float>(analysis, kind), 1e-12);
        SCOPED_TRACE(testing::Message() << "line " << line + 2);
        // a small p-value keeps its digits
        EXPECT_NEAR(p.value, expected.value, expected.error + 1e-5 * p.value);
        EXPECT_NEAR(of_float.value, p.value, 1e-5 * p.value);
        // one sample of mvtnorm's, of 1 - p: two of the eight are 3e-6 and 4e-6 from the sum
        EXPECT_NEAR(p.value, oracle.number(line, "p_one_sided"), 5e-6);
    }
}

TEST(KernelMaxCombo, IsMadeOfTheWeightedTests) {
    Analysis const analysis(read_data("colon_rec"));
    auto const& rows = analysis.rows(Stratification::stratified);
    TermsMemory<double> memory(analysis.plan().patients);
    auto const pooled = memory.pooled();
    pool_survival(Team{}, analysis.plan(), rows, pooled);
    MaxCombo const tests = max_combo(Team{}, rows, pooled);
    FlemingHarrington const weights[] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    for (int i = 0; i < max_combo_tests; ++i) {
        EXPECT_NEAR(tests.z[i], weighted_log_rank(Team{}, rows, pooled, weights[i]).z, 1e-10);
    }
}

TEST(KernelMaxCombo, TheQuadratureOfReplicatesAgreesWithTheLattice) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        Analysis const analysis(read_data(name));
        for (auto const kind : {Stratification::plain, Stratification::stratified}) {
            MaxCombo tests = tests_of<float>(analysis, kind);
            MaxComboFactors const factors = factors_of(tests);
            ASSERT_TRUE(factors.are_distinct() && !factors.is_last_determined()) << name;
            for (double const z : {-4.0, -2.8, -2.2, -1.5, 0.0}) {
                tests.least_z = z;
                auto const p = one_sided_p_value(Team{}, tests, 1e-7);
                EXPECT_NEAR(probability_below(Team{}, factors, z), p.value, 1e-6 + p.error)
                    << name << " z " << z;
            }
        }
    }
}

/// The decision at many least z beside the p-value itself, and how often bounds did not suffice.
int expect_decisions(MaxCombo tests, double alpha) {
    int undecided_by_bounds = 0;
    for (double z = -3.0; z < -1.5; z += 0.05) {
        tests.least_z = z;
        double const alone = normal_distribution(z);
        undecided_by_bounds += alone <= alpha && alpha < 4.0 * alone ? 1 : 0;
        double const p = one_sided_p_value(Team{}, tests, 1e-6).value;
        EXPECT_LE(alone, p + 1e-12);
        EXPECT_LE(p, 4.0 * alone);
        EXPECT_EQ(max_combo_rejects(Team{}, tests, alpha), p <= alpha) << z;
    }
    return undecided_by_bounds;
}

TEST(KernelMaxCombo, RejectsWhereItsPValueIsAtMostAlpha) {
    Analysis const analysis(read_data("lung"));
    MaxCombo const tests = tests_of<float>(analysis, Stratification::plain);
    EXPECT_FALSE(factors_of(tests).is_last_determined());
    EXPECT_GT(expect_decisions(tests, 0.025), 5);
}

/// The data as they were known on a day that is early for all.
DataSet known_on(int last_day, DataSet data) {
    for (FollowedPatient& patient : data) {
        patient.event = patient.event && patient.day <= last_day;
        patient.day = std::min(patient.day, last_day);
    }
    return data;
}

TEST(KernelMaxCombo, RejectsLikewiseWithFewEvents) {
    // (1, 1) is nearly (0, 1): what is restricted is integrated in another order
    for (int const last_day : {20, 30, 40}) {
        Analysis const analysis(known_on(last_day, read_data("lung")));
        MaxCombo tests = tests_of<float>(analysis, Stratification::plain);
        MaxComboFactors const factors = factors_of(tests);
        ASSERT_TRUE(factors.are_distinct() && factors.is_last_determined());
        for (double const z : {-4.0, -2.8, -2.2, -1.5, 0.0}) {
            tests.least_z = z;
            auto const p = one_sided_p_value(Team{}, tests, 1e-7);
            EXPECT_NEAR(probability_below(Team{}, factors, z), p.value, 2e-6 + p.error)
                << "day " << last_day << " z " << z;
        }
        EXPECT_GT(expect_decisions(tests, 0.025), 5);
    }
}

TEST(KernelMaxCombo, OfTestsThatAreNotDistinctTheirSumDecides) {
    MaxCombo tests{};
    tests.exists = 1;
    for (int i = 0; i < max_combo_tests; ++i) {
        tests.has_variance[i] = 1;
        for (double& correlation : tests.correlation[i]) {
            correlation = 1.0;
        }
    }
    tests.least_z = -2.3;  // p is 0.011, four times that is 0.043
    EXPECT_FALSE(max_combo_rejects(Team{}, tests, 0.025));
    tests.least_z = -2.6;  // four times 0.0047
    EXPECT_TRUE(max_combo_rejects(Team{}, tests, 0.025));
}

TEST(KernelMaxCombo, LeavesOutTestsWithoutVariance) {
    // one event day: S(t-) is 1 there, so that (0, 1) and (1, 1) weigh it 0
    Analysis const analysis({{5, true, 0, 0}, {9, false, 1, 0}, {9, false, 0, 0}});
    MaxCombo const tests = tests_of<double>(analysis, Stratification::plain);
    EXPECT_EQ(tests.has_variance[0], 1);
    EXPECT_EQ(tests.has_variance[1], 0);
    EXPECT_EQ(tests.has_variance[2], 1);
    EXPECT_EQ(tests.has_variance[3], 0);
    EXPECT_EQ(tests.least_z, tests.z[0]);
    // the two that are left are the same test
    EXPECT_NEAR(one_sided_p_value(Team{}, tests, 1e-7).value, normal_distribution(tests.z[0]),
                1e-12);
}

TEST(KernelMaxCombo, WithoutEventsDoesNotExist) {
    Analysis const analysis({{3, false, 0, 0}, {4, false, 1, 0}});
    MaxCombo const tests = tests_of<float>(analysis, Stratification::plain);
    EXPECT_EQ(tests.exists, 0);
    EXPECT_EQ(tests.least_z, 0.0);
    EXPECT_EQ(one_sided_p_value(Team{}, tests, 1e-6).value, 1.0);
    EXPECT_FALSE(max_combo_rejects(Team{}, tests, 0.025));
}

}  // namespace
}  // namespace vtrial::kernels::test
