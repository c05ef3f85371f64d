// How long each stage of a replicate takes, and a whole one, on one core:
//     build/release/benchmarks/stages configs/studies/textbook.toml [REPLICATES]
// The whole replicate is what users run; the stages are compiled for x86-64-v3 and only show
// shares.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "host/config/read_study.hpp"
#include "host/engine/worker_tally.hpp"
#include "host/files/build_info.hpp"
#include "kernels/launch/cpu.hpp"
#include "kernels/launch/cpu_team.hpp"
#include "kernels/replicate/replicate.hpp"
#include "kernels/statistics/max_combo_p_value.hpp"
#include "kernels/statistics/milestone.hpp"
#include "kernels/statistics/restricted_mean.hpp"

namespace {

using namespace vtrial;

/// Microseconds that one call of body(replicate) takes, the mean over `count` calls.
template <class Body>
__attribute__((noinline, flatten)) double time_of(int count, Body body) {
    auto const start = std::chrono::steady_clock::now();
    for (int replicate = 0; replicate < count; ++replicate) {
        body(static_cast<std::uint64_t>(replicate));
    }
    std::chrono::duration<double, std::micro> const elapsed =
        std::chrono::steady_clock::now() - start;
    return elapsed.count() / count;
}

/// Makes the compiler believe that a value is looked at, so that it must be computed.
template <class Value>
__attribute__((always_inline)) inline void look_at(Value const& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

void print_row(char const* name, double microseconds) {
    fmt::print("{:<34}{:>10.2f} us\n", name, microseconds);
}

/// Whole replicates by the launcher, at the instruction levels that the processor has.
void time_replicates(kernels::Plan const& plan, int count) {
    host::ScratchMemory memory(plan);
    host::WorkerTally tally(kernels::layout_of(plan));
    for (auto const level : {kernels::InstructionLevel::v3, kernels::InstructionLevel::v4}) {
        if (level <= kernels::best_instruction_level()) {
            double const microseconds = time_of(1, [&](std::uint64_t) {
                kernels::simulate_on_cpu(level, plan, {0, count}, memory.scratch(),
                                         tally.view(false), nullptr);
            });
            bool const is_v4 = level == kernels::InstructionLevel::v4;
            print_row(is_v4 ? "whole replicate, x86-64-v4" : "whole replicate, x86-64-v3",
                      microseconds / count);
        }
    }
}

void time_patients(kernels::Plan const& plan, kernels::Scratch& scratch, int count) {
    kernels::CpuTeam<0> const team;
    print_row("enrol", time_of(count, [&](std::uint64_t replicate) {
                  kernels::enrol(team, plan, replicate, scratch.patients, scratch.tile);
              }));
    print_row("rank in strata",
              time_of(count, [&](std::uint64_t) { kernels::rank_in_strata(team, plan, scratch); }));
    // the first tile of patients: all of them, in a study of this size
    kernels::PatientTile const tile = scratch.tile;
    kernels::Patients const part =
        scratch.patients.part(0, kernels::smaller(tile.capacity, plan.patients));
    print_row("randomise", time_of(count, [&](std::uint64_t replicate) {
                  kernels::draw_blocks(team, plan, replicate, scratch);
                  kernels::randomise(team, plan, scratch.blocks, part);
              }));
    print_row("follow", time_of(count, [&](std::uint64_t replicate) {
                  kernels::follow(team, plan, replicate, part, tile);
              }));
    print_row("observe",
              time_of(count, [&](std::uint64_t) { kernels::observe(team, plan, part, tile); }));
}

/// The tests beside log-rank and Cox, on the rows of one endpoint.
void time_further_tests(kernels::Plan const& plan, kernels::Scratch const& scratch, int count) {
    kernels::CpuTeam<0> const team;
    kernels::RiskRows<std::uint32_t> const& rows = scratch.rows;
    kernels::PooledSurvival<float> const pooled{scratch.terms.control, scratch.terms.experimental};
    print_row("pooled survival", time_of(count, [&](std::uint64_t) {
                  kernels::pool_survival(team, plan, rows, pooled);
                  look_at(*pooled.survival);
              }));
    print_row("Fleming-Harrington (0, 1)", time_of(count, [&](std::uint64_t) {
                  look_at(kernels::weighted_log_rank(team, rows, pooled, {0.0, 1.0}));
              }));
    print_row("Fleming-Harrington (0.5, 0.5)", time_of(count, [&](std::uint64_t) {
                  look_at(kernels::weighted_log_rank(team, rows, pooled, {0.5, 0.5}));
              }));
    kernels::MaxCombo tests{};
    print_row("MaxCombo without its p-value", time_of(count, [&](std::uint64_t) {
                  tests = kernels::max_combo(team, rows, pooled);
                  look_at(tests);
              }));
    print_row("MaxCombo decided by bounds", time_of(count, [&](std::uint64_t) {
                  tests.least_z = -1.5;
                  look_at(kernels::max_combo_rejects(team, tests, 0.025));
              }));
    print_row("MaxCombo decided by quadrature", time_of(count, [&](std::uint64_t) {
                  tests.least_z = -2.2;
                  look_at(kernels::max_combo_rejects(team, tests, 0.025));
              }));
    kernels::DayTimes<float> const days;
    auto const horizon = days(rows.count > 0 ? rows.day[rows.count / 2] : 1);
    kernels::AreaMemory<float> const areas{pooled.survival, pooled.failure};
    print_row("restricted mean, one arm", time_of(count, [&](std::uint64_t) {
                  look_at(kernels::restricted_mean(team, plan, rows, 0, plan.last_day, horizon,
                                                   days, areas));
              }));
    print_row("milestone, one arm", time_of(count, [&](std::uint64_t) {
                  look_at(kernels::survival_at(team, plan, rows, 0, plan.last_day, horizon, days));
              }));
}

/// One endpoint at the first look.
void time_analysis(kernels::Plan const& plan, kernels::Scratch& scratch, int count) {
    kernels::CpuTeam<0> const team;
    kernels::Cut cut{};
    print_row("cut", time_of(count, [&](std::uint64_t) {
                  kernels::CountedEvents counted;
                  cut = kernels::cut_of(team, plan, plan.look[0], -1, scratch, counted);
              }));
    kernels::follow_until(team, plan, cut.day, scratch.patients.observed[0], scratch);
    kernels::TableSize<std::uint32_t> size{};
    print_row("risk table", time_of(count, [&](std::uint64_t) {
                  size = kernels::count_by_day(team, plan.patients, scratch.patients.arm,
                                               scratch.table);
                  kernels::keep_event_days(team, size, scratch.table, scratch.rows);
              }));
    auto const events = team.sum(
        scratch.rows.count, [&](std::int32_t i, std::int64_t& control, std::int64_t& experimental) {
            control += kernels::control_of(scratch.rows.events[i]);
            experimental += kernels::experimental_of(scratch.rows.events[i]);
        });
    print_row("log-rank and Cox", time_of(count, [&](std::uint64_t) {
                  look_at(kernels::test_rows(team, scratch.rows, events.second, scratch.terms));
              }));
    time_further_tests(plan, scratch, count);
    if (plan.strata > 1) {
        print_row("risk tables, plain and stratified", time_of(count, [&](std::uint64_t) {
                      size = kernels::count_by_day(team, plan.patients, scratch.patients.arm,
                                                   scratch.table);
                      kernels::keep_rows(team, plan, size, scratch);
                  }));
        print_row("stratified log-rank and Cox", time_of(count, [&](std::uint64_t) {
                      look_at(kernels::test_rows(team, scratch.stratified_rows, events.second,
                                                 scratch.terms));
                  }));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: stages STUDY.toml [REPLICATES]\n");
        return 2;
    }
    int const count = argc > 2 ? std::atoi(argv[2]) : 5000;
    host::Diagnostics diagnostics;
    auto const file = host::read_study(argv[1], {}, diagnostics);
    if (!file || count < 1) {
        fmt::print(stderr, "stages: cannot use this study or this number of replicates\n");
        return 3;
    }
    fmt::print("{}\n{}, {}, commit {}\n", file->title, host::processor_name(), host::compiler(),
               host::commit());
    trials::PlanTables const tables = trials::lower(file->scenarios.front().study);
    if (kernels::is_wide(tables.plan)) {
        fmt::print(stderr, "stages: this study is too large for the stages\n");
        return 3;
    }
    if (kernels::has_disease_model(tables.plan)) {
        fmt::print(stderr, "stages: this study has the disease model: see disease_patients\n");
        return 3;
    }
    host::ScratchMemory memory(tables.plan);
    kernels::Scratch scratch;
    kernels::lay_out(tables.plan, kernels::thread_shape, memory.scratch(), scratch);
    time_replicates(tables.plan, count);
    kernels::simulate_patients_on_cpu(kernels::InstructionLevel::v3, tables.plan, 0, scratch);
    time_patients(tables.plan, scratch, count);
    time_analysis(tables.plan, scratch, count);
    return 0;
}
