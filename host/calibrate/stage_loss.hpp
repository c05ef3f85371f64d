// The loss of a stage as a function of places between the bounds of its parameters.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/fit_stage.hpp"

namespace vtrial::host {

/// Of a set that makes no study, as where its events cannot be expected: worse than all others.
inline constexpr double loss_without_study = 1e9;

/// Remembers the best place. Not thread-safe; the simulations in it use all threads.
class StageLoss {
  public:
    StageLoss(FitContext const& context, FitStage const& stage, std::string label,
              std::vector<std::string> trials, std::vector<double> starts,
              ParameterSet const& parameters);

    /// From the journal if it is known there, else simulated and written down.
    double at(std::vector<double> const& places);

    /// The set with the stage's parameters at these places.
    ParameterSet set_at(std::vector<double> const& places) const;

    std::string const& label() const { return label_; }
    std::vector<double> const& best_places() const { return best_places_; }
    double best_loss() const { return best_loss_; }
    int evaluations() const { return evaluations_; }
    int sets_without_study() const { return sets_without_study_; }
    int computed() const { return computed_; }
    double seconds() const { return seconds_; }
    std::size_t rows() const { return rows_; }

  private:
    double simulate(std::vector<double> const& places);
    /// Throws TrialProblem only where the first place makes no study.
    double simulate_if_possible(std::vector<double> const& places);

    FitContext const& context_;
    FitStage const& stage_;
    std::string label_;
    std::vector<std::string> trials_;
    std::vector<double> starts_;
    ParameterSet const& parameters_;
    std::vector<double> best_places_;
    double best_loss_ = 0.0;
    int evaluations_ = 0;
    int sets_without_study_ = 0;
    int computed_ = 0;
    double seconds_ = 0.0;  ///< spent on what was computed
    std::size_t rows_ = 0;
};

}  // namespace vtrial::host
