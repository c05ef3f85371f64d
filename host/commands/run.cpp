#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "host/commands/commands.hpp"
#include "host/commands/load_study.hpp"
#include "host/config/resolved.hpp"
#include "host/engine/engine.hpp"
#include "host/engine/errors.hpp"
#include "host/files/manifest.hpp"
#include "host/files/output_folder.hpp"
#include "host/report/csv.hpp"
#include "host/report/curves.hpp"
#include "host/report/estimates.hpp"
#include "host/report/json.hpp"
#include "host/report/table.hpp"
#include "trials/closed_form.hpp"

namespace vtrial::host {
namespace {

constexpr char const* table_name = "summary.txt";
constexpr char const* json_name = "results.json";

/// The backend that can run; the CPU is the only one in this version.
void require_backend(RunOptions const& options) {
    if (options.backend == "cuda") {
        throw DeviceError("this version has no CUDA backend: use --backend cpu");
    }
    if (options.level > kernels::best_instruction_level()) {
        throw DeviceError("this processor has no AVX-512 (x86-64-v4): use --instructions auto");
    }
}

/// Options with every `auto` replaced by what this machine offers.
RunOptions resolve(RunOptions options) {
    if (options.level == kernels::InstructionLevel::none) {
        options.level = kernels::best_instruction_level();
    }
    if (options.threads == 0) {
        options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    }
    return options;
}

std::vector<ScenarioResult> simulate_all(trials::StudyFile const& file, RunOptions const& options) {
    auto const scenarios = static_cast<std::int64_t>(file.scenarios.size());
    Progress progress(options.progress, scenarios * file.replicates);
    EngineOptions engine;
    engine.threads = options.threads;
    engine.level = options.level;
    engine.on_progress = [&progress](std::int64_t replicates) { progress.add(replicates); };
    std::vector<ScenarioResult> results;
    for (trials::Scenario const& scenario : file.scenarios) {
        results.push_back(simulate(scenario, file.replicates, engine));
    }
    return results;
}

std::vector<ClosedForm> closed_forms(trials::StudyFile const& file) {
    std::vector<ClosedForm> forms;
    for (trials::Scenario const& scenario : file.scenarios) {
        for (trials::Analysis const& analysis : scenario.study.analyses) {
            if (auto const form = trials::closed_form(scenario.study, analysis)) {
                forms.push_back(
                    {scenario.name, analysis.name, "PFS", "Schoenfeld", form->power, form->months});
            }
        }
    }
    return forms;
}

/// Writes all files, the manifest last, and returns what stdout is to show.
std::string write_results(trials::StudyFile const& file, std::vector<ScenarioResult> const& results,
                          RunRecord& record, RunOptions const& options, OutputFolder& folder) {
    std::vector<EstimateRow> estimate_rows;
    std::vector<CurveRow> curve_rows;
    for (ScenarioResult const& result : results) {
        auto const estimated = estimates(result);
        auto const curve = curves(result);
        estimate_rows.insert(estimate_rows.end(), estimated.begin(), estimated.end());
        curve_rows.insert(curve_rows.end(), curve.begin(), curve.end());
    }
    std::string const summary = file.title + "\n\n" + table(results, closed_forms(file));
    std::string const json = results_json(results);
    folder.write("estimates.csv", estimates_csv(estimate_rows));
    folder.write("curves.csv", curves_csv(curve_rows));
    folder.write(json_name, json);
    folder.write(table_name, summary);
    record.file_hashes = folder.hashes();
    folder.write(manifest_name, manifest_json(record, results));
    return options.json ? json : summary;
}

/// What a run is asked for, before it starts.
RunRecord record_of(std::vector<std::string> const& words, RunOptions const& options,
                    trials::StudyFile const& file) {
    RunRecord record;
    record.command = {"vtrial", "run"};
    record.command.insert(record.command.end(), words.begin(), words.end());
    record.resolved_study = resolved_toml(file);
    record.study_sha256 = sha256(record.resolved_study);
    record.started_utc = utc_now();
    record.backend = "cpu";
    record.instruction_level =
        options.level == kernels::InstructionLevel::v4 ? "x86-64-v4" : "x86-64-v3";
    record.threads = options.threads;
    record.replicates = file.replicates;
    return record;
}

/// results/STUDY-HASH: another version of the study gets another folder.
std::filesystem::path default_folder(trials::StudyFile const& file, RunRecord const& record) {
    return std::filesystem::path("results") / (file.name + "-" + record.study_sha256.substr(0, 12));
}

/// What is done with a folder that is not empty: the same study is shown again, anything else
/// refused.
bool shows_finished_run(OutputFolder const& folder, std::string const& study_sha256,
                        RunOptions const& options) {
    FolderState const state = folder.state(study_sha256);
    if (options.force || state == FolderState::empty_or_new) {
        return false;
    }
    if (state == FolderState::something_else) {
        throw FileError(
            fmt::format("{} holds something else: use --force to overwrite it, or name another "
                        "folder with --out",
                        folder.path().string()));
    }
    if (!options.quiet) {
        say(fmt::format("vtrial: {} holds this study already; --force runs it again",
                        folder.path().string()));
        print_result(folder.read(options.json ? json_name : table_name));
    }
    return true;
}

}  // namespace

ExitCode run_command(std::vector<std::string> const& words) {
    RunOptions options = parse_run_options("run", words);
    if (options.help) {
        print_result(run_help("run"));
        return ExitCode::done;
    }
    require_backend(options);
    options = resolve(std::move(options));
    auto const [file, code] = load_study(options);
    if (!file) {
        return code;
    }
    RunRecord record = record_of(words, options, *file);
    OutputFolder folder(options.out.value_or(default_folder(*file, record)));
    if (shows_finished_run(folder, record.study_sha256, options)) {
        return ExitCode::done;
    }
    folder.prepare(options.force);
    std::vector<ScenarioResult> const results = simulate_all(*file, options);
    for (ScenarioResult const& result : results) {
        record.seconds += result.seconds;
    }
    std::string const shown = write_results(*file, results, record, options, folder);
    if (!options.quiet) {
        print_result(shown);
        say(fmt::format("vtrial: {:.1f} s; results in {}", record.seconds, folder.path().string()));
    }
    return ExitCode::done;
}

}  // namespace vtrial::host
