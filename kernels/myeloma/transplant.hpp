// Transplant: one kill of both clones in those who are still in their first line, and deaths of it.
#pragma once

#include "kernels/core/fixed_logarithm.hpp"
#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// Deaths of a transplant come within so many cycles, 100 days.
inline constexpr float transplant_death_cycles = 100.0f / days_of_cycle;
inline constexpr std::int32_t whole_transplant_death_cycles = 4;

VTRIAL_FUNCTION bool has_transplant(MyelomaPlan const& plan, std::int32_t cycle) {
    return plan.transplant[0].cycle == cycle || plan.transplant[1].cycle == cycle;
}

/// Whether somebody may die of a transplant in this cycle.
VTRIAL_FUNCTION bool is_near_transplant(MyelomaPlan const& plan, std::int32_t cycle) {
    bool is_near = false;
    for (TransplantPlan const& transplant : plan.transplant) {
        is_near |= transplant.cycle >= 0 && cycle >= transplant.cycle &&
                   cycle < transplant.cycle + whole_transplant_death_cycles;
    }
    return is_near;
}

/// At the start of a cycle: who has a transplant now, what it leaves, and when it kills. From words
/// 0 to 2 of purpose `transplant`.
template <class Team, class Tile>
VTRIAL_FUNCTION void transplant(Team const& team, MyelomaPlan const& plan,
                                MyelomaPatients const& who, std::int32_t cycle, Tile& tile) {
    draw_block(team, who, DrawPurpose::transplant, 0, tile);
    auto const start = static_cast<float>(cycle);
    std::int32_t const least = plan.disease.smallest_burden;
    team.for_each(who.count, [=, &plan, &tile](std::int32_t i) {
        auto& now = tile.state;
        TransplantPlan const& arm = plan.transplant[tile.covariates.arm[i]];
        bool const is_due = arm.cycle == cycle;
        bool const is_eligible = (now.line[i] == 1) & ((now.is_in_line[i] & now.is_alive[i]) != 0);
        bool const has_it = is_due & is_eligible & (is_below(tile.word[0][i], arm.share) != 0);
        bool const dies = has_it & (is_below(tile.word[1][i], arm.death_probability) != 0);
        float const waits =
            transplant_death_cycles * static_cast<float>(open_uniform_double(tile.word[2][i]));
        now.transplant_death_cycle[i] = select(dies, start + waits, now.transplant_death_cycle[i]);
        std::int32_t const sensitive = larger(least, now.sensitive[i] - arm.sensitive_kill);
        std::int32_t const resistant = larger(least, now.resistant[i] - arm.resistant_kill);
        now.sensitive[i] = select(has_it, sensitive, now.sensitive[i]);
        now.resistant[i] = select(has_it, resistant, now.resistant[i]);
        float const burden =
            log2_of(power_of_fixed(now.sensitive[i]) + power_of_fixed(now.resistant[i]));
        now.log2_burden[i] = select(has_it, burden, now.log2_burden[i]);
    });
}

/// Deaths of a transplant in this cycle, where no other death has come before.
template <class Team, class Tile>
VTRIAL_FUNCTION void die_of_transplant(Team const& team, std::int32_t cycle, std::int32_t count,
                                       Tile& tile) {
    auto const end = static_cast<float>(cycle + 1);
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto& now = tile.state;
        float const death = now.transplant_death_cycle[i];
        float const day = death * days_of_cycle;
        float const other = tile.course.death_days[i];
        bool const dies = (death < end) & (day < other);
        now.is_alive[i] = select(dies, 0, now.is_alive[i]);
        tile.course.death_days[i] = select(dies, day, other);
    });
}

}  // namespace vtrial::kernels
