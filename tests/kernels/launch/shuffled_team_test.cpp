// The device's team, BlockTeam, with fibers for lanes: 128 of them, phase by phase in shuffled
// order, leave the same bits as the CPU's team.
#include <gtest/gtest.h>

#include "kernels/replicate/replicate.hpp"
#include "tests/kernels/launch/fiber_lanes.hpp"
#include "tests/kernels/launch/runs.hpp"
#include "tests/support/second_randomisation_studies.hpp"
#include "trials/covariate_factor.hpp"

namespace vtrial::kernels::test {
namespace {

#if defined(VTRIAL_SMALL_TESTS)
constexpr std::int32_t some = 1;
#else
constexpr std::int32_t some = 8;
#endif

/// Memory laid out for a team of lanes, with a tally and the outcomes of all replicates.
template <class Packed, class Lane = FiberLane>
class LaneRun {
  public:
    LaneRun(Plan const& plan, ScratchShape shape)
        : plan_(plan),
          layout_(layout_of(plan)),
          sums(static_cast<std::size_t>(layout_.sums())),
          counts(static_cast<std::size_t>(layout_.counts())) {
        auto const bytes = lay_out(plan, shape, nullptr, scratch_);
        memory_.resize(static_cast<std::size_t>(bytes) / sizeof(std::max_align_t) + 1);
        lay_out(plan, shape, memory_.data(), scratch_);
    }

    void run(std::int32_t lanes, std::int32_t count) {
        outcomes.resize(static_cast<std::size_t>(count));
        FiberLanes fibers(lanes, 20260131u);
        TallyView const tally{layout_, sums.data(), counts.data(), 1};
        for (std::int32_t i = 0; i < count; ++i) {
            ReplicateOutcome& outcome = outcomes[static_cast<std::size_t>(i)];
            fibers.run([&](std::int32_t lane) {
                ScratchOf<Packed> own = scratch_;  // each lane its own copy of the pointers
                run_replicate(BlockTeam<Lane>(Lane{&fibers, lane}), plan_,
                              static_cast<std::uint64_t>(i), own, tally, outcome);
            });
        }
    }

  private:
    Plan const& plan_;
    TallyLayout layout_;
    std::vector<std::max_align_t> memory_;
    ScratchOf<Packed> scratch_{};

  public:
    std::vector<std::int64_t> sums;
    std::vector<std::uint32_t> counts;
    std::vector<ReplicateOutcome> outcomes;
};

template <class Packed, class Lane = FiberLane>
void expect_the_bits_of_the_cpu(trials::Study const& study, std::int32_t lanes,
                                std::int32_t replicates = some, ScratchShape shape = block_shape) {
    RunRecord expected(study);
    expected.add(InstructionLevel::v3, {0, replicates});
    if (!Lane::has_extras) {
        ASSERT_TRUE(is_plain(expected.tables.plan));
    }
    LaneRun<Packed, Lane> shuffled(expected.tables.plan, shape);
    shuffled.run(lanes, replicates);
    EXPECT_TRUE(shuffled.sums == expected.workspace.sums);
    EXPECT_TRUE(shuffled.counts == expected.workspace.counts);
    for (std::size_t i = 0; i < shuffled.outcomes.size(); ++i) {
        for (int look = 0; look < expected.tables.plan.looks; ++look) {
            EXPECT_TRUE(shuffled.outcomes[i].look[look] == expected.outcomes[i].look[look])
                << "replicate " << i << ", look " << look;
        }
    }
}

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
TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithTheDiseaseModel) {
    trials::Study study = with_looks(examples::myeloma_study());
    study.factors = {{"region", {"North America", "other"}, {0.3, 0.7}},
                     trials::covariate_factor("age", trials::Covariate::age_years,
                                              {"below 75", "75 and older"}, {75.0})};
    study.biomarkers = {
        trials::covariate_factor("stage", trials::Covariate::iss_stage, {"I", "II", "III"})};
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 128, 1);
}

TEST(ShuffledTeam, GivesTheBitsOfTheCpuWithResponsesOfTheDiseaseModel) {
    expect_the_bits_of_the_cpu<std::uint64_t>(examples::myeloma_study_with_responses(), 128, 1);
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
