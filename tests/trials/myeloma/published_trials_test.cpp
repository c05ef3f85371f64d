// The trials that are built in, as data.
#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::trials {
namespace {

double sum(std::array<double, 3> const& shares) {
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

class PublishedTrial : public testing::TestWithParam<MyelomaTrial> {};

TEST_P(PublishedTrial, SharesAddUpToOne) {
    MyelomaPopulation const& population = GetParam().population;
    EXPECT_NEAR(sum(population.stage_shares), 1.0, 1e-12);        // rounding of three terms
    EXPECT_NEAR(sum(population.performance_shares), 1.0, 1e-12);  // likewise
    double prior_lines = 0.0;
    for (PriorLinesShare const& entry : population.prior_lines) prior_lines += entry.share;
    EXPECT_NEAR(prior_lines, 1.0, 1e-12);
}

TEST_P(PublishedTrial, ArmsDifferInDaratumumabOnly) {
    auto const& regimens = GetParam().regimens;
    EXPECT_EQ(regimens[0].backbone, regimens[1].backbone);
    EXPECT_FALSE(regimens[0].daratumumab);
    ASSERT_TRUE(regimens[1].daratumumab);
    EXPECT_EQ(regimens[1].daratumumab->phases, (std::vector<DosePhase>{{0, 1}, {8, 2}, {24, 4}}));
}

TEST_P(PublishedTrial, DaratumumabAndTheDiseaseBehindItAreTheSameEverywhere) {
    EXPECT_EQ(GetParam().daratumumab, Daratumumab{});
    EXPECT_EQ(GetParam().assessment, MyelomaAssessment{});
    EXPECT_EQ(GetParam().disease.transformation, Transformation{});
    EXPECT_EQ(GetParam().disease.growth.plateau_burden, Growth{}.plateau_burden);
}

TEST_P(PublishedTrial, EveryCutLiesWithinTheHorizon) {
    MyelomaTrial const& trial = GetParam();
    double before = 0.0;
    for (DataCut const& cut : trial.cuts) {
        EXPECT_GT(cut.follow_up_months, before);
        EXPECT_LT(cut.follow_up_months, trial.follow_up.horizon_months);
        before = cut.follow_up_months;
    }
    EXPECT_GT(trial.patients[0] + trial.patients[1], 0);
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, PublishedTrial, testing::Values(maia(), pollux()),
                         [](auto const& built_in) { return built_in.param.name; });

}  // namespace
}  // namespace vtrial::trials
