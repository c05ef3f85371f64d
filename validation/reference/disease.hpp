// The courses of a study's patients by the disease model, as the endpoints of a trial.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "trials/myeloma/myeloma_trial.hpp"
#include "trials/study.hpp"
#include "validation/reference/draws.hpp"

namespace vtrial::reference {

class DiseaseCourses {
  public:
    /// Of a study with the disease model.
    explicit DiseaseCourses(trials::Study const& study);

    /// PFS, PFS2, OS and TTNT of a patient of a replicate, in days from randomisation.
    std::array<double, 4> endpoint_days(Draws const& draws, std::uint32_t patient, int arm) const;

    /// What the study's factors that are covariates add to the profile of a patient, in whose drawn
    /// profile they are at the first level.
    int covariate_profiles(Draws const& draws, std::uint32_t patient) const;

  private:
    trials::MyelomaTrial trial_;
    std::vector<trials::PatientFactor> factors_;  ///< strata, then biomarkers
};

}  // namespace vtrial::reference
