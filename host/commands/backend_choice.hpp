// Which backend a run uses on this machine.
#pragma once

#include <memory>
#include <string>

#include "host/commands/compute_options.hpp"
#include "host/engine/backend.hpp"

namespace vtrial::host {

struct BackendChoice {
    std::unique_ptr<Backend> backend;
    std::string device;             ///< the GPUs' or the processor's name
    std::string instruction_level;  ///< of the processor, as x86-64-v4
    std::string notice;             ///< a line to say when it starts to compute, or empty
    std::string why_no_gpu;         ///< where `auto` fell back to the processor
};

/// `auto` takes the GPUs if there are any. Throws DeviceError if what is asked for cannot be used.
BackendChoice choose_backend(ComputeOptions const& options);

/// The number of threads that this process may run at once.
int available_threads();

}  // namespace vtrial::host
