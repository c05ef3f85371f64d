// Rows of the benchmark that the whole program is measured for: its time from start to finish, its
// threads, its memory.
#pragma once

#include <vector>

#include "host/bench/bench_row.hpp"

namespace vtrial::host {

/// Seconds of `vtrial run` of the textbook study, files written into a folder that is removed.
/// Throws FileError if that cannot be made or the run fails.
std::vector<BenchRow> start_to_finish_rows(BenchScale const& scale);

/// How many times as fast two threads are as one, by the engine.
std::vector<BenchRow> two_threads_rows(BenchScale const& scale);

/// The most memory that this process has had, after some replicates and after four times as many.
/// Of use only before other rows, which have memory of their own.
std::vector<BenchRow> memory_rows(BenchScale const& scale);

}  // namespace vtrial::host
