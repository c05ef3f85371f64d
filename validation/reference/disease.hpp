// The courses of a study's patients by the disease model, as the endpoints of a trial.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "trials/myeloma/myeloma_trial.hpp"
#include "trials/study.hpp"
#include "validation/reference/draws.hpp"
#include "validation/reference/myeloma/course.hpp"

namespace vtrial::reference {

/// In days from randomisation.
struct DiseaseTimes {
    std::array<double, 4> endpoint_days;  ///< PFS, PFS2, OS and TTNT
    double second_day;  ///< of the second randomisation; longest_days: it does not come
};

class DiseaseCourses {
  public:
    /// Of a study with the disease model.
    explicit DiseaseCourses(trials::Study const& study);

    /// Of a patient of a replicate, were the patient not to drop out; `second_arm`: where it is
    /// randomised again, -1: it would not be.
    DiseaseTimes times(Draws const& draws, std::uint32_t patient, int arm, int second_arm) const;

    /// What the study's factors that are covariates add to the profile of a patient, in whose drawn
    /// profile they are at the first level.
    int covariate_profiles(Draws const& draws, std::uint32_t patient) const;

  private:
    trials::MyelomaTrial trial_;
    std::optional<myeloma::SecondRandomisation> second_;  ///< without the patient's arm
    std::vector<trials::PatientFactor> factors_;          ///< strata, then biomarkers
};

}  // namespace vtrial::reference
