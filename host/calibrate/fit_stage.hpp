// One stage of a fit: CMA-ES (Hansen 2006, as pagmo has it) from where the parameters stand.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/calibrate/evaluation_journal.hpp"
#include "host/calibrate/fit_loss.hpp"

namespace vtrial::host {

/// What is told after each generation.
struct GenerationReport {
    std::string stage;
    int generation = 0;  ///< from 1
    int generations = 0;
    std::size_t parameters = 0;
    std::size_t rows = 0;
    double loss = 0.0;  ///< the least so far, priors included
    double seconds_an_evaluation = 0.0;
    int population = 0;  ///< evaluations a generation
};

/// What a fit needs from outside: where to look things up, and whom to tell.
struct FitContext {
    FitFile const& fit;
    TrialSimulator& simulator;
    EvaluationJournal& journal;
    std::function<void(GenerationReport const&)> on_generation = [](GenerationReport const&) {};
    /// stage, step, loss
    std::function<void(std::string const&, int, double)> on_descent = [](std::string const&, int,
                                                                         double) {};
    std::function<void(int, int)> on_member = [](int, int) {};  ///< of a posterior: done, of all
    /// throws what ends the fit early; asked before each simulation
    std::function<void()> check_stop = [] {};
};

struct StageResult {
    std::string stage;
    std::vector<std::string> trials;  ///< whose rows counted
    std::vector<double> starts;       ///< by parameter
    std::vector<double> values;       ///< the best
    double start_loss = 0.0;          ///< priors included
    double loss = 0.0;
    int evaluations = 0;
    int sets_without_study = 0;  ///< of the evaluations: the set made no study
    int generations = 0;
    bool has_converged = false;  ///< the least loss no longer fell
};

/// Where the stage's parameters stand: their `start`, else what an earlier stage has found, else
/// what the studies state. Throws TrialProblem where that lies outside their bounds.
std::vector<double> starts_of(FitStage const& stage, TrialSimulator const& simulator,
                              FitFile const& fit, ParameterSet const& parameters);

/// Fits the stage's parameters on the rows of `trials`, puts the best into `parameters`. `label`
/// names the evaluations in the journal. `first` are the values to begin with; priors stay centred
/// on `starts`.
StageResult fit_stage(FitContext const& context, FitStage const& stage, std::string const& label,
                      std::vector<std::string> const& trials, std::vector<double> const& starts,
                      std::vector<double> const& first, ParameterSet& parameters);

}  // namespace vtrial::host
