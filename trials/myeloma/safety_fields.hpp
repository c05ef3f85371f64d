// How often treatment harms, number by number.
#pragma once

#include "trials/myeloma/field.hpp"
#include "trials/myeloma/safety.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Neutropenia> auto& neutropenia) {
    visit.number("alone_hazard_per_month", neutropenia.alone_hazard_per_month,
                 ranges::rate_per_month);
    visit.number("early_excess", neutropenia.early_excess, ranges::factor);
    visit.number("early_months", neutropenia.early_months, ranges::months);
    visit.number("log_sd", neutropenia.log_sd, ranges::log_sd);
    visit.number("log_per_decade_over_70", neutropenia.log_per_decade_over_70, ranges::log_effect);
    visit.number("log_if_frail", neutropenia.log_if_frail, ranges::log_effect);
    visit.number("log_if_frail_with_daratumumab", neutropenia.log_if_frail_with_daratumumab,
                 ranges::log_effect);
    visit.number("log_per_prior_line", neutropenia.log_per_prior_line, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Infection> auto& infection) {
    visit.number("alone_hazard_per_month", infection.alone_hazard_per_month,
                 ranges::rate_per_month);
    visit.number("factor_with_daratumumab", infection.factor_with_daratumumab,
                 ranges::factor_above_zero);
    visit.number("early_excess", infection.early_excess, ranges::factor);
    visit.number("early_months", infection.early_months, ranges::months);
    visit.number("factor_if_neutropenic", infection.factor_if_neutropenic, ranges::factor);
    visit.number("excess_at_full_burden", infection.excess_at_full_burden, ranges::factor);
    visit.number("pneumonia_share", infection.pneumonia_share, ranges::share);
    visit.number("log_sd", infection.log_sd, ranges::log_sd);
    visit.number("log_per_decade_over_70", infection.log_per_decade_over_70, ranges::log_effect);
    visit.number("log_if_frail", infection.log_if_frail, ranges::log_effect);
    visit.number("log_per_prior_line", infection.log_per_prior_line, ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<InfusionReactions> auto& reactions) {
    visit.number("first_intravenous", reactions.first_intravenous, ranges::share);
    visit.number("first_subcutaneous", reactions.first_subcutaneous, ranges::share);
    visit.number("later_intravenous", reactions.later_intravenous, ranges::share_below_one);
    visit.number("later_subcutaneous", reactions.later_subcutaneous, ranges::share_below_one);
    visit.number("grade_3_share", reactions.grade_3_share, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<RelatedDeaths> auto& deaths) {
    visit.number("share", deaths.share, ranges::share);
    visit.number("share_alone", deaths.share_alone, ranges::share);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Safety> auto& safety) {
    visit.table("neutropenia", safety.neutropenia);
    visit.table("infection", safety.infection);
    visit.table("infusion_reactions", safety.infusion_reactions);
    visit.table("related_deaths", safety.related_deaths);
}

}  // namespace vtrial::trials
