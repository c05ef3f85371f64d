// Two small trials whose published numbers are closed forms of their own hazards, so that a fit
// has a truth to find.
#pragma once

#include <cmath>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {

/// PFS is exponential: 20 months in the control arm of the first trial, 10 in that of the second,
/// hazard ratio 0.5 in both. The files state other numbers.
inline std::string trial_text(std::string const& published_trial) {
    return R"(schema_version = 1
published_trial = ")" +
           published_trial + R"("
[design]
patients = 400
maximum_months = 80
[accrual]
months = 20
[model.progression_free]
median_months = 15
progression_share = 0.9
effect = { hazard_ratio = 0.7 }
[model.next_line_start]
median_months = 1.5
[model.second_progression]
median_months = 12
[model.death_on_next_line]
rate_per_month = 0.01
[model.death_after_second_progression]
median_months = 15
[[analyses]]
name = "report"
calendar_months = 60
published_cut = "report"
[[endpoints]]
name = "PFS"
levels_one_sided = { report = 0.025 }
)";
}

inline std::string survival_per_cent(double median_months, double month, double hazard_ratio) {
    return std::to_string(100.0 * std::exp2(-hazard_ratio * month / median_months));
}

inline std::string trial_numbers(std::string const& trial, double median_months) {
    std::string const cut = trial + ",cuts/report/PFS/";
    std::string const ratio = "HR,0.5,0.4,0.625,sourced,\n";
    return cut + ratio + cut + "landmarks/t=12/C," + survival_per_cent(median_months, 12, 1.0) +
           ",,,sourced,%\n" + cut + "landmarks/t=24/C," +
           survival_per_cent(median_months, 24, 1.0) + ",,,sourced,%\n" + cut +
           "landmarks/t=24/D," + survival_per_cent(median_months, 24, 0.5) + ",,,sourced,%\n";
}

inline std::string fit_text(int generations) {
    std::string const each = "generations = " + std::to_string(generations) + "\n";
    return R"(schema_version = 1
title = "Two trials of its own"
seed = 5
replicates = 40
trials = ["first.toml", "second.toml"]
published = "numbers.csv"
[[stages]]
name = "controls"
rows = "control"
)" + each + R"([[stages.parameters]]
path = "model.progression_free.median_months"
trials = ["first.toml"]
low = 5
high = 60
start = 15
[[stages.parameters]]
path = "model.progression_free.median_months"
trials = ["second.toml"]
low = 5
high = 60
start = 15
[[stages]]
name = "treatment"
rows = "daratumumab"
)" + each + R"([[stages.parameters]]
path = "model.progression_free.effect.hazard_ratio"
low = 0.2
high = 1.5
start = 0.7
)";
}

/// The files of the fit in a folder.
inline void write_fit(support::TemporaryFolder const& folder, int generations) {
    support::write_text(folder / "first.toml", trial_text("FIRST"));
    support::write_text(folder / "second.toml", trial_text("SECOND"));
    support::write_text(folder / "numbers.csv", "trial,quantity,value,ci_lo,ci_hi,status,unit\n" +
                                                    trial_numbers("FIRST", 20) +
                                                    trial_numbers("SECOND", 10));
    support::write_text(folder / "fit.toml", fit_text(generations));
}

}  // namespace vtrial::host::test
