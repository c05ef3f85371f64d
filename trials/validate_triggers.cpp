// What an analysis waits for, and whether it can come.
#include <algorithm>
#include <cmath>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

/// Share of patients who never have an event of any endpoint: they neither progress nor die.
double never_share(Study const& study) {
    if (study.myeloma) {
        return 0.0;  // nobody is cured
    }
    auto const stays = [](Hazard const& hazard) {
        return hazard.share == 0.0 ? 1.0 : hazard.cured_share;
    };
    auto const hazard_of = [](TransitionModel const& model, bool experimental) -> Hazard const& {
        return experimental && model.experimental ? *model.experimental : model.control;
    };
    // progression and death before it, or the three times of a copula
    auto const first = hazard_models(study).first(study.copula ? 3 : 2);
    double weighted = 0.0;
    for (bool const experimental : {false, true}) {
        // One draw serves all of them, so who is spared the rarest cure is spared all.
        double spared = 1.0;
        for (TransitionModel const& model : first) {
            spared = std::min(spared, stays(hazard_of(model, experimental)));
        }
        weighted += spared * study.arms[experimental ? 1 : 0].ratio;
    }
    return weighted / (study.arms[0].ratio + study.arms[1].ratio);
}

/// True if the data are not cut before this trigger is met.
bool must_be_met(Analysis const& analysis) {
    return analysis.triggers.size() == 1 || analysis.when == CutWhen::latest;
}

/// To a tenth, downwards: what is told as reachable is.
std::string tenths(double events) { return text_of(std::floor(events * 10.0) / 10.0); }

void check_events(Study const& study, Analysis const& analysis, CutTrigger const& trigger,
                  std::optional<double> reachable_pfs_events, ProblemList& problems) {
    std::string const path = path_of(analysis, key_of(analysis, trigger));
    problems.require_range(path, trigger.events, 1, limits::most_patients);
    require_disease_model(study, trigger.events_of, path, problems);
    refuse_duration_of_response(trigger.events_of, path, problems);
    if (study.patients < limits::least_patients || study.arms[0].ratio < 0 ||
        study.arms[1].ratio < 1) {
        return;
    }
    double const spared = study.patients * (1.0 - never_share(study));
    std::string const got = ", got " + std::to_string(trigger.events);
    if (trigger.events > study.patients) {
        problems.add(path,
                     "must be at most design.patients, " + std::to_string(study.patients) + got,
                     {"design.patients"});
    } else if (trigger.events > spared) {
        problems.add(path,
                     "cannot be reached: cured_share leaves " + tenths(spared) + " of " +
                         std::to_string(study.patients) +
                         " patients who may have an event, on average" + got,
                     {"design.patients", "model", "arms"});
    } else if (trigger.events_of == EndpointKind::PFS && must_be_met(analysis) &&
               reachable_pfs_events && trigger.events > *reachable_pfs_events) {
        problems.add(path,
                     "cannot be expected: " + tenths(*reachable_pfs_events) +
                         " PFS events come by design.maximum_months, " +
                         text_of(study.maximum_months) + ", on average" + got +
                         "; end later, enrol more or wait for fewer",
                     {"design", "model", "arms", "accrual", "dropout"});
    }
}

void check_calendar(Study const& study, Analysis const& analysis, CutTrigger const& trigger,
                    ProblemList& problems) {
    if (!(trigger.months > 0.0 && trigger.months <= study.maximum_months)) {
        problems.add(path_of(analysis, key_of(analysis, trigger)),
                     "must be above 0 and at most design.maximum_months, " +
                         text_of(study.maximum_months) + ", got " + text_of(trigger.months),
                     {"design.maximum_months"});
    }
}

void check_follow_up(Study const& study, Analysis const& analysis, CutTrigger const& trigger,
                     ProblemList& problems) {
    std::string const path = path_of(analysis, key_of(analysis, trigger));
    if (!(trigger.months > 0.0 && trigger.months <= limits::longest_study_months)) {
        problems.add(path, "must be above 0 and at most " + text_of(limits::longest_study_months) +
                               ", got " + text_of(trigger.months));
        return;
    }
    Accrual const accrual = randomisation_accrual(study);
    if (accrual.starts_months.size() != accrual.patients_per_month.size()) {
        return;
    }
    double const accrual_end = planned_accrual_months(accrual, study.patients);
    if (std::isfinite(accrual_end) && accrual_end + trigger.months > study.maximum_months) {
        problems.add(path,
                     "must end before design.maximum_months, " + text_of(study.maximum_months) +
                         ", but accrual takes " + text_of(std::round(accrual_end * 100) / 100) +
                         " months, got " + text_of(trigger.months),
                     {"design", "accrual", "screening", "strata", "biomarkers"});
    }
}

}  // namespace

void check_trigger(Study const& study, Analysis const& analysis, CutTrigger const& trigger,
                   std::optional<double> reachable_pfs_events, ProblemList& problems) {
    switch (trigger.kind) {
        case Trigger::events:
            check_events(study, analysis, trigger, reachable_pfs_events, problems);
            break;
        case Trigger::calendar:
            check_calendar(study, analysis, trigger, problems);
            break;
        case Trigger::minimum_follow_up:
            check_follow_up(study, analysis, trigger, problems);
            break;
    }
}

}  // namespace vtrial::trials
