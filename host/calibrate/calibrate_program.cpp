#include "host/calibrate/calibrate_program.hpp"

#include <fmt/format.h>

#include <utility>

#include "host/calibrate/calibrate_options.hpp"
#include "host/calibrate/calibration_files.hpp"
#include "host/commands/backend_choice.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/published_table.hpp"
#include "host/commands/stop_request.hpp"
#include "host/config/read_file.hpp"
#include "host/config/read_study.hpp"
#include "host/config/resolved.hpp"
#include "host/files/output_folder.hpp"
#include "host/spread/parameter_sets.hpp"
#include "host/store/run_lock.hpp"

namespace vtrial::host {
namespace {

constexpr char const* journal_name = "evaluations.csv";
constexpr FileKind fit_kind{"fit", std::uintmax_t{1} << 20,
                            "is larger than 1 MiB; a fit is a few kilobytes"};

/// The fit file; empty where it is wrong, which has been told.
std::optional<FitFile> load_fit(std::filesystem::path const& path, ExitCode& code) {
    std::string reason;
    auto const text = read_file(path, reason, fit_kind);
    if (!text) {
        say(fmt::format("{}: error: {}", printable(path.string()), reason));
        code = ExitCode::input_or_output_failed;
        return std::nullopt;
    }
    Diagnostics diagnostics;
    auto fit = read_fit(path.string(), *text, diagnostics);
    for (Diagnostic const& diagnostic : diagnostics.lines) {
        say(diagnostic.text);
    }
    code = ExitCode::configuration_wrong;
    return fit;
}

std::string time_left(GenerationReport const& report) {
    double const seconds =
        report.seconds_an_evaluation * report.population * (report.generations - report.generation);
    auto const whole = static_cast<long>(seconds);
    return fmt::format("{}:{:02} left at most", whole / 60, whole % 60);
}

/// A line a generation.
void show(GenerationReport const& report) {
    say(fmt::format(
        "{}: generation {} of {}, {} rows, {} parameters, least loss {:.2f}, {:.2f} s "
        "an evaluation, {}",
        report.stage, report.generation, report.generations, report.rows, report.parameters,
        report.loss, report.seconds_an_evaluation, time_left(report)));
}

/// On a processor as many trials at once as threads, each on one; on GPUs one after the other.
SimulationResources resources_of(ComputeOptions compute) {
    BackendChoice const choice = choose_backend(compute);
    SimulationResources resources;
    if (choice.backend->name() == "cpu") {
        resources.at_once = choice.backend->workers();
        compute.backend = "cpu";
        compute.threads = 1;
    }
    resources.make_backend = [compute] { return choose_backend(compute).backend; };
    return resources;
}

FitContext context_of(CalibrateOptions const& options, FitFile const& fit,
                      TrialSimulator& simulator, EvaluationJournal& journal,
                      StopRequest const& stop) {
    FitContext context{fit, simulator, journal};
    if (options.compute.progress != ProgressStyle::none) {
        context.on_generation = show;
        context.on_descent = [](std::string const& stage, int step, double loss) {
            say(fmt::format("{}: descent, step {}, least loss {:.2f}", stage, step, loss));
        };
        context.on_member = [](int done, int all) {
            say(fmt::format("posterior: {} of {} sets", done, all));
        };
    }
    context.check_stop = [&options, &stop, &journal] {
        if (stop.is_made()) {
            throw StoppedEarly(
                fmt::format("{}; {} evaluations are kept in {}; the same command "
                            "goes on",
                            stop.reason(), journal.size(), options.out.string()));
        }
    };
    return context;
}

void warn_of_doubts(Calibration const& calibration) {
    if (calibration.posterior) {
        for (std::string const& doubt : doubts_of(*calibration.posterior)) {
            say("warning: posterior: " + doubt);
        }
    }
}

/// The first scenario of a study under the first sets, as a study file.
std::string spread_study(CalibrateOptions const& options, FitFile const& fit,
                         Calibration const& calibration) {
    StudyReader const read = [&](std::vector<std::string> const& overrides,
                                 Diagnostics& diagnostics) {
        ReadOptions reading;
        reading.overrides = overrides;
        reading.allow_small = true;
        auto file = read_study(options.spread, reading, diagnostics);
        if (file) {
            file->scenarios.resize(1);
        }
        return file;
    };
    DataLog log;
    PosteriorTable const table = read_posterior_table(posterior_csv(fit, calibration), log);
    Diagnostics diagnostics;
    auto const stated = read({}, diagnostics);
    auto const spread =
        stated ? over_parameter_sets(*stated, read, table, options.spread_sets, diagnostics)
               : std::nullopt;
    if (!spread) {
        throw TrialProblem(diagnostics.lines.front().text);
    }
    return resolved_toml(*spread);
}

ExitCode calibrate_by(std::vector<std::string> const& words) {
    CalibrateOptions const options = parse_calibrate_options(words);
    if (options.help) {
        print_result(calibrate_help());
        return ExitCode::done;
    }
    ExitCode code = ExitCode::done;
    auto fit = load_fit(options.fit, code);
    if (!fit) {
        return code;
    }
    for (FitStage& stage : fit->stages) {
        stage.descent_steps = options.descent_steps.value_or(stage.descent_steps);
    }
    std::vector<PublishedNumber> published;
    auto const folder = options.fit.parent_path();
    code = load_published_table(
        fit->published.empty() ? std::nullopt : std::optional(folder / fit->published), published);
    if (code != ExitCode::done) {
        return code;
    }
    TrialSimulator simulator(*fit, folder, std::move(published), resources_of(options.compute));
    OutputFolder output(options.out);
    output.prepare();
    RunLock const lock(options.out);
    if (options.force) {
        output.remove(journal_name);
    }
    // a perturbed fit walks another way
    std::string const identity = fmt::format(
        "{} {} {}", fit->sha256, options.wishes.perturbation_sd, options.wishes.perturbation_seed);
    EvaluationJournal journal(options.out / journal_name, identity);
    catch_stop_signals();
    StopRequest const stop(options.compute.max_minutes);
    FitContext const context = context_of(options, *fit, simulator, journal, stop);
    Calibration const calibration = calibrate(context, options.wishes);
    for (PageFile const& file : calibration_files(*fit, calibration)) {
        output.write(file.name, file.text);
    }
    warn_of_doubts(calibration);
    if (!options.spread.empty()) {
        output.write(options.spread.stem().string() + "_spread.toml",
                     spread_study(options, *fit, calibration));
    }
    if (!options.compute.quiet) {
        print_result(options.compute.json ? calibration_json(*fit, calibration)
                                          : calibration_report(*fit, calibration));
    }
    return ExitCode::done;
}

}  // namespace

ExitCode run_calibrate_program(std::vector<std::string> const& words) {
    return guarded("vtrial-calibrate", [&words] {
        try {
            return calibrate_by(words);
        } catch (TrialProblem const& problem) {
            say(problem.what());
            return ExitCode::configuration_wrong;
        }
    });
}

}  // namespace vtrial::host
