#include "validation/reference/myeloma/exposure.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {

bool is_in_pause(std::vector<trials::Pause> const& pauses, int week) {
    for (trials::Pause const& pause : pauses) {
        if (pause.from_week <= week && week < pause.until_week) return true;
    }
    return false;
}

bool is_dose_week(trials::DaratumumabDosing const& dosing, int week) {
    if (dosing.last_week && week >= *dosing.last_week) return false;
    bool due = false;
    for (trials::DosePhase const& phase : dosing.phases) {
        if (week >= phase.from_week) due = (week - phase.from_week) % phase.every_weeks == 0;
    }
    return due && !is_in_pause(dosing.pauses, week);
}

Exposure::Exposure(trials::DaratumumabExposure const& drug, PatientConstants const& patient)
    : drug_(drug),
      elimination_per_day_(patient.clearance_litres_per_day / drug.volume_litres),
      target_mediated_mg_per_day_(patient.target_mediated_mg_per_day) {}

void Exposure::eliminate_for_week() {
    double const floor_mg = target_mediated_mg_per_day_ / elimination_per_day_;
    double const left = std::exp(-elimination_per_day_ * days_per_week);
    amount_mg_ = std::max(0.0, (amount_mg_ + floor_mg) * left - floor_mg);
}

CycleExposure Exposure::treat_for_cycle(
    std::array<double, trials::weeks_per_cycle> const& doses_mg) {
    CycleExposure mean;
    for (double const dose_mg : doses_mg) {
        amount_mg_ += dose_mg;
        has_been_dosed_ = has_been_dosed_ || dose_mg > 0.0;
        eliminate_for_week();
        double const mg_per_litre = amount_mg_ / drug_.volume_litres;
        mean.effect += mg_per_litre / (mg_per_litre + drug_.half_effect_concentration_mg_per_litre);
        mean.occupancy += mg_per_litre / (mg_per_litre + drug_.half_occupancy_mg_per_litre);
    }
    mean.effect /= trials::weeks_per_cycle;
    mean.occupancy /= trials::weeks_per_cycle;
    // the target shrinks with the tumour once treatment has begun
    if (has_been_dosed_) {
        target_mediated_mg_per_day_ *=
            std::exp(-drug_.target_mediated_decline_per_day * trials::days_per_cycle);
    }
    return mean;
}

}  // namespace vtrial::reference::myeloma
