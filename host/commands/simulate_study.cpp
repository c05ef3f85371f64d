#include "host/commands/simulate_study.hpp"

#include <fmt/format.h>

#include <chrono>

#include "host/commands/commands.hpp"
#include "host/commands/store_sink.hpp"
#include "host/files/output_folder.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {
namespace {

std::vector<Interval> missing_of(PlannedStudy const& study, BlockStore const& store,
                                 std::size_t scenario) {
    return missing_from(store.stored(scenario), study.file.replicates);
}

std::int64_t count_of(std::vector<Interval> const& intervals) {
    std::int64_t count = 0;
    for (Interval const& interval : intervals) {
        count += interval.count;
    }
    return count;
}

/// What is stored, and how to go on.
std::string state_of(PlannedStudy const& study, BlockStore const& store,
                     std::filesystem::path const& folder) {
    return fmt::format("{} of {} trials are stored in {}; `vtrial resume {}` goes on",
                       with_commas(stored_replicates(store)), with_commas(study.wanted()),
                       folder.string(), folder.string());
}

/// Runs a scenario; false if a stop was asked for. Whatever happens, finished blocks are stored.
bool simulate_scenario(PlannedStudy const& study, std::size_t index,
                       std::vector<Interval> const& missing, Backend& backend,
                       BlockRunOptions const& options, StoreSink& sink) {
    bool is_done = false;
    try {
        is_done = run_blocks(study.plans[index].plan, missing, backend, options, sink);
    } catch (...) {
        try {
            sink.flush();
        } catch (std::exception const&) {
            // the first failure says more
        }
        throw;
    }
    sink.flush();
    return is_done;
}

}  // namespace

std::int64_t missing_replicates(PlannedStudy const& study, BlockStore const& store) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < study.plans.size(); ++i) {
        count += count_of(missing_of(study, store, i));
    }
    return count;
}

std::vector<ScenarioEffort> simulate_missing(PlannedStudy const& study, BlockStore& store,
                                             std::filesystem::path const& folder,
                                             BackendChoice& choice, ComputeOptions const& options,
                                             StopRequest const& stop) {
    std::vector<ScenarioEffort> efforts(study.plans.size());
    Progress progress(options.progress, missing_replicates(study, store));
    BlockRunOptions run;
    run.on_progress = [&progress](std::int64_t replicates) { progress.add(replicates); };
    run.wants_stop = [&stop] { return stop.is_made(); };
    bool has_stored = false;
    for (std::size_t i = 0; i < study.plans.size(); ++i) {
        auto const start = std::chrono::steady_clock::now();
        auto const missing = missing_of(study, store, i);
        StoreSink sink(store, i);
        run.scenario = study.file.scenarios[i].name;
        try {
            if (!simulate_scenario(study, i, missing, *choice.backend, run, sink)) {
                throw StoppedEarly(stop.reason() + ": " + state_of(study, store, folder));
            }
        } catch (FileError const& error) {
            throw FileError(fmt::format("{}; once that is mended, {}", error.what(),
                                        state_of(study, store, folder)));
        } catch (kernels::CudaError const& error) {
            if (!has_stored && !sink.has_stored()) {
                throw;  // it never worked: another device is wanted, not another try
            }
            throw StoppedEarly(
                fmt::format("the device failed: {}\nvtrial: {}, on the processor "
                            "with --backend cpu",
                            error.what(), state_of(study, store, folder)));
        }
        has_stored = has_stored || sink.has_stored();
        std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start;
        efforts[i] = {count_of(missing), elapsed.count()};
    }
    return efforts;
}

}  // namespace vtrial::host
