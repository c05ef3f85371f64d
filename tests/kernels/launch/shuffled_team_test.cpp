// The device's team, BlockTeam, with fibers for lanes: 128 of them, phase by phase in shuffled
// order, leave the same bits as the CPU's team.
#include <gtest/gtest.h>

#include "tests/kernels/launch/lane_run.hpp"
#include "tests/support/second_randomisation_studies.hpp"

namespace vtrial::kernels::test {
namespace {

trials::Study plain_study() {
    trials::Study study = examples::simple_study(0.75);
    study.model.frailty_sd = 0.5;
    return with_looks(study);
}

TEST(ShuffledTeam, GivesTheBitsOfTheCpu) {
    expect_the_bits_of_the_cpu<std::uint32_t>(plain_study(), 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithStrataAndAllForms) {
    expect_the_bits_of_the_cpu<std::uint32_t>(with_looks(examples::rich_study()), 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithBiomarkers) {
    trials::Study study = with_looks(examples::biomarker_study());
    study.endpoints.back().population = study.subgroups.front().name;
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithAssessmentsUnderTwoRules) {
    trials::Study study = with_looks(examples::rich_study());
    study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.2, 0.1, 0.05, 0.1};
    study.endpoints.front().rules = {trials::CensoringRule::treatment_policy,
                                     trials::CensoringRule::fda};
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuInWideTables) {
    expect_the_bits_of_the_cpu<std::uint64_t>(with_looks(examples::rich_study()), 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuByCodeForPlainPlans) {
    expect_the_bits_of_the_cpu<std::uint32_t, PlainFiberLane>(plain_study(), 128);
    expect_the_bits_of_the_cpu<std::uint32_t, PlainFiberLane>(with_looks(examples::rich_study()),
                                                              128);
}
// 100 days at a time and few cells: a table has up to 37 windows, and a pass one or two strata
TEST(ShuffledTeam, GivesTheBitsOfTheCpuByWindowsOfDays) {
    constexpr ScratchShape small{0, 1, 0, 100};
    trials::Study const study = with_looks(examples::rich_study());
    expect_the_bits_of_the_cpu<std::uint32_t, PlainFiberLane>(plain_study(), 128, 1, small);
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128, 1, small);
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 64, 1, small);
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128, 1, far_block_shape);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuForAnyNumberOfLanes) {
    for (std::int32_t const lanes : {32, 256}) {
        expect_the_bits_of_the_cpu<std::uint32_t>(with_looks(examples::rich_study()), lanes, 1);
    }
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithCrossoverAndResponses) {
    trials::Study study = with_looks(examples::rich_study());
    study.crossover = {0.4, trials::CrossoverAt::progression, {{"second_progression", 0.6}}};
    study.responses = {{"MRD", 0.1, 0.25, 12.0, {{"risk", {1.0, 0.6}}}, 0.5},
                       {"CR", 0.25, 0.45, 9.0, {}, 0.0}};
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithASecondRandomisation) {
    trials::Study study = with_looks(examples::rich_study());
    examples::randomise_again(study, 9.0, {{"progression", 0.5}, {"second_progression", 0.7}});
    expect_the_bits_of_the_cpu<std::uint32_t>(study, 128);
}
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithACopula) {
    using trials::CopulaFamily;
    for (auto const family :
         {CopulaFamily::clayton, CopulaFamily::gumbel, CopulaFamily::gaussian}) {
        trials::Study study =
            with_looks(examples::copula_study(family, 0.5, trials::CopulaOrder::natural));
        study.responses = {{"MRD", 0.1, 0.25, 12.0, {}, 0.5}};
        expect_the_bits_of_the_cpu<std::uint32_t>(study, 128, 2);
    }
}

/// A lane that forgets to wait.
struct HastyLane : FiberLane {
    void barrier() const {}
};

TEST(ShuffledTeam, SeesAMissingBarrier) {
    std::int32_t wrong = 0;
    std::vector<std::int64_t> sums(128);
    FiberLanes fibers(128, 7u);
    fibers.run([&](std::int32_t lane) {
        BlockTeam<HastyLane> const team(HastyLane{{&fibers, lane}});
        auto const add_one = [](std::int32_t, std::int64_t& first, std::int64_t&) { ++first; };
        sums[static_cast<std::size_t>(lane)] = team.sum(1000, add_one).first;
    });
    for (std::int64_t const sum : sums) {
        wrong += sum != 1000 ? 1 : 0;
    }
    EXPECT_GT(wrong, 0);
}

}  // namespace
}  // namespace vtrial::kernels::test
