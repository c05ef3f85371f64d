#include "host/bench/core_rows.hpp"

#include <algorithm>
#include <cmath>

#include "host/bench/bench_studies.hpp"
#include "host/bench/core_time.hpp"
#include "host/report/estimates.hpp"

namespace vtrial::host {
namespace {

constexpr double microseconds = 1e6;

BenchTarget at_most(double value) { return {BenchTarget::Side::at_most, value}; }

/// What all rows of one core have alike; the numbers are yet to be put in.
BenchRow row_of(std::string name, std::string const& what, kernels::InstructionLevel level) {
    BenchRow row;
    row.name = std::move(name);
    row.what = what + ", x86-64-" + name_of(level);
    row.backend = "cpu";
    row.instructions = name_of(level);
    return row;
}

/// Power of PFS with its Monte Carlo error, so that another program's can be compared.
void add_power(ScenarioResult const& result, BenchRow& row) {
    std::vector<EstimateRow> const rows = estimates(result);
    auto const found = std::find_if(rows.rbegin(), rows.rend(), [](EstimateRow const& estimate) {
        return estimate.quantity == "power" && estimate.endpoint == "PFS";
    });
    if (found != rows.rend()) {
        row.figures.push_back({"power", found->estimate.value_or(0.0)});
        row.figures.push_back({"power_error", found->mcse.value_or(0.0)});
    }
}

/// A row for trials whose patients have the illness-death model, in microseconds a trial.
BenchRow trial_row(BenchRow row, PartSeconds const& seconds, int patients) {
    row.unit = "microseconds_a_trial";
    row.measured = microseconds * seconds.all;
    // differences of measured times: noise could make one negative
    auto const share = [&](double part) { return std::max(0.0, part) / seconds.all; };
    row.figures = {{"trials_per_second", 1.0 / seconds.all},
                   {"patients_per_second", patients / seconds.all},
                   {"draws_share", share(seconds.draws)},
                   {"disease_share", share(seconds.patients - seconds.draws)},
                   {"cuts_share", share(seconds.cuts - seconds.patients)},
                   {"tests_share", share(seconds.all - seconds.cuts)}};
    return row;
}

/// A textbook study at each level.
std::vector<BenchRow> trial_rows(std::string const& name, char const* path, double target,
                                 int replicates) {
    trials::Scenario const scenario = bench_scenario(path);
    CoreBench bench(scenario);
    std::vector<BenchRow> rows;
    for (kernels::InstructionLevel const level : levels_here()) {
        PartSeconds const seconds = bench.measure(level, {true, true, true, true}, replicates);
        BenchRow row = trial_row(row_of(name, "us a trial, one core", level), seconds,
                                 scenario.study.patients);
        row.target = at_most(target);
        row.of = path;
        add_power(bench.result(), row);
        row.figures.push_back({"replicates", static_cast<double>(replicates)});
        rows.push_back(row);
    }
    return rows;
}

std::vector<BenchRow> disease_rows(std::string const& name, trials::Scenario const& scenario,
                                   std::string const& note, std::optional<BenchTarget> target,
                                   int replicates) {
    CoreBench bench(scenario);
    std::vector<BenchRow> rows;
    for (kernels::InstructionLevel const level : levels_here()) {
        PartSeconds const seconds = bench.measure(level, {false, true, false, false}, replicates);
        double const of_patient = seconds.patients / scenario.study.patients;
        BenchRow row = row_of(name, "us a patient, one core", level);
        row.unit = "microseconds_a_patient";
        row.measured = microseconds * of_patient;
        row.target = target;
        row.of = maia_path;
        row.note = note;
        row.figures = {{"patients_per_second", 1.0 / of_patient},
                       {"replicates", static_cast<double>(replicates)}};
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

std::vector<BenchRow> textbook_rows(BenchScale const& scale) {
    return trial_rows("textbook", textbook_path, 20.0, scale.times(1));
}

std::vector<BenchRow> three_looks_strata_rows(BenchScale const& scale) {
    return trial_rows("textbook_three_looks_strata", three_looks_strata_path, 80.0,
                      scale.times(1, 2));
}

std::vector<BenchRow> maia_disease_rows(BenchScale const& scale) {
    return disease_rows("maia_disease", without_safety(bench_scenario(maia_path)),
                        "the course of disease alone", at_most(1.5), scale.times(1, 40));
}

std::vector<BenchRow> maia_disease_safety_rows(BenchScale const& scale) {
    return disease_rows("maia_disease_safety", bench_scenario(maia_path),
                        "with adverse events, quality of life and measurements", std::nullopt,
                        scale.times(1, 40));
}

std::vector<BenchRow> maia_rows(BenchScale const& scale) {
    trials::Scenario const scenario = bench_scenario(maia_path);
    CoreBench bench(scenario);
    std::vector<BenchRow> rows;
    int const replicates = scale.times(1, 80);
    for (kernels::InstructionLevel const level : levels_here()) {
        PartSeconds const seconds = bench.measure(level, {false, false, false, true}, replicates);
        BenchRow row = row_of("maia", "us a trial, one core", level);
        row.unit = "microseconds_a_trial";
        row.measured = microseconds * seconds.all;
        row.of = maia_path;
        row.figures = {{"trials_per_second", 1.0 / seconds.all},
                       {"patients_per_second", scenario.study.patients / seconds.all},
                       {"replicates", static_cast<double>(replicates)}};
        rows.push_back(row);
    }
    return rows;
}

}  // namespace vtrial::host
