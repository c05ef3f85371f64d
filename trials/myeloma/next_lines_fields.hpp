// Treatment after progression, number by number.
#pragma once

#include "trials/myeloma/next_lines.hpp"
#include "trials/myeloma/regimen_fields.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<LaterDaratumumab> auto& later) {
    visit.number("second_line", later.second_line, ranges::share);
    visit.number("further_lines", later.further_lines, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<NoFurtherTreatment> auto& untreated) {
    visit.number("share", untreated.share, ranges::share);
    visit.number("log_per_decade_over_72", untreated.log_per_decade_over_72, ranges::log_effect);
    visit.number("log_per_performance_grade", untreated.log_per_performance_grade,
                 ranges::log_effect);
    visit.number("per_line", untreated.per_line, ranges::factor);
    visit.number("prior_line_weight", untreated.prior_line_weight, ranges::factor);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<LaterDepth> auto& depth) {
    visit.number("without_daratumumab_log10", depth.without_daratumumab_log10, ranges::depth_log10);
    visit.number("with_daratumumab_log10", depth.with_daratumumab_log10, ranges::depth_log10);
    visit.number("log_loss_per_line", depth.log_loss_per_line, ranges::log_effect);
    visit.number("prior_line_weight", depth.prior_line_weight, ranges::factor);
    visit.number("log_sd", depth.log_sd, ranges::log_sd);
    visit.number("correlation_with_first_depth", depth.correlation_with_first_depth,
                 ranges::correlation);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<NextLines> auto& next) {
    visit.integer("last_line", next.last_line, WholeRange{1, ranges::lines.high});
    visit.number("shortest_gap_months", next.shortest_gap_months, ranges::months_or_none);
    visit.number("mean_gap_months", next.mean_gap_months, ranges::months_or_none);
    visit.number("backbone_kill_per_month", next.backbone_kill_per_month, ranges::rate_per_month);
    visit.number("immunomodulation", next.immunomodulation, ranges::share);
    visit.table("no_further_treatment", next.no_further_treatment);
    visit.table("depth", next.depth);
    visit.table("daratumumab_if_sensitive", next.daratumumab_if_sensitive, Stated::always);
    visit.table("daratumumab_if_refractory", next.daratumumab_if_refractory);
    visit.table("dosing", next.dosing);
}

}  // namespace vtrial::trials
