// Progression ends a line; after a gap the next one begins.
#pragma once

#include "kernels/core/fixed_logarithm.hpp"
#include "kernels/core/relaxation.hpp"
#include "kernels/myeloma/treatment.hpp"

namespace vtrial::kernels {

/// What the line, and refractoriness to daratumumab, make of growth.
template <class Tile>
VTRIAL_FUNCTION void set_line_growth(DiseasePlan const& plan, std::int32_t i, Tile& tile) {
    auto& now = tile.state;
    now.line_growth_factor[i] =
        plan.line_growth_factor[now.is_refractory[i] * most_lines + now.line[i] - 1];
}

/// At the end of a cycle that has made a patient's progression known. The gap counts from then, not
/// from the date of progression.
template <class Tile>
VTRIAL_FUNCTION void record_progression(MyelomaPlan const& plan, float end, std::int32_t i,
                                        Tile& tile) {
    auto& now = tile.state;
    auto& course = tile.course;
    float const day = now.progression_cycle[i] * days_of_cycle;
    std::int32_t const line = now.line[i];
    if (line <= 2) {
        (line == 1 ? course.first_progression_days : course.second_progression_days)[i] = day;
    }
    bool const is_recent = end - now.last_dose_cycle[i] < plan.daratumumab.refractory_cycles;
    if (now.on_daratumumab[i] != 0 || is_recent) {
        now.is_refractory[i] = 1;
        set_line_growth(plan.disease, i, tile);
    }
    now.failed_lines[i] += 1;
    now.is_in_line[i] = 0;
    now.on_daratumumab[i] = 0;
    now.next_line_cycle[i] =
        end + value_of_row<most_lines>(tile, tile.lines.gap_cycles, line - 1, i);
}

/// The progressions that a cycle has made known.
template <class Team, class Tile>
VTRIAL_FUNCTION void record_progressions(Team const& team, MyelomaPlan const& plan,
                                         std::int32_t cycle, std::int32_t count, Tile& tile) {
    auto const end = static_cast<float>(cycle + 1);
    float const* const progression = tile.state.progression_cycle;
    team.for_few(
        count, [=](std::int32_t i) { return progression[i] < never_cycles; },
        [=, &plan, &tile](std::int32_t i) { record_progression(plan, end, i, tile); });
}

/// The resistant share of a later line, as a base-2 logarithm.
VTRIAL_FUNCTION float later_log2_share(MyelomaPlan const& plan, float log2_depth,
                                       bool with_daratumumab, bool is_refractory) {
    NextLinesPlan const& next = plan.next_lines;
    float const median = select(with_daratumumab, next.log2_depth_with_daratumumab,
                                next.log2_depth_without_daratumumab);
    float const depth = power_of_two(median + log2_depth +
                                     select(is_refractory, next.log2_depth_if_refractory, 0.0f));
    return larger(static_cast<float>(plan.disease.log2_smallest_share),
                  smaller(static_cast<float>(plan.disease.log2_largest_share), -depth));
}

/// A new assessor for who starts a line: baseline counts as a visit.
template <class Tile>
VTRIAL_FUNCTION void start_assessing(Tile& tile, std::int32_t i) {
    auto& now = tile.state;
    float const baseline = tile.covariates.baseline_marker[i] * now.marker[i];
    now.line_baseline[i] = baseline;
    now.nadir[i] = baseline;
    now.previous_value[i] = baseline;
    now.previous_negative[i] = 0;
    now.suspected_cycle[i] = never_cycles;
}

/// Starts the patient's next line in a cycle: splits the burden anew into what the backbone kills
/// and a resistant share.
template <class Tile>
VTRIAL_FUNCTION void start_next_line(MyelomaPlan const& plan, float start, std::int32_t i,
                                     Tile& tile) {
    auto& now = tile.state;
    std::int32_t const line = now.line[i] + 1;
    auto const of_line = [&](float const* values) {
        return value_of_row<most_lines>(tile, values, line - 1, i);
    };
    std::int32_t const refractory = now.is_refractory[i];
    float const offer = line == 2 ? plan.next_lines.second_line_share[refractory]
                                  : plan.next_lines.further_line_share[refractory];
    bool const has_daratumumab = of_line(tile.lines.daratumumab_uniform) < offer;
    float const share =
        later_log2_share(plan, of_line(tile.lines.log2_depth), has_daratumumab, refractory != 0);
    float const rest = log2_of(1.0f - power_of_two(share));
    now.resistant[i] = fixed_logarithm(now.log2_burden[i] + share);
    now.sensitive[i] = fixed_logarithm(now.log2_burden[i] + rest);
    now.backbone_kill[i] = of_line(tile.lines.backbone_kill);
    now.clinical_left[i] = of_line(tile.lines.clinical_threshold);
    now.on_daratumumab[i] = has_daratumumab ? 1 : 0;
    tile.course.had_later_daratumumab[i] |= has_daratumumab ? 1 : 0;
    if (line == 2) {
        tile.course.next_line_days[i] = start * days_of_cycle;
    }
    now.line[i] = line;
    set_line_growth(plan.disease, i, tile);
    now.is_in_line[i] = 1;
    now.cycles_in_line[i] = 0;
    prescribe(plan.regimen, later_regimen, i, tile);
    now.backbone_is_stopped[i] = 0;
    now.next_line_cycle[i] = never_cycles;
    start_assessing(tile, i);
}

/// Starts the lines that are due at the start of a cycle.
template <class Team, class Tile>
VTRIAL_FUNCTION void start_next_lines(Team const& team, MyelomaPlan const& plan, std::int32_t cycle,
                                      std::int32_t count, Tile& tile) {
    auto const start = static_cast<float>(cycle);
    auto const& now = tile.state;
    team.for_few(
        count,
        [=, &now](std::int32_t i) {
            return (now.is_alive[i] != 0) & (start >= now.next_line_cycle[i]);
        },
        [=, &plan, &tile](std::int32_t i) { start_next_line(plan, start, i, tile); });
}

}  // namespace vtrial::kernels
