#include "host/bench/core_time.hpp"

#include <ctime>
#include <stdexcept>

namespace vtrial::host {
namespace {

constexpr int runs = 5;

/// Seconds a replicate that `body` takes for `replicates`, if they are fewer than what is known.
template <class Body>
void keep_least(bool is_wanted, double& least, int replicates, Body const& body) {
    if (!is_wanted) {
        return;
    }
    double const start = thread_seconds();
    body();
    double const seconds = (thread_seconds() - start) / replicates;
    least = least == 0.0 || seconds < least ? seconds : least;
}

}  // namespace

double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

CoreBench::CoreBench(trials::Scenario const& scenario)
    : scenario_(scenario),
      tables_(trials::lower(scenario.study)),
      memory_(tables_.plan),
      tally_(kernels::layout_of(tables_.plan)),
      total_(empty_total(kernels::layout_of(tables_.plan))) {
    if (kernels::is_wide(tables_.plan)) {
        throw std::logic_error("a study of the benchmark is too large for it");
    }
    kernels::lay_out(tables_.plan, kernels::thread_shape, memory_.scratch(), scratch_);
}

PartSeconds CoreBench::measure(kernels::InstructionLevel level, MeasuredParts parts,
                               int replicates) {
    using kernels::ReplicatePart;
    kernels::ReplicateRange const range{0, replicates};
    PartSeconds least;
    auto const run_part = [&](ReplicatePart part) {
        kernels::simulate_part_on_cpu(level, plan(), range, scratch_, tally_.view(false), part);
    };
    // the parts by turns: where the machine becomes slower for a while, all of them do
    for (int run = 0; run < runs; ++run) {
        tally_.clear();
        keep_least(parts.draws, least.draws, replicates,
                   [&] { kernels::draw_words_on_cpu(level, plan(), range, scratch_); });
        keep_least(parts.patients, least.patients, replicates,
                   [&] { run_part(ReplicatePart::patients); });
        keep_least(parts.cuts, least.cuts, replicates, [&] { run_part(ReplicatePart::cuts); });
        keep_least(parts.all, least.all, replicates, [&] { run_part(ReplicatePart::all); });
    }
    clear(total_);
    tally_.flush_into(total_);
    return least;
}

ScenarioResult CoreBench::result() const {
    return {&scenario_, trials::lower(scenario_.study), total_, 0.0};
}

std::string name_of(kernels::InstructionLevel level) {
    return level == kernels::InstructionLevel::v4 ? "v4" : "v3";
}

std::vector<kernels::InstructionLevel> levels_here() {
    std::vector<kernels::InstructionLevel> levels;
    for (auto const level : {kernels::InstructionLevel::v3, kernels::InstructionLevel::v4}) {
        if (level <= kernels::best_instruction_level()) {
            levels.push_back(level);
        }
    }
    return levels;
}

}  // namespace vtrial::host
