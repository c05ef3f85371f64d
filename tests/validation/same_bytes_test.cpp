// The engine's result has the same bytes for any number of threads and any instruction level.
#include <gtest/gtest.h>

#include "host/engine/engine.hpp"
#include "tests/support/studies.hpp"

namespace vtrial::test {
namespace {

#ifdef VTRIAL_SMALL_TESTS
constexpr std::int64_t replicates = 300;
#else
constexpr std::int64_t replicates = 5000;
#endif

host::TotalTally total_of(trials::Scenario const& scenario, kernels::InstructionLevel level,
                          int threads) {
    host::EngineOptions options;
    options.threads = threads;
    options.level = level;
    return host::simulate(scenario, replicates, options).total;
}

bool same_bytes(host::TotalTally const& a, host::TotalTally const& b) {
    return a.sums == b.sums && a.counts == b.counts;
}

class SameBytes : public testing::TestWithParam<char const*> {};

TEST_P(SameBytes, ForAnyNumberOfThreadsAndInstructionLevel) {
    using kernels::InstructionLevel;
    trials::Scenario const scenario = support::read_study_file(GetParam()).scenarios.front();
    host::TotalTally const total = total_of(scenario, InstructionLevel::v3, 1);
    ASSERT_EQ(total.sums.front(), replicates);
    EXPECT_TRUE(same_bytes(total, total_of(scenario, InstructionLevel::v3, 2)));
    EXPECT_TRUE(same_bytes(total, total_of(scenario, InstructionLevel::v3, 5)));
    if (kernels::best_instruction_level() != InstructionLevel::v4) {
        GTEST_SKIP() << "this processor has no AVX-512";
    }
    EXPECT_TRUE(same_bytes(total, total_of(scenario, InstructionLevel::v4, 1)));
    EXPECT_TRUE(same_bytes(total, total_of(scenario, InstructionLevel::v4, 2)));
}

INSTANTIATE_TEST_SUITE_P(Of, SameBytes, testing::Values("textbook", "maia", "minimal"),
                         [](testing::TestParamInfo<char const*> const& parameter) {
                             return std::string(parameter.param);
                         });

}  // namespace
}  // namespace vtrial::test
