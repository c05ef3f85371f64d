#include "validation/reference/myeloma/mortality.hpp"

#include <algorithm>
#include <cmath>

namespace vtrial::reference::myeloma {

double background_hazard(trials::BackgroundMortality const& mortality, Covariates const& patient,
                         double months) {
    double const years_over_70 = patient.age_years + months / 12.0 - 70.0;
    double const at_70 =
        patient.male ? mortality.men_at_70_per_year : mortality.women_at_70_per_year;
    double const per_year =
        patient.male ? mortality.men_log_per_year_of_age : mortality.women_log_per_year_of_age;
    return mortality.standardised_ratio * at_70 * std::exp(per_year * years_over_70) / 12.0;
}

double disease_hazard(trials::DiseaseMortality const& mortality, double patient_rate,
                      DiseaseState const& state) {
    double const rise = std::max(0.0, state.log_burden_rate_per_month);
    return patient_rate * std::pow(state.mean_burden, mortality.burden_exponent) *
           std::exp(mortality.log_per_failed_line * state.failed_lines + state.log_refractory) *
           (1.0 + mortality.growth_months * rise);
}

double treatment_hazard(trials::TreatmentMortality const& mortality, Covariates const& patient,
                        double months) {
    return mortality.hazard_per_month *
           std::exp(mortality.log_per_decade_over_70 * patient.decades_over_70() +
                    mortality.log_per_performance_grade * patient.grades_over_reference()) *
           (1.0 + mortality.early_excess * std::exp(-months / mortality.early_months));
}

}  // namespace vtrial::reference::myeloma
