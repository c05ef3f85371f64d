// The disease: growth, a resistant clone, transformation, what the backbone does to it, and what a
// patient's prognosis changes. Burden is relative to that at randomisation (about 1e12 cells).
#pragma once

namespace vtrial::trials {

/// Log-scale prognosis of a patient: the sum of what applies, less its mean in the trial.
struct Prognosis {
    double stage_2 = 0.25;                 ///< assumed, after R-ISS and R2-ISS
    double stage_3 = 0.50;                 ///< assumed, likewise
    double high_risk_cytogenetics = 0.45;  ///< assumed, likewise
    double on_log_growth = 0.55;           ///< assumed
    double on_log_depth = 0.45;            ///< assumed; shallower
    double on_log_death_hazard = 0.45;     ///< assumed

    bool operator==(Prognosis const&) const = default;
};

/// Gompertz: a rate of `rate_per_month` at randomisation that falls to 0 at the plateau with the
/// logarithm of the burden. Both clones grow alike.
struct Growth {
    double rate_per_month = 0.0;                     ///< of the trial: fitted
    double log_sd = 0.798;                           ///< fitted; some trials have their own
    double correlation_with_aggressiveness = 0.906;  ///< fitted
    double plateau_burden = 3.53;                    ///< fitted
    double log_per_further_prior_line = 0.136;  ///< fitted; the trial's rate is that after one line
    double log_if_refractory = 0.493;           ///< fitted
    double log_per_later_line = 0.017;          ///< fitted; not identified

    bool operator==(Growth const&) const = default;
};

/// At an exponential time the disease turns aggressive, for good.
struct Transformation {
    double rate_per_month = 0.0287;  ///< fitted
    double growth_factor = 2.5;      ///< assumed, with the rate

    bool operator==(Transformation const&) const = default;
};

/// The share that the backbone does not touch is 10 to the power of minus the depth.
struct ResistantClone {
    double depth_log10 = 0.0;                       ///< of the trial: median; fitted
    double log_sd = 1.563;                          ///< fitted; some trials have their own
    double correlation_with_aggressiveness = 0.06;  ///< fitted; the aggressive go less deep
    double log_loss_per_further_prior_line = 0.05;  ///< fitted
    double log_loss_if_refractory = 0.195;          ///< fitted
    double smallest_share = 1e-11;                  ///< assumed
    double largest_share = 0.95;                    ///< assumed

    bool operator==(ResistantClone const&) const = default;
};

/// How fast the backbone kills sensitive cells.
struct BackboneKill {
    double rate_per_month = 0.0;        ///< of the trial: fitted
    double log_sd = 0.703;              ///< fitted
    double decline_per_month = 0.0034;  ///< fitted; not identified

    bool operator==(BackboneKill const&) const = default;
};

/// Lenalidomide and its like slow the growth of both clones in the first line.
struct Cytostasis {
    double growth_share_lost = 0.544;  ///< fitted

    bool operator==(Cytostasis const&) const = default;
};

struct Disease {
    Prognosis prognosis;
    Growth growth;
    Transformation transformation;
    ResistantClone resistant_clone;
    BackboneKill backbone_kill;
    Cytostasis cytostasis;
    double smallest_burden = 1e-14;  ///< of a clone: assumed; nobody is cured

    bool operator==(Disease const&) const = default;
};

}  // namespace vtrial::trials
