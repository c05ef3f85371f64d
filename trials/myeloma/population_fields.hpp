// Who enters a myeloma trial, number by number.
#pragma once

#include "trials/myeloma/field.hpp"
#include "trials/myeloma/population.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<PriorLinesShare> auto& entry) {
    visit.integer("lines", entry.lines, ranges::lines, Stated::always);
    visit.number("share", entry.share, ranges::share, Stated::always);
    visit.optional_number("refractory_share", entry.refractory_share, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<AgeDistribution> auto& age) {
    visit.number("mean_years", age.mean_years, ranges::age_years, Stated::always);
    visit.number("sd_years", age.sd_years, Range{0.1, 50.0}, Stated::always);
    visit.number("youngest_years", age.youngest_years, ranges::age_years, Stated::always);
    visit.number("oldest_years", age.oldest_years, ranges::age_years, Stated::always);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ImmunoglobulinTypes> auto& types) {
    visit.number("igg_share", types.igg_share, ranges::share);
    visit.number("iga_share", types.iga_share, ranges::share);
    visit.number("igg_half_life_days", types.igg_half_life_days, ranges::half_life_days);
    visit.number("iga_half_life_days", types.iga_half_life_days, ranges::half_life_days);
    visit.number("light_chain_half_life_days", types.light_chain_half_life_days,
                 ranges::half_life_days);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<BaselineMarker> auto& marker) {
    constexpr Range value{1e-3, ranges::marker_value.high};  // its logarithm is taken
    visit.number("median", marker.median, value);
    visit.number("smallest", marker.smallest, value);
    visit.number("largest", marker.largest, value);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<MeasurableDisease> auto& measurable) {
    visit.number("urine_share_of_light_chain", measurable.urine_share_of_light_chain,
                 ranges::share);
    visit.number("free_light_chain_share_of_light_chain",
                 measurable.free_light_chain_share_of_light_chain, ranges::share);
    visit.table("serum_g_per_dl", measurable.serum_g_per_dl);
    visit.table("urine_mg_per_day", measurable.urine_mg_per_day);
    visit.table("free_light_chain_mg_per_litre", measurable.free_light_chain_mg_per_litre);
    visit.number("log_sd", measurable.log_sd, ranges::log_sd);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<MyelomaPopulation> auto& population) {
    visit.table("age", population.age, Stated::always);
    visit.number("male_share", population.male_share, ranges::share, Stated::always);
    visit.numbers("stage_shares", population.stage_shares, ranges::share, Stated::always);
    visit.number("high_risk_cytogenetics_share", population.high_risk_cytogenetics_share,
                 ranges::share, Stated::always);
    visit.numbers("performance_shares", population.performance_shares, ranges::share,
                  Stated::always);
    visit.tables("prior_lines", population.prior_lines);
    visit.number("refractory_share", population.refractory_share, ranges::share);
    visit.number("comorbidity_share", population.comorbidity_share, ranges::share);
    visit.number("renal_impairment_share", population.renal_impairment_share, ranges::share);
    visit.table("immunoglobulin", population.immunoglobulin);
    visit.table("measurable", population.measurable);
}

}  // namespace vtrial::trials
