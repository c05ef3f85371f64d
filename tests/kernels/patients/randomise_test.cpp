#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"

namespace vtrial::kernels::test {
namespace {

struct Blocks {
    int size;
    int control_ratio;
    int experimental_ratio;
};

trials::Study study_with(Blocks const& blocks) {
    trials::Study study = examples::rich_study();  // six strata
    study.block_size = blocks.size;
    study.arms[0].ratio = blocks.control_ratio;
    study.arms[1].ratio = blocks.experimental_ratio;
    return study;
}

/// Arms in order of arrival, by stratum.
std::map<int, std::vector<int>> arms_by_stratum(Patients const& patients, Plan const& plan) {
    std::map<int, std::vector<int>> arms;
    for (std::int32_t i = 0; i < plan.patients; ++i) {
        arms[patients.stratum[i]].push_back(patients.arm[i]);
    }
    return arms;
}

class PermutedBlocksTest : public testing::TestWithParam<Blocks> {};

TEST_P(PermutedBlocksTest, EveryFullBlockOfAStratumHoldsTheRatio) {
    Blocks const blocks = GetParam();
    auto const size = static_cast<std::ptrdiff_t>(blocks.size);
    int const experimental = blocks.size * blocks.experimental_ratio /
                             (blocks.control_ratio + blocks.experimental_ratio);
    for_each_replicate(study_with(blocks), 200, [&](Patients const& patients, Plan const& plan) {
        auto const by_stratum = arms_by_stratum(patients, plan);
        ASSERT_EQ(by_stratum.size(), 6u);
        for (auto const& stratum : by_stratum) {
            auto const& arms = stratum.second;
            auto block = arms.begin();
            for (; arms.end() - block >= size; block += size) {
                ASSERT_EQ(std::count(block, block + size, 1), experimental);
            }
            // the block that is not full holds no more than its places of either arm
            ASSERT_LE(std::count(block, arms.end(), 1), experimental);
            ASSERT_LE(std::count(block, arms.end(), 0), blocks.size - experimental);
        }
    });
}

/// Binomial coefficient.
double orders_of(int places, int experimental) {
    double orders = 1.0;
    for (int k = 1; k <= experimental; ++k) {
        orders *= static_cast<double>(places - experimental + k) / k;
    }
    return orders;
}

TEST_P(PermutedBlocksTest, EveryOrderOfABlockIsEquallyLikely) {
    Blocks const blocks = GetParam();
    std::map<std::uint32_t, double> count;
    double all = 0.0;
    for_each_replicate(study_with(blocks), 1000, [&](Patients const& patients, Plan const& plan) {
        for (auto const& stratum : arms_by_stratum(patients, plan)) {
            auto const& arms = stratum.second;
            auto const size = static_cast<std::size_t>(blocks.size);
            for (std::size_t first = 0; first + size <= arms.size(); first += size) {
                std::uint32_t order = 0;
                for (std::size_t place = 0; place < size; ++place) {
                    order = 2 * order + static_cast<std::uint32_t>(arms[first + place]);
                }
                count[order] += 1.0;
                all += 1.0;
            }
        }
    });
    int const experimental = blocks.size * blocks.experimental_ratio /
                             (blocks.control_ratio + blocks.experimental_ratio);
    double const orders = orders_of(blocks.size, experimental);
    double const expected = all / orders;
    double chi_squared = (orders - static_cast<double>(count.size())) * expected;  // those not seen
    for (auto const& order : count) {
        chi_squared += (order.second - expected) * (order.second - expected) / expected;
    }
    // mean and standard deviation of chi-squared; five deviations, since its tail is heavy
    double const degrees = orders - 1.0;
    EXPECT_LT(chi_squared, degrees + 5.0 * std::sqrt(2.0 * degrees)) << orders << " orders";
    EXPECT_GT(chi_squared, degrees - 5.0 * std::sqrt(2.0 * degrees)) << "too even";
}

std::string name_of(testing::TestParamInfo<Blocks> const& info) {
    Blocks const& blocks = info.param;
    return std::to_string(blocks.size) + "_as_" + std::to_string(blocks.control_ratio) + "_to_" +
           std::to_string(blocks.experimental_ratio);
}

INSTANTIATE_TEST_SUITE_P(Sizes, PermutedBlocksTest,
                         testing::Values(Blocks{2, 1, 1}, Blocks{4, 1, 1}, Blocks{6, 1, 2},
                                         Blocks{6, 1, 1}, Blocks{8, 3, 1}, Blocks{9, 2, 1},
                                         Blocks{12, 1, 1}, Blocks{15, 1, 14}, Blocks{16, 1, 15},
                                         Blocks{16, 1, 1}),
                         name_of);

}  // namespace
}  // namespace vtrial::kernels::test
