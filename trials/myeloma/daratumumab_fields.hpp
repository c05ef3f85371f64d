// The parameters of daratumumab's effect, one by one.
#pragma once

#include <array>

#include "trials/myeloma/daratumumab.hpp"
#include "trials/myeloma/field.hpp"

namespace vtrial::trials {

inline constexpr std::array<char const*, 2> fast_kill_at_cd38_floor_names{"ends", "continues"};
inline constexpr std::array<char const*, 3> loss_after_progression_names{
    "when_reused", "in_later_lines", "at_once"};

template <class Visitor>
void visit_fields(Visitor& visit, either_const<DaratumumabExposure> auto& exposure) {
    constexpr Range amount{1e-3, 1e4};  // of all of these units
    visit.number("clearance_litres_per_day", exposure.clearance_litres_per_day, amount);
    visit.number("clearance_log_sd", exposure.clearance_log_sd, ranges::log_sd);
    visit.number("volume_litres", exposure.volume_litres, amount);
    visit.number("target_mediated_mg_per_day", exposure.target_mediated_mg_per_day,
                 Range{0.0, amount.high});
    visit.number("target_mediated_log_sd", exposure.target_mediated_log_sd, ranges::log_sd);
    visit.number("target_mediated_decline_per_day", exposure.target_mediated_decline_per_day,
                 Range{0.0, 10.0});
    visit.number("half_effect_concentration_mg_per_litre",
                 exposure.half_effect_concentration_mg_per_litre, amount);
    visit.number("half_occupancy_mg_per_litre", exposure.half_occupancy_mg_per_litre, amount);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Cd38Turnover> auto& cd38) {
    visit.number("loss_months", cd38.loss_months, ranges::months);
    visit.number("recovery_months", cd38.recovery_months, ranges::months);
    visit.number("floor", cd38.floor, Range{0.0, 0.99});  // what is above it divides
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<FastKill> auto& kill) {
    visit.number("rate_per_month", kill.rate_per_month, ranges::rate_per_month);
    visit.number("log_sd", kill.log_sd, ranges::log_sd);
    visit.number("cd38_exponent", kill.cd38_exponent, Range{0.0, 10.0});
    visit.number("share_without_immunomodulation", kill.share_without_immunomodulation,
                 ranges::share);
    visit.choice("at_floor", kill.at_floor, fast_kill_at_cd38_floor_names);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ImmuneKill> auto& kill) {
    visit.number("rate_per_month", kill.rate_per_month, ranges::rate_per_month);
    visit.number("log_sd", kill.log_sd, ranges::log_sd);
    visit.number("onset_months", kill.onset_months, ranges::months);
    visit.number("persistence_months", kill.persistence_months, ranges::months);
    visit.number("rapid_share", kill.rapid_share, ranges::share);
    visit.number("rapid_onset_months", kill.rapid_onset_months, ranges::months);
    visit.number("rapid_persistence_months", kill.rapid_persistence_months, ranges::months);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Escape> auto& escape) {
    visit.number("rate_per_month", escape.rate_per_month, ranges::rate_per_month);
    visit.number("decline_months", escape.decline_months, ranges::months);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ImmuneFitness> auto& fitness) {
    visit.number("log_loss_per_decade_over_70", fitness.log_loss_per_decade_over_70,
                 ranges::log_effect);
    visit.number("log_loss_per_further_prior_line", fitness.log_loss_per_further_prior_line,
                 ranges::log_effect);
    visit.number("log_loss_if_refractory", fitness.log_loss_if_refractory, ranges::log_effect);
    visit.number("share_restored_by_immunomodulation", fitness.share_restored_by_immunomodulation,
                 ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<DaratumumabRefractoriness> auto& refractoriness) {
    visit.number("months_after_last_dose", refractoriness.months_after_last_dose,
                 ranges::months_or_none);
    visit.number("effect_when_lost", refractoriness.effect_when_lost, ranges::share);
    visit.choice("loss", refractoriness.loss, loss_after_progression_names);
    visit.number("log_loss_of_next_depth", refractoriness.log_loss_of_next_depth,
                 ranges::log_effect);
    visit.number("log_death_hazard", refractoriness.log_death_hazard, ranges::log_effect);
    visit.number("log_growth", refractoriness.log_growth, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Daratumumab> auto& daratumumab) {
    visit.table("exposure", daratumumab.exposure);
    visit.table("cd38", daratumumab.cd38);
    visit.table("fast_kill", daratumumab.fast_kill);
    visit.table("immune_kill", daratumumab.immune_kill);
    visit.table("escape", daratumumab.escape);
    visit.table("fitness", daratumumab.fitness);
    visit.table("refractoriness", daratumumab.refractoriness);
}

}  // namespace vtrial::trials
