// The parameters of the disease and of what the backbone does to it, one by one.
#pragma once

#include "trials/myeloma/disease.hpp"
#include "trials/myeloma/field.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Prognosis> auto& prognosis) {
    visit.number("stage_2", prognosis.stage_2, ranges::log_effect);
    visit.number("stage_3", prognosis.stage_3, ranges::log_effect);
    visit.number("high_risk_cytogenetics", prognosis.high_risk_cytogenetics, ranges::log_effect);
    visit.number("on_log_growth", prognosis.on_log_growth, ranges::log_effect);
    visit.number("on_log_depth", prognosis.on_log_depth, ranges::log_effect);
    visit.number("on_log_death_hazard", prognosis.on_log_death_hazard, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Growth> auto& growth) {
    visit.number("rate_per_month", growth.rate_per_month, ranges::own_rate_per_month,
                 Stated::always);
    visit.number("log_sd", growth.log_sd, ranges::log_sd);
    visit.number("correlation_with_aggressiveness", growth.correlation_with_aggressiveness,
                 ranges::correlation);
    visit.number("plateau_burden", growth.plateau_burden, Range{1.01, 1e6});  // log of it divides
    visit.number("log_per_further_prior_line", growth.log_per_further_prior_line,
                 ranges::log_effect);
    visit.number("log_if_refractory", growth.log_if_refractory, ranges::log_effect);
    visit.number("log_per_later_line", growth.log_per_later_line, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Transformation> auto& transformation) {
    visit.number("rate_per_month", transformation.rate_per_month, ranges::rate_per_month);
    visit.number("growth_factor", transformation.growth_factor, ranges::factor);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<ResistantClone> auto& clone) {
    visit.number("depth_log10", clone.depth_log10, Range{0.01, ranges::depth_log10.high},
                 Stated::always);
    visit.number("log_sd", clone.log_sd, ranges::log_sd);
    visit.number("correlation_with_aggressiveness", clone.correlation_with_aggressiveness,
                 ranges::correlation);
    visit.number("log_loss_per_further_prior_line", clone.log_loss_per_further_prior_line,
                 ranges::log_effect);
    visit.number("log_loss_if_refractory", clone.log_loss_if_refractory, ranges::log_effect);
    visit.number("smallest_share", clone.smallest_share, Range{1e-30, 1.0});
    visit.number("largest_share", clone.largest_share, Range{1e-30, 1.0});
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<BackboneKill> auto& kill) {
    visit.number("rate_per_month", kill.rate_per_month, ranges::own_rate_per_month, Stated::always);
    visit.number("log_sd", kill.log_sd, ranges::log_sd);
    visit.number("decline_per_month", kill.decline_per_month, ranges::rate_per_month);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Cytostasis> auto& cytostasis) {
    visit.number("growth_share_lost", cytostasis.growth_share_lost, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Disease> auto& disease) {
    visit.table("prognosis", disease.prognosis);
    visit.table("growth", disease.growth);
    visit.table("transformation", disease.transformation);
    visit.table("resistant_clone", disease.resistant_clone);
    visit.table("backbone_kill", disease.backbone_kill);
    visit.table("cytostasis", disease.cytostasis);
    visit.number("smallest_burden", disease.smallest_burden, Range{1e-30, 1e-3});
}

}  // namespace vtrial::trials
