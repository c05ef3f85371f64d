#include "host/calibrate/trial_simulator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/config/overrides.hpp"
#include "host/config/read_file.hpp"
#include "host/config/read_study.hpp"
#include "host/config/study_tree.hpp"
#include "host/engine/engine.hpp"

namespace vtrial::host {
namespace {

/// Of a trial: the best of a fit and what is tried beside it.
constexpr std::size_t remembered_answers = 4;

/// The text of a trial of the fit, and its name for messages.
std::pair<std::string, std::string> text_of(std::string const& trial,
                                            std::filesystem::path const& folder) {
    if (auto const text = builtin_text(builtin_trials, trial)) {
        return {trial + ".toml", std::string(*text)};
    }
    if (!trial.ends_with(".toml")) {
        throw TrialProblem(no_builtin_trial(trial));
    }
    std::filesystem::path const path = folder / trial;
    std::string reason;
    auto text = read_file(path, reason);
    if (!text) {
        throw TrialProblem(fmt::format("{}: {}", path.string(), reason));
    }
    return {path.string(), std::move(*text)};
}

/// Splits `a.b.c` at its points; names in quotes do not occur in the paths of numbers.
std::vector<std::string> parts_of(std::string const& path) {
    std::vector<std::string> parts{""};
    for (char const letter : path) {
        if (letter == '.') {
            parts.emplace_back();
        } else {
            parts.back() += letter;
        }
    }
    return parts;
}

}  // namespace

TrialSimulator::TrialSimulator(FitFile const& fit, std::vector<PublishedNumber> published,
                               SimulationResources const& resources, int replicates)
    : fit_(fit),
      draws_{fit.seed, replicates},
      published_(std::move(published)),
      resources_(resources) {
    for (int thread = 0; thread < resources_.at_once; ++thread) {
        backends_.push_back(resources_.make_backend());
    }
}

TrialSimulator::TrialSimulator(FitFile const& fit, std::filesystem::path const& folder,
                               std::vector<PublishedNumber> published,
                               SimulationResources const& resources)
    : TrialSimulator(fit, std::move(published), resources, fit.replicates) {
    for (std::string const& trial : fit.trials) {
        auto [name, text] = text_of(trial, folder);
        Known known{std::move(text), std::move(name), {}, {}};
        known.study = read(known, {}, draws_).scenarios.front().study;
        bool const has_numbers =
            std::any_of(published_.begin(), published_.end(), [&](PublishedNumber const& number) {
                return number.trial == known.study.published_trial;
            });
        if (!has_numbers) {
            throw TrialProblem(fmt::format("{}: no published number of \"{}\"", known.name,
                                           known.study.published_trial));
        }
        trials_.emplace(trial, std::move(known));
    }
}

TrialSimulator TrialSimulator::with_replicates(int replicates) const {
    TrialSimulator other(fit_, published_, resources_, replicates);
    for (auto const& [trial, known] : trials_) {
        other.trials_.emplace(trial, Known{known.text, known.name, known.study, {}});
    }
    return other;
}

trials::StudyFile TrialSimulator::read(Known const& trial, std::vector<std::string> overrides,
                                       Draws const& draws) const {
    overrides.push_back(fmt::format("replicates={}", draws.replicates));
    overrides.push_back(fmt::format("seed={}", draws.seed));
    if (!fit_.parameters.empty()) {
        overrides.push_back("model.parameters=" + fit_.parameters);
    }
    ReadOptions options{std::move(overrides), true};
    Diagnostics diagnostics;
    auto file = read_study_text(trial.name, trial.text, options, diagnostics);
    if (!file) {
        std::string lines;
        for (Diagnostic const& diagnostic : diagnostics.lines) {
            if (diagnostic.severity == Severity::error) {
                lines += (lines.empty() ? "" : "\n") + diagnostic.text;
            }
        }
        throw TrialProblem(lines);
    }
    file->scenarios.resize(1);
    return std::move(*file);
}

Confrontation const* TrialSimulator::remembered(Known const& trial,
                                                std::vector<std::string> const& overrides) const {
    auto const found =
        std::find_if(trial.answers.begin(), trial.answers.end(),
                     [&](Answer const& answer) { return answer.overrides == overrides; });
    return found == trial.answers.end() ? nullptr : &found->confrontation;
}

Confrontation TrialSimulator::simulate_trial(Known const& trial,
                                             std::vector<std::string> const& overrides,
                                             Draws const& draws, Backend& backend) const {
    trials::StudyFile const file = read(trial, overrides, draws);
    ScenarioResult const result =
        simulate(file.scenarios.front(), file.replicates, backend, [](std::int64_t) {});
    SimulatedTrial const simulated(file.scenarios.front().study, file.replicates, estimates(result),
                                   curves(result));
    return confront(simulated, published_);
}

/// What is not remembered, each once.
std::vector<TrialSimulator::Task> TrialSimulator::tasks_of(std::vector<std::string> const& trials,
                                                           std::vector<ParameterSet> const& sets) {
    std::vector<Task> tasks;
    std::set<std::pair<std::string, std::vector<std::string>>> known;
    for (ParameterSet const& set : sets) {
        for (std::string const& name : trials) {
            Known& trial = trials_.at(name);
            auto overrides = set.overrides_of(name);
            if (remembered(trial, overrides) == nullptr && known.insert({name, overrides}).second) {
                tasks.push_back({&trial, std::move(overrides)});
            }
        }
    }
    return tasks;
}

void TrialSimulator::remember(Task& task, Confrontation&& confrontation) {
    auto& answers = task.trial->answers;
    answers.push_back({std::move(task.overrides), std::move(confrontation)});
    if (answers.size() > most_answers_) {
        answers.pop_front();
    }
}

void TrialSimulator::side_by_side(std::size_t count,
                                  std::function<void(std::size_t, Backend&)> const& work) const {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex mutex;
    auto const work_through = [&](Backend& backend) {
        try {
            for (std::size_t k = next++; k < count; k = next++) {
                work(k, backend);
            }
        } catch (...) {
            next = count;
            std::lock_guard const lock(mutex);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (auto const& backend : backends_) {
            threads.emplace_back([&work_through, &backend] { work_through(*backend); });
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void TrialSimulator::prepare(std::vector<std::string> const& trials,
                             std::vector<ParameterSet> const& sets) {
    auto tasks = tasks_of(trials, sets);
    most_answers_ = std::max(most_answers_, remembered_answers + sets.size());
    std::mutex mutex;
    side_by_side(tasks.size(), [&](std::size_t k, Backend& backend) {
        auto confrontation = simulate_trial(*tasks[k].trial, tasks[k].overrides, draws_, backend);
        std::lock_guard const lock(mutex);
        remember(tasks[k], std::move(confrontation));
    });
}

std::vector<Confrontation> TrialSimulator::single_trials(std::string const& trial,
                                                         ParameterSet const& parameters,
                                                         std::vector<std::uint64_t> const& seeds) {
    Known const& known = trials_.at(trial);
    auto const overrides = parameters.overrides_of(trial);
    std::vector<Confrontation> answers(seeds.size());
    side_by_side(seeds.size(), [&](std::size_t k, Backend& backend) {
        answers[k] = simulate_trial(known, overrides, {seeds[k], 1}, backend);
    });
    return answers;
}

std::vector<Confrontation> TrialSimulator::confront_all(std::vector<std::string> const& trials,
                                                        ParameterSet const& parameters) {
    prepare(trials, {parameters});
    std::vector<Confrontation> answers;
    for (std::string const& trial : trials) {
        answers.push_back(*remembered(trials_.at(trial), parameters.overrides_of(trial)));
    }
    return answers;
}

double TrialSimulator::stated(std::string const& trial, std::string const& path) const {
    Known const& known = trials_.at(trial);
    TomlNode const tree = study_tree(known.study);
    TomlNode const* node = &tree;
    for (std::string const& part : parts_of(path)) {
        node = node != nullptr && node->kind == TomlKind::table ? node->find(part) : nullptr;
    }
    if (node != nullptr && node->kind == TomlKind::integer) {
        return static_cast<double>(node->integer);
    }
    if (node == nullptr || node->kind != TomlKind::number) {
        throw TrialProblem(
            fmt::format("{}: {} is no number of the study; state its start", known.name, path));
    }
    return node->number;
}

double TrialSimulator::patients_of(std::string const& trial, Target const& target) const {
    trials::Study const& study = trials_.at(trial).study;
    if (!target.path.arm) {
        return study.patients;
    }
    int const arm = *target.path.arm == trials::ArmRole::control ? 0 : 1;
    return static_cast<double>(study.patients) * study.arms[static_cast<std::size_t>(arm)].ratio /
           (study.arms[0].ratio + study.arms[1].ratio);
}

}  // namespace vtrial::host
