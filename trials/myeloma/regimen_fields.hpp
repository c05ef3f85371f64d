// What an arm is treated with, number by number.
#pragma once

#include <array>

#include "trials/myeloma/field.hpp"
#include "trials/myeloma/regimen.hpp"

namespace vtrial::trials {

inline constexpr std::array<char const*, 2> route_names{"intravenous", "subcutaneous"};

template <class Visitor>
void visit_fields(Visitor& visit, either_const<DosePhase> auto& phase) {
    visit.integer("from_week", phase.from_week, ranges::weeks, Stated::always);
    visit.integer("every_weeks", phase.every_weeks, WholeRange{1, 520}, Stated::always);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Pause> auto& pause) {
    visit.integer("from_week", pause.from_week, ranges::weeks, Stated::always);
    visit.integer("until_week", pause.until_week, ranges::weeks, Stated::always);
}

/// The route comes first: the usual dose and what is absorbed of it hang on it.
template <class Visitor>
void visit_fields(Visitor& visit, either_const<DaratumumabDosing> auto& dosing) {
    visit.choice("route", dosing.route, route_names);
    visit.choose_defaults(dosing);
    visit.number("dose_mg", dosing.dose_mg, Range{1.0, 1e5});
    visit.number("absorbed_share", dosing.absorbed_share, ranges::share_above_zero);
    visit.tables("phases", dosing.phases);
    visit.tables("pauses", dosing.pauses);
    visit.optional_integer("last_week", dosing.last_week, ranges::weeks);
    visit.number("stop_hazard_per_month", dosing.stop_hazard_per_month, ranges::rate_per_month);
    visit.number("stop_share_with_backbone", dosing.stop_share_with_backbone, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Backbone> auto& backbone) {
    visit.number("immunomodulation", backbone.immunomodulation, ranges::share, Stated::always);
    visit.tables("pauses", backbone.pauses);
    visit.optional_integer("last_week", backbone.last_week, ranges::weeks);
    visit.number("stop_hazard_per_month", backbone.stop_hazard_per_month, ranges::rate_per_month);
    visit.number("stop_log_per_decade_over_70", backbone.stop_log_per_decade_over_70,
                 ranges::log_effect);
    visit.number("early_stop_factor", backbone.early_stop_factor, ranges::factor);
    visit.number("early_stop_months", backbone.early_stop_months, ranges::months_or_none);
    visit.number("neutropenia_hazard_per_month", backbone.neutropenia_hazard_per_month,
                 ranges::rate_per_month);
    visit.number("neutropenia_factor_with_daratumumab",
                 backbone.neutropenia_factor_with_daratumumab, ranges::factor_above_zero);
    visit.number("infection_hazard_per_month", backbone.infection_hazard_per_month,
                 ranges::rate_per_month);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Transplant> auto& transplant) {
    visit.integer("week", transplant.week, ranges::weeks, Stated::always);
    visit.number("share", transplant.share, ranges::share);
    visit.number("sensitive_kill_log10", transplant.sensitive_kill_log10, ranges::depth_log10,
                 Stated::always);
    visit.number("resistant_kill_log10", transplant.resistant_kill_log10, ranges::depth_log10,
                 Stated::always);
    visit.number("death_probability", transplant.death_probability, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Regimen> auto& regimen) {
    visit.table("backbone", regimen.backbone, Stated::always);
    visit.optional_table("daratumumab", regimen.daratumumab);
    visit.optional_table("transplant", regimen.transplant);
    visit.number("untreated_share", regimen.untreated_share, ranges::share);
}

/// Of a trial: one an arm.
template <class Visitor>
void visit_fields(Visitor& visit, either_const<Regimens> auto& regimens) {
    visit.table("control", regimens.first[0], Stated::always);
    visit.table("experimental", regimens.first[1], Stated::always);
    visit.optional_table("second_control", regimens.second[0]);
    visit.optional_table("second_experimental", regimens.second[1]);
}

}  // namespace vtrial::trials
