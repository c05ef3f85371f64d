#include "host/bench/device_rows.hpp"

#include <algorithm>
#include <chrono>

#include "host/bench/bench_studies.hpp"
#include "host/engine/cuda_backend.hpp"
#include "host/engine/worker_tally.hpp"
#include "kernels/replicate/checked.hpp"

namespace vtrial::host {
namespace {

constexpr int runs = 3;

/// What is measured on a device under a name.
struct DeviceStudy {
    trials::Scenario scenario;
    char const* path;
    char const* note;
    std::optional<double> trials_a_second;  ///< targets
    std::optional<double> patients_a_second;
    int replicates;
};

std::optional<DeviceStudy> device_study(std::string const& name, BenchScale const& scale) {
    // so many that a device at its target is busy for some milliseconds
    if (name == "textbook") {
        return DeviceStudy{
            bench_scenario(textbook_path), textbook_path, "", 2e7, std::nullopt, scale.times(32)};
    }
    if (name == "textbook_three_looks_strata") {
        return DeviceStudy{bench_scenario(three_looks_strata_path),
                           three_looks_strata_path,
                           "",
                           3e6,
                           std::nullopt,
                           scale.times(16)};
    }
    if (name == "maia_disease") {
        return DeviceStudy{without_safety(bench_scenario(maia_path)),
                           maia_path,
                           "without adverse events, quality of life and measurements; ",
                           7e5,
                           5e8,
                           scale.times(4)};
    }
    if (name == "maia") {
        return DeviceStudy{
            bench_scenario(maia_path), maia_path, "", std::nullopt, std::nullopt, scale.times(4)};
    }
    return std::nullopt;
}

/// Seconds on the clock of a batch, the least of some runs after one that warms up.
double batch_seconds(kernels::CudaLauncher& launcher, kernels::Plan const& plan, int replicates) {
    WorkerTally tally(kernels::layout_of(plan));
    std::vector<kernels::ReplicateOutcome> checked(
        static_cast<std::size_t>(kernels::most_groups_of(replicates)));
    double least = 0.0;
    for (int run = 0; run <= runs; ++run) {
        tally.clear();
        auto const start = std::chrono::steady_clock::now();
        launcher.simulate({0, replicates}, tally.view(false), checked.data());
        std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - start;
        least = run <= 1 ? elapsed.count() : std::min(least, elapsed.count());
    }
    return least;
}

std::vector<BenchFigure> figures_of(kernels::CudaResources const& taken) {
    return {{"registers_a_lane", static_cast<double>(taken.registers)},
            {"local_bytes_a_lane", static_cast<double>(taken.local_bytes)},
            {"shared_bytes_a_block", static_cast<double>(taken.shared_bytes)},
            {"far_bytes_a_block", static_cast<double>(taken.far_bytes)},
            {"lanes_a_block", static_cast<double>(taken.lanes)},
            {"blocks", static_cast<double>(taken.blocks)},
            {"blocks_a_multiprocessor", taken.blocks_a_multiprocessor},
            {"occupancy_share", taken.occupancy}};
}

std::optional<BenchTarget> at_least(std::optional<double> value) {
    return value ? std::optional<BenchTarget>({BenchTarget::Side::at_least, *value}) : std::nullopt;
}

}  // namespace

std::vector<BenchRow> device_rows(std::string const& name, kernels::CudaDevice const& device,
                                  BenchScale const& scale) {
    std::optional<DeviceStudy> const study = device_study(name, scale);
    if (!study) {
        return {};
    }
    int const replicates = std::min(study->replicates, CudaBackend::largest_batch);
    trials::PlanTables const tables = trials::lower(study->scenario.study);
    kernels::CudaLauncher launcher(device.number, tables.plan, replicates);
    double const seconds = batch_seconds(launcher, tables.plan, replicates);
    kernels::CudaResources const taken = launcher.resources();

    BenchRow trials;
    trials.name = name;
    trials.what = "trials a second, GPU";
    trials.unit = "trials_per_second";
    trials.backend = "cuda";
    trials.measured = replicates / seconds;
    trials.target = at_least(study->trials_a_second);
    trials.of = study->path;
    trials.note = study->note + ("kernel " + taken.kernel);
    trials.figures = figures_of(taken);
    trials.figures.push_back({"replicates", static_cast<double>(replicates)});

    BenchRow patients = trials;
    patients.what = "patients a second, GPU";
    patients.unit = "patients_per_second";
    patients.measured = trials.measured * tables.plan.patients;
    patients.target = at_least(study->patients_a_second);
    patients.note.clear();
    patients.figures.clear();

    BenchRow memory = patients;
    memory.what = "MiB of the device's memory in use";
    memory.unit = "mebibytes";
    memory.measured = static_cast<double>(taken.used_bytes) / (1 << 20);
    memory.target = {BenchTarget::Side::at_most, 2048.0};
    return {trials, patients, memory};
}

}  // namespace vtrial::host
