// The kernels against the reference on the same draws, replicate by replicate: first the patients,
// then cut and statistics of the kernels' own patients.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <string>

#include "tests/kernels/launch/runs.hpp"
#include "tests/support/studies.hpp"
#include "trials/lower_hypotheses.hpp"
#include "validation/reference/cut.hpp"
#include "validation/reference/further_tests.hpp"
#include "validation/reference/simulate.hpp"
#include "validation/reference/survival_tests.hpp"

namespace vtrial::test {
namespace {

using kernels::test::RunRecord;

#ifdef VTRIAL_SMALL_TESTS
constexpr std::uint64_t part_of_replicates = 50;
#else
constexpr std::uint64_t part_of_replicates = 1;
#endif

/// Kernels add durations in ticks of 2^-16 day, each a float of 24 bits: within a study of ten
/// years a time is some 1e-4 day from the reference's, and its day another one only where midnight
/// is between them.
constexpr double near_midnight = 0.001;
/// Statistics of the kernels are sums of floats, those of the reference of doubles.
constexpr double same_statistic = 1e-6;

struct Comparison {
    std::int64_t times = 0;
    std::int64_t other_days = 0;    ///< of a time near midnight
    std::int64_t other_events = 0;  ///< endpoint and drop-out within the same 0.001 day
    std::map<std::string, std::int64_t> faults;  ///< what is not to be explained so, how often
    std::int64_t tests = 0;
    std::int64_t further_tests = 0;
    std::int64_t tied_events = 0;  ///< events of PFS on a day with another one
    double largest_z = 0.0;
    double largest_log_hr = 0.0;
    double largest_error = 0.0;

    void require(bool is_right, std::string const& what) {
        if (!is_right) {
            ++faults[what];
        }
    }
};

void compare_follow_up(reference::ReferencePatient const& patient, std::size_t endpoint,
                       std::int32_t observed, int last_day, Comparison& comparison) {
    reference::FollowUp const& expected = patient.follow_up[endpoint];
    int const day = observed / 2;
    bool const event = (observed & 1) != 0;
    if (patient.entry_day + std::min(day, expected.leave_day) > last_day) {
        return;  // after the end of the study: never seen
    }
    ++comparison.times;
    double const end = std::min(patient.endpoint_days[endpoint], patient.dropout_days);
    if (day != expected.leave_day) {
        bool const excused = std::abs(day - expected.leave_day) == 1 &&
                             std::abs(end - std::round(end)) < near_midnight;
        comparison.require(excused, "day");
        ++comparison.other_days;
    }
    if (event != expected.event) {
        bool const excused =
            std::abs(patient.endpoint_days[endpoint] - patient.dropout_days) < near_midnight;
        comparison.require(excused, "event");
        ++comparison.other_events;
    }
}

void compare_patients(reference::ReferenceTrial const& expected, kernels::Plan const& plan,
                      kernels::Patients const& patients, Comparison& comparison) {
    for (std::size_t i = 0; i < expected.patients.size(); ++i) {
        reference::ReferencePatient const& patient = expected.patients[i];
        comparison.require(patients.entry_day[i] == patient.entry_day, "entry day");
        comparison.require(patients.stratum[i] == patient.stratum, "stratum");
        comparison.require(patients.profile[i] == patient.profile, "profile");
        comparison.require(patients.arm[i] == patient.arm, "arm");
        for (std::size_t endpoint = 0; endpoint < 3; ++endpoint) {
            compare_follow_up(patient, endpoint, patients.observed[static_cast<int>(endpoint)][i],
                              plan.last_day, comparison);
        }
    }
}

/// The kernels' patients as the reference keeps them.
reference::ReferenceTrial trial_of(kernels::Plan const& plan, kernels::Patients const& patients) {
    reference::ReferenceTrial trial;
    for (std::int32_t i = 0; i < plan.patients; ++i) {
        reference::ReferencePatient patient;
        patient.entry_day = patients.entry_day[i];
        patient.stratum = patients.stratum[i];
        patient.profile = patients.profile[i];
        patient.arm = patients.arm[i];
        for (std::size_t endpoint = 0; endpoint < 3; ++endpoint) {
            std::int32_t const observed = patients.observed[static_cast<int>(endpoint)][i];
            patient.follow_up[endpoint] = {observed / 2, (observed & 1) != 0};
        }
        trial.patients.push_back(patient);
    }
    return trial;
}

void compare_test(std::vector<reference::Observation> const& data, int kind,
                  kernels::TestOutcome const& test, Comparison& comparison) {
    auto const stratification = static_cast<reference::Stratification>(kind);
    double const z = std::abs(test.z - reference::logrank(data, stratification).z);
    auto const fit = reference::cox_efron(data, stratification);
    double const log_hr = std::abs(test.log_hr - fit.log_hazard_ratio);
    double const error = std::abs(test.standard_error - fit.standard_error);
    comparison.largest_z = std::max(comparison.largest_z, z);
    comparison.largest_log_hr = std::max(comparison.largest_log_hr, log_hr);
    comparison.largest_error = std::max(comparison.largest_error, error);
    comparison.require(test.hr_exists == (fit.exists ? 1 : 0), "existence of the hazard ratio");
    ++comparison.tests;
}

/// z of a further test by the reference; empty: it does not exist. MaxCombo's is that of its best
/// test alone.
std::optional<double> reference_z(std::vector<reference::Observation> const& data,
                                  trials::Test const& test) {
    auto const stratification = static_cast<reference::Stratification>(test.stratified ? 1 : 0);
    double const days = std::floor(test.months * trials::days_per_month + 0.5);
    double const margin = test.margin.value_or(0.0);
    switch (test.kind) {
        case trials::TestKind::logrank:
            return reference::logrank_of_margin(data, stratification, *test.margin).z;
        case trials::TestKind::cox: {
            auto const fit = reference::cox_efron(data, stratification);
            double const distance = fit.log_hazard_ratio - std::log(*test.margin);
            return fit.exists ? std::optional(distance / fit.standard_error) : std::nullopt;
        }
        case trials::TestKind::weighted:
            return reference::weighted_logrank(data, stratification, test.rho, test.gamma).z;
        case trials::TestKind::rmst:
            return reference::difference_z(reference::restricted_mean(data, 0, days),
                                           reference::restricted_mean(data, 1, days),
                                           margin * trials::days_per_month);
        case trials::TestKind::milestone:
            return reference::difference_z(reference::milestone(data, 0, days),
                                           reference::milestone(data, 1, days), margin);
        default:
            auto const z = reference::max_combo_z(data, stratification);
            return *std::min_element(z.begin(), z.end());
    }
}

void compare_further_test(std::vector<reference::Observation> const& data, trials::Test const& test,
                          kernels::FurtherTestOutcome const& outcome, Comparison& comparison) {
    auto const z = reference_z(data, test);
    ++comparison.further_tests;
    comparison.require(z.has_value() == (outcome.exists != 0), "existence of " + name_of(test));
    if (!z) {
        return;
    }
    if (test.kind == trials::TestKind::maxcombo) {
        // the p-value of the best of four: that of one alone, times four at most
        double const p = 0.5 * std::erfc(-outcome.z / std::sqrt(2.0));
        double const alone = 0.5 * std::erfc(-*z / std::sqrt(2.0));
        comparison.require(p > 0.999999 * alone && p < 4.000001 * alone, "p of " + name_of(test));
    } else {
        comparison.require(std::abs(outcome.z - *z) < 2.0 * same_statistic * (1.0 + std::abs(*z)),
                           "z of " + name_of(test));
    }
}

void compare_endpoint(std::vector<reference::Observation> const& data,
                      kernels::EstimandOutcome const& outcome, Comparison& comparison) {
    for (int arm = 0; arm < 2; ++arm) {
        auto const events = std::count_if(data.begin(), data.end(),
                                          [=](auto const& o) { return o.event && o.arm == arm; });
        auto const median = reference::kaplan_meier(data, arm).median();
        double const twice_median = median ? 2.0 * *median : -1.0;
        comparison.require(outcome.events[arm] == events, "events");
        comparison.require(outcome.twice_median_days[arm] == twice_median, "median");
    }
    for (int kind = 0; kind < 2; ++kind) {
        compare_test(data, kind, outcome.test[kind], comparison);
    }
}

std::int64_t tied_events(std::vector<reference::Observation> const& data) {
    std::map<double, std::int64_t> events;
    for (auto const& observation : data) {
        events[observation.time] += observation.event ? 1 : 0;
    }
    std::int64_t tied = 0;
    for (auto const& day : events) {
        tied += day.second > 1 ? day.second : 0;
    }
    return tied;
}

void compare_look(trials::Study const& study, reference::ReferenceTrial const& trial,
                  reference::Cut const& cut, kernels::LookOutcome const& look,
                  Comparison& comparison) {
    comparison.require(look.day == cut.day, "cut day");
    comparison.require(look.events_not_reached == (cut.events_not_reached ? 1 : 0), "fallback");
    comparison.require(look.was_extended == (cut.was_extended ? 1 : 0), "extension");
    for (std::size_t estimand = 0; estimand < study.endpoints.size(); ++estimand) {
        trials::EndpointKind const kind = study.endpoints[estimand].kind;
        auto const enrolled = reference::data_at_cut(trial, kind, cut.day);
        comparison.require(look.patients == static_cast<int>(enrolled.size()), "patients");
        auto const data = reference::data_at_cut(
            reference::patients_in(study, study.endpoints[estimand].population, trial), kind,
            cut.day);
        comparison.tied_events += kind == trials::EndpointKind::PFS ? tied_events(data) : 0;
        compare_endpoint(data, look.estimand[estimand], comparison);
        auto const further = trials::further_tests(study.endpoints[estimand]);
        for (std::size_t k = 0; k < further.size(); ++k) {
            compare_further_test(data, further[k], look.estimand[estimand].further[k], comparison);
        }
    }
}

/// The first look at which P(Z <= z), the one-sided p-value, is at or below the endpoint's level.
int first_rejection(trials::Study const& study, std::size_t estimand,
                    kernels::ReplicateOutcome const& outcome) {
    trials::Endpoint const& endpoint = study.endpoints[estimand];
    int const kind = endpoint.deciding_test.stratified ? 1 : 0;
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        auto const level = endpoint.levels_one_sided.find(study.analyses[look].name);
        double const z = outcome.look[look].estimand[estimand].test[kind].z;
        if (level != endpoint.levels_one_sided.end() &&
            0.5 * std::erfc(-z / std::sqrt(2.0)) <= level->second) {
            return static_cast<int>(look);
        }
    }
    return -1;
}

template <class Run>
void compare_replicate(trials::Study const& study, std::uint64_t replicate, Run& run,
                       Comparison& comparison) {
    run.outcomes.clear();
    run.add(kernels::best_instruction_level(), {replicate, 1});
    kernels::Plan const& plan = run.tables.plan;
    kernels::Patients const& patients = run.workspace.scratch.patients;
    kernels::ReplicateOutcome const& outcome = run.outcomes.front();
    compare_patients(reference::simulate(study, replicate), plan, patients, comparison);
    reference::ReferenceTrial const trial = trial_of(plan, patients);
    std::vector<reference::Cut> const cuts = reference::cuts(study, trial);
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        compare_look(study, trial, cuts[look], outcome.look[look], comparison);
    }
    std::size_t hypothesis = 0;
    for (std::size_t estimand = 0; estimand < study.endpoints.size(); ++estimand) {
        if (!study.endpoints[estimand].levels_one_sided.empty()) {
            int const first = outcome.hypothesis[hypothesis++].rejected_at;
            comparison.require(first == first_rejection(study, estimand, outcome), "rejection");
        }
    }
}

template <class Run = RunRecord>
void expect_agreement(trials::Study const& study, std::uint64_t replicates) {
    Run run(study, false);
    Comparison comparison;
    replicates = std::max<std::uint64_t>(1, replicates / part_of_replicates);
    for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        compare_replicate(study, replicate, run, comparison);
    }
    for (auto const& fault : comparison.faults) {
        ADD_FAILURE() << fault.first << " differs " << fault.second << " times";
    }
    EXPECT_LT(static_cast<double>(comparison.other_days + comparison.other_events),
              1e-3 * static_cast<double>(comparison.times));
    EXPECT_GT(comparison.tied_events, 0);
    EXPECT_LT(comparison.largest_z, same_statistic);
    EXPECT_LT(comparison.largest_log_hr, same_statistic);
    EXPECT_LT(comparison.largest_error, same_statistic);
    std::printf(
        "%lld of %lld days, %lld events differ near midnight; %lld tests, %lld tied events;"
        " largest difference of z %.1e, log HR %.1e, its error %.1e\n",
        static_cast<long long>(comparison.other_days), static_cast<long long>(comparison.times),
        static_cast<long long>(comparison.other_events), static_cast<long long>(comparison.tests),
        static_cast<long long>(comparison.tied_events), comparison.largest_z,
        comparison.largest_log_hr, comparison.largest_error);
    testing::Test::RecordProperty("times", std::to_string(comparison.times));
    testing::Test::RecordProperty("other_days", std::to_string(comparison.other_days));
}

TEST(Agreement, OfTheTextbookStudy) {
    expect_agreement(support::scenario_of("textbook", "effect").study, 4000);
}

TEST(Agreement, OfMaiaAsPublished) {
    expect_agreement(support::scenario_of("maia", "published").study, 1500);
}

TEST(Agreement, OfMaiaWithADelayedEffect) {
    expect_agreement(support::scenario_of("maia", "delayed_effect").study, 1000);
}

TEST(Agreement, OfAStudyWithEveryKindOfHazardAndLook) {
    expect_agreement(kernels::test::with_looks(examples::rich_study()), 500);
}

TEST(Agreement, OfAStudyWithBiomarkersScreeningAndSubgroups) {
    trials::Study study = kernels::test::with_looks(examples::biomarker_study());
    for (trials::Subgroup const& subgroup : study.subgroups) {
        trials::Endpoint endpoint = study.endpoints.front();
        endpoint.population = subgroup.name;
        study.endpoints.push_back(endpoint);
    }
    study.endpoints.back().deciding_test.stratified = true;
    expect_agreement(study, 500);
}

TEST(Agreement, OfFurtherTests) {
    using trials::TestKind;
    trials::Study study = kernels::test::with_looks(examples::rich_study());
    study.endpoints.resize(1);
    study.endpoints[0].further_tests = {{TestKind::logrank, false, 0.0, 0.0, 0.0, 1.3},
                                        {TestKind::logrank, true, 0.0, 0.0, 0.0, 0.8},
                                        {TestKind::cox, true, 0.0, 0.0, 0.0, 1.3},
                                        {TestKind::weighted, false, 0.0, 1.0, 0.0, {}},
                                        {TestKind::weighted, true, 1.0, 0.5, 0.0, {}},
                                        {TestKind::maxcombo, true, 0.0, 0.0, 0.0, {}},
                                        {TestKind::rmst, false, 0.0, 0.0, 20.0, 1.0},
                                        {TestKind::milestone, false, 0.0, 0.0, 30.0, 0.1}};
    expect_agreement(study, 200);
}

TEST(Agreement, OfLooksWithSeveralTriggersGapsAndCheckpoints) {
    using trials::EndpointKind;
    trials::Study study = kernels::test::with_looks(examples::rich_study());
    study.analyses.resize(4);
    // about half of the trials are cut by each of the two
    study.analyses[0].triggers.push_back({trials::Trigger::calendar, EndpointKind::PFS, 0, 22.0});
    study.analyses[1].triggers = {{trials::Trigger::calendar, EndpointKind::PFS, 0, 34.0},
                                  {trials::Trigger::events, EndpointKind::OS, 200, 0.0}};
    study.analyses[1].when = trials::CutWhen::latest;
    study.analyses[1].minimum_gap_months = 14.0;
    study.analyses[3].at_latest_months = 64.0;
    study.analyses[3].checkpoints = {{50.0, EndpointKind::OS, 330, 72.0}};
    expect_agreement(study, 400);
}

TEST(Agreement, OfATrialWithMoreThan65535PatientsAnArm) {
    trials::Study study = support::scenario_of("textbook", "effect").study;
    study.patients = 140000;
    study.accrual = {{0.0}, {140000.0 / 22.0}};
    study.analyses.front().triggers.front().events = 74000;
    expect_agreement<kernels::test::WideRunRecord>(study, 3);
}

TEST(Agreement, WhereMostEventsAreTied) {
    trials::Study study = support::scenario_of("textbook", "effect").study;
    for (trials::TransitionModel& model : study.model.transitions) {
        if (model.control.median_months) {
            *model.control.median_months /= 40.0;  // PFS of some weeks
        }
    }
    expect_agreement(study, 2000);
}

}  // namespace
}  // namespace vtrial::test
