// A patient's course does not depend on who is in the tile.
#include "kernels/myeloma/course.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "kernels/launch/cpu_team.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/myeloma/maia.hpp"

namespace vtrial::kernels {
namespace {

constexpr std::int32_t patients = 64;

template <class Tile>
void follow(MyelomaPlan const& plan, std::int32_t first, std::int32_t count, Tile& tile) {
    // arms in turns: a tile may have both
    for (std::int32_t i = 0; i < count; ++i) tile.covariates.arm[i] = (first + i) % 2;
    follow_myeloma(CpuTeam<3>{}, plan, {99, 5, first, count}, tile, [](std::int32_t) {});
}

/// A patient's place in each row of a matrix of patients.
template <int rows, std::size_t one_size, std::size_t other_size>
void expect_same_rows(float const (&one)[one_size], std::int32_t i,
                      float const (&other)[other_size], std::int32_t k) {
    for (std::size_t row = 0; row < rows; ++row) {
        EXPECT_EQ(one[row * (one_size / rows) + static_cast<std::size_t>(i)],
                  other[row * (other_size / rows) + static_cast<std::size_t>(k)]);
    }
}

template <class One, class Other>
void expect_same_course(One const& one, std::int32_t i, Other const& other, std::int32_t k) {
    EXPECT_EQ(one.first_progression_days[i], other.first_progression_days[k]);
    EXPECT_EQ(one.second_progression_days[i], other.second_progression_days[k]);
    EXPECT_EQ(one.next_line_days[i], other.next_line_days[k]);
    EXPECT_EQ(one.death_days[i], other.death_days[k]);
    expect_same_rows<response_depths>(one.response_days, i, other.response_days, k);
    EXPECT_EQ(one.response_began_days[i], other.response_began_days[k]);
    EXPECT_EQ(one.first_negative_days[i], other.first_negative_days[k]);
    expect_same_rows<most_sustained_spans>(one.sustained_negative_days, i,
                                           other.sustained_negative_days, k);
    EXPECT_EQ(one.had_later_daratumumab[i], other.had_later_daratumumab[k]);
}

/// All patients again, `size` at a time.
template <int capacity>
void expect_same_in_tiles_of(std::int32_t size) {
    double const sustained[] = {12.0, 18.0};
    auto const plan =
        std::make_unique<MyelomaPlan>(trials::lower_myeloma(trials::maia(), 96.0, sustained));
    auto const all = std::make_unique<MyelomaTile<patients>>();
    follow(*plan, 0, patients, *all);
    auto const tile = std::make_unique<MyelomaTile<capacity>>();
    for (std::int32_t first = 0; first < patients; first += size) {
        std::int32_t const count = smaller(size, patients - first);
        follow(*plan, first, count, *tile);
        for (std::int32_t i = 0; i < count; ++i) {
            expect_same_course(all->course, first + i, tile->course, i);
            EXPECT_EQ(all->state.marker[first + i], tile->state.marker[i]);
        }
    }
}

TEST(MyelomaCourse, IsTheSameForAPatientAlone) { expect_same_in_tiles_of<1>(1); }

TEST(MyelomaCourse, IsTheSameInATileThatIsNotFull) { expect_same_in_tiles_of<32>(7); }

TEST(MyelomaCourse, LinesComeInOrder) {
    auto const plan = std::make_unique<MyelomaPlan>(trials::lower_myeloma(trials::maia(), 96.0));
    auto const tile = std::make_unique<MyelomaTile<patients>>();
    auto const& course = tile->course;
    int second_progressions = 0;
    for (std::int32_t first = 0; first < 16 * patients; first += patients) {
        follow(*plan, first, patients, *tile);
        for (std::int32_t i = 0; i < patients; ++i) {
            if (course.second_progression_days[i] >= never_cycles) continue;
            ++second_progressions;
            EXPECT_LT(course.first_progression_days[i], course.next_line_days[i]);
            // shifted by the phase, within half a cycle
            EXPECT_LT(course.next_line_days[i], course.second_progression_days[i] + 14.0f);
            EXPECT_LT(course.next_line_days[i], course.death_days[i]);
        }
    }
    EXPECT_GT(second_progressions, 100);
}

TEST(MyelomaCourse, ResponsesDeepenBeforeProgression) {
    double const sustained[] = {6.0, 12.0, 18.0};
    auto const plan =
        std::make_unique<MyelomaPlan>(trials::lower_myeloma(trials::maia(), 96.0, sustained));
    auto const tile = std::make_unique<MyelomaTile<patients>>();
    auto const& course = tile->course;
    int sustained_for_long = 0;
    for (std::int32_t first = 0; first < 16 * patients; first += patients) {
        follow(*plan, first, patients, *tile);
        for (std::int32_t i = 0; i < patients; ++i) {
            auto const day = [&](MyelomaResponse response) {
                return course.response_days[response_row(response) * patients + i];
            };
            float const partial = day(MyelomaResponse::partial);
            float const complete = day(MyelomaResponse::complete);
            EXPECT_LE(day(MyelomaResponse::minimal), partial);
            EXPECT_LE(partial, day(MyelomaResponse::very_good_partial));
            EXPECT_LE(day(MyelomaResponse::very_good_partial), complete);
            EXPECT_LE(complete, day(MyelomaResponse::stringent_complete));
            EXPECT_EQ(course.response_began_days[i] < never_cycles, partial < never_cycles);
            if (partial >= never_cycles) continue;
            EXPECT_LT(course.response_began_days[i], partial);
            EXPECT_LT(partial, course.first_progression_days[i]);
            float const negative = course.first_negative_days[i];
            EXPECT_LE(complete, negative);
            float const six = course.sustained_negative_days[i];
            float const twelve = course.sustained_negative_days[patients + i];
            float const eighteen = course.sustained_negative_days[2 * patients + i];
            EXPECT_LE(negative, six);
            EXPECT_LE(six, twelve);
            EXPECT_LE(twelve, eighteen);
            if (eighteen >= never_cycles) continue;
            ++sustained_for_long;
            EXPECT_GE(eighteen - negative, 20.0f * 28.0f);  // 18 months are 20 cycles
        }
    }
    EXPECT_GT(sustained_for_long, 20);
}

}  // namespace
}  // namespace vtrial::kernels
