#include <fmt/format.h>

#include "host/commands/commands.hpp"
#include "host/commands/complete_run.hpp"
#include "host/commands/folder_claim.hpp"
#include "host/commands/reports.hpp"
#include "host/commands/run_options.hpp"
#include "host/commands/simulate_study.hpp"
#include "host/store/run_lock.hpp"

namespace vtrial::host {
namespace {

/// For example `base 0 ... 1,023`.
std::string describe(PlannedStudy const& study, BlockStore::DamagedBlock const& damaged) {
    return fmt::format("{} {} ... {}", study.file.scenarios[damaged.scenario].name,
                       with_commas(damaged.block.first), with_commas(damaged.block.end() - 1));
}

/// Drops damaged blocks where that is asked for. Throws StoreError, naming them, where it is not.
void deal_with_damage(PlannedStudy const& study, ResumeOptions const& options, BlockStore& store) {
    auto const damaged = store.damaged();
    if (damaged.empty()) {
        return;
    }
    std::string blocks;
    std::int64_t replicates = 0;
    for (auto const& block : damaged) {
        blocks += "\n  " + describe(study, block);
        replicates += block.block.count;
    }
    if (!options.redo_damaged) {
        throw StoreError(fmt::format(
            "{} has damaged blocks (scenario, replicates):{}\n`vtrial resume {} --redo-damaged` "
            "drops them and computes their {} trials again",
            (options.folder / store_name).string(), blocks, options.folder.string(),
            with_commas(replicates)));
    }
    store.drop(damaged);
    if (!options.compute.quiet) {
        say(fmt::format("vtrial: dropped damaged blocks, to compute their {} trials again:{}",
                        with_commas(replicates), blocks));
    }
}

}  // namespace

ExitCode resume_command(std::vector<std::string> const& words) {
    ResumeOptions const options = parse_resume_options(words);
    if (options.help) {
        print_result(help_of("resume"));
        return ExitCode::done;
    }
    StopRequest const stop(options.compute.max_minutes);
    BackendChoice choice = choose_backend(options.compute);
    OutputFolder folder(options.folder);
    require_store(folder);
    RunLock const lock(folder.path());
    catch_stop_signals();
    BlockStore store =
        BlockStore::open(folder.path() / store_name, BlockStore::Access::read_and_write);
    PlannedStudy const study = plan_stored_study(store.study(), options.replicates);
    bool const has_results = has_all_files(folder);
    deal_with_damage(study, options, store);
    bool const is_extended = study.file.replicates > store.study().replicates;
    if (is_extended) {
        folder.remove(manifest_name);
        store.extend(study.identity.resolved_study, study.file.replicates);
    }
    if (has_results && !is_extended && missing_replicates(study, store) == 0) {
        if (!options.compute.quiet) {
            say(fmt::format("vtrial: {} is complete already", folder.path().string()));
        }
        show_results(folder, options.compute);
        return ExitCode::done;
    }
    std::vector<std::string> command{"vtrial", "resume"};
    command.insert(command.end(), words.begin(), words.end());
    complete_run({study, store, folder, command}, choice, options.compute, stop);
    return ExitCode::done;
}

}  // namespace vtrial::host
