// Rows of the benchmark that a GPU is measured for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/bench/bench_row.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {

/// The rows of one name on one device; none for a name that says nothing of a device. Throws
/// kernels::CudaError.
std::vector<BenchRow> device_rows(std::string const& name, kernels::CudaDevice const& device,
                                  BenchScale const& scale);

}  // namespace vtrial::host
