// Columns as covariates of a Cox model.
#pragma once

#include <vector>

#include "host/analyze/patient_data.hpp"

namespace vtrial::host {

/// Adds a column of numbers as one covariate; of a column without a number, an indicator for each
/// level but the first in order (treatment coding). A column of both is an error.
void read_covariate(CodedColumn const& column, DataLog& log, std::vector<Covariate>& covariates);

}  // namespace vtrial::host
