#include "trials/design_summary.hpp"

#include <cmath>

#include "kernels/core/double_precision.hpp"
#include "kernels/core/normal_distribution.hpp"
#include "trials/estimands.hpp"
#include "trials/exact_binomial.hpp"
#include "trials/multiplicity.hpp"
#include "trials/problem_list.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

/// Events planned at an analysis for an endpoint, where its design or the trigger states them.
std::optional<int> planned_events(Analysis const& analysis, Endpoint const& endpoint) {
    if (endpoint.sequential) {
        auto const found = endpoint.sequential->planned_events.find(analysis.name);
        if (found != endpoint.sequential->planned_events.end()) {
            return found->second;
        }
    }
    bool const is_triggering = endpoint.population.empty() && !endpoint.is_from_second();
    return is_triggering ? events_alone(analysis, endpoint.kind) : std::nullopt;
}

group_sequential::Boundaries boundaries(Study const& study, Endpoint const& endpoint,
                                        double level) {
    if (endpoint.sequential) {
        return planned_boundaries(study, endpoint, level);
    }
    group_sequential::Boundaries bounds;
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        double const nominal = endpoint.levels_one_sided.at(study.analyses[look].name);
        bounds.upper.push_back(-kernels::normal_quantile(nominal));
    }
    return bounds;
}

/// Levels spent by each look at the planned events, of futility rules only binding ones obeyed;
/// empty without planned events.
std::vector<double> levels_spent(Endpoint const& endpoint, std::vector<LookSummary> const& looks,
                                 group_sequential::Boundaries bounds) {
    std::vector<double> information;
    for (LookSummary const& look : looks) {
        bool const increases = look.planned_events &&
                               (information.empty() || *look.planned_events > information.back());
        if (!increases) {
            return {};
        }
        information.push_back(*look.planned_events);
    }
    if (!has_binding_futility(endpoint)) {
        bounds.lower.clear();
    }
    auto const stop = group_sequential::stopping_probabilities(information, bounds, 0.0);
    std::vector<double> spent;
    double total = 0.0;
    for (double const here : stop.upper) {
        spent.push_back(total += here);
    }
    return spent;
}

/// How many responders reject where all patients are assessed, at each level of an exact test.
std::string critical_text(Study const& study, Endpoint const& endpoint) {
    std::string text = "nominal levels, exactly; with all patients assessed";
    for (std::size_t const look : tested_analyses(study, endpoint)) {
        std::string const& name = study.analyses[look].name;
        auto const fewest = critical_responders(study.patients, endpoint.deciding_test.null_value,
                                                endpoint.levels_one_sided.at(name))
                                .back();
        text += ", " + name + ": ";
        text += fewest <= study.patients
                    ? std::to_string(fewest) + " of " + std::to_string(study.patients)
                    : "no number";
    }
    return text;
}

std::string bounds_from(Study const& study, Endpoint const& endpoint) {
    if (endpoint.deciding_test.kind == TestKind::exact_binomial) {
        return critical_text(study, endpoint);
    }
    if (!endpoint.sequential) {
        return "nominal levels";
    }
    Spending const& spending = endpoint.sequential->spending;
    std::string text = spending_kind_names[static_cast<std::size_t>(spending.kind)];
    switch (spending.kind) {
        case SpendingKind::hwang_shih_decani:
        case SpendingKind::power:
        case SpendingKind::wang_tsiatis:
            return text + "(" + text_of(spending.parameter) + ")";
        default:
            return text;
    }
}

std::vector<LookSummary> looks_of(Study const& study, Endpoint const& endpoint, double level) {
    auto const tested = tested_analyses(study, endpoint);
    auto const bounds = boundaries(study, endpoint, level);
    auto const last = planned_events(study.analyses[tested.back()], endpoint);
    std::vector<LookSummary> looks;
    for (std::size_t k = 0; k < tested.size(); ++k) {
        Analysis const& analysis = study.analyses[tested[k]];
        LookSummary look;
        look.analysis = analysis.name;
        look.planned_events = planned_events(analysis, endpoint);
        if (look.planned_events && last) {
            look.information_fraction = static_cast<double>(*look.planned_events) / *last;
        }
        look.efficacy = summarise_bound(study, endpoint, bounds.upper[k], look.planned_events);
        bool const has_futility = !bounds.lower.empty() && bounds.lower[k] > -kernels::no_bound;
        if (has_futility) {
            look.futility = summarise_bound(study, endpoint, bounds.lower[k], look.planned_events);
        }
        looks.push_back(std::move(look));
    }
    std::vector<double> const spent = levels_spent(endpoint, looks, bounds);
    for (std::size_t k = 0; k < spent.size(); ++k) {
        looks[k].level_spent = spent[k];
    }
    return looks;
}

}  // namespace

bool has_hazard_ratio(Test const& test) {
    return test.kind == TestKind::logrank || test.kind == TestKind::cox;
}

BoundSummary summarise_bound(Study const& study, Endpoint const& endpoint, double z,
                             std::optional<int> events) {
    BoundSummary bound{z, kernels::normal_upper_tail(z), std::nullopt};
    if (events && has_hazard_ratio(endpoint.deciding_test)) {
        double const unit =
            drift_per_root_event(arms_of(study, endpoint), std::exp(-1.0)) * std::sqrt(*events);
        bound.hazard_ratio = endpoint.deciding_test.margin.value_or(1.0) * std::exp(-z / unit);
    }
    return bound;
}

std::vector<HypothesisSummary> summarise_design(Study const& study) {
    std::vector<HypothesisSummary> summaries;
    WeightedGraph const graph = graph_of(study);
    std::vector<std::size_t> const decided = decided_endpoints(study);
    for (std::size_t h = 0; h < decided.size(); ++h) {
        Endpoint const& endpoint = study.endpoints[decided[h]];
        double const weight = graph.weights[h];
        double const level = (weight > 0.0 ? weight : 1.0) * study.alpha_one_sided;
        summaries.push_back({name_of(endpoint), name_of(endpoint.deciding_test), level,
                             !(weight > 0.0), bounds_from(study, endpoint), endpoint.is_response(),
                             looks_of(study, endpoint, level)});
    }
    return summaries;
}

}  // namespace vtrial::trials
