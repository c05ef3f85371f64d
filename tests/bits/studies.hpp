// Studies for comparing bits: one as plain as can be, others that take every path of a replicate.
// They belong to golden.txt: a change here is a new golden value.
#pragma once

#include <cstddef>

#include "tests/support/second_randomisation_studies.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/myeloma/pollux.hpp"
#include "trials/study.hpp"

namespace vtrial::bits {

using examples::after_events;
using examples::after_months;
using examples::decided_by_logrank;
using examples::decided_by_stratified_logrank;
using examples::transition;
using examples::with_median;
using examples::with_rates;

/// Constant hazards, no strata, one analysis.
inline trials::Study plain_study() {
    trials::Study study;
    study.arms = {trials::Arm{"control", trials::ArmRole::control, 1},
                  trials::Arm{"experimental", trials::ArmRole::experimental, 1}};
    study.patients = 500;
    study.accrual = {{0.0}, {25.0}};
    study.dropout = {0.05, 0.05};
    study.maximum_months = 100.0;
    study.seed = 0x9E3779B97F4A7C15;
    std::size_t which = 0;
    for (double const months : {35.0, 180.0, 1.5, 20.0, 12.0, 18.0, 9.0}) {
        study.model.transitions[which++].control = with_median(months);
    }
    transition(study, trials::Transition::progression).effect.hazard_ratio = 0.7;
    study.analyses = {after_events("final", trials::EndpointKind::PFS, 300)};
    study.endpoints = {decided_by_logrank(trials::EndpointKind::PFS, {{"final", 0.025}})};
    return study;
}

/// The courses of patients: strata, frailty, cure, Weibull and piecewise hazards, an effect that
/// comes late, wanes and depends on the stratum.
inline void enrich(trials::Study& study) {
    using trials::Transition;
    study.factors = {{"stage", {"I", "II", "III"}, {0.28, 0.43, 0.29}},
                     {"risk", {"standard", "high"}, {0.8, 0.2}}};
    study.accrual = {{0.0, 4.0, 7.0}, {15.0, 0.0, 30.0}};
    study.dropout = {0.06, 0.03};
    study.model.frailty_sd = 0.45;

    trials::TransitionModel& progression = transition(study, Transition::progression);
    progression.control = with_median(28.0, 1.3);
    progression.control.cured_share = 0.12;
    progression.effect = {0.55, 2.5, 24.0, 30.0, {{"risk", {1.0, 1.25}}}};
    progression.prognosis_by_level = {{"stage", {0.7, 1.0, 1.45}}, {"risk", {1.0, 1.7}}};

    trials::TransitionModel& death = transition(study, Transition::death_before_progression);
    death.control = with_rates({0.0, 6.0, 30.0}, {0.005, 0.0, 0.004});
    death.control.cured_share = 0.05;
    transition(study, Transition::next_line_start).control = with_rates({0.0, 0.5}, {0.0, 0.5});
    transition(study, Transition::second_progression).experimental = with_median(10.0, 0.85);
    transition(study, Transition::death_on_next_line).control = with_median(25.0, 0.9);
    transition(study, Transition::death_after_second_progression).prognosis_by_level = {
        {"stage", {0.8, 1.0, 1.3}}};
}

/// 2:1 with all that enrich() brings, an analysis of every trigger, endpoints decided at several.
inline trials::Study rich_study() {
    using trials::EndpointKind;
    trials::Study study = plain_study();
    study.arms[1].ratio = 2;
    study.block_size = 6;
    study.seed = 20260131;
    enrich(study);
    study.analyses = {after_events("early", EndpointKind::PFS, 120),
                      after_months("calendar", trials::Trigger::calendar, 40.0),
                      after_months("follow_up", trials::Trigger::minimum_follow_up, 36.0),
                      after_events("late", EndpointKind::OS, 300)};
    study.analyses.back().at_latest_months = 80.0;
    study.endpoints = {
        decided_by_logrank(EndpointKind::PFS, {{"early", 0.004}, {"calendar", 0.02}}),
        decided_by_logrank(EndpointKind::PFS2),
        decided_by_stratified_logrank(EndpointKind::OS, {{"late", 0.015}})};
    return study;
}

/// Three looks by error spending with futility, a hierarchy, every further test.
inline trials::Study sequential_study() {
    using trials::EndpointKind;
    using trials::TestKind;
    trials::Study study = rich_study();
    study.analyses = {after_events("first", EndpointKind::PFS, 100),
                      after_events("second", EndpointKind::PFS, 170),
                      after_events("third", EndpointKind::PFS, 240)};
    study.analyses[1].minimum_gap_months = 3.0;
    study.analyses[2].cleaning_days = 30;
    study.analyses[2].analyses_cleaning_events = true;
    trials::Endpoint pfs = decided_by_stratified_logrank(EndpointKind::PFS);
    pfs.sequential = trials::SequentialDesign{
        {}, {{"first", 100}, {"second", 170}, {"third", 240}}, trials::Futility{}};
    pfs.sequential->futility->spending = {trials::SpendingKind::hwang_shih_decani, -2.0, {}};
    trials::Endpoint os = decided_by_logrank(EndpointKind::OS);
    os.deciding_test = {TestKind::maxcombo, false, 0.0, 0.0, 0.0, {}};
    os.sequential = trials::SequentialDesign{
        {trials::SpendingKind::lan_demets_pocock, 0.0, {}}, {{"second", 90}, {"third", 150}}, {}};
    os.further_tests = {{TestKind::logrank, true, 0.0, 0.0, 0.0, 1.2},
                        {TestKind::weighted, true, 0.5, 0.5, 0.0, {}},
                        {TestKind::weighted, false, 0.0, 1.0, 0.0, {}},
                        {TestKind::rmst, false, 0.0, 0.0, 24.0, {}},
                        {TestKind::milestone, false, 0.0, 0.0, 18.0, -0.05}};
    study.endpoints = {pfs, os};
    study.hierarchy = {"PFS", "OS"};
    return study;
}

/// All that rich_study() has, and a second randomisation that changes hazards of either clock.
inline trials::Study maintenance_study() {
    trials::Study study = rich_study();
    examples::randomise_again(
        study, 8.3, {{"progression", 0.5}, {"second_progression", 0.8}, {"next_line_start", 1.2}});
    return study;
}

/// The disease model, with strata and drop-out that differs between the arms.
inline trials::Study myeloma_study() {
    using trials::EndpointKind;
    trials::Study study = plain_study();
    study.patients = 300;
    study.accrual = {{0.0}, {20.0}};
    study.dropout = {0.02, 0.04};
    study.maximum_months = 84.0;
    study.factors = {{"region", {"North America", "other"}, {0.3, 0.7}},
                     trials::covariate_factor("lines", trials::Covariate::prior_lines,
                                              {"1", "2 or 3", "more"}, {2.0, 4.0})};
    study.myeloma = trials::pollux();
    study.analyses = {after_events("events", EndpointKind::TTNT, 120),
                      after_months("calendar", trials::Trigger::calendar, 60.0)};
    study.endpoints = {decided_by_stratified_logrank(EndpointKind::PFS, {{"events", 0.025}}),
                       decided_by_logrank(EndpointKind::PFS2), decided_by_logrank(EndpointKind::OS),
                       decided_by_logrank(EndpointKind::TTNT)};
    return study;
}

}  // namespace vtrial::bits
