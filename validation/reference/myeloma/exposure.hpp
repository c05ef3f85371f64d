// Daratumumab in the body.
#pragma once

#include <vector>

#include "trials/myeloma/daratumumab.hpp"
#include "trials/myeloma/regimen.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

/// Whether a week of the line, counted from 0, is in one of its pauses.
bool is_in_pause(std::vector<trials::Pause> const& pauses, int week);

/// Whether a dose is due at the start of this week of the line, counted from 0.
bool is_dose_week(trials::DaratumumabDosing const& dosing, int week);

/// Means over the troughs of a cycle's weeks, 0 to 1.
struct CycleExposure {
    double effect = 0.0;     ///< concentration over concentration and that of half the effect
    double occupancy = 0.0;  ///< the same for occupied CD38
};

/// The amount of drug in one compartment. Its concentration being far above the constant of
/// target-mediated elimination, that elimination takes a constant amount a day:
/// dA/dt = -(CL / V) A - V_max, which has an exact solution a week.
class Exposure {
  public:
    Exposure(trials::DaratumumabExposure const& drug, PatientConstants const& patient);

    /// Four weeks; `doses_mg` are what each week starts with.
    CycleExposure treat_for_cycle(std::array<double, trials::weeks_per_cycle> const& doses_mg);

    double amount_mg() const { return amount_mg_; }

  private:
    void eliminate_for_week();

    trials::DaratumumabExposure drug_;
    double elimination_per_day_;
    double target_mediated_mg_per_day_;
    double amount_mg_ = 0.0;
    bool has_been_dosed_ = false;
};

}  // namespace vtrial::reference::myeloma
