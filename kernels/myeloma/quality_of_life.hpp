// How patients feel: global health status by the EORTC QLQ-C30, asked every few cycles.
#pragma once

#include "kernels/core/single_normal_quantile.hpp"
#include "kernels/myeloma/draw_words.hpp"

namespace vtrial::kernels {

/// The level that is reported of a score: the questionnaire's two questions of seven answers tell
/// 13 levels apart.
VTRIAL_FUNCTION std::int32_t score_level(float score) {
    float const within = larger(0.0f, smaller(100.0f, score));
    return static_cast<std::int32_t>(within * (highest_score_level / 100.0f) + 0.5f);
}

/// The patients' usual scores and their answers at baseline, from block 0 of the purpose.
template <class Team, class Tile>
VTRIAL_SELDOM void draw_quality_of_life(Team const& team, QualityOfLifePlan const& plan,
                                        MyelomaPatients const& who, Tile& tile) {
    if (plan.is_asked == 0) {
        return;
    }
    draw_block(team, who, DrawPurpose::quality_of_life, 0, tile);
    team.for_each(who.count, [&](std::int32_t i) {
        auto& own = tile.quality_of_life;
        double const usual =
            plan.mean + plan.per_decade_over_70 * tile.covariates.decades_over_70[i] +
            plan.per_performance_grade * tile.covariates.performance_over_reference[i] +
            plan.sd_between_patients * normal_of_word(tile.word[0][i]);
        double const answer = usual + plan.sd_within_patient * normal_of_word(tile.word[1][i]);
        own.usual_score[i] = static_cast<float>(usual);
        own.baseline_level[i] = score_level(static_cast<float>(answer));
        own.relief[i] = 0.0f;
        own.last_asked_days[i] = 0.0f;
        own.deterioration_days[i] = never_cycles;
    });
    for (int month = 0; month < most_score_months; ++month) {
        std::int32_t* const level = tile.quality_of_life.level + month * Tile::capacity;
        team.for_each(who.count, [=](std::int32_t i) { level[i] = no_score_level; });
    }
}

/// Relief follows the burden: from 0 toward 1 as it vanishes, below 0 as it rises above baseline.
template <class Team, class Tile>
VTRIAL_FUNCTION void relieve(Team const& team, QualityOfLifePlan const& plan, std::int32_t count,
                             Tile& tile) {
    float const left = plan.recovery_left_per_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        float const target = larger(-1.0f, 1.0f - tile.state.mean_burden[i]);
        float& relief = tile.quality_of_life.relief[i];
        relief = target + (relief - target) * left;
    });
}

/// The answers at the end of a cycle, from word 0, into `level_now`: those of who lives and, unless
/// asking goes on after it, has not had progression recorded. Deterioration is the first answer so
/// many levels below the one at baseline.
template <class Team, class Tile>
VTRIAL_FUNCTION void answer(Team const& team, QualityOfLifePlan const& plan, std::int32_t cycle,
                            std::int32_t count, Tile& tile) {
    float const end_day = static_cast<float>(cycle + 1) * days_of_cycle;
    auto const sd = static_cast<float>(plan.sd_within_patient);
    bool const goes_on = plan.goes_on_after_progression != 0;
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto const& now = tile.state;
        auto& own = tile.quality_of_life;
        bool const is_first_line = (now.line[i] == 1) & (now.is_in_line[i] != 0);
        bool const is_asked = (now.is_alive[i] != 0) & (is_first_line | goes_on);
        float const of_backbone =
            plan.backbone_loss * power_of_two(plan.log2_backbone_left_per_cycle *
                                              static_cast<float>(now.cycles_in_line[i]));
        float const score = own.usual_score[i] + plan.recovery * own.relief[i] -
                            select(now.on_backbone[i] != 0, of_backbone, 0.0f) -
                            select(tile.safety.is_infected[i] != 0, plan.infection_loss, 0.0f) +
                            sd * normal_quantile_of_word(tile.word[0][i]);
        std::int32_t const level = score_level(score);
        bool const is_worse =
            is_asked & (level <= own.baseline_level[i] - plan.deterioration_levels);
        own.deterioration_days[i] =
            smaller(own.deterioration_days[i], select(is_worse, end_day, never_cycles));
        own.last_asked_days[i] = select(is_asked, end_day, own.last_asked_days[i]);
        own.level_now[i] = select(is_asked, level, no_score_level);
    });
}

/// Keeps the answers of a cycle that belongs to one of the plan's months.
template <class Team, class Tile>
VTRIAL_FUNCTION void keep_answers(Team const& team, QualityOfLifePlan const& plan,
                                  std::int32_t cycle, std::int32_t count, Tile& tile) {
    std::int32_t const* const level_now = tile.quality_of_life.level_now;
    for (std::int32_t month = 0; month < plan.months; ++month) {
        if (plan.month_cycles[month] == cycle + 1) {
            std::int32_t* const level = tile.quality_of_life.level + month * Tile::capacity;
            team.for_each(count, [=](std::int32_t i) { level[i] = level_now[i]; });
        }
    }
}

/// A cycle, after its adverse events and before progression is recorded.
template <class Team, class Tile>
VTRIAL_SELDOM void answer_questionnaires(Team const& team, QualityOfLifePlan const& plan,
                                         MyelomaPatients const& who, std::int32_t cycle,
                                         Tile& tile) {
    if (plan.is_asked == 0) {
        return;
    }
    relieve(team, plan, who.count, tile);
    if ((cycle + 1) % plan.every_cycles == 0) {
        draw_block(team, who, DrawPurpose::quality_of_life, cycle + 1, tile);
        answer(team, plan, cycle, who.count, tile);
        keep_answers(team, plan, cycle, who.count, tile);
    }
}

}  // namespace vtrial::kernels
