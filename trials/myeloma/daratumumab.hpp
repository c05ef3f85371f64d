// What daratumumab does, the same in every trial: exposure, CD38, two kills, escape, and what is
// left of it after progression on it.
//
// Of every number: where it is from. "published": from the source named, reduced where it says so;
// "fitted": by a prototype of this model to both arms of seven trials at once, so no prediction;
// "assumed": neither. docs/MYELOMA.md says which of them the data do not tell.
#pragma once

#include <cstdint>

namespace vtrial::trials {

/// One compartment with linear clearance and a saturated, declining target-mediated elimination.
struct DaratumumabExposure {
    double clearance_litres_per_day = 0.15;  ///< published: reduced from Xu 2020, two compartments
    double clearance_log_sd = 0.38;          ///< published: reduced from Xu 2020
    double volume_litres = 6.0;              ///< published: reduced from Xu 2020
    double target_mediated_mg_per_day = 30.0;              ///< published: reduced from Xu 2020
    double target_mediated_log_sd = 0.6;                   ///< published: reduced from Xu 2020
    double target_mediated_decline_per_day = 0.025;        ///< published: reduced from Xu 2020
    double half_effect_concentration_mg_per_litre = 30.0;  ///< published: Xu 2017, unchecked
    double half_occupancy_mg_per_litre = 1.0;              ///< published: Km 0.93 of Xu 2020

    bool operator==(DaratumumabExposure const&) const = default;
};

/// CD38 on the tumour, relative to before treatment: lost while occupied, back after stopping.
struct Cd38Turnover {
    double loss_months = 0.30;     ///< fixed: only its product with the fast kill's rate matters
    double recovery_months = 2.6;  ///< assumed: back six months after the last dose (Nijhof 2016)
    double floor = 0.15;           ///< published: Nijhof 2016, unchecked; cancels, see the kill

    bool operator==(Cd38Turnover const&) const = default;
};

/// Whether the fast kill dies away with CD38 or goes on with what is left on the cells. Trials do
/// not tell them apart: the first is assumed, the other is to be asked for.
enum class FastKillAtCd38Floor : std::uint8_t { ends, continues };

/// Complement, NK cells and macrophages: needs CD38.
struct FastKill {
    double rate_per_month = 2.93;                              ///< fitted
    double log_sd = 1.37;                                      ///< fitted
    double cd38_exponent = 1.0;                                ///< assumed
    double share_without_immunomodulation = 0.65;              ///< fitted
    FastKillAtCd38Floor at_floor = FastKillAtCd38Floor::ends;  ///< assumed

    bool operator==(FastKill const&) const = default;
};

/// T cells freed of CD38-positive suppressor cells: builds up under the drug, outlasts it, and
/// needs no CD38. `rapid_share` of the state may follow the drug at a speed of its own.
struct ImmuneKill {
    double rate_per_month = 0.133;          ///< fitted
    double log_sd = 1.93;                   ///< fitted
    double onset_months = 2.04;             ///< fitted; 18.5 if the newly diagnosed alone decide
    double persistence_months = 46.0;       ///< fitted, from treatment that ends before progression
    double rapid_share = 0.0;               ///< assumed: one speed
    double rapid_onset_months = 1.0;        ///< assumed; without effect at a share of 0
    double rapid_persistence_months = 2.0;  ///< assumed; likewise

    bool operator==(ImmuneKill const&) const = default;
};

/// At a rate while on the drug, a patient's disease starts to lose both effects.
struct Escape {
    double rate_per_month = 0.0025;  ///< fitted; hardly needed
    double decline_months = 6.0;     ///< assumed

    bool operator==(Escape const&) const = default;
};

/// What age and earlier treatment have left of the effector cells: factor on both kills. The
/// prototype, whose fit these numbers are, hardly needed the losses with lines and refractoriness;
/// the shipped fit does (configs/parameters/shipped.toml).
struct ImmuneFitness {
    double log_loss_per_decade_over_70 = 0.15;         ///< assumed; the younger gain
    double log_loss_per_further_prior_line = 0.026;    ///< fitted
    double log_loss_if_refractory = 0.037;             ///< fitted
    double share_restored_by_immunomodulation = 0.68;  ///< fitted; not identified

    bool operator==(ImmuneFitness const&) const = default;
};

/// Where the loss of effect after progression on daratumumab is felt. `when_reused` reproduces the
/// prototype's PFS2 and survival, the others do not; it lets what is left of the immune effect work
/// on in lines without daratumumab, and that is what carries PFS2.
enum class LossAfterProgression : std::uint8_t { when_reused, in_later_lines, at_once };

/// Progression on daratumumab or soon after its last dose.
struct DaratumumabRefractoriness {
    double months_after_last_dose = 6.0;                            ///< assumed
    double effect_when_lost = 0.046;                                ///< fitted; not identified
    LossAfterProgression loss = LossAfterProgression::when_reused;  ///< found by reproduction
    double log_loss_of_next_depth = 0.19;                           ///< fitted
    double log_death_hazard = 0.23;                                 ///< fitted
    double log_growth = -0.04;                                      ///< fitted; not identified

    bool operator==(DaratumumabRefractoriness const&) const = default;
};

struct Daratumumab {
    DaratumumabExposure exposure;
    Cd38Turnover cd38;
    FastKill fast_kill;
    ImmuneKill immune_kill;
    Escape escape;
    ImmuneFitness fitness;
    DaratumumabRefractoriness refractoriness;

    bool operator==(Daratumumab const&) const = default;
};

}  // namespace vtrial::trials
