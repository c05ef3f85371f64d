#include "trials/lower_safety.hpp"

#include <algorithm>

#include "trials/lower_responses.hpp"
#include "trials/myeloma/lower_safety.hpp"
#include "trials/myeloma/lower_units.hpp"

namespace vtrial::trials {
namespace {

// a row of the kernels is the event's number
static_assert(safety_event_names.size() == kernels::safety_events);
static_assert(recurrent_safety_events == kernels::recurrent_events);
static_assert(static_cast<int>(SafetyEvent::stopped_backbone) ==
              static_cast<int>(kernels::SafetyEvent::stopped_backbone));
static_assert(static_cast<int>(SafetyEvent::next_line_daratumumab) ==
              static_cast<int>(kernels::SafetyEvent::next_line_daratumumab));

void lower_entry(Study const& study, SafetyEntry const& entry, kernels::ResponsesPlan& responses) {
    if (entry.recurs()) {
        responses.recurrent_response[responses.recurrent++] = responses.count;
    }
    kernels::ResponsePlan& plan = responses.response[responses.count++];
    plan = {};
    plan.kind = kernels::ResponseKind::safety;
    plan.row = static_cast<std::int32_t>(entry.event);
    plan.latest_days = kernels::never_cycles;
    lower_population(study, entry.population, plan);
}

/// The fewest levels that are so many points or more.
int levels_of(double points) {
    int levels = 1;
    while (levels * 100.0 < points * kernels::highest_score_level) ++levels;
    return levels;
}

kernels::QualityOfLifePlan lower_quality(Study const& study) {
    QualityOfLife const& quality = *study.quality_of_life;
    kernels::QualityOfLifePlan plan = lower_wellbeing(study.myeloma->wellbeing);
    plan.every_cycles = quality.every_cycles;
    plan.goes_on_after_progression = quality.goes_on_after_progression ? 1 : 0;
    plan.deterioration_levels = levels_of(quality.deterioration_points);
    plan.death_is_deterioration = quality.death_is_deterioration ? 1 : 0;
    plan.is_timed =
        std::any_of(study.endpoints.begin(), study.endpoints.end(),
                    [](auto const& endpoint) { return endpoint.kind == EndpointKind::TTD; })
            ? 1
            : 0;
    for (double const months : quality.months) {
        plan.month_cycles[plan.months++] = asked_after_cycles(quality, months);
    }
    return plan;
}

}  // namespace

bool asks_for_safety(Study const& study) {
    return study.myeloma &&
           (!study.safety.empty() || study.quality_of_life || !study.measurements.empty());
}

int asked_after_cycles(QualityOfLife const& quality, double months) {
    double const times = months / (quality.every_cycles * months_per_cycle);
    return std::max(1, static_cast<int>(times + 0.5)) * quality.every_cycles;
}

void lower_safety(Study const& study, PlanTables& tables) {
    if (!asks_for_safety(study)) {
        return;
    }
    tables.myeloma[0].safety = lower_safety(*study.myeloma);
    if (study.quality_of_life) {
        tables.myeloma[0].quality_of_life = lower_quality(study);
    }
    for (SafetyEntry const& entry : study.safety) {
        lower_entry(study, entry, tables.plan.responses);
    }
}

}  // namespace vtrial::trials
