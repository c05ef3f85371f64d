#include "host/commands/backend_choice.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "host/commands/commands.hpp"
#include "host/engine/cpu_backend.hpp"
#include "host/engine/cuda_backend.hpp"
#include "host/engine/errors.hpp"
#include "host/files/build_info.hpp"

namespace vtrial::host {
namespace {

kernels::InstructionLevel usable_level(ComputeOptions const& options) {
    kernels::InstructionLevel const best = kernels::best_instruction_level();
    if (options.level > best) {
        throw DeviceError("this processor has no AVX-512 (x86-64-v4): use --instructions auto");
    }
    return options.level == kernels::InstructionLevel::none ? best : options.level;
}

std::string names_of(std::vector<kernels::CudaDevice> const& devices) {
    std::string names;
    for (kernels::CudaDevice const& device : devices) {
        names +=
            fmt::format("{}{} (device {})", names.empty() ? "" : ", ", device.name, device.number);
    }
    return names;
}

BackendChoice cuda_choice(std::vector<kernels::CudaDevice> devices, bool is_quiet) {
    BackendChoice choice;
    choice.device = names_of(devices);
    choice.notice = "running on " + choice.device;
    choice.backend =
        std::make_unique<CudaBackend>(std::move(devices), [is_quiet](std::string const& line) {
            if (!is_quiet) {
                say("vtrial: " + line);
            }
        });
    return choice;
}

}  // namespace

int available_threads() {
    // a batch system gives a process some of the machine's processors
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
        return std::max(1, CPU_COUNT(&allowed));
    }
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

BackendChoice choose_backend(ComputeOptions const& options) {
    kernels::InstructionLevel const level = usable_level(options);
    std::string const level_name =
        level == kernels::InstructionLevel::v4 ? "x86-64-v4" : "x86-64-v3";
    kernels::CudaDevices found;
    if (options.backend != "cpu") {
        found = kernels::find_cuda_devices();
    }
    if (!found.usable.empty()) {
        BackendChoice choice = cuda_choice(std::move(found.usable), options.quiet);
        choice.instruction_level = level_name;
        return choice;
    }
    if (options.backend == "cuda") {
        throw DeviceError("no GPU can be used: " + found.problem);
    }
    BackendChoice choice;
    int const threads = options.threads == 0 ? available_threads() : options.threads;
    choice.backend = std::make_unique<CpuBackend>(level, threads);
    choice.device = processor_name();
    choice.instruction_level = level_name;
    choice.why_no_gpu = found.problem;
    // who built it without CUDA expects no GPU
    if (!cuda_version().empty() && !found.problem.empty()) {
        choice.notice = "running on the processor: " + found.problem;
    }
    return choice;
}

}  // namespace vtrial::host
