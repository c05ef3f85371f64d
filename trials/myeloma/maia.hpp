// MAIA: lenalidomide and dexamethasone with or without daratumumab, newly diagnosed, no transplant.
#pragma once

#include "trials/myeloma/myeloma_trial.hpp"

namespace vtrial::trials {

/// Shares: Facon, N Engl J Med 2019, and frailty: Facon, Leukemia 2022 (published); rates, depth
/// and later daratumumab: fitted by the prototype.
inline MyelomaTrial maia() {
    MyelomaTrial trial;
    trial.name = "MAIA";
    trial.patients = {369, 368};  // published

    MyelomaPopulation& population = trial.population;
    population.age = {73.5, 6.0, 55.0, 90.0};
    population.male_share = 0.52;
    population.stage_shares = {0.27, 0.435, 0.295};
    population.high_risk_cytogenetics_share = 0.145;
    population.performance_shares = {0.34, 0.50, 0.16};
    population.comorbidity_share = 0.13;       // assumed: then 46 % are frail, as published
    population.renal_impairment_share = 0.41;  // published: 304 of 737, derived
    population.measurable.serum_g_per_dl.median = 3.0;

    trial.disease.growth.rate_per_month = 0.0405;
    trial.disease.resistant_clone.depth_log10 = 6.65;
    trial.disease.backbone_kill.rate_per_month = 0.337;
    trial.mortality.disease.trial_factor = 1.0;
    trial.next_lines.daratumumab_if_sensitive = {0.25, 0.45};

    Backbone const lenalidomide{
        .immunomodulation = 1.0, .pauses = {}, .last_week = {}, .stop_hazard_per_month = 0.008};
    trial.regimens[0].backbone = lenalidomide;
    trial.regimens[1].backbone = lenalidomide;
    trial.regimens[1].daratumumab.emplace();
    trial.follow_up = {.accrual_months = 22.0, .horizon_months = 96.0};
    // published; 47.9 unchecked
    trial.cuts = {{"N Engl J Med 2019", 28.0}, {"ASH 2019", 36.4},      {"ASH 2020", 47.9},
                  {"Lancet Oncol 2021", 56.2}, {"Leukemia 2025", 64.5}, {"EHA 2024", 89.3}};
    return trial;
}

}  // namespace vtrial::trials
