// What happens to the patients of a trial in myeloma: one population and disease, two regimens, one
// way to look at them. What a study states beside its model is not here.
#pragma once

#include "trials/myeloma/assessment.hpp"
#include "trials/myeloma/daratumumab.hpp"
#include "trials/myeloma/death.hpp"
#include "trials/myeloma/disease.hpp"
#include "trials/myeloma/next_lines.hpp"
#include "trials/myeloma/population.hpp"
#include "trials/myeloma/regimen.hpp"
#include "trials/myeloma/safety.hpp"
#include "trials/myeloma/wellbeing.hpp"

namespace vtrial::trials {

struct MyelomaModel {
    MyelomaPopulation population;
    Disease disease;
    Daratumumab daratumumab;
    Regimens regimens;
    NextLines next_lines;
    Mortality mortality;
    MyelomaAssessment assessment;
    Safety safety;
    Wellbeing wellbeing;

    bool operator==(MyelomaModel const&) const = default;
};

}  // namespace vtrial::trials
