// The disease model by lanes: patients who wait between stretches of cycles, on a list that closes
// up, have the courses that the tiles of a thread give them.
#include <cstring>
#include <memory>
#include <numeric>

#include "tests/kernels/launch/lane_run.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(ShuffledDisease, GivesTheBitsOfTheCpu) {
    trials::Study study = with_looks(examples::myeloma_study());
    study.factors = {{"region", {"North America", "other"}, {0.3, 0.7}},
                     trials::covariate_factor("age", trials::Covariate::age_years,
                                              {"below 75", "75 and older"}, {75.0})};
    study.biomarkers = {
        trials::covariate_factor("stage", trials::Covariate::iss_stage, {"I", "II", "III"})};
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 128, 1);
}

TEST(ShuffledDisease, GivesTheBitsOfTheCpuWithResponses) {
    expect_the_bits_of_the_cpu<std::uint64_t>(examples::myeloma_study_with_responses(), 128, 1);
}

TEST(ShuffledDisease, GivesTheBitsOfTheCpuWithAdverseEventsAndQualityOfLife) {
    using trials::SafetyEvent;
    trials::Study study = with_looks(examples::myeloma_study());
    study.myeloma = trials::pollux();
    study.patients = 200;
    study.safety = {{.name = "neutropenia", .event = SafetyEvent::neutropenia_grade_3},
                    {.name = "infusion reaction", .event = SafetyEvent::infusion_reaction},
                    {.name = "toxicity", .event = SafetyEvent::stopped_for_toxicity}};
    study.quality_of_life = {.months = {3.0, 12.0, 30.0}};
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 128, 1);
}
TEST(ShuffledDisease, GivesTheBitsOfTheCpuWithAssessments) {
    trials::Study study = with_looks(examples::myeloma_study());
    study.patients = 150;
    study.assessments = {{{28, 12.0}, {56, std::nullopt}}, 0.2, 0.1, 0.05, 0.1};
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 128, 1);
}
TEST(ShuffledDisease, GivesTheBitsOfTheCpuWhereNotAllCanWaitAtATime) {
    trials::Study study = with_looks(examples::myeloma_study());
    study.patients = 1100;
    expect_the_bits_of_the_cpu<std::uint64_t>(study, 128, 1);
}
TEST(ShuffledDisease, GivesTheBitsOfTheCpuForAnyNumberOfLanes) {
    trials::Study study = with_looks(examples::myeloma_study());
    study.patients = 300;
    for (std::int32_t const lanes : {32, 256}) {
        expect_the_bits_of_the_cpu<std::uint64_t>(study, lanes, 1);
    }
}

TEST(ParkedPatients, WaitSideBySideWithoutTouching) {
    using Tile = MyelomaTile<1, true>;
    constexpr std::uint32_t patients = 70;
    constexpr std::size_t bytes = sizeof(Tile);
    auto const tile_of = [](std::uint32_t patient) {
        std::vector<std::uint32_t> words(bytes / sizeof(std::uint32_t));
        std::iota(words.begin(), words.end(), 1000u * patient);
        auto tile = std::make_unique<Tile>();
        std::memcpy(tile.get(), words.data(), bytes);
        return tile;
    };
    std::vector<std::uint32_t> memory(96 * bytes / sizeof(std::uint32_t));
    for (std::uint32_t patient = 0; patient < patients; ++patient) {
        park(*tile_of(patient), waiting_place<Tile>(memory.data(), patient));
    }
    for (std::uint32_t patient = 0; patient < patients; ++patient) {
        Tile again;
        take_up(waiting_place<Tile>(memory.data(), patient), again);
        EXPECT_EQ(std::memcmp(&again, tile_of(patient).get(), bytes), 0) << patient;
    }
}

TEST(ParkedPatients, CloseUpInTheirOrder) {
    constexpr std::int32_t count = 300;
    std::vector<std::uint32_t> before(count);
    std::vector<std::uint32_t> after(count);
    std::iota(before.begin(), before.end(), 0u);
    auto const leaves = [](std::uint32_t patient) { return patient % 7 == 3 || patient > 290; };
    std::vector<std::uint32_t> stay;
    for (std::uint32_t const patient : before) {
        if (!leaves(patient)) {
            stay.push_back(patient);
        }
    }
    FiberLanes fibers(128, 11u);
    fibers.run([&](std::int32_t lane) {
        BlockTeam<FiberLane> const team(FiberLane{&fibers, lane});
        ParkedPatients parked{count, nullptr, before.data(), after.data()};
        team.for_each(count, [&](std::int32_t i) {
            if (leaves(before[static_cast<std::size_t>(i)])) {
                before[static_cast<std::size_t>(i)] |= has_left;
            }
        });
        EXPECT_EQ(close_up_list(team, count, parked), static_cast<std::int32_t>(stay.size()));
        EXPECT_EQ(parked.waiting, after.data());
    });
    for (std::size_t i = 0; i < stay.size(); ++i) {
        EXPECT_EQ(after[i], stay[i]);
    }
    for (std::size_t i = stay.size(); i < after.size(); ++i) {
        EXPECT_TRUE(leaves(after[i])) << after[i];
    }
}

}  // namespace
}  // namespace vtrial::kernels::test
