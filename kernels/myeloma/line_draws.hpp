// What each line of therapy will be like, drawn before any starts: a lane cannot wait for its draw.
#pragma once

#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// From words 0 to 2 of a line: the threshold of clinical progression, and the gap after the line,
/// never_cycles for who is not treated again.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_end_of_line(Team const& team, NextLinesPlan const& plan, std::int32_t line,
                                     std::int32_t count, Tile& tile) {
    std::int32_t const row = (line - 1) * Tile::capacity;
    bool const is_last = line >= plan.last_line;
    team.for_each(count, [=, &tile](std::int32_t i) {
        tile.lines.clinical_threshold[row + i] =
            static_cast<float>(exponential_of_word(tile.word[0][i]));
    });
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        double const decades_over_72 = tile.covariates.decades_over_70[i] - 0.2;
        double const factor = exp2_of(plan.log2_untreated_per_decade_over_72 * decades_over_72 +
                                      plan.log2_untreated_per_performance_grade *
                                          tile.covariates.performance_over_reference[i]);
        double const lines = 1.0 + plan.untreated_per_line * (line - 1) +
                             plan.untreated_per_prior_line * tile.covariates.prior_lines[i];
        bool const is_untreated =
            is_below(tile.word[1][i], plan.untreated_share * factor * lines) != 0;
        double const gap = plan.shortest_gap_cycles +
                           plan.mean_further_gap_cycles * exponential_of_word(tile.word[2][i]);
        tile.lines.gap_cycles[row + i] =
            select(is_last || is_untreated, never_cycles, static_cast<float>(gap));
    });
}

/// From word 3 of a later line and both of its second block: daratumumab, depth, backbone.
template <class Team, class Tile>
VTRIAL_FUNCTION void set_later_line(Team const& team, MyelomaPlan const& plan, std::int32_t line,
                                    MyelomaPatients const& who, Tile& tile) {
    std::int32_t const row = (line - 1) * Tile::capacity;
    team.for_each(who.count, [=, &tile](std::int32_t i) {
        tile.lines.daratumumab_uniform[row + i] =
            static_cast<float>(open_uniform_double(tile.word[3][i]));
    });
    draw_block(team, who, DrawPurpose::line_of_therapy, 2 * line + 1, tile);
    NextLinesPlan const& next = plan.next_lines;
    double const on_depth = plan.disease.prognosis.on_depth;
    team.for_each(who.count, [=, &next, &tile](std::int32_t i) {
        double const z = next.depth_by_first * tile.constants.depth_normal[i] +
                         next.depth_by_own * normal_of_word(tile.word[0][i]);
        tile.lines.log2_depth[row + i] =
            static_cast<float>(next.depth_log2_sd * z + next.depth_per_line * (line - 2) +
                               next.depth_per_prior_line * tile.covariates.prior_lines[i] -
                               on_depth * tile.constants.log2_prognosis[i]);
    });
    LognormalPlan const kill = next.backbone_kill;
    team.for_each(who.count, [=, &tile](std::int32_t i) {
        tile.lines.backbone_kill[row + i] = draw_lognormal(kill, normal_of_word(tile.word[1][i]));
    });
}

/// Everything from purpose `line_of_therapy`.
template <class Team, class Tile>
VTRIAL_FUNCTION void draw_lines(Team const& team, MyelomaPlan const& plan,
                                MyelomaPatients const& who, Tile& tile) {
    for (std::int32_t line = 1; line <= most_lines; ++line) {
        draw_block(team, who, DrawPurpose::line_of_therapy, 2 * line, tile);
        set_end_of_line(team, plan.next_lines, line, who.count, tile);
        set_later_line(team, plan, line, who, tile);
    }
}

}  // namespace vtrial::kernels
