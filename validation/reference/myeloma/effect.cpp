#include "validation/reference/myeloma/effect.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/myeloma/relaxation.hpp"
#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

/// Toward the drug's effect, faster up than down.
double build_up(double& state, double target, double onset_months, double persistence_months) {
    double const months = target > state ? onset_months : persistence_months;
    Relaxation const now = relax(state, target, 1.0 / months, cycle_months);
    state = now.end;
    return now.mean;
}

}  // namespace

double Cd38::follow(trials::Cd38Turnover const& turnover, double occupancy) {
    double const target = 1.0 - (1.0 - turnover.floor) * occupancy;
    double const rate =
        occupancy / turnover.loss_months + (1.0 - occupancy) / turnover.recovery_months;
    Relaxation const now = relax(level, target, rate, cycle_months);
    level = now.end;
    return now.mean;
}

double ImmuneState::follow(trials::ImmuneKill const& kill, double effect) {
    double const mean_slow = build_up(slow, effect, kill.onset_months, kill.persistence_months);
    double const mean_rapid =
        build_up(rapid, effect, kill.rapid_onset_months, kill.rapid_persistence_months);
    return (1.0 - kill.rapid_share) * mean_slow + kill.rapid_share * mean_rapid;
}

void Escape::follow(trials::Escape const& escape, double escape_after_months, bool treated) {
    if (treated) treated_months += cycle_months;
    if (treated_months > escape_after_months) {
        effect_left *= std::exp(-cycle_months / escape.decline_months);
    }
}

double daratumumab_kill_rate(trials::Daratumumab const& drug, PatientConstants const& patient,
                             KillConditions const& now) {
    double const floor =
        drug.fast_kill.at_floor == trials::FastKillAtCd38Floor::ends ? drug.cd38.floor : 0.0;
    double const cd38 = std::max(0.0, (now.mean_cd38 - floor) / (1.0 - floor));
    double const synergy =
        drug.fast_kill.share_without_immunomodulation +
        (1.0 - drug.fast_kill.share_without_immunomodulation) * now.immunomodulation;
    double const fitness =
        std::exp(patient.log_fitness *
                 (1.0 - drug.fitness.share_restored_by_immunomodulation * now.immunomodulation));
    double const fast = patient.fast_kill_rate * now.exposure.effect *
                        std::pow(cd38, drug.fast_kill.cd38_exponent) * synergy;
    double const slow = patient.immune_kill_rate * now.mean_immune_state;
    return fitness * now.effect_left * (fast + slow);
}

}  // namespace vtrial::reference::myeloma
