// All rows of the benchmark, measured on this machine.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/bench/bench_row.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {

/// What `--only` may name, in the order of the table.
std::vector<std::string> bench_names();

struct BenchRequest {
    BenchScale scale;
    std::vector<std::string> only;  ///< names of rows; empty: all
    bool on_cpu = true;
    kernels::CudaDevices devices;  ///< the first is measured; none usable: the processor alone
    std::function<void(std::string const&)> on_start = [](std::string const&) {};  ///< of a name
};

/// The rows of the table. Throws what the engine, CUDA and the result folder throw.
std::vector<BenchRow> run_bench(BenchRequest const& request);

}  // namespace vtrial::host
