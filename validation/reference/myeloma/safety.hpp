// Adverse events of a patient's first line, beside the course: docs/MYELOMA.md, Safety.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "trials/myeloma/myeloma_trial.hpp"
#include "trials/study.hpp"
#include "validation/reference/myeloma/draws.hpp"
#include "validation/reference/myeloma/patient.hpp"

namespace vtrial::reference::myeloma {

/// What has happened, in months from randomisation: the end of the cycle for what is of a cycle.
struct AdverseEvents {
    AdverseEvents();

    std::array<double, trials::safety_event_names.size()> first_months;
    std::array<std::vector<int>, 3> cycles_with;  ///< of those that recur, cycles from 0
    std::vector<int> treated_cycles;
    double treated_until_months =
        0.0;  ///< the end of the last cycle with treatment, or death in it
    std::map<int, double> trough_mg_per_litre;  ///< by cycle that begins with a dose

    double months_to(trials::SafetyEvent event) const {
        return first_months[static_cast<std::size_t>(event)];
    }
    void note(trials::SafetyEvent event, double months);
};

/// A cycle on the study's treatment that the patient lives through.
struct TreatedCycle {
    int cycle = 0;  ///< since randomisation, from 0
    trials::Regimen const* regimen = nullptr;
    bool on_backbone = false;
    double months_in_line = 0.0;
    double drug_effect = 0.0;  ///< daratumumab's concentration over it and that of half the effect
    double mean_burden = 0.0;
    int infusions = 0;
};

class SafetyProcess {
  public:
    SafetyProcess(trials::MyelomaTrial const& trial, Covariates const& covariates,
                  PatientDraws const& draws);

    /// Returns whether there is an infection in the cycle.
    bool suffer(TreatedCycle const& now, AdverseEvents& events);

    /// Whether a death in a cycle of the first line counts as related to its treatment, which has
    /// this share of the hazard.
    bool dies_of_treatment(int cycle, double share, bool on_backbone) const;

  private:
    void infuse(TreatedCycle const& now, double end_months, AdverseEvents& events);

    trials::Safety const& safety_;
    PatientDraws const& draws_;
    double neutropenia_factor_;
    double neutropenia_factor_with_daratumumab_;  ///< at its full effect, beside the backbone's
    double infection_factor_;
    bool has_been_infused_ = false;
};

}  // namespace vtrial::reference::myeloma
