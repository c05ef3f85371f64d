#include "host/bench/process_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "host/bench/bench_studies.hpp"
#include "host/bench/own_program.hpp"
#include "host/builtin/builtin_files.hpp"
#include "host/engine/engine.hpp"
#include "host/files/output_folder.hpp"

namespace vtrial::host {
namespace {

/// Of the target; fewer where little is to be measured.
constexpr int usual_replicates = 10000;
constexpr int runs = 3;

BenchRow row_of(std::string name, std::string what, std::string unit) {
    BenchRow row;
    row.name = std::move(name);
    row.what = std::move(what);
    row.unit = std::move(unit);
    row.backend = "cpu";
    return row;
}

/// Seconds on the clock for replicates of a scenario.
double engine_seconds(trials::Scenario const& scenario, int replicates, int threads) {
    EngineOptions options;
    options.threads = threads;
    options.level = kernels::best_instruction_level();
    return simulate(scenario, replicates, options).seconds;
}

/// The most resident memory that this process has had, in bytes; 0 where the system does not tell.
double peak_bytes() {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:")) {
            return 1024.0 * std::stod(line.substr(6));
        }
    }
    return 0.0;
}

}  // namespace

std::vector<BenchRow> start_to_finish_rows(BenchScale const& scale) {
    int const replicates = std::min(usual_replicates, scale.times(5, 2));
    ScratchFolder const folder;
    OutputFolder studies(folder.path());
    studies.write("textbook.toml", std::string(builtin_text(textbook_path).value_or("")));
    double least = 0.0;
    for (int run = 0; run < runs; ++run) {
        double const seconds =
            run_own_program({"run", (folder.path() / "textbook.toml").string(), "--replicates",
                             std::to_string(replicates), "--allow-small", "--backend", "cpu",
                             "--quiet", "--out", (folder.path() / std::to_string(run)).string()});
        least = run == 0 ? seconds : std::min(least, seconds);
    }
    BenchRow row = row_of("start_to_finish", "s from start to finish, all threads", "seconds");
    row.measured = least;
    row.of = fmt::format("vtrial run {}", textbook_path);
    row.note = fmt::format("{} replicates of each scenario, files written", replicates);
    if (replicates == usual_replicates) {
        row.target = {BenchTarget::Side::at_most, 2.0};
    }
    row.figures = {{"replicates", static_cast<double>(replicates)},
                   {"threads", static_cast<double>(scale.threads)}};
    return {row};
}

std::vector<BenchRow> two_threads_rows(BenchScale const& scale) {
    trials::Scenario const scenario = bench_scenario(textbook_path);
    int const replicates = scale.times(12);
    double one = 0.0;
    double two = 0.0;
    for (int run = 0; run < runs; ++run) {
        double const by_one = engine_seconds(scenario, replicates, 1);
        double const by_two = engine_seconds(scenario, replicates, 2);
        one = run == 0 ? by_one : std::min(one, by_one);
        two = run == 0 ? by_two : std::min(two, by_two);
    }
    BenchRow row = row_of("two_threads", "two threads, times as fast as one", "ratio");
    row.measured = one / two;
    row.of = textbook_path;
    if (scale.threads >= 2) {
        row.target = {BenchTarget::Side::at_least, 1.9};
    } else {
        row.note = "this process may use one processor only";
    }
    row.figures = {{"seconds_with_one", one},
                   {"seconds_with_two", two},
                   {"replicates", static_cast<double>(replicates)}};
    return {row};
}

std::vector<BenchRow> memory_rows(BenchScale const& scale) {
    constexpr double megabyte = 1e6;
    trials::Scenario const scenario = bench_scenario(textbook_path);
    int const replicates = scale.times(5, 2);
    // twice: what an allocator keeps of the first time is not of the replicates
    engine_seconds(scenario, replicates, scale.threads);
    engine_seconds(scenario, replicates, scale.threads);
    double const first = peak_bytes();
    engine_seconds(scenario, 4 * replicates, scale.threads);
    double const second = peak_bytes();
    BenchRow peak = row_of("memory", "MB of memory at most, all threads", "megabytes");
    peak.measured = second / megabyte;
    peak.target = {BenchTarget::Side::at_most, 300.0};
    peak.of = textbook_path;
    peak.figures = {{"replicates", 4.0 * replicates},
                    {"threads", static_cast<double>(scale.threads)}};
    BenchRow growth = row_of("memory", "MB more after 4 times the replicates", "megabytes");
    growth.measured = (second - first) / megabyte;
    // an allocator may take some pages now or later
    growth.target = {BenchTarget::Side::at_most, 1.0};
    growth.of = textbook_path;
    growth.figures = {{"replicates_before", static_cast<double>(replicates)},
                      {"megabytes_before", first / megabyte}};
    return {peak, growth};
}

}  // namespace vtrial::host
