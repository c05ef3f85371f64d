// The trials of a fit, simulated with changed parameters and set against their published numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/calibrate/fit_file.hpp"
#include "host/calibrate/parameter_set.hpp"
#include "host/engine/backend.hpp"
#include "host/validate/confront.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// What is wrong with a trial of the fit: the lines have been made as a study's are.
struct TrialProblem : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Where trials are simulated: each on a backend of its own, so many at once.
struct SimulationResources {
    std::function<std::unique_ptr<Backend>()> make_backend;
    int at_once = 1;
};

class TrialSimulator {
  public:
    /// Reads the studies; paths are relative to the folder of the fit. Throws TrialProblem.
    TrialSimulator(FitFile const& fit, std::filesystem::path const& folder,
                   std::vector<PublishedNumber> published, SimulationResources const& resources);

    /// The trials, changed, each simulated with the fit's seed and replicates, side by side. Throws
    /// TrialProblem where the change makes no study. The last answers are remembered.
    std::vector<Confrontation> confront_all(std::vector<std::string> const& trials,
                                            ParameterSet const& parameters);

    /// Simulates the trials with all of these sets side by side, for confront_all to remember.
    void prepare(std::vector<std::string> const& trials, std::vector<ParameterSet> const& sets);

    /// The same trials with so many replicates an evaluation: less noise, at its price.
    TrialSimulator with_replicates(int replicates) const;

    /// One trial, changed, simulated alone with each of these seeds: what a publication of it could
    /// have said. Not remembered. Throws TrialProblem where the change makes no study.
    std::vector<Confrontation> single_trials(std::string const& trial,
                                             ParameterSet const& parameters,
                                             std::vector<std::uint64_t> const& seeds);

    /// Which published trial a trial of the fit stands for.
    std::string const& published_trial(std::string const& trial) const {
        return trials_.at(trial).study.published_trial;
    }

    /// What a study states at a path that `--set` takes, in the trial as its file has it. Throws
    /// TrialProblem where there is no number.
    double stated(std::string const& trial, std::string const& path) const;

    /// Patients of the arm that a target is of, those of the trial where it compares both.
    double patients_of(std::string const& trial, Target const& target) const;

  private:
    TrialSimulator(FitFile const& fit, std::vector<PublishedNumber> published,
                   SimulationResources const& resources, int replicates);
    struct Answer {
        std::vector<std::string> overrides;
        Confrontation confrontation;
    };
    /// What is drawn: the fit's trials, or one of its own.
    struct Draws {
        std::uint64_t seed = 0;
        int replicates = 1;
    };
    struct Known {
        std::string text;     ///< of the study file
        std::string name;     ///< of the file, for messages
        trials::Study study;  ///< as the file has it
        std::deque<Answer> answers;
    };

    trials::StudyFile read(Known const& trial, std::vector<std::string> overrides,
                           Draws const& draws) const;
    Confrontation const* remembered(Known const& trial,
                                    std::vector<std::string> const& overrides) const;
    Confrontation simulate_trial(Known const& trial, std::vector<std::string> const& overrides,
                                 Draws const& draws, Backend& backend) const;
    /// work(k, backend) for all k below the count, on all backends. Throws what one of them has
    /// thrown; the rest is then left.
    void side_by_side(std::size_t count,
                      std::function<void(std::size_t, Backend&)> const& work) const;
    struct Task {
        Known* trial;
        std::vector<std::string> overrides;
    };
    std::vector<Task> tasks_of(std::vector<std::string> const& trials,
                               std::vector<ParameterSet> const& sets);
    void remember(Task& task, Confrontation&& confrontation);

    FitFile const& fit_;
    Draws draws_;  ///< of an evaluation
    std::vector<PublishedNumber> published_;
    SimulationResources resources_;
    std::vector<std::unique_ptr<Backend>> backends_;  ///< one a thread
    std::map<std::string, Known> trials_;
    std::size_t most_answers_ = 0;  ///< remembered of a trial
};

}  // namespace vtrial::host
