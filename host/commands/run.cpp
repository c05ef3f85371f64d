#include <fmt/format.h>

#include "host/commands/commands.hpp"
#include "host/commands/complete_run.hpp"
#include "host/commands/folder_claim.hpp"
#include "host/commands/load_study.hpp"
#include "host/files/output_folder.hpp"
#include "host/store/run_lock.hpp"

namespace vtrial::host {
namespace {

/// results/STUDY-HASH: another version of the study gets another folder.
std::filesystem::path default_folder(StoredStudy const& study) {
    return std::filesystem::path("results") /
           (study.name + "-" + sha256(study.resolved_study).substr(0, 12));
}

/// Makes the store of a new run in the locked folder.
BlockStore new_store(OutputFolder const& folder, PlannedStudy const& study, bool is_forced) {
    if (is_forced) {
        folder.remove_run();
    }
    refuse_stored_run(folder, study);
    return BlockStore::create(folder.path() / store_name, study.identity);
}

}  // namespace

ExitCode run_command(std::vector<std::string> const& words) {
    RunOptions const options = parse_run_options("run", words);
    if (options.help) {
        print_result(help_of("run"));
        return ExitCode::done;
    }
    StopRequest const stop(options.compute.max_minutes);
    BackendChoice choice = choose_backend(options.compute);
    auto [file, code] = load_study(options);
    if (!file) {
        return code;
    }
    PlannedStudy const study = plan_study(std::move(*file));
    OutputFolder folder(options.out.value_or(default_folder(study.identity)));
    if (is_finished(folder, study, options.force)) {
        if (!options.compute.quiet) {
            say(fmt::format("vtrial: {} holds this study already; --force runs it again",
                            folder.path().string()));
        }
        show_results(folder, options.compute);
        return ExitCode::done;
    }
    folder.prepare();
    RunLock const lock(folder.path());
    catch_stop_signals();
    BlockStore store = new_store(folder, study, options.force);
    std::vector<std::string> command{"vtrial", "run"};
    command.insert(command.end(), words.begin(), words.end());
    complete_run({study, store, folder, command}, choice, options.compute, stop);
    return ExitCode::done;
}

}  // namespace vtrial::host
