#include "validation/reference/myeloma/beside.hpp"

#include "validation/reference/myeloma/time.hpp"

namespace vtrial::reference::myeloma {
namespace {

using trials::SafetyEvent;

bool is_in_first_line(Treatment const& treatment) {
    return treatment.line() == 1 && treatment.is_in_line();
}

}  // namespace

BesideCourse::BesideCourse(trials::MyelomaTrial const& trial, Covariates const& covariates,
                           PatientDraws const& draws, Beside const& followed)
    : is_asked_on_(followed.quality_of_life &&
                   followed.quality_of_life->goes_on_after_progression) {
    if (followed.has_safety) safety_.emplace(trial, covariates, draws);
    if (followed.quality_of_life) {
        wellbeing_.emplace(trial.wellbeing, *followed.quality_of_life, covariates, draws);
    }
}

void BesideCourse::start_line(Treatment const& treatment, double months) {
    if (!safety_ || treatment.line() != 2) return;
    events_.note(SafetyEvent::next_line_started, months);
    if (treatment.on_daratumumab()) events_.note(SafetyEvent::next_line_daratumumab, months);
}

/// A backbone, or daratumumab of which the last dose is less than two cycles ago, in the first
/// line.
bool BesideCourse::is_treated_in(Treatment const& treatment, int cycle) {
    double const cycles_since_dose =
        (cycle * cycle_months - treatment.last_dose_months()) / cycle_months;
    bool const has_doses = treatment.on_daratumumab() && cycles_since_dose < 2.0 - 1e-9;
    return is_in_first_line(treatment) && (treatment.on_backbone() || has_doses);
}

void BesideCourse::die(Treatment const& treatment, int cycle, CauseOfDeath const& cause) {
    if (!safety_ || treatment.line() != 1) return;
    if (is_treated_in(treatment, cycle)) events_.treated_until_months = cause.months;
    bool const is_related =
        safety_->dies_of_treatment(cycle, cause.treatment_share, treatment.on_backbone());
    if (cause.is_of_transplant || is_related) {
        events_.note(SafetyEvent::treatment_related_death, cause.months);
    }
}

void BesideCourse::take_blood(int cycle, double mg_per_litre) {
    if (safety_) events_.trough_mg_per_litre[cycle] = mg_per_litre;
}

void BesideCourse::suffer(Treatment const& treatment, CycleOfCourse const& now) {
    if (!safety_) return;
    now_ = now;
    is_on_backbone_ = treatment.on_backbone();
    is_treated_ = is_treated_in(treatment, now.cycle);
    if (is_treated_) events_.treated_until_months = (now.cycle + 1) * cycle_months;
    is_infected_ = is_treated_ && safety_->suffer({now.cycle, now.regimen, is_on_backbone_,
                                                   treatment.months_in_line(), now.drug_effect,
                                                   now.mean_burden, now.infusions},
                                                  events_);
}

void BesideCourse::note_stops(Treatment const& treatment, bool progresses) {
    double const end_months = (now_.cycle + 1) * cycle_months;
    bool const backbone = is_on_backbone_ && treatment.backbone_is_stopped();
    bool const daratumumab = treatment.daratumumab_is_stopped();
    bool const all = (backbone || daratumumab) && !treatment.on_daratumumab();
    if (backbone) events_.note(SafetyEvent::stopped_backbone, end_months);
    if (daratumumab) events_.note(SafetyEvent::stopped_daratumumab, end_months);
    if (all) events_.note(SafetyEvent::stopped_for_toxicity, end_months);
    if (progresses && is_treated_ && !all) {
        events_.note(SafetyEvent::stopped_for_progression, end_months);
    }
}

void BesideCourse::end_cycle(Treatment const& treatment, bool progresses) {
    if (safety_ && is_in_first_line(treatment)) note_stops(treatment, progresses);
    if (wellbeing_) {
        wellbeing_->pass({now_.cycle + 1, is_in_first_line(treatment) || is_asked_on_,
                          now_.mean_burden, treatment.months_in_line(), is_on_backbone_,
                          is_infected_});
    }
}

}  // namespace vtrial::reference::myeloma
