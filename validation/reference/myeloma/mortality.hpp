// Hazards of death per month.
#pragma once

#include "trials/myeloma/death.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

/// Of people of the patient's age and sex, `months` after randomisation.
double background_hazard(trials::BackgroundMortality const& mortality, Covariates const& patient,
                         double months);

/// What the disease is like over a cycle.
struct DiseaseState {
    double mean_burden;
    double log_burden_rate_per_month;
    int failed_lines;           ///< of the trial
    double log_refractory = 0;  ///< log of the hazard ratio of a daratumumab-refractory disease
};
double disease_hazard(trials::DiseaseMortality const& mortality, double patient_rate,
                      DiseaseState const& state);

/// Of who is treated, `months` after the start of the line.
double treatment_hazard(trials::TreatmentMortality const& mortality, Covariates const& patient,
                        double months);

}  // namespace vtrial::reference::myeloma
