// How the level of a study is shared among its endpoints as hypotheses are rejected.
#pragma once

#include <cstdint>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

/// Shares of the study's level by hypothesis, and to whom each passes its own: [from][to].
struct WeightedGraph {
    std::vector<double> weights;
    std::vector<std::vector<double>> transitions;
};

/// The graph without the hypotheses whose bits are set: each rejected one passes its weight on
/// (algorithm 1 of Bretz, Maurer, Brannath and Posch, Statistics in Medicine 28 (2009) 586-604).
WeightedGraph after_rejections(WeightedGraph graph, std::uint32_t rejected);

/// The endpoints of a study that are decided, by index into `endpoints`: its hypotheses.
std::vector<std::size_t> decided_endpoints(Study const& study);

/// The graph of a study's hypotheses: its hierarchy, its graph, or, with neither, each endpoint
/// with its own level (a share of the study's, empty: all of it) and nothing to pass on.
WeightedGraph graph_of(Study const& study);

}  // namespace vtrial::trials
