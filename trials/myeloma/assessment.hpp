// What is measured of the disease, when, with which error, and what it is called.
#pragma once

#include <cstdint>
#include <vector>

namespace vtrial::trials {

/// At the end of every cycle, later of every so many, each patient starting at random.
struct VisitSchedule {
    double every_cycle_until_months = 24.0;  ///< published: by and large the protocols
    int later_every_cycles = 2;              ///< published
    /// A visit is anywhere in the cycle around its date: uniform, in cycles, shifts progressions.
    double phase_width_cycles = 1.0;  ///< assumed

    bool operator==(VisitSchedule const&) const = default;
};

/// A way of measuring: value * (1 + proportional * z) + additive * z', in its own unit; and what
/// the IMWG criteria ask of confirmed values: at most a share of baseline, or at most a level.
struct Marker {
    double proportional_error = 0.0;
    double additive_error = 0.0;
    double immunofixation_limit = 0.0;    ///< of detection, median
    double immunofixation_log_sd = 0.25;  ///< assumed
    double minimal_response_share = 0.75;
    double partial_response_share = 0.50;
    double partial_response_level = 0.0;
    double very_good_response_share = 0.10;
    double very_good_response_level = 0.0;
    double progression_ratio = 1.25;    ///< of the lowest confirmed value
    double progression_increase = 0.5;  ///< above it
    double high_nadir = 5.0;            ///< from here on `progression_increase_if_high` counts
    double progression_increase_if_high = 1.0;

    bool operator==(Marker const&) const = default;
};

/// g/dL. Error: Katzmann 2011 (published); the limit is fitted; criteria: IMWG 2016 (published).
inline constexpr Marker serum_marker() {
    return {.proportional_error = 0.08, .additive_error = 0.04, .immunofixation_limit = 0.0123};
}

/// mg in 24 hours. Error: Katzmann 2011 (published); criteria: IMWG 2016 (published); the limit is
/// assumed.
inline constexpr Marker urine_marker() {
    return {.proportional_error = 0.358,
            .additive_error = 0.0,
            .immunofixation_limit = 10.0,
            .minimal_response_share = 0.50,
            .partial_response_share = 0.10,
            .partial_response_level = 200.0,
            .very_good_response_share = 0.0,
            .very_good_response_level = 100.0,
            .progression_increase = 200.0,
            .high_nadir = 1e300,
            .progression_increase_if_high = 200.0};
}

/// mg/L, involved less uninvolved. Error: Katzmann 2011 (published); criteria: IMWG 2016
/// (published); the limit, below which the ratio counts as normal, is assumed.
inline constexpr Marker free_light_chain_marker() {
    return {.proportional_error = 0.284,
            .additive_error = 0.0,
            .immunofixation_limit = 10.0,
            .progression_increase = 100.0,
            .high_nadir = 1e300,
            .progression_increase_if_high = 100.0};
}

struct ResponseCriteria {
    Marker serum = serum_marker();
    Marker urine = urine_marker();
    Marker free_light_chain = free_light_chain_marker();
    double confirmed_in_marrow_share = 0.92;  ///< fitted: of patients whose CR is ever called
    double never_evaluable_share = 0.02;      ///< assumed
    double stringent_marrow_share = 1e-4;     ///< assumed: clonal cells, with the error of MRD

    bool operator==(ResponseCriteria const&) const = default;
};

/// Progression without a rise of the marker: hazard per month =
/// burden_hazard * sqrt(burden) + hazard * exp(log_per_aggressiveness * aggressiveness).
struct ClinicalProgression {
    double burden_hazard_per_month = 0.00339;  ///< fitted
    double hazard_per_month = 0.00072;         ///< fitted
    double log_per_aggressiveness = 0.4;       ///< assumed

    bool operator==(ClinicalProgression const&) const = default;
};

/// In whom marrow is taken: those whose CR has been called, when it is and at the scheduled months
/// after it; or all patients, at the scheduled months.
enum class MarrowTaken : std::uint8_t { in_complete_response, in_all_patients };

/// Minimal residual disease in marrow.
struct ResidualDisease {
    MarrowTaken taken = MarrowTaken::in_complete_response;  ///< published: by protocol
    double marrow_share_at_baseline = 0.40;                 ///< assumed: plasma cells
    double threshold = 1e-5;                                ///< published
    double log10_error = 0.35;                              ///< assumed
    double evaluable_share = 0.92;                          ///< assumed
    double repeated_share = 1.0;  ///< of those whose CR was called: marrow again on schedule
    std::vector<double> scheduled_months{12, 18, 24, 30, 36, 48, 60, 72};  ///< published: protocols

    bool operator==(ResidualDisease const&) const = default;
};

struct MyelomaAssessment {
    VisitSchedule visits;
    ResponseCriteria response;
    ClinicalProgression clinical_progression;
    ResidualDisease residual_disease;

    bool operator==(MyelomaAssessment const&) const = default;
};

}  // namespace vtrial::trials
