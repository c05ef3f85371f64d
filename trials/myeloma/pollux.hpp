// POLLUX: lenalidomide and dexamethasone with or without daratumumab after one line or more.
#pragma once

#include "trials/myeloma/myeloma_trial.hpp"

namespace vtrial::trials {

/// Shares: Dimopoulos, N Engl J Med 2016 (published); rates, depth, spread and later daratumumab:
/// fitted by the prototype.
inline MyelomaTrial pollux() {
    MyelomaTrial trial;
    trial.name = "POLLUX";
    trial.patients = {283, 286};  // published

    MyelomaPopulation& population = trial.population;
    population.age = {64.5, 9.0, 40.0, 88.0};
    population.male_share = 0.59;
    population.stage_shares = {0.487, 0.315, 0.198};
    population.high_risk_cytogenetics_share = 0.12;
    population.performance_shares = {0.49, 0.46, 0.05};
    population.prior_lines = {{1, 0.52}, {2, 0.29}, {3, 0.13}, {5, 0.06}};
    population.refractory_share = 0.05;  // assumed: refractory to lenalidomide was excluded
    population.measurable.serum_g_per_dl.median = 2.4;

    trial.disease.growth.rate_per_month = 0.0744;
    trial.disease.growth.log_sd *= 0.941;
    trial.disease.resistant_clone.depth_log10 = 1.91;
    trial.disease.resistant_clone.log_sd *= 0.872;
    trial.disease.backbone_kill.rate_per_month = 0.878;
    trial.mortality.disease.trial_factor = 1.23;
    trial.next_lines.daratumumab_if_sensitive = {0.43, 0.78};

    Backbone const lenalidomide{
        .immunomodulation = 1.0, .pauses = {}, .last_week = {}, .stop_hazard_per_month = 0.010};
    trial.regimens[0].backbone = lenalidomide;
    trial.regimens[1].backbone = lenalidomide;
    trial.regimens[1].daratumumab.emplace();
    trial.follow_up = {.accrual_months = 13.0, .horizon_months = 84.0};
    // published
    trial.cuts = {{"N Engl J Med 2016", 13.5},
                  {"Haematologica 2018", 25.4},
                  {"Leukemia 2020", 44.3},
                  {"Blood 2022", 54.8},
                  {"J Clin Oncol 2023", 79.7}};
    return trial;
}

}  // namespace vtrial::trials
