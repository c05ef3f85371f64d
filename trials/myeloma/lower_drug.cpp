#include "trials/myeloma/lower_drug.hpp"

#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

constexpr double days_per_week = 7.0;

kernels::BuildUpPlan build_up(double onset_months, double persistence_months) {
    double const up = months_per_cycle / onset_months;
    double const down = months_per_cycle / persistence_months;
    double const left_up = kernels::exp_of(-up);
    double const left_down = kernels::exp_of(-down);
    return {static_cast<float>(left_up), static_cast<float>((1.0 - left_up) / up),
            static_cast<float>(left_down), static_cast<float>((1.0 - left_down) / down)};
}

void lower_effects(Daratumumab const& drug, kernels::DaratumumabPlan& plan) {
    FastKill const& fast = drug.fast_kill;
    double const floor = fast.at_floor == FastKillAtCd38Floor::ends ? drug.cd38.floor : 0.0;
    plan.cd38_range = static_cast<float>(1.0 - drug.cd38.floor);
    plan.log2_cd38_loss =
        static_cast<float>(months_per_cycle / drug.cd38.loss_months * log2_per_ln);
    plan.log2_cd38_recovery =
        static_cast<float>(months_per_cycle / drug.cd38.recovery_months * log2_per_ln);
    plan.cd38_of_kill_at_floor = static_cast<float>(drug.cd38.floor - floor);
    plan.inverse_cd38_of_kill = static_cast<float>(1.0 / (1.0 - floor));
    plan.cd38_exponent_less_1 = static_cast<float>(fast.cd38_exponent - 1.0);
    plan.share_without_immunomodulation = static_cast<float>(fast.share_without_immunomodulation);
    plan.fitness_restored_by_immunomodulation =
        static_cast<float>(drug.fitness.share_restored_by_immunomodulation);
    plan.escape_left_per_cycle =
        static_cast<float>(kernels::exp_of(-months_per_cycle / drug.escape.decline_months));
    DaratumumabRefractoriness const& refractory = drug.refractoriness;
    plan.effect_when_lost = static_cast<float>(refractory.effect_when_lost);
    plan.is_lost_only_when_reused = refractory.loss == LossAfterProgression::when_reused ? 1 : 0;
    plan.is_lost_only_in_lines = refractory.loss == LossAfterProgression::in_later_lines ? 1 : 0;
    plan.refractory_cycles =
        static_cast<float>(refractory.months_after_last_dose / months_per_cycle);
}

}  // namespace

kernels::DaratumumabPlan lower_daratumumab(Daratumumab const& drug) {
    DaratumumabExposure const& body = drug.exposure;
    kernels::DaratumumabPlan plan{};
    plan.clearance_per_week =
        lognormal(body.clearance_litres_per_day / body.volume_litres * days_per_week * log2_per_ln,
                  body.clearance_log_sd);
    plan.target_mediated_mg_per_day =
        lognormal(body.target_mediated_mg_per_day, body.target_mediated_log_sd);
    plan.fast_kill = lognormal_rate(drug.fast_kill.rate_per_month, drug.fast_kill.log_sd);
    plan.immune_kill = lognormal_rate(drug.immune_kill.rate_per_month, drug.immune_kill.log_sd);
    ImmuneFitness const& fitness = drug.fitness;
    plan.log2_kill_per_decade_over_70 = -fitness.log_loss_per_decade_over_70 * log2_per_ln;
    plan.log2_fitness_per_further_prior_line =
        -fitness.log_loss_per_further_prior_line * log2_per_ln;
    plan.log2_fitness_if_refractory = -fitness.log_loss_if_refractory * log2_per_ln;
    plan.escape_cycles = 1.0 / (drug.escape.rate_per_month * months_per_cycle);
    plan.inverse_volume = static_cast<float>(1.0 / body.volume_litres);
    plan.half_effect_mg_per_litre = static_cast<float>(body.half_effect_concentration_mg_per_litre);
    plan.half_occupancy_mg_per_litre = static_cast<float>(body.half_occupancy_mg_per_litre);
    plan.target_mediated_left_per_cycle =
        static_cast<float>(kernels::exp_of(-body.target_mediated_decline_per_day * days_per_cycle));
    lower_effects(drug, plan);
    return plan;
}

kernels::ImmuneStatePlan lower_immune_state(ImmuneKill const& kill) {
    return {build_up(kill.onset_months, kill.persistence_months),
            build_up(kill.rapid_onset_months, kill.rapid_persistence_months),
            static_cast<float>(kill.rapid_share)};
}

}  // namespace vtrial::trials
