// Rows of the benchmark that one core is measured for, at each of its instruction levels.
#pragma once

#include <vector>

#include "host/bench/bench_row.hpp"

namespace vtrial::host {

/// The textbook study: a trial, and the shares of its parts.
std::vector<BenchRow> textbook_rows(BenchScale const& scale);

/// The same with three looks and 12 strata.
std::vector<BenchRow> three_looks_strata_rows(BenchScale const& scale);

/// A patient of the disease model, MAIA: the course alone, and with what stands beside it.
std::vector<BenchRow> maia_disease_rows(BenchScale const& scale);
std::vector<BenchRow> maia_disease_safety_rows(BenchScale const& scale);

/// A whole trial of MAIA.
std::vector<BenchRow> maia_rows(BenchScale const& scale);

}  // namespace vtrial::host
