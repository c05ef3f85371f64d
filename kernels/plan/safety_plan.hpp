// Adverse events of the first line in the disease model, docs/MYELOMA.md: a process beside the
// course, which it does not change. Rates are per cycle; fields whose name begins with log2 are
// logarithms of factors.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

/// What may happen to a patient, by row of MyelomaSafety::event_days. The first three recur.
enum class SafetyEvent : std::int32_t {
    neutropenia_grade_3,
    infection_grade_3,
    pneumonia_grade_3,
    infusion_reaction,
    first_infusion_reaction,
    later_infusion_reaction,
    infusion_reaction_grade_3,
    stopped_backbone,
    stopped_daratumumab,
    stopped_for_toxicity,
    stopped_for_progression,
    treatment_related_death,
    next_line_started,
    next_line_daratumumab
};
inline constexpr int safety_events = 14;
inline constexpr int recurrent_events = 3;

/// Sets of cycles, a bit each: those in which a recurrent event happened, by its row, and after
/// them those on treatment.
inline constexpr int treated_row = recurrent_events;
inline constexpr int cycle_sets = recurrent_events + 1;
inline constexpr int words_of_cycle_set = 5;  ///< of 32 cycles each
inline constexpr int cycles_of_word = 32;

/// A regimen is that of an arm, or another of the first line; RegimenPlan numbers them.
inline constexpr int safety_regimens = 8;

struct NeutropeniaPlan {
    float per_cycle[safety_regimens];  ///< of the backbone: late, at 70 years, not frail
    float log2_with_daratumumab[safety_regimens];  ///< at its full effect
    float alone_per_cycle;                         ///< with daratumumab alone, from the first on
    float early_excess;
    float log2_early_left_per_cycle;
    double log2_sd;  ///< of susceptibility between patients
    double log2_per_decade_over_70;
    double log2_if_frail;
    double log2_if_frail_with_daratumumab;  ///< at its full effect, beside that of all patients
    double log2_per_prior_line;
};

struct InfectionPlan {
    float per_cycle[safety_regimens];  ///< late, at 70 years, not frail, no burden left
    float log2_with_daratumumab;
    float alone_per_cycle;
    float early_excess;
    float log2_early_left_per_cycle;
    float factor_if_neutropenic;
    float excess_at_full_burden;
    float pneumonia_share;
    double log2_sd;
    double log2_per_decade_over_70;
    double log2_if_frail;
    double log2_per_prior_line;
};

struct InfusionReactionPlan {
    float at_first[safety_regimens];     ///< probability
    float log2_spared[safety_regimens];  ///< logarithm of the share spared by a later infusion
    float grade_3_share;
};

/// Of the deaths that are of the hazard under treatment, the share that counts as related to it.
struct RelatedDeathPlan {
    float share;        ///< while a backbone is given, and of transplants all
    float share_alone;  ///< with daratumumab alone
};

struct SafetyPlan {
    std::int32_t is_asked;  ///< else nothing of it is drawn
    NeutropeniaPlan neutropenia;
    InfectionPlan infection;
    InfusionReactionPlan infusion_reaction;
    RelatedDeathPlan related_death;
};

}  // namespace vtrial::kernels
