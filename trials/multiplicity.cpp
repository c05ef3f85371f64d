#include "trials/multiplicity.hpp"

#include <algorithm>

namespace vtrial::trials {
namespace {

using Row = std::vector<double>;

/// Position among the hypotheses of the endpoint of this name, or their number.
std::size_t position_of(Study const& study, std::vector<std::size_t> const& decided,
                        std::string const& name) {
    auto const found = std::find_if(decided.begin(), decided.end(), [&](std::size_t index) {
        return name == name_of(study.endpoints[index]);
    });
    return static_cast<std::size_t>(found - decided.begin());
}

void set_hierarchy(Study const& study, std::vector<std::size_t> const& decided,
                   WeightedGraph& graph) {
    auto const at = [&](std::string const& name) { return position_of(study, decided, name); };
    std::vector<std::string> const& order = study.hierarchy;
    graph.weights[at(order.front())] = 1.0;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
        graph.transitions[at(order[i])][at(order[i + 1])] = 1.0;
    }
}

void set_graph(Study const& study, std::vector<std::size_t> const& decided, WeightedGraph& graph) {
    auto const at = [&](std::string const& name) { return position_of(study, decided, name); };
    for (auto const& [name, weight] : study.graph->weights) {
        graph.weights[at(name)] = weight;
    }
    for (auto const& [from, shares] : study.graph->transitions) {
        for (auto const& [to, share] : shares) {
            graph.transitions[at(from)][at(to)] = share;
        }
    }
}

void reject(WeightedGraph& graph, std::size_t rejected) {
    std::size_t const count = graph.weights.size();
    auto const& g = graph.transitions;
    std::vector<Row> next(count, Row(count, 0.0));
    for (std::size_t from = 0; from < count; ++from) {
        graph.weights[from] += graph.weights[rejected] * g[rejected][from];
        for (std::size_t to = 0; to < count; ++to) {
            double const loop = g[from][rejected] * g[rejected][from];
            if (from != rejected && to != rejected && from != to && loop < 1.0) {
                next[from][to] = (g[from][to] + g[from][rejected] * g[rejected][to]) / (1.0 - loop);
            }
        }
    }
    graph.weights[rejected] = 0.0;
    graph.transitions = std::move(next);
}

}  // namespace

WeightedGraph after_rejections(WeightedGraph graph, std::uint32_t rejected) {
    for (std::size_t h = 0; h < graph.weights.size(); ++h) {
        if ((rejected >> h & 1u) != 0) {
            reject(graph, h);
        }
    }
    return graph;
}

std::vector<std::size_t> decided_endpoints(Study const& study) {
    std::vector<std::size_t> decided;
    for (std::size_t i = 0; i < study.endpoints.size(); ++i) {
        if (study.endpoints[i].is_decided()) {
            decided.push_back(i);
        }
    }
    return decided;
}

WeightedGraph graph_of(Study const& study) {
    std::vector<std::size_t> const decided = decided_endpoints(study);
    std::size_t const count = decided.size();
    WeightedGraph graph{Row(count, 0.0), std::vector<Row>(count, Row(count, 0.0))};
    if (!study.hierarchy.empty()) {
        set_hierarchy(study, decided, graph);
    } else if (study.graph) {
        set_graph(study, decided, graph);
    } else {
        std::transform(decided.begin(), decided.end(), graph.weights.begin(),
                       [&](std::size_t index) {
                           auto const own = study.endpoints[index].alpha_one_sided;
                           return own ? *own / study.alpha_one_sided : 1.0;
                       });
    }
    return graph;
}

}  // namespace vtrial::trials
