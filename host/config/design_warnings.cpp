#include "host/config/design_warnings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "trials/closed_form.hpp"

namespace vtrial::host {
namespace {

using trials::Endpoint;

constexpr double fewest_expected_events = 10.0;

void warn_at(ReadLog& log, std::string const& path, std::string const& message) {
    std::string const in_file = log.file_path(path);
    log.warn(log.place_of(in_file), in_file + " " + message);
}

void warn_of_unstratified_decision(trials::Study const& study, Endpoint const& endpoint,
                                   ReadLog& log) {
    trials::Test stratified = endpoint.deciding_test;
    if (endpoint.is_decided() && !study.factors.empty() && has_strata(stratified.kind) &&
        !stratified.stratified) {
        stratified.stratified = true;
        warn_at(log, fmt::format("endpoints.{}.decides", name_of(endpoint)),
                fmt::format("is \"{}\" although the randomisation is stratified; \"{}\" is the "
                            "usual choice",
                            name_of(endpoint.deciding_test), name_of(stratified)));
    }
}

/// An analysis may have been moved where the events planned for it have not.
void warn_of_other_events(trials::Study const& study, Endpoint const& endpoint, ReadLog& log) {
    for (trials::Analysis const& analysis : study.analyses) {
        bool const is_triggering = endpoint.population.empty() && !endpoint.is_from_second();
        auto const waited_for =
            is_triggering ? events_alone(analysis, endpoint.kind) : std::nullopt;
        auto const& planned = endpoint.sequential->planned_events;
        auto const found = planned.find(analysis.name);
        if (waited_for && found != planned.end() && found->second != *waited_for) {
            warn_at(log,
                    fmt::format("endpoints.{}.planned_events.{}", name_of(endpoint), analysis.name),
                    fmt::format("is {}, but the analysis waits for {} events; alpha is spent by "
                                "planned_events",
                                found->second, *waited_for));
        }
    }
}

/// The level that an endpoint uses for itself, at least.
double own_level(trials::Study const& study, Endpoint const& endpoint) {
    if (endpoint.sequential) {
        return endpoint.alpha_one_sided.value_or(study.alpha_one_sided);
    }
    double largest = 0.0;
    for (auto const& [analysis, level] : endpoint.levels_one_sided) {
        largest = std::max(largest, level);
    }
    return largest;
}

void warn_of_uncontrolled_error(trials::Study const& study, ReadLog& log) {
    double sum = 0.0;
    int decided = 0;
    for (Endpoint const& endpoint : study.endpoints) {
        sum += endpoint.is_decided() ? own_level(study, endpoint) : 0.0;
        decided += endpoint.is_decided() ? 1 : 0;
    }
    bool const is_shared = study.graph || !study.hierarchy.empty();
    if (!is_shared && decided > 1 && sum > study.alpha_one_sided * (1.0 + 1e-9)) {
        log.warn(log.place_of("endpoints"),
                 fmt::format("the levels of {} endpoints sum to {:.4g}, above "
                             "design.alpha_one_sided, {:.4g}: the family-wise error is not "
                             "controlled; give each a part of it, or state design.hierarchy or "
                             "design.graph",
                             decided, sum, study.alpha_one_sided));
    }
}

void warn_of_few_events(trials::Study const& study, ReadLog& log) {
    for (trials::Analysis const& analysis : study.analyses) {
        trials::CutTrigger const& trigger = analysis.triggers.front();
        if (analysis.triggers.size() > 1 || trigger.kind == trials::Trigger::minimum_follow_up) {
            continue;
        }
        bool const waits_for_events = trigger.kind == trials::Trigger::events;
        auto const expected = waits_for_events ? std::optional<double>(trigger.events)
                                               : trials::expected_pfs_events(study, trigger.months);
        if (expected && *expected < fewest_expected_events) {
            warn_at(
                log,
                fmt::format("analyses.{}.{}", analysis.name,
                            waits_for_events ? "events" : "calendar_months"),
                fmt::format("leaves fewer than {} {} events at this analysis; tests rest on "
                            "the normal distribution, which needs more",
                            fewest_expected_events,
                            trials::endpoint_names[static_cast<std::size_t>(trigger.events_of)]));
        }
    }
}

}  // namespace

void warn_of_design(trials::Study const& study, ReadLog& log) {
    for (Endpoint const& endpoint : study.endpoints) {
        warn_of_unstratified_decision(study, endpoint, log);
        if (endpoint.sequential) {
            warn_of_other_events(study, endpoint, log);
        }
    }
    warn_of_uncontrolled_error(study, log);
    warn_of_few_events(study, log);
}

}  // namespace vtrial::host
