// How endpoints share the level of the study.
#include <algorithm>

#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

/// The names of endpoints as far as they say what is analysed, a response or a time; whether a time
/// is analysed in that population is told by trials::validate.
std::vector<std::string> without_populations(std::vector<std::string> names,
                                             std::vector<std::string> const& known) {
    auto const is_known = [&](std::string const& name) {
        return std::find(known.begin(), known.end(), name) != known.end();
    };
    for (std::string& name : names) {
        std::string const front = name.substr(0, name.find(" in "));
        name = is_known(name) || !is_known(front) ? name : front;
    }
    return names;
}

trials::MultiplicityGraph read_graph(TableReader& reader, std::vector<std::string> const& known) {
    trials::MultiplicityGraph graph;
    reader.require({"weights"});
    graph.weights = reader.numbers_by_name("weights");
    refuse_unknown_endpoints(reader, "weights", without_populations(names_in(graph.weights), known),
                             known);
    if (auto transitions = reader.child("transitions")) {
        for (TomlMember const& member : transitions->node().members) {
            auto& shares = graph.transitions[member.key];
            shares = transitions->numbers_by_name(member.key);
            refuse_unknown_endpoints(*transitions, member.key,
                                     without_populations(names_in(shares), known), known);
        }
        refuse_unknown_endpoints(reader, "transitions",
                                 without_populations(names_in(graph.transitions), known), known);
    }
    reader.finish();
    return graph;
}

}  // namespace

void read_multiplicity(TableReader& design, trials::Study& study) {
    std::vector<std::string> const known = endpoint_names(study);
    study.hierarchy = design.texts("hierarchy");
    refuse_unknown_endpoints(design, "hierarchy", without_populations(study.hierarchy, known),
                             known);
    if (auto graph = design.child("graph")) {
        study.graph = read_graph(*graph, known);
    }
}

}  // namespace vtrial::host
