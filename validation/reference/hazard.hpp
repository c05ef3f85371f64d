// The cumulative hazard of one transition for the patients of one arm and profile, in months.
#pragma once

#include <vector>

#include "trials/study.hpp"

namespace vtrial::reference {

/// H(t) = integral of baseline hazard * ratio, the ratio (effect * prognosis) changing in steps.
class CumulativeHazard {
  public:
    /// `arm` is 0 for control, 1 for experimental.
    CumulativeHazard(trials::Study const& study, trials::TransitionModel const& model, int arm,
                     int profile);
    CumulativeHazard(trials::Study const& study, trials::Transition transition, int arm,
                     int profile);

    /// H at `months` since the transition's clock started, in a patient of frailty 1.
    double at(double months) const;

    /// The months at which H reaches a positive value; infinity if it never does.
    double inverse(double cumulative_hazard) const;

    /// Share of the patients in whom the transition never happens.
    double cured_share() const { return baseline_.cured_share; }

    /// Whether the hazard is the same at all times.
    bool is_constant() const;

  private:
    struct RatioStep {
        double start_months;
        double ratio;
    };
    double step_end_months(std::size_t step) const;
    void add_effect(trials::Effect const& effect, double hazard_ratio);

    trials::Hazard baseline_;
    std::vector<RatioStep> steps_;  ///< each lasts until the next one starts, the last forever
};

}  // namespace vtrial::reference
