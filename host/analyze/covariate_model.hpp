// The Cox model of the arm with other covariates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/analyze/analysis.hpp"

namespace vtrial::host {

struct CovariateModel {
    Coefficient arm;
    std::vector<Coefficient> covariates;
    std::vector<std::string> notes;
};

/// Fits the arm and the covariates of the data, stratified where there are strata, to the maximum
/// of the partial likelihood; `ranks` are those of the patients' times. A covariate that says
/// nothing beside those before it is left out, as in R's coxph; where there is no maximum, nothing
/// exists. A note tells either.
CovariateModel fit_covariate_model(PatientData const& data, std::vector<std::int32_t> const& ranks,
                                   kernels::Ties ties);

}  // namespace vtrial::host
