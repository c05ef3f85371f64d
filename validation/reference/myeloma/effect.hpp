// What daratumumab's presence does to CD38 on the tumour and to the immune system, and what both
// kill.
#pragma once

#include "trials/myeloma/daratumumab.hpp"
#include "validation/reference/myeloma/exposure.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

/// CD38 on the tumour relative to before treatment.
struct Cd38 {
    double level = 1.0;

    /// Goes on for a cycle; returns the mean level over it.
    double follow(trials::Cd38Turnover const& turnover, double occupancy);
};

/// The state of the immune system between 0, untreated, and 1.
struct ImmuneState {
    double slow = 0.0;
    double rapid = 0.0;

    /// Goes on for a cycle; returns the mean state over it, both speeds by their shares.
    double follow(trials::ImmuneKill const& kill, double effect);
};

/// 1 until the patient's escape, then declining.
struct Escape {
    double effect_left = 1.0;
    double treated_months = 0.0;

    void follow(trials::Escape const& escape, double escape_after_months, bool treated);
};

/// Daratumumab's kill rate of both clones per month over a cycle. `immunomodulation` is that of the
/// backbone now; `effect_left` what escape and refractoriness leave.
struct KillConditions {
    CycleExposure exposure;
    double mean_cd38;
    double mean_immune_state;
    double immunomodulation;
    double effect_left;
};
double daratumumab_kill_rate(trials::Daratumumab const& drug, PatientConstants const& patient,
                             KillConditions const& now);

}  // namespace vtrial::reference::myeloma
