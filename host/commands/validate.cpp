#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/commands/backend_choice.hpp"
#include "host/commands/builtin_trials.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/load_study.hpp"
#include "host/commands/published_table.hpp"
#include "host/commands/validate_options.hpp"
#include "host/engine/engine.hpp"
#include "host/files/output_folder.hpp"
#include "host/validate/validation_json.hpp"
#include "host/validate/validation_page.hpp"
#include "host/validate/validation_table.hpp"

namespace vtrial::host {
namespace {

/// What the command needs before it computes, or the exit code where something is wrong.
struct Prepared {
    std::vector<PublishedNumber> published;
    std::vector<trials::StudyFile> studies;  ///< each with the one scenario to simulate
    ExitCode code = ExitCode::done;
};

/// A study must say which trial's numbers it is to reproduce, and these must be there.
bool has_published_trial(trials::StudyFile const& file,
                         std::vector<PublishedNumber> const& published) {
    std::string const& trial = file.scenarios.front().study.published_trial;
    if (trial.empty()) {
        say(
            fmt::format("{}: error: published_trial is missing: the trial whose published numbers "
                        "the study is to reproduce",
                        printable(file.name)));
        return false;
    }
    bool const has_numbers =
        std::any_of(published.begin(), published.end(),
                    [&](PublishedNumber const& number) { return number.trial == trial; });
    if (!has_numbers) {
        say(fmt::format("{}: error: published_trial: no number of \"{}\" is among those published",
                        printable(file.name), printable(trial)));
    }
    return has_numbers;
}

Prepared prepare(ValidateOptions const& options) {
    Prepared prepared;
    prepared.code = load_published_table(options.published, prepared.published);
    for (std::string const& trial : options.trials) {
        RunOptions run = options.run;
        run.study = trial;
        LoadedStudy loaded = load_study_or_builtin(run);
        if (loaded.file && !has_published_trial(*loaded.file, prepared.published)) {
            loaded = {std::nullopt, ExitCode::configuration_wrong};
        }
        if (loaded.file) {
            loaded.file->scenarios.resize(1);
            prepared.studies.push_back(std::move(*loaded.file));
        } else if (prepared.code == ExitCode::done) {
            prepared.code = loaded.code;
        }
    }
    return prepared;
}

ValidatedTrial validate(trials::StudyFile const& file,
                        std::vector<PublishedNumber> const& published, Backend& backend,
                        Progress& progress) {
    trials::Scenario const& scenario = file.scenarios.front();
    ScenarioResult const result =
        simulate(scenario, file.replicates, backend,
                 [&progress](std::int64_t replicates) { progress.add(replicates); });
    SimulatedTrial const simulated(scenario.study, file.replicates, estimates(result),
                                   curves(result));
    return {file.name,
            file.title,
            scenario.name,
            file.replicates,
            scenario.study,
            simulated.curves(),
            confront(simulated, published)};
}

/// Whether enough of the sourced targets of each trial hold; says of which they do not.
bool is_accepted(std::vector<ValidatedTrial> const& trials, std::optional<double> at_least) {
    bool is_good = true;
    for (ValidatedTrial const& trial : trials) {
        SourcedTargets const counted = sourced_targets(trial.confrontation);
        if (at_least && (counted.all == 0 || counted.share() < *at_least)) {
            say(fmt::format("vtrial: {}: {} of {} sourced targets hold, fewer than {} of them",
                            printable(trial.study_name), counted.holding, counted.all, *at_least));
            is_good = false;
        }
    }
    return is_good;
}

void write_page(std::filesystem::path const& path, std::vector<ValidatedTrial> const& trials) {
    OutputFolder folder(path);
    folder.prepare();
    for (PageFile const& file : validation_page(trials)) {
        folder.write(file.name, file.text);
    }
}

}  // namespace

ExitCode validate_command(std::vector<std::string> const& words) {
    ValidateOptions const options = parse_validate_options(words);
    if (options.run.help) {
        print_result(help_of("validate"));
        return ExitCode::done;
    }
    BackendChoice choice = choose_backend(options.run.compute);
    Prepared const prepared = prepare(options);
    if (prepared.code != ExitCode::done) {
        return prepared.code;
    }
    std::int64_t replicates = 0;
    for (trials::StudyFile const& study : prepared.studies) {
        replicates += study.replicates;
    }
    std::vector<ValidatedTrial> validated;
    {
        Progress progress(options.run.compute.progress, replicates);
        for (trials::StudyFile const& study : prepared.studies) {
            validated.push_back(validate(study, prepared.published, *choice.backend, progress));
        }
    }
    if (options.run.out) {
        write_page(*options.run.out, validated);
    }
    if (!options.run.compute.quiet) {
        print_result(options.run.compute.json ? validation_json(validated)
                                              : validation_table(validated));
    }
    return is_accepted(validated, options.at_least) ? ExitCode::done
                                                    : ExitCode::incomplete_or_check_failed;
}

}  // namespace vtrial::host
