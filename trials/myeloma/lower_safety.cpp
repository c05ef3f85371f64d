#include "trials/myeloma/lower_safety.hpp"

#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

float log2_left_per_cycle(double months) {
    return static_cast<float>(-months_per_cycle / months * log2_per_ln);
}

kernels::NeutropeniaPlan lower_neutropenia(Neutropenia const& neutropenia) {
    kernels::NeutropeniaPlan plan{};
    plan.alone_per_cycle =
        static_cast<float>(neutropenia.alone_hazard_per_month * months_per_cycle);
    plan.early_excess = static_cast<float>(neutropenia.early_excess);
    plan.log2_early_left_per_cycle = log2_left_per_cycle(neutropenia.early_months);
    plan.log2_sd = neutropenia.log_sd * log2_per_ln;
    plan.log2_per_decade_over_70 = neutropenia.log_per_decade_over_70 * log2_per_ln;
    plan.log2_if_frail = neutropenia.log_if_frail * log2_per_ln;
    plan.log2_if_frail_with_daratumumab = neutropenia.log_if_frail_with_daratumumab * log2_per_ln;
    plan.log2_per_prior_line = neutropenia.log_per_prior_line * log2_per_ln;
    return plan;
}

kernels::InfectionPlan lower_infection(Infection const& infection) {
    kernels::InfectionPlan plan{};
    plan.alone_per_cycle = static_cast<float>(infection.alone_hazard_per_month * months_per_cycle);
    plan.log2_with_daratumumab = static_cast<float>(log2_of(infection.factor_with_daratumumab));
    plan.early_excess = static_cast<float>(infection.early_excess);
    plan.log2_early_left_per_cycle = log2_left_per_cycle(infection.early_months);
    plan.factor_if_neutropenic = static_cast<float>(infection.factor_if_neutropenic);
    plan.excess_at_full_burden = static_cast<float>(infection.excess_at_full_burden);
    plan.pneumonia_share = static_cast<float>(infection.pneumonia_share);
    plan.log2_sd = infection.log_sd * log2_per_ln;
    plan.log2_per_decade_over_70 = infection.log_per_decade_over_70 * log2_per_ln;
    plan.log2_if_frail = infection.log_if_frail * log2_per_ln;
    plan.log2_per_prior_line = infection.log_per_prior_line * log2_per_ln;
    return plan;
}

/// What hangs on a regimen of the first line.
void lower_regimen(InfusionReactions const& reactions, Regimen const& given, int regimen,
                   kernels::SafetyPlan& plan) {
    Backbone const& backbone = given.backbone;
    plan.neutropenia.per_cycle[regimen] =
        static_cast<float>(backbone.neutropenia_hazard_per_month * months_per_cycle);
    plan.neutropenia.log2_with_daratumumab[regimen] =
        static_cast<float>(log2_of(backbone.neutropenia_factor_with_daratumumab));
    plan.infection.per_cycle[regimen] =
        static_cast<float>(backbone.infection_hazard_per_month * months_per_cycle);
    if (given.daratumumab) {
        bool const is_intravenous = given.daratumumab->route == Route::intravenous;
        double const first =
            is_intravenous ? reactions.first_intravenous : reactions.first_subcutaneous;
        double const later =
            is_intravenous ? reactions.later_intravenous : reactions.later_subcutaneous;
        plan.infusion_reaction.at_first[regimen] = static_cast<float>(first);
        plan.infusion_reaction.log2_spared[regimen] = static_cast<float>(log2_of(1.0 - later));
    }
}

}  // namespace

kernels::SafetyPlan lower_safety(MyelomaModel const& model) {
    kernels::SafetyPlan plan{};
    plan.is_asked = 1;
    plan.neutropenia = lower_neutropenia(model.safety.neutropenia);
    plan.infection = lower_infection(model.safety.infection);
    plan.infusion_reaction.grade_3_share =
        static_cast<float>(model.safety.infusion_reactions.grade_3_share);
    plan.related_death = {static_cast<float>(model.safety.related_deaths.share),
                          static_cast<float>(model.safety.related_deaths.share_alone)};
    InfusionReactions const& reactions = model.safety.infusion_reactions;
    for (int arm = 0; arm < kernels::myeloma_arms; ++arm) {
        auto const number = static_cast<std::size_t>(arm);
        lower_regimen(reactions, model.regimens[number], arm, plan);
        if (auto const& second = model.regimens.second[number]) {
            lower_regimen(reactions, *second, kernels::second_regimen + arm, plan);
        }
    }
    return plan;
}

kernels::QualityOfLifePlan lower_wellbeing(Wellbeing const& wellbeing) {
    kernels::QualityOfLifePlan plan{};
    plan.is_asked = 1;
    plan.mean = wellbeing.mean_score;
    plan.per_decade_over_70 = wellbeing.points_per_decade_over_70;
    plan.per_performance_grade = wellbeing.points_per_performance_grade;
    plan.sd_between_patients = wellbeing.sd_between_patients;
    plan.sd_within_patient = wellbeing.sd_within_patient;
    plan.recovery = static_cast<float>(wellbeing.recovery_points);
    plan.recovery_left_per_cycle =
        static_cast<float>(kernels::exp_of(-months_per_cycle / wellbeing.recovery_months));
    plan.backbone_loss = static_cast<float>(wellbeing.backbone_points);
    plan.log2_backbone_left_per_cycle = log2_left_per_cycle(wellbeing.backbone_months);
    plan.infection_loss = static_cast<float>(wellbeing.infection_points);
    return plan;
}

}  // namespace vtrial::trials
