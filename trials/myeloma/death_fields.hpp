// What patients die of, number by number.
#pragma once

#include "trials/myeloma/death.hpp"
#include "trials/myeloma/field.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<BackgroundMortality> auto& background) {
    visit.number("men_at_70_per_year", background.men_at_70_per_year, ranges::share);
    visit.number("men_log_per_year_of_age", background.men_log_per_year_of_age, Range{0.0, 1.0});
    visit.number("women_at_70_per_year", background.women_at_70_per_year, ranges::share);
    visit.number("women_log_per_year_of_age", background.women_log_per_year_of_age,
                 Range{0.0, 1.0});
    visit.number("standardised_ratio", background.standardised_ratio, ranges::factor);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<DiseaseMortality> auto& disease) {
    visit.number("rate_per_month", disease.rate_per_month, ranges::rate_per_month);
    visit.number("trial_factor", disease.trial_factor, ranges::factor);
    visit.number("burden_exponent", disease.burden_exponent, Range{0.0, 10.0});
    visit.number("log_per_failed_line", disease.log_per_failed_line, ranges::log_effect);
    visit.number("growth_months", disease.growth_months, ranges::months_or_none);
    visit.number("log_per_aggressiveness", disease.log_per_aggressiveness, ranges::log_effect);
    visit.number("log_per_decade_over_70", disease.log_per_decade_over_70, ranges::log_effect);
    visit.number("log_per_performance_grade", disease.log_per_performance_grade,
                 ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<TreatmentMortality> auto& treatment) {
    visit.number("hazard_per_month", treatment.hazard_per_month, ranges::rate_per_month);
    visit.number("early_excess", treatment.early_excess, ranges::factor);
    visit.number("early_months", treatment.early_months, ranges::months);
    visit.number("log_per_decade_over_70", treatment.log_per_decade_over_70, ranges::log_effect);
    visit.number("log_per_performance_grade", treatment.log_per_performance_grade,
                 ranges::log_effect);
}

template <class Visitor>
void visit_fields(Visitor& visit, either_const<Mortality> auto& mortality) {
    visit.table("background", mortality.background);
    visit.table("disease", mortality.disease);
    visit.table("treatment", mortality.treatment);
}

}  // namespace vtrial::trials
