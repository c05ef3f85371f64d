// What `vtrial check` tells of a study before anything is simulated: bounds, closed forms, cost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "trials/closed_form.hpp"
#include "trials/design_summary.hpp"
#include "trials/observed_design.hpp"

namespace vtrial::host {

/// An analysis of a scenario, where a formula knows something of it.
struct AnalysisForecast {
    std::string analysis;
    std::optional<trials::ClosedForm> closed_form;
    /// Monte Carlo standard error of the power to expect: that of the closed form, else the largest
    double power_mcse;
};

/// What screening makes of recruitment.
struct ScreeningForecast {
    double patients_screened;    ///< on average, until all are randomised
    double enrolled_share;       ///< of those screened
    double full_accrual_months;  ///< of the calendar
};

struct ScenarioForecast {
    std::string scenario;
    bool has_no_effect;
    std::optional<ScreeningForecast> screening;  ///< empty: all who arrive are randomised
    /// by analysis; without a closed form too
    std::vector<AnalysisForecast> analyses;
};

/// What a run takes. Time is a forecast from figures of docs/PERFORMANCE.md for multistate studies
/// without assessments: within a factor of two on that machine, a hint on others.
struct RunCost {
    std::int64_t replicates;  ///< of all scenarios together
    std::int64_t patients;    ///< simulated in all
    double core_seconds;      ///< of a processor's core
    std::int64_t bytes_a_thread;
};

struct DesignReport {
    std::string title;
    std::int64_t replicates;  ///< a scenario
    int patients;
    int strata;
    std::vector<trials::HypothesisSummary> hypotheses;  ///< of the first scenario
    std::vector<ScenarioForecast> scenarios;
    RunCost cost;
    std::vector<trials::ObservedSummary> observed{};  ///< where the user tells of a trial's looks
};

/// The report of a valid study file. Simulates nothing.
DesignReport report_design(trials::StudyFile const& file);

/// As lines that begin with "# ", so that they may stand before the resolved study.
std::string design_text(DesignReport const& report);

/// As JSON, with a schema version.
std::string design_json(DesignReport const& report, std::string const& resolved_study);

}  // namespace vtrial::host
