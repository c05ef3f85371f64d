#include "host/files/build_info.hpp"

#include <unistd.h>

#include <array>
#include <fstream>

#include "vtrial_commit.hpp"

namespace vtrial::host {

std::string version() { return VTRIAL_VERSION; }
std::string commit() { return VTRIAL_COMMIT; }
std::string compiler() { return VTRIAL_COMPILER; }
std::string cuda_version() { return VTRIAL_CUDA_VERSION; }
std::string build_type() { return VTRIAL_BUILD_TYPE; }
std::string numeric_flags() { return VTRIAL_FLAGS; }

std::string processor_name() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line)) {
        auto const colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return "unknown";
}

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace vtrial::host
