// Global health status by the EORTC QLQ-C30 in the disease model, docs/MYELOMA.md. Scores go from 0
// to 100; what is reported is one of 13 levels, twelfths of them.
#pragma once

#include <cstdint>

namespace vtrial::kernels {

inline constexpr std::int32_t highest_score_level = 12;
inline constexpr int most_score_months = 16;

struct QualityOfLifePlan {
    std::int32_t is_asked;
    // what a patient feels
    double mean;  ///< at 70 years, reference performance
    double per_decade_over_70;
    double per_performance_grade;
    double sd_between_patients;
    double sd_within_patient;
    float recovery;  ///< points, once no burden is left
    float recovery_left_per_cycle;
    float backbone_loss;  ///< points, at the start of the line
    float log2_backbone_left_per_cycle;
    float infection_loss;  ///< points, in its cycle
    // when the patient is asked, and what counts
    std::int32_t every_cycles;
    std::int32_t goes_on_after_progression;
    std::int32_t deterioration_levels;
    std::int32_t death_is_deterioration;
    std::int32_t is_timed;                         ///< some estimand is the time to deterioration
    std::int32_t months;                           ///< how many are tallied
    std::int32_t month_cycles[most_score_months];  ///< each is asked for after so many cycles
};

}  // namespace vtrial::kernels
