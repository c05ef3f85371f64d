// How long a patient of a study with the disease model takes on one core, enrolment included:
//     build/release/benchmarks/disease_patients configs/trials/maia.toml [REPLICATES]
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

#include "host/config/read_study.hpp"
#include "host/engine/worker_tally.hpp"
#include "host/files/build_info.hpp"
#include "kernels/launch/cpu.hpp"
#include "trials/lower.hpp"

namespace {

using namespace vtrial;

/// Microseconds of processor time a patient, the best of some runs: other programs only add.
double time_of_patient(kernels::InstructionLevel level, kernels::Plan const& plan,
                       kernels::Scratch& scratch, int replicates) {
    constexpr int runs = 5;
    double best = 0.0;
    for (int run = 0; run < runs; ++run) {
        std::clock_t const start = std::clock();
        for (int replicate = 0; replicate < replicates; ++replicate) {
            kernels::simulate_patients_on_cpu(level, plan, static_cast<std::uint64_t>(replicate),
                                              scratch);
        }
        double const seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        double const of_patient = 1e6 * seconds / replicates / plan.patients;
        best = run == 0 || of_patient < best ? of_patient : best;
    }
    return best;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: disease_patients STUDY.toml [REPLICATES]\n");
        return 2;
    }
    int const replicates = argc > 2 ? std::atoi(argv[2]) : 200;
    host::Diagnostics diagnostics;
    auto const file = host::read_study(argv[1], {}, diagnostics);
    if (!file || replicates < 1 || !file->scenarios.front().study.myeloma) {
        fmt::print(stderr, "disease_patients: needs a study with the disease model\n");
        return 3;
    }
    trials::PlanTables const tables = trials::lower(file->scenarios.front().study);
    host::ScratchMemory memory(tables.plan);
    kernels::Scratch scratch;
    kernels::lay_out(tables.plan, kernels::thread_shape, memory.scratch(), scratch);
    fmt::print("{}\n{}, {}, commit {}\n", file->title, host::processor_name(), host::compiler(),
               host::commit());
    for (auto const level : {kernels::InstructionLevel::v3, kernels::InstructionLevel::v4}) {
        if (level <= kernels::best_instruction_level()) {
            fmt::print("x86-64-v{}: {:.2f} us a patient, {} cycles\n", static_cast<int>(level),
                       time_of_patient(level, tables.plan, scratch, replicates),
                       tables.plan.myeloma[0].cycles);
        }
    }
    return 0;
}
