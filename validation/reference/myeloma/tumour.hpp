// Two clones, and the marker that they leave in blood or urine.
#pragma once

#include "trials/myeloma/disease.hpp"

namespace vtrial::reference::myeloma {

/// Burden relative to that at randomisation.
struct Clones {
    double sensitive = 1.0;
    double resistant = 0.0;

    double burden() const { return sensitive + resistant; }
    /// The same burden, of which a new treatment does not touch this share.
    void split(double resistant_share);
};

/// Net rates per month that hold for a cycle.
struct CloneRates {
    double sensitive = 0.0;
    double resistant = 0.0;
};

/// Gompertz: the rate at baseline burden times ln(plateau / burden) / ln(plateau), not below 0.
double gompertz_rate(double rate_at_baseline, double plateau_burden, double burden);

Clones grow_clones(Clones const& start, CloneRates const& rates, double months,
                   double smallest_burden);

/// The marker relative to baseline follows the burden N as it is cleared: dM/dt = k (N - M). Exact
/// where each clone grows at a constant rate.
double follow_burden(double marker, Clones const& start, CloneRates const& rates,
                     double clearance_per_month, double months);

}  // namespace vtrial::reference::myeloma
