#include "host/bench/bench_run.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "host/bench/core_rows.hpp"
#include "host/bench/device_rows.hpp"
#include "host/bench/process_rows.hpp"

namespace vtrial::host {
namespace {

struct NamedRows {
    std::string_view name;
    std::vector<BenchRow> (*rows_of)(BenchScale const&);  ///< of the processor
};

constexpr std::string_view memory_name = "memory";

constexpr std::array<NamedRows, 8> named_rows{
    {{"textbook", textbook_rows},
     {"textbook_three_looks_strata", three_looks_strata_rows},
     {"maia_disease", maia_disease_rows},
     {"maia_disease_safety", maia_disease_safety_rows},
     {"maia", maia_rows},
     {"start_to_finish", start_to_finish_rows},
     {"two_threads", two_threads_rows},
     {memory_name, memory_rows}}};

bool is_wanted(BenchRequest const& request, std::string_view name) {
    return request.only.empty() ||
           std::find(request.only.begin(), request.only.end(), name) != request.only.end();
}

void append(std::vector<BenchRow>& rows, std::vector<BenchRow> const& more) {
    rows.insert(rows.end(), more.begin(), more.end());
}

/// Measured before all others, whose own memory it would show.
std::vector<BenchRow> memory_first(BenchRequest const& request) {
    if (!request.on_cpu || !is_wanted(request, memory_name)) {
        return {};
    }
    request.on_start(std::string(memory_name));
    return memory_rows(request.scale);
}

}  // namespace

std::vector<std::string> bench_names() {
    std::vector<std::string> names;
    for (NamedRows const& named : named_rows) {
        names.emplace_back(named.name);
    }
    return names;
}

std::vector<BenchRow> run_bench(BenchRequest const& request) {
    std::vector<BenchRow> const memory = memory_first(request);
    std::vector<BenchRow> rows;
    for (NamedRows const& named : named_rows) {
        if (request.on_cpu && named.name != memory_name && is_wanted(request, named.name)) {
            request.on_start(std::string(named.name));
            append(rows, named.rows_of(request.scale));
        }
    }
    append(rows, memory);
    for (NamedRows const& named : named_rows) {
        if (!request.devices.usable.empty() && is_wanted(request, named.name)) {
            append(rows, device_rows(std::string(named.name), request.devices.usable.front(),
                                     request.scale));
        }
    }
    return rows;
}

}  // namespace vtrial::host
