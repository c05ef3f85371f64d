#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/commands/backend_choice.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_options.hpp"
#include "host/files/build_info.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {
namespace {

std::vector<std::string> instruction_levels() {
    std::vector<std::string> levels;
    if (kernels::best_instruction_level() >= kernels::InstructionLevel::v3) {
        levels.emplace_back("v3");
    }
    if (kernels::best_instruction_level() >= kernels::InstructionLevel::v4) {
        levels.emplace_back("v4");
    }
    return levels;
}

/// 90 -> 9.0
std::string capability(kernels::CudaDevice const& device) {
    return fmt::format("{}.{}", device.compute_capability / 10, device.compute_capability % 10);
}

std::string devices_text(kernels::CudaDevices const& found) {
    std::string text = fmt::format("processor  {}, instructions {}, {} threads\n", processor_name(),
                                   fmt::join(instruction_levels(), " and "), available_threads());
    for (kernels::CudaDevice const& device : found.usable) {
        text +=
            fmt::format("GPU {}      {}, compute capability {}, {} multiprocessors, {:.1f} GiB\n",
                        device.number, device.name, capability(device), device.multiprocessors,
                        static_cast<double>(device.memory_bytes) / (1 << 30));
    }
    if (found.usable.empty()) {
        text += "GPU        none: " + found.problem + "\n";
    }
    return text;
}

std::string devices_json(kernels::CudaDevices const& found) {
    nlohmann::ordered_json json;
    json["schema_version"] = 1;
    json["processor"] = {{"name", processor_name()},
                         {"instructions", instruction_levels()},
                         {"threads", available_threads()}};
    json["gpus"] = nlohmann::ordered_json::array();
    for (kernels::CudaDevice const& device : found.usable) {
        json["gpus"].push_back({{"number", device.number},
                                {"name", device.name},
                                {"compute_capability", capability(device)},
                                {"multiprocessors", device.multiprocessors},
                                {"memory_bytes", device.memory_bytes}});
    }
    if (found.usable.empty()) {
        json["why_no_gpu"] = found.problem;
    }
    return json.dump(2) + "\n";
}

}  // namespace

ExitCode devices_command(std::vector<std::string> const& words) {
    ShowOptions const options = parse_show_options("devices", words);
    if (options.help) {
        print_result(help_of("devices"));
        return ExitCode::done;
    }
    kernels::CudaDevices const found = kernels::find_cuda_devices();
    print_result(options.json ? devices_json(found) : devices_text(found));
    return ExitCode::done;
}

}  // namespace vtrial::host
