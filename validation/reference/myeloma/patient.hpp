// A patient at randomisation: what is seen, and the constants of the disease that are not.
#pragma once

#include "trials/myeloma/myeloma_trial.hpp"
#include "validation/reference/myeloma/draws.hpp"

namespace vtrial::reference::myeloma {

enum class MeasuredIn { serum, urine, free_light_chains };

struct Covariates {
    double age_years = 0.0;
    bool male = false;
    int stage = 1;  ///< ISS I to III
    bool high_risk_cytogenetics = false;
    int performance = 0;  ///< ECOG
    int prior_lines = 0;
    bool refractory = false;
    bool comorbid = false;  ///< Charlson index above 1
    bool renal_impairment = false;
    double immunoglobulin_half_life_days = 0.0;
    MeasuredIn measured_in = MeasuredIn::serum;
    double baseline_marker = 0.0;  ///< g/dL, mg in 24 hours or mg/L

    double decades_over_70() const { return (age_years - 70.0) / 10.0; }
    double grades_over_reference() const { return performance - trials::reference_performance; }
};

Covariates draw_covariates(trials::MyelomaPopulation const& population, PatientDraws const& draws);

/// The simplified frailty score of Facon, Leukemia 2020: age above 75 and above 80, a Charlson
/// index above 1 and each grade of ECOG to 2 count one; from 2 on a patient is frail.
bool is_frail(Covariates const& patient);

/// What the patient's disease and body are like, for good. Rates are per month.
struct PatientConstants {
    double aggressiveness = 0.0;  ///< standard normal
    double log_prognosis = 0.0;   ///< mean 0 in the trial
    double growth_rate = 0.0;     ///< at baseline burden
    double depth_normal = 0.0;    ///< what first and later depths share
    double resistant_share = 0.0;
    double backbone_kill_rate = 0.0;
    double fast_kill_rate = 0.0;
    double immune_kill_rate = 0.0;
    double log_fitness = 0.0;  ///< without the part that immunomodulation restores
    double clearance_litres_per_day = 0.0;
    double target_mediated_mg_per_day = 0.0;
    double disease_death_rate = 0.0;     ///< at baseline burden, before any line has failed
    double transformation_months = 0.0;  ///< after randomisation
    double escape_months = 0.0;          ///< of treatment with daratumumab
};

PatientConstants draw_constants(trials::MyelomaTrial const& trial, Covariates const& covariates,
                                PatientDraws const& draws);

/// Share of the burden that a treatment of this depth does not touch.
double resistant_share(trials::ResistantClone const& clone, double depth_log10);

}  // namespace vtrial::reference::myeloma
