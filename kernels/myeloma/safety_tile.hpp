// What happens to the patients of a tile beside the course: adverse events, and how they feel.
#pragma once

#include <cstdint>

#include "kernels/plan/measurement_plan.hpp"
#include "kernels/plan/quality_of_life_plan.hpp"
#include "kernels/plan/safety_plan.hpp"

namespace vtrial::kernels {

template <int capacity>
struct MyelomaSafety {
    float log2_neutropenia[capacity];  ///< factors of the patient's hazards, for good
    float log2_neutropenia_with_daratumumab[capacity];  ///< beside that of all patients
    float log2_infection[capacity];
    std::int32_t has_been_infused[capacity];
    std::int32_t was_alive[capacity];  ///< at the start of the cycle
    // of this cycle
    std::int32_t is_treated[capacity];  ///< with the study's treatment, through the cycle
    std::int32_t is_neutropenic[capacity];
    std::int32_t is_infected[capacity];
    /// by SafetyEvent, `capacity` patients each: when it first happened, in days from
    /// randomisation, the cycle's last for what is of a cycle; never_cycles where it has not
    float event_days[safety_events * capacity];
    /// by cycle set and word: bit k is the cycle 32 * word + k
    std::uint32_t cycles[cycle_sets * words_of_cycle_set * capacity];
};

template <int capacity>
struct MyelomaQualityOfLife {
    float usual_score[capacity];  ///< at randomisation, but for the day's noise
    float relief[capacity];       ///< from 0, as at randomisation, to 1, no burden left
    std::int32_t baseline_level[capacity];
    float last_asked_days[capacity];
    float deterioration_days[capacity];                ///< never_cycles where it has not come
    std::int32_t level_now[capacity];                  ///< of this cycle
    std::int32_t level[most_score_months * capacity];  ///< by month; no_score_level: not asked
};
inline constexpr std::int32_t no_score_level = 255;

template <int capacity>
struct MyelomaMeasurements {
    float trough_mg_per_litre[most_measurements * capacity];  ///< below 0: not due
    float treated_until_days[capacity];  ///< with the study's treatment, from randomisation
};

/// The parts of a tile that only studies have that ask for what is beside the course.
template <int capacity, bool has_safety>
struct SafetyParts {};
template <int capacity>
struct SafetyParts<capacity, true> {
    MyelomaSafety<capacity> safety;
    MyelomaQualityOfLife<capacity> quality_of_life;
    MyelomaMeasurements<capacity> measurements;
};

}  // namespace vtrial::kernels
