// The level of the study: how endpoints share it, and what is left between efficacy and futility.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

#include "trials/limits.hpp"
#include "trials/multiplicity.hpp"
#include "trials/problem_list.hpp"
#include "trials/sequential_design.hpp"

namespace vtrial::trials {
namespace {

std::vector<std::string> decided_names(Study const& study) {
    std::vector<std::string> names;
    for (std::size_t const index : decided_endpoints(study)) {
        names.push_back(name_of(study.endpoints[index]));
    }
    return names;
}

bool contains(std::vector<std::string> const& names, std::string const& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// True if the endpoint of this name is decided.
bool check_decided(Study const& study, std::string const& path, std::string const& name,
                   ProblemList& problems) {
    if (contains(decided_names(study), name)) {
        return true;
    }
    problems.add(path,
                 "names " + quoted(name) +
                     ", which no endpoint decides; give it spending or levels_one_sided in "
                     "[[endpoints]]",
                 {"endpoints"});
    return false;
}

void check_hierarchy(Study const& study, ProblemList& problems) {
    std::string const path = "design.hierarchy";
    std::set<std::string> seen;
    for (std::string const& name : study.hierarchy) {
        check_decided(study, path, name, problems);
        if (!seen.insert(name).second) {
            problems.add(path, "must not repeat an endpoint, got " + quoted(name) + " twice");
        }
    }
    for (std::string const& name : decided_names(study)) {
        if (!seen.contains(name)) {
            problems.add(
                path, "must name all endpoints that are decided; " + quoted(name) + " is missing",
                {"endpoints"});
        }
    }
}

void check_shares(Study const& study, std::string const& path,
                  std::map<std::string, double> const& shares, ProblemList& problems) {
    double sum = 0.0;
    for (auto const& [name, share] : shares) {
        std::string const key = path + "." + name;
        check_decided(study, key, name, problems);
        problems.require_range(key, share, 0.0, 1.0);
        sum += share;
    }
    if (shares.size() > 1 && !(sum <= 1.0 + limits::weight_sum_tolerance)) {
        problems.add(path, "must sum to 1 at most, but sum to " + text_of(sum));
    }
}

void check_graph(Study const& study, ProblemList& problems) {
    MultiplicityGraph const& graph = *study.graph;
    if (!study.hierarchy.empty()) {
        problems.add("design.graph", "contradicts hierarchy; keep one of them",
                     {"design.hierarchy"});
    }
    check_shares(study, "design.graph.weights", graph.weights, problems);
    for (auto const& [from, shares] : graph.transitions) {
        std::string const path = "design.graph.transitions." + from;
        check_decided(study, path, from, problems);
        check_shares(study, path, shares, problems);
        if (shares.contains(from)) {
            problems.add(path + "." + from, "passes a level on to itself; drop it");
        }
    }
}

/// The shares of the study's level that a hypothesis may come to have.
std::vector<double> possible_shares(WeightedGraph const& graph, std::size_t hypothesis) {
    std::vector<double> shares;
    for (std::uint32_t rejected = 0; rejected < 1u << graph.weights.size(); ++rejected) {
        if ((rejected >> hypothesis & 1u) == 0) {
            shares.push_back(after_rejections(graph, rejected).weights[hypothesis]);
        }
    }
    return shares;
}

/// Whether each endpoint gets a level at all, and one that its levels can follow.
void check_levels_of_graph(Study const& study, ProblemList& problems) {
    WeightedGraph const graph = graph_of(study);
    std::vector<std::size_t> const decided = decided_endpoints(study);
    for (std::size_t h = 0; h < decided.size(); ++h) {
        Endpoint const& endpoint = study.endpoints[decided[h]];
        std::vector<double> const shares = possible_shares(graph, h);
        if (*std::max_element(shares.begin(), shares.end()) <= 0.0) {
            problems.add("design.graph",
                         "gives " + quoted(name_of(endpoint)) +
                             " no level, whatever is rejected; give it a weight, or pass one on "
                             "to it",
                         {"endpoints"});
        }
        auto const partial = std::find_if(shares.begin(), shares.end(), [](double share) {
            return share > 0.0 && share < 1.0 - limits::weight_sum_tolerance;
        });
        if (!endpoint.sequential && partial != shares.end()) {
            problems.add(path_of(endpoint, "levels_one_sided"),
                         "cannot follow design.graph, which may give " + name_of(endpoint) +
                             " a part of the level, " + text_of(*partial) + ", only; use spending",
                         {"design.graph"});
        }
    }
}

/// The highest level that a hypothesis may come to have.
double highest_level(Study const& study, std::size_t hypothesis) {
    std::vector<double> const shares = possible_shares(graph_of(study), hypothesis);
    return *std::max_element(shares.begin(), shares.end()) * study.alpha_one_sided;
}

/// Futility must stay below efficacy at every analysis but the last.
void check_boundaries_of(Study const& study, Endpoint const& endpoint, double level,
                         ProblemList& problems) {
    group_sequential::Boundaries const planned = planned_boundaries(study, endpoint, level);
    std::vector<std::size_t> const tested = tested_analyses(study, endpoint);
    bool const is_given = !endpoint.sequential->futility->spending;
    for (std::size_t k = 0; k + 1 < tested.size(); ++k) {
        if (planned.lower[k] < planned.upper[k] - 1e-9) {
            continue;
        }
        auto const to_places = [](double z) { return text_of(std::round(z * 1e4) / 1e4); };
        std::string const& analysis = study.analyses[tested[k]].name;
        std::string const key = is_given ? "futility.bounds_z." + analysis : "futility";
        problems.add(path_of(endpoint, key),
                     is_given
                         ? "must be below the efficacy bound on z, " + to_places(planned.upper[k]) +
                               ", got " + text_of(planned.lower[k])
                         : "meets efficacy at " + quoted(analysis) + ", z " +
                               to_places(planned.upper[k]) +
                               ", so no trial would go on; spend less beta early, or assume "
                               "a smaller effect",
                     {"design", "arms", "analyses", "endpoints." + name_of(endpoint)});
    }
}

}  // namespace

void check_multiplicity(Study const& study, ProblemList& problems) {
    bool const is_shared = study.graph || !study.hierarchy.empty();
    if (decided_endpoints(study).size() > limits::most_decided_endpoints) {
        problems.add("endpoints", "must be decided at most " +
                                      std::to_string(limits::most_decided_endpoints) +
                                      " at a time; let the others be described");
        return;
    }
    if (!study.hierarchy.empty()) {
        check_hierarchy(study, problems);
    }
    if (study.graph) {
        check_graph(study, problems);
    }
    for (Endpoint const& endpoint : study.endpoints) {
        if (is_shared && endpoint.alpha_one_sided) {
            problems.add(path_of(endpoint, "alpha_one_sided"),
                         std::string("contradicts design.") +
                             (study.graph ? "graph" : "hierarchy") +
                             ", which gives its level; drop it",
                         {"design.hierarchy", "design.graph"});
        }
    }
    if (study.graph && problems.is_sound({"design", "endpoints"})) {
        check_levels_of_graph(study, problems);
    }
}

void check_boundaries(Study const& study, ProblemList& problems) {
    if (!problems.is_sound({"design", "arms", "analyses", "endpoints"})) {
        return;
    }
    std::vector<std::size_t> const decided = decided_endpoints(study);
    for (std::size_t h = 0; h < decided.size(); ++h) {
        Endpoint const& endpoint = study.endpoints[decided[h]];
        if (endpoint.sequential && endpoint.sequential->futility) {
            check_boundaries_of(study, endpoint, highest_level(study, h), problems);
        }
    }
}

}  // namespace vtrial::trials
