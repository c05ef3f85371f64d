#include "validation/reference/myeloma/patient.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

/// 0, 1 or 2 with these probabilities.
int draw_of_three(std::array<double, 3> const& shares, double uniform) {
    return uniform < shares[0] ? 0 : uniform < shares[0] + shares[1] ? 1 : 2;
}

trials::PriorLinesShare const& draw_prior_lines(std::vector<trials::PriorLinesShare> const& table,
                                                double uniform) {
    double cumulative = 0.0;
    for (trials::PriorLinesShare const& entry : table) {
        cumulative += entry.share;
        if (uniform < cumulative) return entry;
    }
    return table.back();
}

enum class Immunoglobulin { igg, iga, light_chain };

Immunoglobulin draw_immunoglobulin(trials::ImmunoglobulinTypes const& types, double uniform) {
    if (uniform < types.igg_share) return Immunoglobulin::igg;
    return uniform < types.igg_share + types.iga_share ? Immunoglobulin::iga
                                                       : Immunoglobulin::light_chain;
}

double half_life_days(trials::ImmunoglobulinTypes const& types, Immunoglobulin type) {
    switch (type) {
        case Immunoglobulin::igg:
            return types.igg_half_life_days;
        case Immunoglobulin::iga:
            return types.iga_half_life_days;
        case Immunoglobulin::light_chain:
            break;
    }
    return types.light_chain_half_life_days;
}

MeasuredIn draw_measured_in(trials::MeasurableDisease const& measurable, Immunoglobulin type,
                            double uniform) {
    double const urine = measurable.urine_share_of_light_chain;
    double const either = urine + measurable.free_light_chain_share_of_light_chain;
    if (type != Immunoglobulin::light_chain || uniform >= either) return MeasuredIn::serum;
    return uniform < urine ? MeasuredIn::urine : MeasuredIn::free_light_chains;
}

trials::BaselineMarker const& baseline_of(trials::MeasurableDisease const& measurable,
                                          MeasuredIn measured_in) {
    switch (measured_in) {
        case MeasuredIn::urine:
            return measurable.urine_mg_per_day;
        case MeasuredIn::free_light_chains:
            return measurable.free_light_chain_mg_per_litre;
        case MeasuredIn::serum:
            break;
    }
    return measurable.serum_g_per_dl;
}

/// Half-life, kind of marker and its level.
void draw_measurement(trials::MyelomaPopulation const& population, PatientDraws const& draws,
                      Covariates& patient) {
    auto const type =
        draw_immunoglobulin(population.immunoglobulin, draws.uniform(address::immunoglobulin));
    patient.immunoglobulin_half_life_days = half_life_days(population.immunoglobulin, type);
    patient.measured_in =
        draw_measured_in(population.measurable, type, draws.uniform(address::measured_in));
    trials::BaselineMarker const& marker = baseline_of(population.measurable, patient.measured_in);
    double const spread = population.measurable.log_sd * draws.normal(address::baseline_marker);
    patient.baseline_marker =
        std::clamp(marker.median * std::exp(spread), marker.smallest, marker.largest);
}

double log_prognosis(trials::Prognosis const& weight, trials::MyelomaPopulation const& population,
                     Covariates const& patient) {
    double const own = (patient.stage == 2 ? weight.stage_2 : 0.0) +
                       (patient.stage == 3 ? weight.stage_3 : 0.0) +
                       (patient.high_risk_cytogenetics ? weight.high_risk_cytogenetics : 0.0);
    double const mean = weight.stage_2 * population.stage_shares[1] +
                        weight.stage_3 * population.stage_shares[2] +
                        weight.high_risk_cytogenetics * population.high_risk_cytogenetics_share;
    return own - mean;
}

/// A normal variable with this correlation to another one.
double correlated(double correlation, double other, double own) {
    return correlation * other + std::sqrt(1.0 - correlation * correlation) * own;
}

/// The trial's medians are those after one prior line, or, of newly diagnosed patients, of none.
int further_prior_lines(Covariates const& patient) { return std::max(0, patient.prior_lines - 1); }

double draw_growth_rate(trials::Disease const& disease, Covariates const& covariates,
                        PatientConstants const& own, PatientDraws const& draws) {
    trials::Growth const& growth = disease.growth;
    double const spread = correlated(growth.correlation_with_aggressiveness, own.aggressiveness,
                                     draws.normal(address::growth));
    return growth.rate_per_month *
           std::exp(growth.log_sd * spread + disease.prognosis.on_log_growth * own.log_prognosis +
                    growth.log_per_further_prior_line * further_prior_lines(covariates) +
                    (covariates.refractory ? growth.log_if_refractory : 0.0));
}

double first_depth_log10(trials::Disease const& disease, Covariates const& covariates,
                         PatientConstants const& own) {
    trials::ResistantClone const& clone = disease.resistant_clone;
    double const spread =
        correlated(-clone.correlation_with_aggressiveness, own.aggressiveness, own.depth_normal);
    return clone.depth_log10 *
           std::exp(clone.log_sd * spread - disease.prognosis.on_log_depth * own.log_prognosis -
                    clone.log_loss_per_further_prior_line * further_prior_lines(covariates) -
                    (covariates.refractory ? clone.log_loss_if_refractory : 0.0));
}

void draw_drug_constants(trials::Daratumumab const& drug, Covariates const& covariates,
                         PatientDraws const& draws, PatientConstants& own) {
    auto const lognormal = [&](double median, double log_sd, DrawAddress where) {
        return median * std::exp(log_sd * draws.normal(where));
    };
    trials::ImmuneFitness const& fitness = drug.fitness;
    double const age =
        std::exp(-fitness.log_loss_per_decade_over_70 * covariates.decades_over_70());
    own.fast_kill_rate =
        age * lognormal(drug.fast_kill.rate_per_month, drug.fast_kill.log_sd, address::fast_kill);
    own.immune_kill_rate = age * lognormal(drug.immune_kill.rate_per_month, drug.immune_kill.log_sd,
                                           address::immune_kill);
    own.log_fitness = -fitness.log_loss_per_prior_line * covariates.prior_lines -
                      (covariates.refractory ? fitness.log_loss_if_refractory : 0.0);
    own.clearance_litres_per_day = lognormal(drug.exposure.clearance_litres_per_day,
                                             drug.exposure.clearance_log_sd, address::clearance);
    own.target_mediated_mg_per_day =
        lognormal(drug.exposure.target_mediated_mg_per_day, drug.exposure.target_mediated_log_sd,
                  address::target_mediated_elimination);
    own.escape_months = draws.exponential(address::escape) / drug.escape.rate_per_month;
}

double disease_death_rate(trials::MyelomaTrial const& trial, Covariates const& covariates,
                          PatientConstants const& own) {
    trials::DiseaseMortality const& death = trial.mortality.disease;
    return death.rate_per_month * death.trial_factor *
           std::exp(trial.disease.prognosis.on_log_death_hazard * own.log_prognosis +
                    death.log_per_aggressiveness * own.aggressiveness +
                    death.log_per_decade_over_70 * covariates.decades_over_70() +
                    death.log_per_performance_grade * covariates.grades_over_reference());
}

}  // namespace

Covariates draw_covariates(trials::MyelomaPopulation const& population, PatientDraws const& draws) {
    Covariates patient;
    trials::AgeDistribution const& age = population.age;
    auto const standardised = [&](double years) { return (years - age.mean_years) / age.sd_years; };
    double const z = draws.normal_between(standardised(age.youngest_years),
                                          standardised(age.oldest_years), address::age);
    patient.age_years = age.mean_years + age.sd_years * z;
    patient.male = draws.is_below(population.male_share, address::sex);
    patient.stage = 1 + draw_of_three(population.stage_shares, draws.uniform(address::stage));
    patient.high_risk_cytogenetics =
        draws.is_below(population.high_risk_cytogenetics_share, address::cytogenetics);
    patient.performance =
        draw_of_three(population.performance_shares, draws.uniform(address::performance));
    trials::PriorLinesShare const& prior =
        draw_prior_lines(population.prior_lines, draws.uniform(address::prior_lines));
    patient.prior_lines = prior.lines;
    patient.refractory = draws.is_below(
        prior.refractory_share.value_or(population.refractory_share), address::refractory);
    patient.comorbid = draws.is_below(population.comorbidity_share, address::comorbidity);
    patient.renal_impairment =
        draws.is_below(population.renal_impairment_share, address::renal_function);
    draw_measurement(population, draws, patient);
    return patient;
}

bool is_frail(Covariates const& patient) {
    int const score = (patient.age_years > 75.0 ? 1 : 0) + (patient.age_years > 80.0 ? 1 : 0) +
                      (patient.comorbid ? 1 : 0) + std::min(patient.performance, 2);
    return score >= 2;
}

double resistant_share(trials::ResistantClone const& clone, double depth_log10) {
    return std::clamp(std::pow(10.0, -depth_log10), clone.smallest_share, clone.largest_share);
}

PatientConstants draw_constants(trials::MyelomaTrial const& trial, Covariates const& covariates,
                                PatientDraws const& draws) {
    trials::Disease const& disease = trial.disease;
    PatientConstants own;
    own.aggressiveness = draws.normal(address::aggressiveness);
    own.log_prognosis = log_prognosis(disease.prognosis, trial.population, covariates);
    own.growth_rate = draw_growth_rate(disease, covariates, own, draws);
    own.depth_normal = draws.normal(address::resistant_clone);
    own.resistant_share =
        resistant_share(disease.resistant_clone, first_depth_log10(disease, covariates, own));
    own.backbone_kill_rate =
        disease.backbone_kill.rate_per_month *
        std::exp(disease.backbone_kill.log_sd * draws.normal(address::backbone_kill));
    own.transformation_months =
        draws.exponential(address::transformation) / disease.transformation.rate_per_month;
    own.disease_death_rate = disease_death_rate(trial, covariates, own);
    draw_drug_constants(trial.daratumumab, covariates, draws, own);
    return own;
}

}  // namespace vtrial::reference::myeloma
