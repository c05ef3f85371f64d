#include "host/commands/complete_run.hpp"

#include <fmt/format.h>

#include "host/commands/commands.hpp"
#include "host/commands/reports.hpp"
#include "host/commands/simulate_study.hpp"
#include "host/files/manifest.hpp"

namespace vtrial::host {
namespace {

/// What a run is asked for, before it starts.
RunRecord record_of(StoredRun const& run, BackendChoice const& choice) {
    RunRecord record;
    record.command = run.command;
    record.resolved_study = run.study.identity.resolved_study;
    record.study_sha256 = sha256(record.resolved_study);
    record.started_utc = utc_now();
    record.backend = choice.backend->name();
    record.device = choice.device;
    record.why_no_gpu = choice.why_no_gpu;
    record.instruction_level = choice.instruction_level;
    record.threads = choice.backend->workers();
    record.replicates = run.study.file.replicates;
    return record;
}

void announce(StoredRun const& run, BackendChoice const& choice, ComputeOptions const& options) {
    if (options.quiet) {
        return;
    }
    if (!choice.notice.empty()) {
        say("vtrial: " + choice.notice);
    }
    std::int64_t const stored = stored_replicates(run.store);
    if (stored > 0) {
        say(fmt::format("vtrial: {} of {} trials are stored already", with_commas(stored),
                        with_commas(run.study.wanted())));
    }
}

}  // namespace

void complete_run(StoredRun const& run, BackendChoice& choice, ComputeOptions const& options,
                  StopRequest const& stop) {
    RunRecord record = record_of(run, choice);
    // what is about to change must not look complete
    run.folder.remove(manifest_name);
    std::vector<ScenarioEffort> efforts(run.study.plans.size());
    if (missing_replicates(run.study, run.store) > 0) {
        announce(run, choice, options);
        efforts = simulate_missing(run.study, run.store, run.folder.path(), choice, options, stop);
    }
    for (std::size_t i = 0; i < efforts.size(); ++i) {
        trials::Scenario const& scenario = run.study.file.scenarios[i];
        record.seconds += efforts[i].seconds;
        record.scenarios.push_back(
            {scenario.name, scenario.study.seed, efforts[i].simulated, efforts[i].seconds});
    }
    Reports const reports = make_reports(run.study, run.store);
    write_reports(reports, run.folder);
    record.file_hashes = run.folder.hashes();
    run.folder.write(manifest_name, manifest_json(record));
    if (!options.quiet) {
        print_result(options.json ? reports.json : reports.table);
        say(fmt::format("vtrial: {:.1f} s; results in {}", record.seconds,
                        run.folder.path().string()));
    }
}

void show_results(OutputFolder const& folder, ComputeOptions const& options) {
    if (!options.quiet) {
        print_result(folder.read(options.json ? json_name : table_name));
    }
}

}  // namespace vtrial::host
