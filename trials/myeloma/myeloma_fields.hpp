// Every parameter of the disease model, one by one.
#pragma once

#include "trials/myeloma/assessment_fields.hpp"
#include "trials/myeloma/daratumumab_fields.hpp"
#include "trials/myeloma/death_fields.hpp"
#include "trials/myeloma/disease_fields.hpp"
#include "trials/myeloma/myeloma_model.hpp"
#include "trials/myeloma/next_lines_fields.hpp"
#include "trials/myeloma/population_fields.hpp"
#include "trials/myeloma/regimen_fields.hpp"
#include "trials/myeloma/safety_fields.hpp"
#include "trials/myeloma/wellbeing_fields.hpp"

namespace vtrial::trials {

template <class Visitor>
void visit_fields(Visitor& visit, either_const<MyelomaModel> auto& model) {
    visit.table("population", model.population, Stated::always);
    visit.table("disease", model.disease, Stated::always);
    visit.table("daratumumab", model.daratumumab);
    visit.table("regimens", model.regimens, Stated::always);
    visit.table("next_lines", model.next_lines, Stated::always);
    visit.table("mortality", model.mortality);
    visit.table("assessment", model.assessment);
    visit.table("safety", model.safety);
    visit.table("quality_of_life", model.wellbeing);
}

}  // namespace vtrial::trials
