// The benchmark's table, and its JSON.
#pragma once

#include <string>
#include <vector>

#include "host/bench/bench_row.hpp"
#include "kernels/launch/cuda.hpp"

namespace vtrial::host {

/// What was measured, and on what.
struct BenchReport {
    BenchScale scale;
    std::vector<std::string> instructions;  ///< that the processor has: `v3`, `v4`
    kernels::CudaDevices devices;  ///< neither usable nor a problem: nobody asked for a GPU
    std::vector<BenchRow> rows;
};

/// The machine and the program, then a row each with its further figures below it.
std::string bench_text(BenchReport const& report);

/// The same: docs/PERFORMANCE.md has the keys. With a newline at the end.
std::string bench_json(BenchReport const& report);

}  // namespace vtrial::host
