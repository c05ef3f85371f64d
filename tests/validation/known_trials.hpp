// Built-in trials as `vtrial validate` simulates and confronts them, with few replicates.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/engine/engine.hpp"
#include "host/validate/confront.hpp"
#include "trials/validate.hpp"

namespace vtrial::test {

#ifdef VTRIAL_SMALL_TESTS
inline constexpr std::int64_t replicates_of_known_trials = 20;
#else
inline constexpr std::int64_t replicates_of_known_trials = 1200;
#endif

/// Residual disease by these months after randomisation, each a response of the simulated trials.
inline constexpr int months_of_residual_disease[] = {12, 36};

inline std::string residual_disease_by(int months) {
    return "MRD by month " + std::to_string(months);
}

/// What is asked of an arm; of none: a comparison of the arms, or a single arm.
inline host::QuantityPath path_to(std::string const& endpoint, host::Measure measure,
                                  std::optional<trials::ArmRole> arm) {
    host::QuantityPath path;
    path.endpoint = endpoint;
    path.measure = measure;
    path.arm = arm;
    return path;
}

/// A trial, its published numbers and the simulated ones that answer them.
class KnownTrial {
  public:
    explicit KnownTrial(std::string const& name) : file_(host::builtin_trial(name)) {
        ask_for_residual_disease();
        host::EngineOptions options;
        options.threads = 2;
        options.level = kernels::best_instruction_level();
        auto const result =
            host::simulate(file_.scenarios.front(), replicates_of_known_trials, options);
        simulated_.emplace(study(), replicates_of_known_trials, host::estimates(result),
                           host::curves(result));
        host::DataLog log;
        confrontation_ = confront(
            *simulated_,
            host::read_published_numbers(*host::builtin_text(host::published_results), log));
    }

    trials::Study const& study() const { return file_.scenarios.front().study; }

    /// The published and simulated hazard ratios of an endpoint in all patients, in the order of
    /// the data cuts.
    std::vector<host::Target> hazard_ratios(std::string const& endpoint) const {
        std::vector<host::Target> found;
        for (host::Target const& target : confrontation_.targets) {
            host::QuantityPath const& path = target.path;
            bool const is_meant = path.measure == host::Measure::hazard_ratio &&
                                  path.endpoint == endpoint && path.subgroup.empty() &&
                                  !path.is_from_second_randomisation;
            if (is_meant) {
                found.push_back(target);
            }
        }
        return found;
    }

    /// What the simulated trials say of a quantity at the last analysis.
    host::SimulatedQuantity ask(host::QuantityPath const& path) const {
        auto const answer = simulated_->ask(path, study().analyses.back().name);
        if (!answer.quantity || !answer.quantity->value) {
            throw std::runtime_error(path.endpoint + " has no answer: " + answer.reason);
        }
        return *answer.quantity;
    }

    /// Per cent of an arm's patients with negative marrow by a month, at the last analysis.
    host::SimulatedQuantity residual_disease_negative(int months, trials::ArmRole arm) const {
        return ask(path_to(residual_disease_by(months), host::Measure::response_per_cent, arm));
    }

  private:
    /// Without the file's subgroups, and its responses but the one that a second randomisation
    /// asks for, which would only take time; those of single arms are asked for.
    void ask_for_residual_disease() {
        trials::Study& study = file_.scenarios.front().study;
        if (is_single_arm(study)) {
            return;
        }
        std::erase_if(study.endpoints, [](trials::Endpoint const& endpoint) {
            return !endpoint.population.empty();
        });
        std::erase_if(study.safety, [](auto const& entry) { return !entry.population.empty(); });
        study.subgroups.clear();
        std::erase_if(study.responses, [&](trials::Response const& response) {
            return !study.second_randomisation ||
                   study.second_randomisation->response != response.name;
        });
        for (int const months : months_of_residual_disease) {
            trials::Response negative;
            negative.name = residual_disease_by(months);
            negative.measure = trials::ResponseMeasure::mrd_negative;
            negative.within_months = months;
            study.responses.push_back(negative);
        }
        if (!validate(study).empty()) {
            throw std::runtime_error(file_.name + " lacks what it refers to");
        }
    }

    trials::StudyFile file_;
    std::optional<host::SimulatedTrial> simulated_;
    host::Confrontation confrontation_;
};

/// A trial is simulated once, whichever test asks first.
inline KnownTrial const& known_trial(std::string const& name) {
    static std::map<std::string, std::unique_ptr<KnownTrial>> trials;
    std::unique_ptr<KnownTrial>& trial = trials[name];
    if (!trial) {
        trial = std::make_unique<KnownTrial>(name);
    }
    return *trial;
}

}  // namespace vtrial::test
