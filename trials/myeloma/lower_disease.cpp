#include "trials/myeloma/lower_disease.hpp"

#include "kernels/core/fixed_logarithm.hpp"
#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

double complement_of(double correlation) {
    return kernels::square_root(1.0 - correlation * correlation);
}

kernels::PrognosisPlan lower_prognosis(MyelomaModel const& model) {
    Prognosis const& weight = model.disease.prognosis;
    MyelomaPopulation const& population = model.population;
    double const mean = weight.stage_2 * population.stage_shares[1] +
                        weight.stage_3 * population.stage_shares[2] +
                        weight.high_risk_cytogenetics * population.high_risk_cytogenetics_share;
    return {weight.stage_2 * log2_per_ln,
            weight.stage_3 * log2_per_ln,
            weight.high_risk_cytogenetics * log2_per_ln,
            mean * log2_per_ln,
            weight.on_log_growth,
            weight.on_log_depth,
            weight.on_log_death_hazard};
}

void lower_growth(MyelomaModel const& model, kernels::DiseasePlan& plan) {
    Growth const& growth = model.disease.growth;
    plan.growth = lognormal_rate(growth.rate_per_month, growth.log_sd);
    plan.growth_by_aggressiveness = growth.correlation_with_aggressiveness;
    plan.growth_by_own = complement_of(growth.correlation_with_aggressiveness);
    plan.growth_per_further_prior_line = growth.log_per_further_prior_line * log2_per_ln;
    plan.growth_if_refractory = growth.log_if_refractory * log2_per_ln;
    plan.inverse_log2_plateau = static_cast<float>(1.0 / log2_of(growth.plateau_burden));
    for (int refractory = 0; refractory < 2; ++refractory) {
        for (int line = 1; line <= kernels::most_lines; ++line) {
            double const log_factor = growth.log_per_later_line * (line - 1) +
                                      refractory * model.daratumumab.refractoriness.log_growth;
            plan.line_growth_factor[refractory * kernels::most_lines + line - 1] =
                static_cast<float>(kernels::exp_of(log_factor));
        }
    }
}

void lower_resistant_clone(ResistantClone const& clone, kernels::DiseasePlan& plan) {
    plan.depth = lognormal(clone.depth_log10 * log2_of(10.0), clone.log_sd);
    plan.depth_by_aggressiveness = -clone.correlation_with_aggressiveness;
    plan.depth_by_own = complement_of(clone.correlation_with_aggressiveness);
    plan.depth_per_further_prior_line = -clone.log_loss_per_further_prior_line * log2_per_ln;
    plan.depth_if_refractory = -clone.log_loss_if_refractory * log2_per_ln;
    plan.log2_smallest_share = log2_of(clone.smallest_share);
    plan.log2_largest_share = log2_of(clone.largest_share);
}

}  // namespace

kernels::DiseasePlan lower_disease(MyelomaModel const& model) {
    Disease const& disease = model.disease;
    kernels::DiseasePlan plan{};
    plan.prognosis = lower_prognosis(model);
    lower_growth(model, plan);
    lower_resistant_clone(disease.resistant_clone, plan);
    BackboneKill const& kill = disease.backbone_kill;
    plan.backbone_kill = lognormal_rate(kill.rate_per_month, kill.log_sd);
    plan.log2_backbone_kill_per_cycle =
        static_cast<float>(-kill.decline_per_month * months_per_cycle * log2_per_ln);
    plan.transformation_cycles = 1.0 / (disease.transformation.rate_per_month * months_per_cycle);
    plan.transformation_growth_factor = static_cast<float>(disease.transformation.growth_factor);
    plan.growth_share_lost = static_cast<float>(disease.cytostasis.growth_share_lost);
    plan.smallest_burden =
        kernels::fixed_logarithm(static_cast<float>(log2_of(disease.smallest_burden)));
    return plan;
}

kernels::NextLinesPlan lower_next_lines(MyelomaModel const& model) {
    NextLines const& next = model.next_lines;
    NoFurtherTreatment const& none = next.no_further_treatment;
    LaterDepth const& depth = next.depth;
    kernels::NextLinesPlan plan{};
    plan.last_line = next.last_line;
    plan.shortest_gap_cycles = next.shortest_gap_months / months_per_cycle;
    plan.mean_further_gap_cycles =
        (next.mean_gap_months - next.shortest_gap_months) / months_per_cycle;
    plan.untreated_share = none.share;
    plan.log2_untreated_per_decade_over_72 = none.log_per_decade_over_72 * log2_per_ln;
    plan.log2_untreated_per_performance_grade = none.log_per_performance_grade * log2_per_ln;
    plan.untreated_per_line = none.per_line;
    plan.untreated_per_prior_line = none.per_line * none.prior_line_weight;
    plan.backbone_kill =
        lognormal_rate(next.backbone_kill_per_month, model.disease.backbone_kill.log_sd);
    plan.depth_log2_sd = depth.log_sd * log2_per_ln;
    plan.depth_by_first = depth.correlation_with_first_depth;
    plan.depth_by_own = complement_of(depth.correlation_with_first_depth);
    plan.depth_per_line = -depth.log_loss_per_line * log2_per_ln;
    plan.depth_per_prior_line = plan.depth_per_line * depth.prior_line_weight;
    double const log2_of_10 = log2_of(10.0);
    plan.log2_depth_without_daratumumab =
        static_cast<float>(log2_of(depth.without_daratumumab_log10 * log2_of_10));
    plan.log2_depth_with_daratumumab =
        static_cast<float>(log2_of(depth.with_daratumumab_log10 * log2_of_10));
    plan.log2_depth_if_refractory =
        static_cast<float>(-model.daratumumab.refractoriness.log_loss_of_next_depth * log2_per_ln);
    LaterDaratumumab const offers[] = {next.daratumumab_if_sensitive,
                                       next.daratumumab_if_refractory};
    for (int refractory = 0; refractory < 2; ++refractory) {
        plan.second_line_share[refractory] = static_cast<float>(offers[refractory].second_line);
        plan.further_line_share[refractory] = static_cast<float>(offers[refractory].further_lines);
    }
    return plan;
}

kernels::MortalityPlan lower_mortality(MyelomaModel const& model) {
    BackgroundMortality const& people = model.mortality.background;
    DiseaseMortality const& disease = model.mortality.disease;
    TreatmentMortality const& treatment = model.mortality.treatment;
    kernels::MortalityPlan plan{};
    plan.disease = lognormal(disease.rate_per_month * disease.trial_factor * months_per_cycle,
                             disease.log_per_aggressiveness);
    plan.disease_per_decade_over_70 = disease.log_per_decade_over_70 * log2_per_ln;
    plan.disease_per_performance_grade = disease.log_per_performance_grade * log2_per_ln;
    plan.burden_exponent = static_cast<float>(disease.burden_exponent);
    plan.log2_per_failed_line = static_cast<float>(disease.log_per_failed_line * log2_per_ln);
    plan.log2_if_refractory =
        static_cast<float>(model.daratumumab.refractoriness.log_death_hazard * log2_per_ln);
    plan.growth_cycles = static_cast<float>(disease.growth_months / months_per_cycle / log2_per_ln);
    double const at_70_per_year[] = {people.women_at_70_per_year, people.men_at_70_per_year};
    double const log_per_year[] = {people.women_log_per_year_of_age,
                                   people.men_log_per_year_of_age};
    for (int sex = 0; sex < 2; ++sex) {
        plan.log2_background[sex] = log2_or_nothing(people.standardised_ratio *
                                                    at_70_per_year[sex] / 12.0 * months_per_cycle);
        plan.log2_background_per_year[sex] = log_per_year[sex] * log2_per_ln;
        plan.log2_background_per_cycle[sex] =
            plan.log2_background_per_year[sex] * months_per_cycle / 12.0;
    }
    plan.log2_treatment = log2_or_nothing(treatment.hazard_per_month * months_per_cycle);
    plan.treatment_per_decade_over_70 = treatment.log_per_decade_over_70 * log2_per_ln;
    plan.treatment_per_performance_grade = treatment.log_per_performance_grade * log2_per_ln;
    plan.early_excess = static_cast<float>(treatment.early_excess);
    plan.log2_early_left_per_cycle =
        static_cast<float>(-months_per_cycle / treatment.early_months * log2_per_ln);
    return plan;
}

}  // namespace vtrial::trials
