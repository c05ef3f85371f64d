#include "validation/reference/myeloma/patient.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::reference::myeloma {
namespace {

/// 0, 1 or 2 with these probabilities.
int draw_of_three(std::array<double, 3> const& shares, double uniform) {
    return uniform < shares[0] ? 0 : uniform < shares[0] + shares[1] ? 1 : 2;
}

int draw_prior_lines(std::vector<trials::PriorLinesShare> const& table, double uniform) {
    double cumulative = 0.0;
    for (trials::PriorLinesShare const& entry : table) {
        cumulative += entry.share;
        if (uniform < cumulative) return entry.lines;
    }
    return table.back().lines;
}

/// Half-life, and how a patient with light chains only is measured.
void draw_measurement(trials::MyelomaPopulation const& population, PatientDraws const& draws,
                      Covariates& patient) {
    trials::ImmunoglobulinTypes const& types = population.immunoglobulin;
    trials::MeasurableDisease const& measurable = population.measurable;
    int const type =
        draw_of_three({types.igg_share, types.iga_share, 1.0 - types.igg_share - types.iga_share},
                      draws.uniform(address::immunoglobulin));
    patient.immunoglobulin_half_life_days = type == 0   ? types.igg_half_life_days
                                            : type == 1 ? types.iga_half_life_days
                                                        : types.light_chain_half_life_days;
    if (type == 2) {
        double const uniform = draws.uniform(address::measured_in);
        double const urine = measurable.urine_share_of_light_chain;
        if (uniform < urine) {
            patient.measured_in = MeasuredIn::urine;
        } else if (uniform < urine + measurable.free_light_chain_share_of_light_chain) {
            patient.measured_in = MeasuredIn::free_light_chains;
        }
    }
    double const spread = std::exp(measurable.log_sd * draws.normal(address::baseline_marker));
    switch (patient.measured_in) {
        case MeasuredIn::serum:
            patient.baseline_marker =
                std::clamp(measurable.serum_median_g_per_dl * spread,
                           measurable.serum_smallest_g_per_dl, measurable.serum_largest_g_per_dl);
            break;
        case MeasuredIn::urine:
            patient.baseline_marker = std::clamp(measurable.urine_median_mg_per_day * spread,
                                                 measurable.urine_smallest_mg_per_day,
                                                 measurable.urine_largest_mg_per_day);
            break;
        case MeasuredIn::free_light_chains:
            patient.baseline_marker =
                std::clamp(measurable.free_light_chain_median_mg_per_litre * spread,
                           measurable.free_light_chain_smallest_mg_per_litre,
                           measurable.free_light_chain_largest_mg_per_litre);
            break;
    }
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

}  // namespace

Covariates draw_covariates(trials::MyelomaPopulation const& population, PatientDraws const& draws) {
    Covariates patient;
    trials::AgeDistribution const& age = population.age;
    patient.age_years = std::clamp(age.mean_years + age.sd_years * draws.normal(address::age),
                                   age.youngest_years, age.oldest_years);
    patient.male = draws.is_below(population.male_share, address::sex);
    patient.stage = 1 + draw_of_three(population.stage_shares, draws.uniform(address::stage));
    patient.high_risk_cytogenetics =
        draws.is_below(population.high_risk_cytogenetics_share, address::cytogenetics);
    patient.performance =
        draw_of_three(population.performance_shares, draws.uniform(address::performance));
    patient.prior_lines =
        draw_prior_lines(population.prior_lines, draws.uniform(address::prior_lines));
    patient.refractory = draws.is_below(population.refractory_share, address::refractory);
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
    trials::Daratumumab const& drug = trial.daratumumab;
    trials::DiseaseMortality const& death = trial.mortality.disease;
    double const refractory = covariates.refractory ? 1.0 : 0.0;
    int const further = further_prior_lines(covariates);

    PatientConstants own;
    own.aggressiveness = draws.normal(address::aggressiveness);
    own.log_prognosis = log_prognosis(disease.prognosis, trial.population, covariates);
    own.growth_rate = disease.growth.rate_per_month *
                      std::exp(disease.growth.log_sd *
                                   correlated(disease.growth.correlation_with_aggressiveness,
                                              own.aggressiveness, draws.normal(address::growth)) +
                               disease.prognosis.on_log_growth * own.log_prognosis +
                               disease.growth.log_per_further_prior_line * further +
                               disease.growth.log_if_refractory * refractory);

    trials::ResistantClone const& clone = disease.resistant_clone;
    own.depth_normal = draws.normal(address::resistant_clone);
    double const depth = clone.depth_log10 *
                         std::exp(clone.log_sd * correlated(-clone.correlation_with_aggressiveness,
                                                            own.aggressiveness, own.depth_normal) -
                                  disease.prognosis.on_log_depth * own.log_prognosis -
                                  clone.log_loss_per_further_prior_line * further -
                                  clone.log_loss_if_refractory * refractory);
    own.resistant_share = resistant_share(clone, depth);
    own.backbone_kill_rate =
        disease.backbone_kill.rate_per_month *
        std::exp(disease.backbone_kill.log_sd * draws.normal(address::backbone_kill));

    double const age_fitness =
        std::exp(-drug.fitness.log_loss_per_decade_over_70 * covariates.decades_over_70());
    own.fast_kill_rate = drug.fast_kill.rate_per_month * age_fitness *
                         std::exp(drug.fast_kill.log_sd * draws.normal(address::fast_kill));
    own.immune_kill_rate = drug.immune_kill.rate_per_month * age_fitness *
                           std::exp(drug.immune_kill.log_sd * draws.normal(address::immune_kill));
    own.log_fitness = -(drug.fitness.log_loss_per_prior_line * covariates.prior_lines +
                        drug.fitness.log_loss_if_refractory * refractory);
    own.clearance_litres_per_day =
        drug.exposure.clearance_litres_per_day *
        std::exp(drug.exposure.clearance_log_sd * draws.normal(address::clearance));
    own.target_mediated_mg_per_day = drug.exposure.target_mediated_mg_per_day *
                                     std::exp(drug.exposure.target_mediated_log_sd *
                                              draws.normal(address::target_mediated_elimination));

    own.disease_death_rate =
        death.rate_per_month * death.trial_factor *
        std::exp(disease.prognosis.on_log_death_hazard * own.log_prognosis +
                 death.log_per_aggressiveness * own.aggressiveness +
                 death.log_per_decade_over_70 * covariates.decades_over_70() +
                 death.log_per_performance_grade * covariates.grades_over_reference());
    own.transformation_months =
        draws.exponential(address::transformation) / disease.transformation.rate_per_month;
    own.escape_months = draws.exponential(address::escape) / drug.escape.rate_per_month;
    return own;
}

}  // namespace vtrial::reference::myeloma
