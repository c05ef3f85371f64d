#include <fmt/format.h>

#include "host/bench/bench_report.hpp"
#include "host/bench/bench_run.hpp"
#include "host/bench/core_time.hpp"
#include "host/commands/backend_choice.hpp"
#include "host/commands/bench_options.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_options.hpp"
#include "host/engine/errors.hpp"

namespace vtrial::host {
namespace {

/// Throws DeviceError if a GPU is asked for and cannot be used.
BenchRequest request_of(BenchOptions const& options) {
    BenchRequest request;
    request.scale = {options.replicates, available_threads()};
    request.only = options.only;
    request.on_cpu = options.backend != "cuda";
    if (options.backend != "cpu") {
        request.devices = kernels::find_cuda_devices();
    }
    if (options.backend == "cuda" && request.devices.usable.empty()) {
        throw DeviceError("no GPU can be used: " + request.devices.problem);
    }
    if (automatic_progress_style() == ProgressStyle::bar) {
        request.on_start = [](std::string const& name) { say("vtrial: measuring " + name); };
    }
    return request;
}

}  // namespace

ExitCode bench_command(std::vector<std::string> const& words) {
    BenchOptions const options = parse_bench_options(words);
    if (options.help) {
        print_result(help_of("bench"));
        return ExitCode::done;
    }
    BenchRequest const request = request_of(options);
    BenchReport report{request.scale, {}, request.devices, run_bench(request)};
    for (kernels::InstructionLevel const level : levels_here()) {
        report.instructions.push_back(name_of(level));
    }
    print_result(options.json ? bench_json(report) : bench_text(report));
    return ExitCode::done;
}

}  // namespace vtrial::host
