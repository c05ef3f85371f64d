// Minimal residual disease: when marrow is looked at, and what is seen there.
#pragma once

#include <cstddef>
#include <vector>

#include "trials/myeloma/assessment.hpp"

namespace vtrial::reference::myeloma {

struct ResidualDiseaseResult {
    double months = 0.0;
    double log10_clonal_share = 0.0;  ///< of marrow cells, as measured
    bool negative = false;
};

/// Marrow is taken at the visit that first calls a complete response, and after it at the first
/// visit in or after each scheduled month; or, in all patients, at the latter alone.
class ResidualDiseaseSchedule {
  public:
    explicit ResidualDiseaseSchedule(trials::ResidualDisease const& plan) : plan_(plan) {}

    /// To be asked at every visit.
    bool is_due(double months, bool complete_response_now, bool complete_response_before);

  private:
    trials::ResidualDisease plan_;
    std::size_t passed_ = 0;
};

/// `error` is standard normal.
ResidualDiseaseResult look_at_marrow(trials::ResidualDisease const& plan, double burden,
                                     double months, double error);

/// When results had been negative from one to another so many months later, rounded to whole
/// cycles, without one between that was not; never_months if they never have.
double sustained_negative_months(std::vector<ResidualDiseaseResult> const& results, double months);

}  // namespace vtrial::reference::myeloma
