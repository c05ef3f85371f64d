// Data as the kernels see them at a cut, and what they make of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "kernels/core/double_precision.hpp"
#include "kernels/replicate/replicate.hpp"
#include "kernels/statistics/pooled_survival.hpp"
#include "kernels/statistics/restricted_mean.hpp"
#include "tests/kernels/workspace.hpp"
#include "tests/support/csv.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::kernels::test {

struct FollowedPatient {
    int day;
    bool event;
    int arm;
    int stratum;
};
using DataSet = std::vector<FollowedPatient>;

/// One of the data sets of tests/data/README.md, without its covariate.
inline DataSet read_data(std::string const& name) {
    support::CsvTable const table("data_" + name + ".csv");
    DataSet data;
    for (std::size_t i = 0; i < table.size(); ++i) {
        data.push_back({std::stoi(table.text(i, "time")), table.text(i, "status") == "1",
                        std::stoi(table.text(i, "arm")), std::stoi(table.text(i, "stratum"))});
    }
    return data;
}

inline std::vector<reference::Observation> for_reference(DataSet const& data) {
    std::vector<reference::Observation> observations;
    for (FollowedPatient const& patient : data) {
        observations.push_back(
            {static_cast<double>(patient.day), patient.event, patient.arm, patient.stratum});
    }
    return observations;
}

/// Puts data where a cut leaves them, and runs the analysis of an endpoint.
template <class Packed>
class AnalysisOf {
  public:
    /// With `strata_a_pass` the stratified table is made in passes over so many strata each.
    explicit AnalysisOf(DataSet const& data, int strata_a_pass = 0)
        : plan_(plan_of(data)), workspace_(plan_) {
        ScratchOf<Packed>& scratch = workspace_.scratch;
        std::set<int> event_days;
        for (std::size_t i = 0; i < data.size(); ++i) {
            scratch.patients.arm[i] = static_cast<std::int16_t>(data[i].arm);
            scratch.patients.stratum[i] = static_cast<std::int16_t>(data[i].stratum);
            scratch.table.followed[i] = 2 * data[i].day + (data[i].event ? 1 : 0);
            if (data[i].event) {
                event_days.insert(data[i].day);
            }
        }
        if (strata_a_pass > 0) {
            scratch.stratum_cells = strata_a_pass * (static_cast<int>(event_days.size()) + 1);
        }
        analyse(Team{}, plan_, scratch, 0, 0, workspace_.tally(), outcome_);
    }

    EstimandOutcome const& outcome() const { return outcome_; }
    TestOutcome const& plain() const { return outcome_.test[0]; }
    TestOutcome const& stratified() const { return outcome_.test[1]; }

    /// What the analysis leaves, for tests that are run on it by hand.
    Plan const& plan() const { return plan_; }
    ScratchOf<Packed> const& scratch() const { return workspace_.scratch; }
    std::int32_t last_day(int arm) const {
        std::int32_t last[arm_count];
        last_days(Team{}, plan_, workspace_.scratch, last);
        return last[arm];
    }
    RiskRows<Packed> const& rows(Stratification stratification) const {
        bool const plain = stratification == Stratification::plain || plan_.strata == 1;
        return plain ? workspace_.scratch.rows : workspace_.scratch.stratified_rows;
    }

    /// An arm's Kaplan-Meier curve at the end of a day.
    double survival_at(double day, int arm) const {
        RiskRows<Packed> const& rows = workspace_.scratch.rows;
        std::int64_t log_survival = 0;
        for (std::int32_t row = 0; row < rows.count && rows.day[row] <= day; ++row) {
            log_survival += log_survival_step(plan_, rows, row, arm);
        }
        return survival_of(log_survival);
    }

  private:
    Plan plan_of(DataSet const& data) {
        Plan plan{};
        plan.patients = static_cast<std::int32_t>(data.size());
        plan.strata = 1;
        plan.looks = 1;
        plan.estimands = 1;
        plan.has_weighted_tests = 1;
        for (FollowedPatient const& patient : data) {
            plan.last_day = std::max(plan.last_day, patient.day);
            plan.strata = std::max(plan.strata, patient.stratum + 1);
        }
        for (std::int32_t n = 0; n <= plan.patients; ++n) {
            double const log = n > 0 ? log_of(n) : 0.0;
            log_of_count_.push_back(static_cast<std::int64_t>(log * 0x1p40 + 0.5));
        }
        plan.log_of_count = {log_of_count_.data(), plan.patients + 1};
        return plan;
    }

    std::vector<std::int64_t> log_of_count_;
    Plan plan_;
    WorkspaceOf<Packed> workspace_;
    EstimandOutcome outcome_{};
};
/// Memory of a test's own for so many patients.
template <class Number>
class TermsMemory {
  public:
    explicit TermsMemory(std::int32_t patients)
        : control_(static_cast<std::size_t>(patients)), experimental_(control_.size()) {}
    CoxTermsOf<Number> terms() { return {control_.data(), experimental_.data(), 0}; }
    PooledSurvival<Number> pooled() { return {control_.data(), experimental_.data()}; }
    AreaMemory<Number> areas() { return {control_.data(), experimental_.data()}; }

  private:
    std::vector<Number> control_;
    std::vector<Number> experimental_;
};

/// Whether a line of an oracle is of the stratified test.
inline Stratification stratification_of(support::CsvTable const& oracle, std::size_t line) {
    return oracle.text(line, "stratified") == "TRUE" ? Stratification::stratified
                                                     : Stratification::plain;
}

using Analysis = AnalysisOf<std::uint32_t>;
using WideAnalysis = AnalysisOf<std::uint64_t>;

}  // namespace vtrial::kernels::test
