// Boundaries one look after the other, from the errors that each look may spend.
#pragma once

#include "trials/group_sequential/continuation_density.hpp"

namespace vtrial::trials::group_sequential {

enum class FutilityRule {
    none,
    non_binding,  ///< efficacy bounds keep the type I error also if nobody stops for futility
    binding       ///< they count on it
};

/// Errors to spend at one look.
struct SpendingStep {
    double alpha;
    double beta;  ///< without futility unused
};

/// Both bounds of one look; lower is -no_bound without futility.
struct LookBounds {
    double upper;
    double lower;
};

/// A trial on its way: what goes on under no effect, and under the effect that it looks for.
class BoundaryWalk {
  public:
    /// Before the first look; futility spends its error where z has mean drift * sqrt(information).
    BoundaryWalk(FutilityRule rule, double drift, Panels panels = Panels::narrow)
        : rule_(rule), no_effect_(0.0, panels), effect_(drift, panels) {}

    /// The bounds that spend these errors at a look with more information than the last one;
    /// lower <= upper. `guess` only saves time.
    LookBounds bounds(double information, SpendingStep step, LookBounds guess = {2.0, 0.0}) const;

    /// After a look with these bounds.
    BoundaryWalk advanced(double information, LookBounds bounds) const;

    /// Probability, under the effect, to stop for efficacy at a look with this bound.
    double power_at(double information, double upper) const {
        return effect_.above(information, upper);
    }

  private:
    FutilityRule rule_;
    ContinuationDensity no_effect_;
    ContinuationDensity effect_;
};

}  // namespace vtrial::trials::group_sequential
