// Fleming-Harrington tests against R, in float and in double.
#include "kernels/statistics/weighted_log_rank.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/kernels/statistics/data_set.hpp"

namespace vtrial::kernels::test {
namespace {

using support::CsvTable;

template <class Number, class Packed>
LogRank test_of(AnalysisOf<Packed> const& analysis, Stratification stratification,
                FlemingHarrington weights) {
    auto const& rows = analysis.rows(stratification);
    TermsMemory<Number> memory(analysis.plan().patients);
    auto const pooled = memory.pooled();
    pool_survival(Team{}, analysis.plan(), rows, pooled);
    return weighted_log_rank(Team{}, rows, pooled, weights);
}

/// Tolerances are of a standard normal z, and relative where it is larger than 1.
template <class Number, class Packed>
void expect_agreement(double tolerance) {
    CsvTable const oracle("surv_wlr_fh.csv");
    ASSERT_EQ(oracle.size(), 40u);
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        AnalysisOf<Packed> const analysis(read_data(oracle.text(i, "data")));
        LogRank const test = test_of<Number>(analysis, stratification_of(oracle, i),
                                             {oracle.number(i, "rho"), oracle.number(i, "gamma")});
        SCOPED_TRACE(testing::Message() << "line " << i + 2);
        double const z = oracle.number(i, "z");
        double const variance = oracle.number(i, "V");
        EXPECT_NEAR(test.z, z, tolerance * std::max(1.0, std::abs(z)));
        EXPECT_NEAR(test.variance, variance, tolerance * variance);
        EXPECT_NEAR(test.observed_minus_expected, oracle.number(i, "U"),
                    tolerance * std::sqrt(variance) * std::max(1.0, std::abs(z)));
    }
}

TEST(KernelWeightedLogRank, AgreesWithR) {
    expect_agreement<double, std::uint32_t>(1e-10);
    expect_agreement<double, std::uint64_t>(1e-10);
    expect_agreement<float, std::uint32_t>(1e-6);
    expect_agreement<float, std::uint64_t>(1e-6);
}

TEST(KernelWeightedLogRank, OfRhoOneAgreesWithSurvdiff) {
    CsvTable const oracle("surv_logrank.csv");
    int compared = 0;
    for (std::size_t i = 0; i < oracle.size(); ++i) {
        if (oracle.text(i, "rho") != "1") {
            continue;
        }
        Analysis const analysis(read_data(oracle.text(i, "data")));
        LogRank const test = test_of<double>(analysis, stratification_of(oracle, i), {1.0, 0.0});
        double const z = oracle.number(i, "z");
        EXPECT_NEAR(test.z, z, 1e-8 * std::abs(z));
        ++compared;
    }
    EXPECT_EQ(compared, 8);
}

TEST(KernelWeightedLogRank, OfEqualWeightsIsTheLogRankTest) {
    for (char const* const name : {"lung", "ovarian", "veteran", "colon_rec"}) {
        Analysis const analysis(read_data(name));
        std::int64_t const events = analysis.outcome().events[1];
        for (auto const kind : {Stratification::plain, Stratification::stratified}) {
            auto const exact = log_rank<double>(Team{}, analysis.rows(kind), events);
            EXPECT_EQ(test_of<double>(analysis, kind, {0.0, 0.0}).z, exact.z) << name;
            // float's log-rank rounds each event's share down, by up to 2^-30
            EXPECT_NEAR(test_of<float>(analysis, kind, {0.0, 0.0}).z,
                        log_rank(Team{}, analysis.rows(kind), events).z, 1e-7)
                << name;
        }
    }
}

TEST(KernelWeightedLogRank, WithFewEventsKeepsItsDigitsInFloat) {
    // ten events among 700: 1 - S is below 0.015, its square below 2e-4
    std::mt19937 random(11);
    DataSet data;
    for (int i = 0; i < 700; ++i) {
        data.push_back(
            {1 + static_cast<int>(random() % 300), i % 70 == 0, static_cast<int>(random() % 2), 0});
    }
    Analysis const analysis(data);
    for (FlemingHarrington const weights :
         {FlemingHarrington{0, 1}, FlemingHarrington{1, 1}, FlemingHarrington{0, 2}}) {
        double const z = test_of<double>(analysis, Stratification::plain, weights).z;
        EXPECT_NEAR(test_of<float>(analysis, Stratification::plain, weights).z, z, 1e-6);
        EXPECT_NE(z, 0.0);
    }
}

TEST(KernelWeightedLogRank, SwappingTheArmsChangesTheSign) {
    DataSet data = read_data("lung");
    Analysis const analysis(data);
    for (FollowedPatient& patient : data) {
        patient.arm = 1 - patient.arm;
    }
    Analysis const swapped(data);
    for (auto const kind : {Stratification::plain, Stratification::stratified}) {
        double const z = test_of<double>(analysis, kind, {0.5, 2.0}).z;
        EXPECT_NEAR(test_of<double>(swapped, kind, {0.5, 2.0}).z, -z, 1e-11);
    }
}

TEST(KernelWeightedLogRank, IsTheSameInAnyNumberOfPasses) {
    DataSet const data = read_data("veteran");
    Analysis const analysis(data);
    double const z = test_of<double>(analysis, Stratification::stratified, {0.0, 1.0}).z;
    for (int strata_a_pass = 1; strata_a_pass <= 3; ++strata_a_pass) {
        Analysis const in_passes(data, strata_a_pass);
        EXPECT_EQ(test_of<double>(in_passes, Stratification::stratified, {0.0, 1.0}).z, z);
    }
}

TEST(KernelWeightedLogRank, WithoutEventsDoesNotExist) {
    Analysis const analysis({{3, false, 0, 0}, {4, false, 1, 0}});
    LogRank const test = test_of<float>(analysis, Stratification::plain, {0.0, 1.0});
    EXPECT_FALSE(test.exists());
    EXPECT_EQ(test.z, 0.0);
}

}  // namespace
}  // namespace vtrial::kernels::test
