// Studies that tests of several rooms are made of.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "trials/myeloma/maia.hpp"
#include "trials/study.hpp"

namespace vtrial::examples {

inline trials::TransitionModel& transition(trials::Study& study, trials::Transition which) {
    return study.model.transitions[static_cast<std::size_t>(which)];
}

inline trials::Hazard with_median(double months, double shape = 1.0) {
    trials::Hazard hazard;
    hazard.median_months = months;
    hazard.shape = shape;
    return hazard;
}

inline trials::Hazard with_rates(std::vector<double> starts_months,
                                 std::vector<double> rates_per_month) {
    trials::Hazard hazard;
    hazard.starts_months = std::move(starts_months);
    hazard.rates_per_month = std::move(rates_per_month);
    return hazard;
}

inline trials::Analysis after_events(std::string name, trials::EndpointKind kind, int events) {
    trials::Analysis analysis;
    analysis.name = std::move(name);
    analysis.triggers = {{trials::Trigger::events, kind, events, 0.0}};
    return analysis;
}

inline trials::Analysis after_months(std::string name, trials::Trigger trigger, double months) {
    trials::Analysis analysis;
    analysis.name = std::move(name);
    analysis.triggers = {{trigger, trials::EndpointKind::PFS, 0, months}};
    return analysis;
}

/// An endpoint decided by the log-rank test at these nominal levels; without levels, described.
inline trials::Endpoint decided_by_logrank(trials::EndpointKind kind,
                                           std::map<std::string, double> levels = {}) {
    trials::Endpoint endpoint;
    endpoint.kind = kind;
    endpoint.levels_one_sided = std::move(levels);
    return endpoint;
}

inline trials::Endpoint decided_by_stratified_logrank(trials::EndpointKind kind,
                                                      std::map<std::string, double> levels = {}) {
    trials::Endpoint endpoint = decided_by_logrank(kind, std::move(levels));
    endpoint.deciding_test.stratified = true;
    return endpoint;
}

/// 737 patients 1:1 within 22 months, drop-out 5 % a year, PFS of median 31.9 months in control,
/// constant hazards, no strata: the design of data/expected_events.csv.
inline trials::Study simple_study(double hazard_ratio) {
    trials::Study study;
    study.arms = {trials::Arm{"control", trials::ArmRole::control, 1},
                  trials::Arm{"experimental", trials::ArmRole::experimental, 1}};
    study.patients = 737;
    study.accrual = {{0.0}, {737.0 / 22.0}};
    study.dropout = {0.05, 0.05};
    study.maximum_months = 120.0;
    study.seed = 20231;

    using trials::Transition;
    for (auto const& [which, share] : {std::pair{Transition::progression, 0.9},
                                       std::pair{Transition::death_before_progression, 0.1}}) {
        transition(study, which).control = with_median(31.9);
        transition(study, which).control.share = share;
        transition(study, which).effect.hazard_ratio = hazard_ratio;
    }
    transition(study, Transition::next_line_start).control = with_median(2.0);
    transition(study, Transition::death_before_next_line).control = with_median(40.0);
    transition(study, Transition::second_progression).control = with_median(14.0);
    transition(study, Transition::death_on_next_line).control = with_median(40.0);
    transition(study, Transition::death_after_second_progression).control = with_median(13.0);
    return study;
}

/// The same with everything a study can state: strata, frailty, cure, delay, waning, pieces.
inline trials::Study rich_study() {
    using trials::Transition;
    trials::Study study = simple_study(0.6);
    study.arms[1].ratio = 2;
    study.block_size = 6;
    study.factors = {{"stage", {"I", "II", "III"}, {0.3, 0.4, 0.3}},
                     {"risk", {"standard", "high"}, {0.7, 0.3}}};
    study.accrual = {{0.0, 6.0, 9.0}, {20.0, 0.0, 50.0}};
    study.dropout = {0.05, 0.02};
    study.model.frailty_sd = 0.5;

    auto& progression = transition(study, Transition::progression);
    progression.control = with_median(25.0, 1.2);
    progression.control.cured_share = 0.1;
    progression.effect.delay_months = 3.0;
    progression.effect.waning_starts_months = 30.0;
    progression.effect.waning_ends_months = 33.5;
    progression.effect.modifiers_by_level = {{"risk", {1.0, 1.3}}};
    progression.prognosis_by_level = {{"stage", {0.7, 1.0, 1.5}}, {"risk", {1.0, 1.8}}};

    auto& death_before_progression = transition(study, Transition::death_before_progression);
    death_before_progression.control = with_rates({0.0, 3.0, 24.0}, {0.006, 0.0, 0.003});
    death_before_progression.control.cured_share = 0.05;
    transition(study, Transition::next_line_start).control = with_rates({0.0, 1.0}, {0.0, 0.4});
    transition(study, Transition::second_progression).experimental = with_median(11.0, 0.9);
    transition(study, Transition::death_after_second_progression).prognosis_by_level = {
        {"stage", {0.8, 1.0, 1.4}}};
    return study;
}

/// The same with two biomarkers that change hazards and effects, patients who are screened out or
/// not eligible, and subgroups by strata and biomarkers.
inline trials::Study biomarker_study() {
    using trials::Transition;
    trials::Study study = rich_study();
    study.biomarkers = {{"del17p", {"no", "yes"}, {0.85, 0.15}},
                        {"gain1q", {"normal", "gain", "amplified"}, {0.6, 0.3, 0.1}}};
    study.screening = {21.0, 0.2, {{"gain1q", {"normal", "gain"}}}};
    study.subgroups = {{"del17p", {{"del17p", {"yes"}}}},
                       {"late_stage_gain", {{"stage", {"II", "III"}}, {"gain1q", {"gain"}}}}};
    auto& progression = transition(study, Transition::progression);
    progression.effect.modifiers_by_level["del17p"] = {1.0, 0.7};
    progression.prognosis_by_level["del17p"] = {1.0, 2.2};
    progression.prognosis_by_level["gain1q"] = {1.0, 1.5, 2.0};
    transition(study, Transition::death_on_next_line).prognosis_by_level = {{"del17p", {1.0, 1.9}}};
    return study;
}

/// simple_study() with three times joined by a copula, the experimental arm's PFS longer.
inline trials::Study copula_study(trials::CopulaFamily family, double kendall_tau,
                                  trials::CopulaOrder order) {
    trials::Study study = simple_study(1.0);
    study.copula.emplace();
    study.copula->family = family;
    study.copula->kendall_tau = kendall_tau;
    study.copula->order = order;
    study.copula->margins[0].control = with_median(30.0);
    study.copula->margins[0].effect.hazard_ratio = 0.6;
    study.copula->margins[1].control = with_median(45.0, 1.3);
    study.copula->margins[2].control = with_rates({0.0, 12.0, 48.0}, {0.006, 0.015, 0.01});
    return study;
}

/// simple_study() with the disease model, of the patients and regimens of MAIA.
inline trials::Study myeloma_study() {
    trials::Study study = simple_study(1.0);
    study.myeloma = trials::maia();
    return study;
}

/// The same with responses of each kind, the duration of response, and PFS by MRD status.
inline trials::Study myeloma_study_with_responses() {
    using trials::ResponseMeasure;
    trials::Study study = myeloma_study();
    study.responses = {{.name = "CR", .measure = ResponseMeasure::complete},
                       {.name = "MRD", .measure = ResponseMeasure::mrd_negative},
                       {.name = "MRD for a year",
                        .measure = ResponseMeasure::mrd_negative,
                        .sustained_months = 12.0}};
    study.subgroups = {{"negative", {}, "MRD", true}, {"not_negative", {}, "MRD", false}};
    study.endpoints = {trials::Endpoint{}, trials::Endpoint{}, trials::Endpoint{},
                       trials::Endpoint{}};
    study.endpoints[1].kind = trials::EndpointKind::DOR;
    study.endpoints[2].population = "negative";
    study.endpoints[3].population = "not_negative";
    return study;
}

}  // namespace vtrial::examples
