// Trials that use what MAIA and POLLUX do not.
#pragma once

#include "trials/myeloma/maia.hpp"
#include "trials/myeloma/pollux.hpp"

namespace vtrial::reference::myeloma {

/// Treatment of fixed duration, other markers, every switch.
inline trials::MyelomaTrial with_every_switch() {
    trials::MyelomaTrial trial = trials::pollux();
    trial.name = "every switch";
    trial.population.measurable.urine_share_of_light_chain = 0.4;
    trial.population.measurable.free_light_chain_share_of_light_chain = 0.4;
    trial.population.prior_lines[0].refractory_share = 0.01;
    trial.population.prior_lines[2].refractory_share = 0.6;
    trial.daratumumab.fast_kill.at_floor = trials::FastKillAtCd38Floor::continues;
    trial.daratumumab.fast_kill.cd38_exponent = 1.5;
    trial.daratumumab.immune_kill.rapid_share = 0.3;
    trial.daratumumab.refractoriness.loss = trials::LossAfterProgression::in_later_lines;
    trial.regimens[1].backbone.last_week = 38;
    trial.regimens[1].daratumumab->last_week = 102;
    trial.regimens[1].daratumumab->stop_share_with_backbone = 0.4;
    trial.next_lines.dosing.absorbed_share = 0.69;
    trial.next_lines.last_line = 4;
    trial.assessment.visits.later_every_cycles = 3;
    trial.assessment.residual_disease.repeated_share = 0.6;
    return trial;
}

inline trials::MyelomaTrial with_loss_at_once() {
    trials::MyelomaTrial trial = trials::maia();
    trial.name = "loss at once";
    trial.daratumumab.refractoriness.loss = trials::LossAfterProgression::at_once;
    return trial;
}

/// Induction, a transplant and consolidation, patients who are not treated, marrow in all, and
/// regimens for a second randomisation.
inline trials::MyelomaTrial with_transplant() {
    trials::MyelomaTrial trial = trials::maia();
    trial.name = "transplant";
    for (std::size_t arm = 0; arm < 2; ++arm) {
        trials::Regimen& regimen = trial.regimens[arm];
        regimen.untreated_share = 0.1;
        regimen.backbone.pauses = {{16, 32}};
        regimen.backbone.last_week = 40;
        regimen.transplant = trials::Transplant{.week = arm == 0 ? 20 : 23,
                                                .share = 0.9,
                                                .sensitive_kill_log10 = 1.5,
                                                .resistant_kill_log10 = 0.5,
                                                .death_probability = 0.2};
        trial.regimens.second[arm] = regimen;
        trial.regimens.second[arm]->transplant.reset();
        trial.regimens.second[arm]->untreated_share = 0.0;
        trial.regimens.second[arm]->backbone.pauses.clear();
        trial.regimens.second[arm]->backbone.last_week = arm == 0 ? 0 : 52;
    }
    trials::DaratumumabDosing& induction = *trial.regimens[1].daratumumab;
    induction.phases = {{0, 1}, {8, 2}};
    induction.pauses = {{16, 32}};
    induction.last_week = 40;
    trials::DaratumumabDosing& maintenance = *trial.regimens.second[1]->daratumumab;
    maintenance.phases = {{0, 8}};
    maintenance.last_week = 104;
    trial.assessment.residual_disease.taken = trials::MarrowTaken::in_all_patients;
    trial.assessment.residual_disease.scheduled_months = {3.6, 9.1, 21.0};
    return trial;
}

}  // namespace vtrial::reference::myeloma
