// A patient's course from randomisation to death or the horizon, cycle by cycle: docs/MYELOMA.md.
#pragma once

#include "kernels/myeloma/assessability.hpp"
#include "kernels/myeloma/cd38.hpp"
#include "kernels/myeloma/clinical_progression.hpp"
#include "kernels/myeloma/clones.hpp"
#include "kernels/myeloma/covariates.hpp"
#include "kernels/myeloma/disease_constants.hpp"
#include "kernels/myeloma/drug_constants.hpp"
#include "kernels/myeloma/exposure.hpp"
#include "kernels/myeloma/immune_state.hpp"
#include "kernels/myeloma/kill.hpp"
#include "kernels/myeloma/line_draws.hpp"
#include "kernels/myeloma/measure.hpp"
#include "kernels/myeloma/mortality.hpp"
#include "kernels/myeloma/next_lines.hpp"
#include "kernels/myeloma/quality_of_life.hpp"
#include "kernels/myeloma/residual_disease.hpp"
#include "kernels/myeloma/response.hpp"
#include "kernels/myeloma/safety.hpp"
#include "kernels/myeloma/second_treatment.hpp"
#include "kernels/myeloma/transplant.hpp"
#include "kernels/myeloma/treatment.hpp"

namespace vtrial::kernels {

/// The state at randomisation of what has not been drawn.
template <class Team, class Tile>
VTRIAL_FUNCTION void randomise_state(Team const& team, MyelomaPlan const& trial, std::int32_t count,
                                     Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        auto& now = tile.state;
        std::int32_t const arm = tile.covariates.arm[i];
        now.line[i] = 1;
        now.failed_lines[i] = 0;
        now.is_in_line[i] = 1;
        now.cycles_in_line[i] = 0;
        prescribe(trial.regimen, arm, i, tile);
        now.backbone_is_stopped[i] = 0;
        now.on_daratumumab[i] = trial.regimen.has_daratumumab[arm];
        now.is_refractory[i] = 0;
        set_line_growth(trial.disease, i, tile);
        now.next_line_cycle[i] = never_cycles;
        now.amount_mg[i] = 0.0f;
        now.has_been_dosed[i] = 0;
        now.last_dose_cycle[i] = -never_cycles;
        now.cd38[i] = trial.daratumumab.cd38_range;
        now.slow_immune[i] = 0.0f;
        now.rapid_immune[i] = 0.0f;
        now.treated_cycles[i] = 0.0f;
        now.effect_left[i] = 1.0f;
        now.log2_burden[i] = 0.0f;
        now.marker[i] = 1.0f;
        now.clinical_left[i] = tile.lines.clinical_threshold[i];
        now.previous_visit_days[i] = 0.0f;
        now.marrow_months_passed[i] = 0;
        now.negative_since_days[i] = never_cycles;
        now.transplant_death_cycle[i] = never_cycles;
        now.is_alive[i] = 1;
        start_assessing(tile, i);
    });
}

/// Nothing has come yet.
template <class Team, class Tile>
VTRIAL_FUNCTION void open_course(Team const& team, std::int32_t count, Tile& tile) {
    team.for_each(count, [&](std::int32_t i) {
        auto& course = tile.course;
        course.first_progression_days[i] = never_cycles;
        course.second_progression_days[i] = never_cycles;
        course.next_line_days[i] = never_cycles;
        course.death_days[i] = never_cycles;
        for (int row = 0; row < response_depths; ++row) {
            course.response_days[row * Tile::capacity + i] = never_cycles;
        }
        course.response_began_days[i] = never_cycles;
        course.first_negative_days[i] = never_cycles;
        for (int span = 0; span < most_sustained_spans; ++span) {
            course.sustained_negative_days[span * Tile::capacity + i] = never_cycles;
        }
        course.had_later_daratumumab[i] = 0;
        course.second_days[i] = never_cycles;
    });
}

/// Those of a regimen who are given nothing of it, from word 3 of purpose `transplant`.
template <class Team, class Tile>
VTRIAL_SELDOM void leave_untreated(Team const& team, RegimenPlan const& regimens,
                                   MyelomaPatients const& who, Tile& tile) {
    if (regimens.untreated_share[0] == 0.0 && regimens.untreated_share[1] == 0.0) {
        return;
    }
    draw_block(team, who, DrawPurpose::transplant, 0, tile);
    team.for_each(who.count, [&](std::int32_t i) {
        auto& now = tile.state;
        bool const is_untreated =
            is_below(tile.word[3][i], regimens.untreated_share[tile.covariates.arm[i]]) != 0;
        now.backbone_is_stopped[i] = select(is_untreated, 1, now.backbone_is_stopped[i]);
        now.on_daratumumab[i] = select(is_untreated, 0, now.on_daratumumab[i]);
    });
}

/// Everything that is drawn but the visits; `tile.covariates.arm` must be set.
template <class Team, class Tile>
VTRIAL_SELDOM void draw_patients(Team const& team, MyelomaPlan const& plan,
                                 MyelomaPatients const& who, Tile& tile) {
    draw_covariates(team, plan.covariates, who, tile);
    draw_disease(team, plan.disease, who, tile);
    set_hazards(team, plan, who.count, tile);
    draw_drug(team, plan.daratumumab, who, tile);
    set_marker_clearance(team, plan, who.count, tile);
    set_backbone_stop(team, plan.regimen, who.count, tile);
    draw_lines(team, plan, who, tile);
    draw_assessability(team, plan.visits, who, tile);
    randomise_state(team, plan, who.count, tile);
    leave_untreated(team, plan.regimen, who, tile);
    open_course(team, who.count, tile);
    if constexpr (Tile::has_safety) {
        draw_safety(team, plan.safety, who, tile);
        draw_quality_of_life(team, plan.quality_of_life, who, tile);
        open_measurements(team, who.count, tile);
    }
}

/// Whether anybody is seen after this cycle.
template <class Tile>
VTRIAL_FUNCTION bool has_visits(Tile const& tile, std::int32_t count) {
    std::int32_t any = 0;
    for (std::int32_t i = 0; i < count; ++i) {
        any |= tile.state.is_visited[i];
    }
    return any != 0;
}

/// What is seen of the patients after a cycle.
template <class Team, class Tile>
VTRIAL_FUNCTION void see_patients(Team const& team, DiseaseVisitsPlan const& plan,
                                  MyelomaPatients const& who, std::int32_t cycle, Tile& tile) {
    draw_block(team, who, DrawPurpose::disease_visit, cycle + 1, tile);
    assess_marker(team, cycle, who.count, tile);
    plan_marrow(team, plan, cycle, who.count, tile);
    look_at_marrow(team, plan, cycle, who.count, tile);
    record_response(team, cycle, who.count, tile);
}

/// One cycle of all patients of a tile. Those who have died go on as if they lived, and nothing is
/// recorded of them.
template <class Team, class Tile>
VTRIAL_FUNCTION void follow_cycle(Team const& team, MyelomaPlan const& plan,
                                  MyelomaPatients const& who, std::int32_t cycle, Tile& tile) {
    start_next_lines(team, plan, cycle, who.count, tile);
    if (has_transplant(plan, cycle)) {
        transplant(team, plan, who, cycle, tile);
    }
    if (plan.second_treatment.cycle == cycle) {
        start_second_treatment(team, plan, who.count, tile);
    }
    if constexpr (Tile::has_safety) {
        measure_troughs(team, plan, cycle, who.count, tile);
    }
    give_backbone(team, plan, who.count, tile);
    expose(team, plan, cycle, who.count, tile);
    turn_over_cd38(team, plan.daratumumab, who.count, tile);
    build_up_immunity(team, plan, who.count, tile);
    set_daratumumab_kill(team, plan.daratumumab, who.count, tile);
    grow(team, plan.disease, cycle, who.count, tile);
    let_die(team, plan.mortality, cycle, who.count, tile);
    if (is_near_transplant(plan, cycle)) {
        die_of_transplant(team, cycle, who.count, tile);
    }
    if constexpr (Tile::has_safety) {
        suffer_cycle(team, plan, who, cycle, tile);
    }
    pass_cycle(team, who.count, tile);
    progress_clinically(team, plan.visits, cycle, who.count, tile);
    if (has_visits(tile, who.count)) {
        see_patients(team, plan.visits, who, cycle, tile);
    }
    if constexpr (Tile::has_safety) {
        note_stops(team, cycle, who.count, tile);
        answer_questionnaires(team, plan.quality_of_life, who, cycle, tile);
    }
    record_progressions(team, plan, cycle, who.count, tile);
}

/// The courses of a tile of patients, whose numbers and arms are set. `see(cycle)` looks at the
/// state at the end of each cycle.
template <class Team, class Tile, class See>
VTRIAL_FUNCTION void follow_myeloma(Team const& team, MyelomaPlan const& plan,
                                    MyelomaPatients const& who, Tile& tile, See const& see) {
    draw_patients(team, plan, who, tile);
    for (std::int32_t cycle = 0; cycle < plan.cycles; ++cycle) {
        follow_cycle(team, plan, who, cycle, tile);
        see(cycle);
    }
}

}  // namespace vtrial::kernels
