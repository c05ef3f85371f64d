// From screening to randomisation: how many of the patients who arrive are enrolled, and when.
//
// The rates of accrual are of patients who arrive for screening. As they are expected numbers, the
// numbers randomised are too: what is screened out is a share of the rate and is not drawn.
#pragma once

#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// Share of a factor's levels among the patients who are eligible; its prevalences where
/// eligibility does not name the factor. All 0 where nobody is eligible.
std::vector<double> enrolled_prevalences(Screening const& screening, PatientFactor const& factor);

/// Share of the patients with an eligible level of every factor that eligibility names.
double eligible_share(Study const& study);

/// Share of the screened patients who are randomised; 1 where there is no screening.
double enrolled_share(Study const& study);

/// Recruitment into randomisation: the rates of accrual times the enrolled share, later by the days
/// of screening.
Accrual randomisation_accrual(Study const& study);

/// Calendar month at which the planned rates have recruited all patients; infinite if never.
double planned_accrual_months(Accrual const& accrual, int patients);

/// How many patients are screened, on average, until all of a study are randomised.
double expected_screened(Study const& study);

}  // namespace vtrial::trials
