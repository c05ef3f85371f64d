#include "host/calibrate/fit_stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <utility>

#include "host/calibrate/descent.hpp"
#include "host/calibrate/stage_loss.hpp"

namespace vtrial::host {
namespace {

/// A stage as pagmo wants a problem: copied at will, so it points to what it works on.
struct StageProblem {
    StageLoss* loss = nullptr;
    std::size_t parameters = 0;

    pagmo::vector_double fitness(pagmo::vector_double const& places) const {
        return {loss->at(places)};
    }
    std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
        return {pagmo::vector_double(parameters, 0.0), pagmo::vector_double(parameters, 1.0)};
    }
};

constexpr double least_fall = 1e-3;  // as a share of the loss

/// Whether the least loss still falls; it may rest for 10 + 30 n / lambda generations (Hansen's
/// usual limit for n parameters and lambda points a generation).
class Patience {
  public:
    Patience(std::size_t parameters, int population)
        : generations_(10 + 30 * static_cast<int>(parameters) / population) {}

    bool is_over(double loss) {
        if (loss < reference_ * (1.0 - least_fall)) {
            reference_ = loss;
            waited_ = 0;
        }
        return ++waited_ > generations_;
    }

  private:
    int generations_;
    double reference_ = 1e300;
    int waited_ = 0;
};

int population_of(FitStage const& stage) {
    auto const parameters = static_cast<double>(stage.parameters.size());
    int const usual = 4 + static_cast<int>(3.0 * std::log(parameters));
    return stage.population > 0 ? stage.population : std::max(5, usual);
}

/// pagmo begins from the best of a population; this one is the start alone.
pagmo::population first_population(StageLoss& loss, std::vector<double> const& places,
                                   std::size_t count, unsigned seed) {
    pagmo::population population(pagmo::problem(StageProblem{&loss, places.size()}), 0, seed);
    double const at_start = loss.at(places);
    for (std::size_t k = 0; k < count; ++k) {
        population.push_back(places, {at_start});
    }
    return population;
}

/// What an earlier stage has found, else what the study states.
double standing(FittedParameter const& parameter, TrialSimulator const& simulator,
                FitFile const& fit, ParameterSet const& parameters) {
    std::string const owner = parameter.is_shared() ? "" : parameter.trials.front();
    auto const found = parameters.values().find({owner, parameter.path});
    if (found != parameters.values().end()) {
        return found->second;
    }
    return simulator.stated(parameter.is_shared() ? fit.trials.front() : owner, parameter.path);
}

/// CMA-ES from these places; sets the result's generations and whether it has converged.
void evolve(FitContext const& context, FitStage const& stage, std::vector<double> const& places,
            StageLoss& loss, StageResult& result) {
    auto const seed = static_cast<unsigned>(context.fit.seed);
    constexpr double usual = -1.0;  // pagmo's own learning rates
    constexpr double never = 0.0;   // the first population is one point, whose spread is 0
    pagmo::algorithm algorithm{
        pagmo::cmaes(1, usual, usual, usual, usual, stage.step, never, never, true, true, seed)};
    int const size = population_of(stage);
    pagmo::population population =
        first_population(loss, places, static_cast<std::size_t>(size), seed);
    Patience patience(places.size(), size);
    while (result.generations < stage.generations && !result.has_converged) {
        int const before = loss.evaluations();
        population = algorithm.evolve(population);
        bool const is_stuck = loss.evaluations() == before;
        result.has_converged = patience.is_over(loss.best_loss()) || is_stuck;
        ++result.generations;
        double const each = loss.computed() > 0 ? loss.seconds() / loss.computed() : 0.0;
        context.on_generation({result.stage, result.generations, stage.generations,
                               stage.parameters.size(), loss.rows(), loss.best_loss(), each, size});
    }
}

}  // namespace

std::vector<double> starts_of(FitStage const& stage, TrialSimulator const& simulator,
                              FitFile const& fit, ParameterSet const& parameters) {
    std::vector<double> starts;
    for (FittedParameter const& parameter : stage.parameters) {
        double const start =
            parameter.start ? *parameter.start : standing(parameter, simulator, fit, parameters);
        if (start < parameter.low || start > parameter.high) {
            throw TrialProblem(fmt::format("{}: {} begins at {}, outside of its bounds {} ... {}",
                                           stage.name, parameter.path, start, parameter.low,
                                           parameter.high));
        }
        starts.push_back(start);
    }
    return starts;
}

StageResult fit_stage(FitContext const& context, FitStage const& stage, std::string const& label,
                      std::vector<std::string> const& trials, std::vector<double> const& starts,
                      std::vector<double> const& first, ParameterSet& parameters) {
    ParameterSet const before = parameters;
    StageLoss loss(context, stage, label, trials, starts, before);
    std::vector<double> places;
    for (std::size_t k = 0; k < stage.parameters.size(); ++k) {
        places.push_back(std::clamp(place_of(stage.parameters[k], first[k]), 0.0, 1.0));
    }
    StageResult result{label, trials, starts, {}, loss.at(places), 0.0, 0, 0, 0, false};
    places = descend(context, stage, trials, starts, places, loss);
    evolve(context, stage, places, loss, result);
    parameters = loss.set_at(loss.best_places());
    for (std::size_t k = 0; k < stage.parameters.size(); ++k) {
        result.values.push_back(value_at(stage.parameters[k], loss.best_places()[k]));
    }
    result.loss = loss.best_loss();
    result.evaluations = loss.evaluations();
    result.sets_without_study = loss.sets_without_study();
    return result;
}

}  // namespace vtrial::host
