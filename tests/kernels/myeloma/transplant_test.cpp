// What a transplant kills, and whom.
#include "kernels/myeloma/transplant.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "kernels/launch/cpu_team.hpp"
#include "kernels/myeloma/course.hpp"
#include "trials/myeloma/lower_myeloma.hpp"
#include "trials/myeloma/maia.hpp"

namespace vtrial::kernels {
namespace {

constexpr std::int32_t size = 64;
constexpr std::int32_t tiles = 256;
constexpr int cycle_of_transplant = 3;
using Tile = MyelomaTile<size>;

trials::Transplant made_transplant() {
    return {.week = 12,
            .share = 0.8,
            .sensitive_kill_log10 = 2.0,
            .resistant_kill_log10 = 0.5,
            .death_probability = 0.25};
}

/// MAIA without deaths of other causes and without progressions, its control with a transplant.
trials::MyelomaTrial quiet_trial(trials::Transplant const& transplant) {
    trials::MyelomaTrial trial = trials::maia();
    trial.mortality.background.standardised_ratio = 0.0;
    trial.mortality.disease.trial_factor = 0.0;
    trial.mortality.treatment.hazard_per_month = 0.0;
    trial.assessment.clinical_progression.hazard_per_month = 0.0;
    trial.assessment.clinical_progression.burden_hazard_per_month = 0.0;
    trial.assessment.response.serum.progression_increase = 1e6;
    trial.regimens[0].transplant = transplant;
    return trial;
}

template <class See>
void follow(MyelomaPlan const& plan, int arm, std::int32_t first, Tile& tile, See const& see) {
    for (std::int32_t i = 0; i < size; ++i) {
        tile.covariates.arm[i] = arm;
        tile.number[i] = static_cast<std::uint32_t>(first + i);
    }
    follow_myeloma(CpuTeam<3>{}, plan, {77, 1, size}, tile, see);
}

TEST(MyelomaTransplant, KillsItsShareOfEachCloneAtOnce) {
    auto const plan =
        std::make_unique<MyelomaPlan>(trials::lower_myeloma(quiet_trial(made_transplant()), 24.0));
    auto const tile = std::make_unique<Tile>();
    int had_it = 0;
    for (std::int32_t i = 0; i < size; ++i) {
        tile->covariates.arm[i] = 0;
        tile->number[i] = static_cast<std::uint32_t>(i);
    }
    draw_patients(CpuTeam<3>{}, *plan, {77, 1, size}, *tile);
    auto const before = std::make_unique<Tile>(*tile);
    transplant(CpuTeam<3>{}, *plan, {77, 1, size}, cycle_of_transplant, *tile);
    for (std::int32_t i = 0; i < size; ++i) {
        double const sensitive =
            (before->state.sensitive[i] - tile->state.sensitive[i]) * 0x1p-23 / std::log2(10.0);
        double const resistant =
            (before->state.resistant[i] - tile->state.resistant[i]) * 0x1p-23 / std::log2(10.0);
        bool const has_it = sensitive != 0.0;
        had_it += has_it ? 1 : 0;
        EXPECT_NEAR(sensitive, has_it ? 2.0 : 0.0, 1e-6);
        bool const is_at_least = tile->state.resistant[i] == plan->disease.smallest_burden;
        EXPECT_TRUE(is_at_least || std::fabs(resistant - (has_it ? 0.5 : 0.0)) < 1e-6);
        double const burden = std::exp2(tile->state.sensitive[i] * 0x1p-23) +
                              std::exp2(tile->state.resistant[i] * 0x1p-23);
        EXPECT_NEAR(tile->state.log2_burden[i], std::log2(burden), has_it ? 1e-5 : 1e-2);
    }
    EXPECT_NEAR(had_it, 0.8 * size, 4.0 * std::sqrt(0.16 * size));  // four standard errors
}

TEST(MyelomaTransplant, IsFatalToItsShareWithinAHundredDays) {
    auto const plan =
        std::make_unique<MyelomaPlan>(trials::lower_myeloma(quiet_trial(made_transplant()), 11.0));
    auto const tile = std::make_unique<Tile>();
    double const start = cycle_of_transplant * 28.0;
    int dead = 0;
    int in_first_half = 0;
    int in_other_arm = 0;
    for (std::int32_t first = 0; first < tiles * size; first += size) {
        follow(*plan, 0, first, *tile, [](std::int32_t) {});
        for (float const day : tile->course.death_days) {
            if (day >= never_cycles) continue;
            ++dead;
            in_first_half += day < start + 50.0 ? 1 : 0;
            EXPECT_GE(day, start);
            EXPECT_LT(day, start + 100.0);
        }
        follow(*plan, 1, first, *tile, [](std::int32_t) {});
        for (float const day : tile->course.death_days) {
            in_other_arm += day < never_cycles ? 1 : 0;
        }
    }
    // four standard errors
    double const patients = tiles * size;
    EXPECT_NEAR(dead, 0.2 * patients, 4.0 * std::sqrt(0.2 * 0.8 * patients));
    EXPECT_NEAR(in_first_half, 0.5 * dead, 4.0 * std::sqrt(0.25 * dead));
    EXPECT_EQ(in_other_arm, 0);
}

}  // namespace
}  // namespace vtrial::kernels
