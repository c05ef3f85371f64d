// Two small trials whose published numbers are closed forms of their own hazards, so that a fit
// has a truth to find.
#pragma once

#include <cmath>
#include <string>

#include "tests/host/config/study_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vtrial::host::test {

/// The plain study under the name of a published trial. Its hazards are constant, so all of PFS is
/// known; it states a median of 20 months to progression and a hazard ratio of 0.7.
inline std::string trial_text(std::string const& published_trial) {
    std::string text = plain_study;
    std::string const name = "name = \"final\"\n";
    text.insert(text.find(name) + name.size(), "published_cut = \"report\"\n");
    std::string const events = "events = 200";  // soon enough for every set within the bounds
    text.replace(text.find(events), events.size(), "events = 100");
    std::string const title = "title = ";
    return text.insert(text.find(title), "published_trial = \"" + published_trial + "\"\n");
}

/// Hazard of PFS a month: progression with this median, and deaths before it.
inline double hazard_per_month(double median_months, double hazard_ratio) {
    constexpr double ln_2 = 0.6931471805599453;
    constexpr double death_rate_per_month = 0.002;  // of the plain study
    return hazard_ratio * ln_2 / median_months + death_rate_per_month;
}

/// What the trial would publish if its median and hazard ratio were these.
inline std::string trial_numbers(std::string const& trial, double median_months,
                                 double hazard_ratio = 0.5) {
    double const control = hazard_per_month(median_months, 1.0);
    double const experimental = hazard_per_month(median_months, hazard_ratio);
    double const ratio = experimental / control;
    std::string const cut = trial + ",cuts/report/PFS/";
    auto const survival = [&](char const* month_and_arm, double month, double hazard) {
        return cut + "landmarks/t=" + month_and_arm + "," +
               std::to_string(100.0 * std::exp(-hazard * month)) + ",,,sourced,%\n";
    };
    return cut + "HR," + std::to_string(ratio) + "," + std::to_string(0.8 * ratio) + "," +
           std::to_string(1.25 * ratio) + ",sourced,\n" + survival("6/C", 6, control) +
           survival("12/C", 12, control) + survival("12/D", 12, experimental);
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
path = "model.progression.median_months"
trials = ["first.toml"]
low = 5
high = 60
start = 15
[[stages.parameters]]
path = "model.progression.median_months"
trials = ["second.toml"]
low = 5
high = 60
start = 15
[[stages]]
name = "treatment"
rows = "daratumumab"
)" + each + R"([[stages.parameters]]
path = "model.progression.effect.hazard_ratio"
low = 0.2
high = 1.5
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
