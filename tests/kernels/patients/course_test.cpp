#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "kernels/patients/enrol.hpp"
#include "kernels/patients/multistate.hpp"
#include "kernels/patients/observe.hpp"
#include "tests/kernels/patients/simulated.hpp"
#include "tests/support/example_studies.hpp"

namespace vtrial::kernels::test {
namespace {

TEST(Course, EndpointsAreOrderedInEveryPatient) {
    std::int64_t patients_seen = 0;
    for (trials::Study const& study : {examples::simple_study(0.56), examples::rich_study()}) {
        for_each_replicate(study, 500, [&](Patients const& patients, PatientTile const& tile) {
            ASSERT_GE(tile.capacity, patients.count) << "one tile holds them all";
            for (std::int32_t i = 0; i < patients.count; ++i) {
                EndpointTicks const ticks = course(tile, i);
                ASSERT_LE(ticks.pfs, ticks.pfs2);
                ASSERT_LE(ticks.pfs2, ticks.os);
                ASSERT_LE(leave_day(patients, Endpoint::PFS, i),
                          leave_day(patients, Endpoint::PFS2, i));
                ASSERT_LE(leave_day(patients, Endpoint::PFS2, i),
                          leave_day(patients, Endpoint::OS, i));
                ASSERT_GE(leave_day(patients, Endpoint::PFS, i), 1);
                // a death seen is a progression-free survival seen
                ASSERT_LE(has_event(patients, Endpoint::OS, i),
                          has_event(patients, Endpoint::PFS, i));
                ++patients_seen;
            }
        });
    }
    EXPECT_EQ(patients_seen, 2 * 500 * 737);
}

/// A patient whose seven durations are given, in the order of the transitions.
EndpointTicks course_of(std::array<std::uint32_t, transition_count> durations) {
    PatientTile tile{};
    tile.capacity = 1;
    tile.duration_ticks = {durations.data(), 1};
    return course(tile, 0);
}

void expect_course(std::array<std::uint32_t, transition_count> const& durations,
                   EndpointTicks const& expected) {
    EndpointTicks const ticks = course_of(durations);
    EXPECT_EQ(ticks.pfs, expected.pfs);
    EXPECT_EQ(ticks.pfs2, expected.pfs2);
    EXPECT_EQ(ticks.os, expected.os);
}

TEST(Course, IsThatOfTheIllnessDeathModel) {
    expect_course({10, 99, 3, 99, 20, 99, 40}, {10, 33, 73});  // all the way
    expect_course({10, 9, 3, 99, 20, 99, 40}, {9, 9, 9});      // death before progression
    expect_course({10, 99, 3, 2, 20, 99, 40}, {10, 12, 12});   // death in the gap
    expect_course({10, 99, 3, 99, 20, 19, 40}, {10, 32, 32});  // death on the next line
}

TEST(Course, DeathComesFirstWhereTwoThingsComeTogether) {
    expect_course({10, 10, 3, 99, 20, 99, 40}, {10, 10, 10});
    expect_course({10, 99, 3, 3, 20, 99, 40}, {10, 13, 13});
    expect_course({10, 99, 3, 99, 20, 20, 40}, {10, 33, 33});
}

TEST(Course, FourLongestDurationsCanBeAdded) {
    constexpr std::uint32_t longest = longest_ticks;
    expect_course({longest, longest + 1, longest, longest + 1, longest, longest + 1, longest},
                  {longest, 3 * longest, 4 * longest});
    static_assert(4ull * longest < (1ull << 32));
}

TEST(Durations, AreClampedAndNeverZero) {
    EXPECT_EQ(whole_ticks(0.0f), 1u);
    EXPECT_EQ(whole_ticks(0.99f), 1u);
    EXPECT_EQ(whole_ticks(2.99f), 2u);
    EXPECT_EQ(whole_ticks(3e38f), static_cast<std::uint32_t>(longest_ticks));
    EXPECT_EQ(whole_ticks(static_cast<float>(longest_ticks)),
              static_cast<std::uint32_t>(longest_ticks));
}

constexpr std::array<std::uint32_t, 6> extreme_words{0,          0xff,       0x100,
                                                     0x80000000, 0xfffffeff, 0xffffffff};

TEST(Durations, ExponentialDrawsOfTheExtremeWordsArePositive) {
    for (std::uint32_t const word : extreme_words) {
        EXPECT_GT(exponential_log2(word), 0.0f) << word;
        EXPECT_LE(exponential_log2(word), 25.0f) << word;
    }
}

TEST(Durations, OfTheExtremeWordsAreFiniteAndInTheOrderOfTheDraws) {
    HazardCell cell{};
    cell.log2_scale_ticks = 25.0;
    for (double const shape : {0.1, 0.5, 1.0, 2.0, 10.0}) {
        cell.inverse_shape = 1.0 / shape;
        for (double const frailty_log2 : {-20.0, 0.0, 20.0}) {
            float before = std::numeric_limits<float>::max();
            for (std::uint32_t const word : extreme_words) {  // a larger word is a shorter time
                float const ticks = weibull_ticks(cell, exponential_log2(word), frailty_log2);
                EXPECT_TRUE(std::isfinite(ticks)) << word << ' ' << shape;
                EXPECT_GT(ticks, 0.0f) << word << ' ' << shape;
                EXPECT_LE(ticks, before) << word << ' ' << shape << ' ' << frailty_log2;
                before = ticks;
            }
        }
    }
}

TEST(Observation, IsTheDayRoundedUpWithTheEventInItsLastBit) {
    constexpr std::uint32_t day = 1u << ticks_per_day_bits;
    EXPECT_EQ(observation(1, 2), 2 * 1 + 1);
    EXPECT_EQ(observation(day, 2 * day), 2 * 1 + 1);
    EXPECT_EQ(observation(day + 1, 2 * day), 2 * 2 + 1);
    EXPECT_EQ(observation(5 * day, 5 * day), 2 * 5 + 1);  // together: the event is seen
    EXPECT_EQ(observation(5 * day, 5 * day - 1), 2 * 5);
    EXPECT_EQ(observation(4u * longest_ticks, longest_ticks), 2 * 16383);
}

}  // namespace
}  // namespace vtrial::kernels::test
