#include "trials/myeloma/lower_patients.hpp"

#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

kernels::LevelsPlan levels_of(std::array<double, 3> const& shares) {
    return {3, {0.0, shares[0], shares[0] + shares[1]}};
}

void lower_prior_lines(MyelomaPopulation const& population, kernels::CovariatesPlan& plan) {
    double cumulative = 0.0;
    for (PriorLinesShare const& entry : population.prior_lines) {
        std::int32_t const level = plan.prior_line_levels.count++;
        plan.prior_line_levels.begins[level] = cumulative;
        plan.prior_lines[level] = entry.lines;
        plan.refractory_share[level] = entry.refractory_share.value_or(population.refractory_share);
        cumulative += entry.share;
    }
}

kernels::BaselineMarkerPlan lower_marker(BaselineMarker const& marker) {
    return {log2_of(marker.median), static_cast<float>(marker.smallest),
            static_cast<float>(marker.largest)};
}

}  // namespace

kernels::CovariatesPlan lower_covariates(MyelomaPopulation const& population) {
    kernels::CovariatesPlan plan{};
    plan.age_mean_years = population.age.mean_years;
    plan.age_sd_years = population.age.sd_years;
    plan.youngest_years = population.age.youngest_years;
    plan.oldest_years = population.age.oldest_years;
    plan.share_below_youngest = share_below(population.age, population.age.youngest_years);
    plan.share_between = share_enrolled(population.age);
    plan.male_share = population.male_share;
    plan.stages = levels_of(population.stage_shares);
    plan.performances = levels_of(population.performance_shares);
    lower_prior_lines(population, plan);
    plan.immunoglobulins =
        levels_of({population.immunoglobulin.igg_share, population.immunoglobulin.iga_share, 0.0});
    plan.high_risk_cytogenetics_share = population.high_risk_cytogenetics_share;
    plan.comorbidity_share = population.comorbidity_share;
    plan.renal_impairment_share = population.renal_impairment_share;
    MeasurableDisease const& measurable = population.measurable;
    plan.urine_share_of_light_chain = measurable.urine_share_of_light_chain;
    plan.urine_or_free_share_of_light_chain =
        measurable.urine_share_of_light_chain + measurable.free_light_chain_share_of_light_chain;
    plan.marker[0] = lower_marker(measurable.serum_g_per_dl);
    plan.marker[1] = lower_marker(measurable.urine_mg_per_day);
    plan.marker[2] = lower_marker(measurable.free_light_chain_mg_per_litre);
    plan.marker_log2_sd = measurable.log_sd * log2_per_ln;
    return plan;
}

}  // namespace vtrial::trials
