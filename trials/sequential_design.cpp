#include "trials/sequential_design.hpp"

#include <algorithm>

#include "kernels/core/double_precision.hpp"
#include "trials/estimands.hpp"
#include "trials/group_sequential/classical_bounds.hpp"

namespace vtrial::trials {
namespace {

namespace gs = group_sequential;

std::vector<double> as_information(std::vector<std::int32_t> const& events) {
    return {events.begin(), events.end()};
}

gs::SpendingFunction spending_function(Spending const& spending) {
    switch (spending.kind) {
        case SpendingKind::lan_demets_pocock:
            return {gs::SpendingKind::lan_demets_pocock, 0.0, {}, {}};
        case SpendingKind::hwang_shih_decani:
            return {gs::SpendingKind::hwang_shih_decani, spending.parameter, {}, {}};
        case SpendingKind::power:
            return {gs::SpendingKind::power_family, spending.parameter, {}, {}};
        case SpendingKind::user: {
            std::vector<double> shares = spending.cumulative;
            for (double& share : shares) {
                share /= spending.cumulative.back();
            }
            return {gs::SpendingKind::by_look, 0.0, {}, std::move(shares)};
        }
        default:
            return {gs::SpendingKind::lan_demets_obrien_fleming, 0.0, {}, {}};
    }
}

double classical_shape(Spending const& spending) {
    switch (spending.kind) {
        case SpendingKind::obrien_fleming:
            return gs::obrien_fleming_shape;
        case SpendingKind::pocock:
            return gs::pocock_shape;
        default:
            return spending.parameter;
    }
}

std::vector<std::int32_t> planned_events(Study const& study, Endpoint const& endpoint) {
    std::vector<std::int32_t> events;
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        events.push_back(endpoint.sequential->planned_events.at(study.analyses[look].name));
    }
    return events;
}

gs::FutilityRule rule_of(Futility const& futility) {
    return futility.is_binding ? gs::FutilityRule::binding : gs::FutilityRule::non_binding;
}

/// The drift at which futility spends its error: what the user gave, or that of power 1 - beta.
double futility_drift(Study const& study, gs::EventDesign const& design, Endpoint const& endpoint) {
    Futility const& futility = *endpoint.sequential->futility;
    if (futility.hazard_ratio) {
        // z counts from the null hypothesis
        double const null_hazard_ratio = endpoint.deciding_test.margin.value_or(1.0);
        return drift_per_root_event(arms_of(study, endpoint),
                                    *futility.hazard_ratio / null_hazard_ratio);
    }
    std::vector<double> const information = as_information(design.planned_events);
    double const at_last = gs::futility_design(information, design.efficacy, design.futility).drift;
    return at_last / kernels::square_root(information.back());
}

}  // namespace

std::vector<std::size_t> tested_analyses(Study const& study, Endpoint const& endpoint) {
    std::vector<std::size_t> tested;
    for (std::size_t look = 0; look < study.analyses.size(); ++look) {
        std::string const& name = study.analyses[look].name;
        if (endpoint.sequential ? endpoint.sequential->planned_events.contains(name)
                                : endpoint.levels_one_sided.contains(name)) {
            tested.push_back(look);
        }
    }
    return tested;
}

bool spends_by_events(Endpoint const& endpoint) {
    return endpoint.sequential && !is_classical(endpoint.sequential->spending.kind);
}

bool has_binding_futility(Endpoint const& endpoint) {
    return endpoint.sequential && endpoint.sequential->futility &&
           endpoint.sequential->futility->is_binding;
}

gs::EventDesign event_design(Study const& study, Endpoint const& endpoint, double level) {
    SequentialDesign const& sequential = *endpoint.sequential;
    gs::EventDesign design;
    design.planned_events = planned_events(study, endpoint);
    design.efficacy = {spending_function(sequential.spending), level};
    if (sequential.futility && sequential.futility->spending) {
        Futility const& futility = *sequential.futility;
        design.futility = {rule_of(futility),
                           {spending_function(*futility.spending), futility.beta}};
        design.futility_drift = futility_drift(study, design, endpoint);
    }
    return design;
}

gs::Boundaries planned_boundaries(Study const& study, Endpoint const& endpoint, double level) {
    SequentialDesign const& sequential = *endpoint.sequential;
    std::vector<double> const information = as_information(planned_events(study, endpoint));
    gs::Boundaries boundaries;
    if (is_classical(sequential.spending.kind)) {
        boundaries.upper =
            gs::wang_tsiatis_bounds(information, classical_shape(sequential.spending), level);
    } else {
        gs::EventDesign const design = event_design(study, endpoint, level);
        if (design.futility.rule != gs::FutilityRule::none) {
            return gs::futility_bounds(information, design.efficacy, design.futility,
                                       design.futility_drift);
        }
        boundaries.upper = gs::efficacy_bounds(information, design.efficacy);
    }
    if (sequential.futility) {
        for (std::size_t const look : tested_analyses(study, endpoint)) {
            auto const& given = sequential.futility->bounds_z;
            auto const found = given.find(study.analyses[look].name);
            boundaries.lower.push_back(found == given.end() ? -kernels::no_bound : found->second);
        }
    }
    return boundaries;
}

double drift_per_root_event(std::array<Arm, 2> const& arms, double hazard_ratio) {
    double const control = arms[0].ratio;
    double const experimental = arms[1].ratio;
    double const share = experimental / (control + experimental);
    return -kernels::log_of(hazard_ratio) * kernels::square_root(share * (1.0 - share));
}

void set_planned_events(Study& study) {
    for (Endpoint& endpoint : study.endpoints) {
        bool const is_clear = std::all_of(
            study.analyses.begin(), study.analyses.end(), [&](Analysis const& analysis) {
                return events_alone(analysis, endpoint.kind).has_value();
            });
        if (endpoint.sequential && endpoint.sequential->planned_events.empty() && is_clear &&
            endpoint.population.empty() && !endpoint.is_from_second()) {
            for (Analysis const& analysis : study.analyses) {
                endpoint.sequential->planned_events[analysis.name] =
                    *events_alone(analysis, endpoint.kind);
            }
        }
    }
}

}  // namespace vtrial::trials
