// Adverse events of the first line, cycle by cycle: a marked process beside the course. Nothing of
// it goes back into the course, whose hazards of stopping and of death under treatment are fitted
// net of what adverse events do.
#pragma once

#include "kernels/myeloma/covariate_levels.hpp"
#include "kernels/myeloma/draw_words.hpp"
#include "kernels/myeloma/mortality.hpp"

namespace vtrial::kernels {

/// The longest time without a dose that still counts as treatment with daratumumab.
inline constexpr float cycles_between_doses = 2.0f;

/// The patients' susceptibilities, from block 0 of purpose `safety`; nothing has happened yet.
template <class Team, class Tile>
VTRIAL_SELDOM void draw_safety(Team const& team, SafetyPlan const& plan, MyelomaPatients const& who,
                               Tile& tile) {
    draw_block(team, who, DrawPurpose::safety, 0, tile);
    team.for_each(who.count, [&](std::int32_t i) {
        auto& own = tile.safety;
        double const decades = tile.covariates.decades_over_70[i];
        bool const is_frail_one = is_frail(tile, i);
        NeutropeniaPlan const& neutropenia = plan.neutropenia;
        own.log2_neutropenia[i] =
            static_cast<float>(neutropenia.log2_sd * normal_of_word(tile.word[0][i]) +
                               neutropenia.log2_per_decade_over_70 * decades +
                               select(is_frail_one, neutropenia.log2_if_frail, 0.0) +
                               neutropenia.log2_per_prior_line * tile.covariates.prior_lines[i]);
        own.log2_neutropenia_with_daratumumab[i] = static_cast<float>(
            select(is_frail_one, neutropenia.log2_if_frail_with_daratumumab, 0.0));
        InfectionPlan const& infection = plan.infection;
        own.log2_infection[i] =
            static_cast<float>(infection.log2_sd * normal_of_word(tile.word[1][i]) +
                               infection.log2_per_decade_over_70 * decades +
                               select(is_frail_one, infection.log2_if_frail, 0.0) +
                               infection.log2_per_prior_line * tile.covariates.prior_lines[i]);
        own.has_been_infused[i] = 0;
        own.was_alive[i] = 1;
    });
    for (int event = 0; event < safety_events; ++event) {
        float* const days = tile.safety.event_days + event * Tile::capacity;
        team.for_each(who.count, [=](std::int32_t i) { days[i] = never_cycles; });
    }
    for (int row = 0; row < cycle_sets * words_of_cycle_set; ++row) {
        std::uint32_t* const cycles = tile.safety.cycles + row * Tile::capacity;
        team.for_each(who.count, [=](std::int32_t i) { cycles[i] = 0; });
    }
}

/// The day of an event, unless it has happened before.
template <class Tile>
VTRIAL_FUNCTION void note_event(Tile& tile, std::int32_t i, SafetyEvent event, bool happens,
                                float day) {
    float& first = tile.safety.event_days[static_cast<int>(event) * Tile::capacity + i];
    first = smaller(first, select(happens, day, never_cycles));
}

/// A set of cycles with this one.
template <class Tile>
VTRIAL_FUNCTION void add_cycle(Tile& tile, std::int32_t i, int set, std::int32_t cycle,
                               bool belongs) {
    std::int32_t const row = set * words_of_cycle_set + cycle / cycles_of_word;
    tile.safety.cycles[row * Tile::capacity + i] |= (belongs ? 1u : 0u) << (cycle % cycles_of_word);
}

/// Whether a word says that something with this hazard happens.
VTRIAL_FUNCTION bool happens_at(std::uint32_t word, float hazard) {
    return is_below(word, 1.0f - power_of_two(-log2_of_e * hazard)) != 0;
}

/// Who is on the study's treatment in this cycle and lives through it, and until when who dies is.
template <class Team, class Tile>
VTRIAL_SELDOM void set_treated(Team const& team, std::int32_t cycle, std::int32_t count,
                               Tile& tile) {
    auto const start = static_cast<float>(cycle);
    float const end_day = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto const& now = tile.state;
        bool const has_doses =
            (now.on_daratumumab[i] != 0) & (start - now.last_dose_cycle[i] < cycles_between_doses);
        bool const is_given = (now.line[i] == 1) & (now.is_in_line[i] != 0) &
                              (tile.safety.was_alive[i] != 0) &
                              ((now.on_backbone[i] != 0) | has_doses);
        bool const is_treated = is_given & (now.is_alive[i] != 0);
        float& until = tile.measurements.treated_until_days[i];
        until = select(is_given, smaller(end_day, tile.course.death_days[i]), until);
        tile.safety.is_treated[i] = is_treated ? 1 : 0;
        add_cycle(tile, i, treated_row, cycle, is_treated);
    });
}

/// Neutropenia from word 0, then infection, which it makes likelier, from word 1; pneumonia where
/// that word is in the lowest part of its range.
template <class Team, class Tile>
VTRIAL_SELDOM void let_recur(Team const& team, SafetyPlan const& plan, std::int32_t cycle,
                             std::int32_t count, Tile& tile) {
    float const end_day = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &plan, &tile](std::int32_t i) {
        auto const& now = tile.state;
        auto& own = tile.safety;
        NeutropeniaPlan const& neutropenia = plan.neutropenia;
        InfectionPlan const& infection = plan.infection;
        std::int32_t const regimen = now.regimen[i];
        bool const is_treated = own.is_treated[i] != 0;
        auto const cycles_on = static_cast<float>(now.cycles_in_line[i]);
        bool const on_backbone = now.on_backbone[i] != 0;
        float const early = neutropenia.early_excess *
                            power_of_two(neutropenia.log2_early_left_per_cycle * cycles_on);
        float const of_backbone = neutropenia.per_cycle[regimen] * (1.0f + early) *
                                  power_of_two((neutropenia.log2_with_daratumumab[regimen] +
                                                own.log2_neutropenia_with_daratumumab[i]) *
                                               now.effect[i]);
        float const neutropenia_hazard =
            select(on_backbone, of_backbone, neutropenia.alone_per_cycle) *
            power_of_two(own.log2_neutropenia[i]);
        bool const is_neutropenic = is_treated & happens_at(tile.word[0][i], neutropenia_hazard);

        float const early_infection =
            infection.early_excess * power_of_two(infection.log2_early_left_per_cycle * cycles_on);
        float const burden =
            1.0f + infection.excess_at_full_burden * smaller(1.0f, now.mean_burden[i]);
        float const infection_of_backbone =
            infection.per_cycle[regimen] * (1.0f + early_infection) *
            power_of_two(infection.log2_with_daratumumab * now.effect[i]);
        float const infection_hazard =
            select(on_backbone, infection_of_backbone, infection.alone_per_cycle) * burden *
            select(is_neutropenic, infection.factor_if_neutropenic, 1.0f) *
            power_of_two(own.log2_infection[i]);
        float const probability = 1.0f - power_of_two(-log2_of_e * infection_hazard);
        bool const is_infected = is_treated & (is_below(tile.word[1][i], probability) != 0);
        bool const is_pneumonia =
            is_treated & (is_below(tile.word[1][i], infection.pneumonia_share * probability) != 0);

        own.is_neutropenic[i] = is_neutropenic ? 1 : 0;
        own.is_infected[i] = is_infected ? 1 : 0;
        bool const happens[recurrent_events] = {is_neutropenic, is_infected, is_pneumonia};
        for (int event = 0; event < recurrent_events; ++event) {
            note_event(tile, i, static_cast<SafetyEvent>(event), happens[event], end_day);
            add_cycle(tile, i, event, cycle, happens[event]);
        }
    });
}

/// Reactions to the first infusion from word 2, to the cycle's later ones from word 3. The lowest
/// part of a word's range is grade 3 or more.
template <class Team, class Tile>
VTRIAL_SELDOM void infuse(Team const& team, MyelomaPlan const& trial, std::int32_t cycle,
                          std::int32_t count, Tile& tile) {
    InfusionReactionPlan const& plan = trial.safety.infusion_reaction;
    RegimenPlan const& regimens = trial.regimen;
    float const end_day = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &plan, &regimens, &tile](std::int32_t i) {
        auto const& now = tile.state;
        std::int32_t const regimen = now.regimen[i];
        std::int32_t const planned =
            regimens.dose_weeks[regimen * most_myeloma_cycles + now.cycles_in_line[i]];
        std::int32_t const weeks = planned & -(now.on_daratumumab[i] & tile.safety.is_treated[i]);
        std::int32_t const infusions =
            (weeks & 1) + (weeks >> 1 & 1) + (weeks >> 2 & 1) + (weeks >> 3 & 1);
        bool const has_first = (infusions > 0) & (tile.safety.has_been_infused[i] == 0);
        float const at_first = select(has_first, plan.at_first[regimen], 0.0f);
        auto const later = static_cast<float>(infusions - (has_first ? 1 : 0));
        float const at_later = 1.0f - power_of_two(plan.log2_spared[regimen] * later);
        bool const first = is_below(tile.word[2][i], at_first) != 0;
        bool const again = (infusions > 0) & (is_below(tile.word[3][i], at_later) != 0);
        // in integers: a loop that chooses would not be vectorised
        std::int32_t const is_severe =
            is_below(tile.word[2][i], at_first * plan.grade_3_share) |
            ((infusions > 0 ? 1 : 0) & is_below(tile.word[3][i], at_later * plan.grade_3_share));
        tile.safety.has_been_infused[i] |= infusions > 0 ? 1 : 0;
        note_event(tile, i, SafetyEvent::infusion_reaction, first | again, end_day);
        note_event(tile, i, SafetyEvent::first_infusion_reaction, first, end_day);
        note_event(tile, i, SafetyEvent::later_infusion_reaction, again, end_day);
        note_event(tile, i, SafetyEvent::infusion_reaction_grade_3, is_severe != 0, end_day);
    });
}

/// Who has died in this cycle of the first line's treatment: where word 3 is below its share of the
/// hazard, as far as that counts as related, and where it is of a transplant.
template <class Team, class Tile>
VTRIAL_SELDOM void find_causes_of_death(Team const& team, MyelomaPlan const& trial,
                                        std::int32_t cycle, std::int32_t count, Tile& tile) {
    MortalityPlan const& plan = trial.mortality;
    RelatedDeathPlan const related = trial.safety.related_death;
    AgedBackground const aged(plan, cycle);
    auto& own = tile.safety;
    auto const has_died = [&](std::int32_t i) {
        return (tile.state.is_alive[i] == 0) & (own.was_alive[i] != 0);
    };
    team.for_few(count, has_died, [&](std::int32_t i) {
        auto const& now = tile.state;
        DeathHazard const hazard = death_hazard(plan, aged, tile, i);
        float const share = now.on_backbone[i] != 0 ? related.share : related.share_alone;
        bool const is_below_share =
            open_uniform_double(tile.word[3][i]) * hazard.all() < hazard.of_treatment * share;
        bool const is_of_transplant =
            now.transplant_death_cycle[i] * days_of_cycle <= tile.course.death_days[i];
        bool const is_of_treatment = (now.line[i] == 1) & (is_below_share | is_of_transplant);
        note_event(tile, i, SafetyEvent::treatment_related_death, is_of_treatment,
                   tile.course.death_days[i]);
    });
    team.for_each(count, [&](std::int32_t i) { own.was_alive[i] = tile.state.is_alive[i]; });
}

/// The adverse events of a cycle, after it is known who dies and before toxicity stops drugs.
template <class Team, class Tile>
VTRIAL_SELDOM void suffer_cycle(Team const& team, MyelomaPlan const& plan,
                                MyelomaPatients const& who, std::int32_t cycle, Tile& tile) {
    draw_block(team, who, DrawPurpose::safety, cycle + 1, tile);
    set_treated(team, cycle, who.count, tile);
    let_recur(team, plan.safety, cycle, who.count, tile);
    infuse(team, plan, cycle, who.count, tile);
    find_causes_of_death(team, plan, cycle, who.count, tile);
}

/// What has stopped of the first line by the end of a cycle, and what has begun after it; before
/// progression is recorded.
template <class Team, class Tile>
VTRIAL_SELDOM void note_stops(Team const& team, std::int32_t cycle, std::int32_t count,
                              Tile& tile) {
    float const end_day = static_cast<float>(cycle + 1) * days_of_cycle;
    team.for_each(count, [=, &tile](std::int32_t i) {
        auto const& now = tile.state;
        bool const is_alive = now.is_alive[i] != 0;
        bool const is_first = is_alive & (now.line[i] == 1) & (now.is_in_line[i] != 0);
        bool const backbone = is_first & ((now.on_backbone[i] & now.backbone_is_stopped[i]) != 0);
        bool const daratumumab = is_first & (now.daratumumab_stop_left[i] < 0.0f);
        bool const all = (backbone | daratumumab) & (now.on_daratumumab[i] == 0);
        bool const progresses = is_first & (tile.safety.is_treated[i] != 0) & !all &
                                (now.progression_cycle[i] < never_cycles);
        note_event(tile, i, SafetyEvent::stopped_backbone, backbone, end_day);
        note_event(tile, i, SafetyEvent::stopped_daratumumab, daratumumab, end_day);
        note_event(tile, i, SafetyEvent::stopped_for_toxicity, all, end_day);
        note_event(tile, i, SafetyEvent::stopped_for_progression, progresses, end_day);
        float const next_line = tile.course.next_line_days[i];
        bool const has_daratumumab = (now.line[i] == 2) & (now.on_daratumumab[i] != 0);
        note_event(tile, i, SafetyEvent::next_line_started, now.line[i] >= 2, next_line);
        note_event(tile, i, SafetyEvent::next_line_daratumumab, has_daratumumab, next_line);
    });
}

}  // namespace vtrial::kernels
