// How endpoints share the level of the study.
#include "host/config/read_parts.hpp"

namespace vtrial::host {
namespace {

/// The names of endpoints as far as they say what is analysed; whether one is analysed in that
/// population is told by trials::validate.
std::vector<std::string> without_populations(std::vector<std::string> names) {
    for (std::string& name : names) {
        name = name.substr(0, name.find(" in "));
    }
    return names;
}

trials::MultiplicityGraph read_graph(TableReader& reader) {
    trials::MultiplicityGraph graph;
    reader.require({"weights"});
    graph.weights = reader.numbers_by_name("weights");
    refuse_unknown_endpoints(reader, "weights", without_populations(names_in(graph.weights)));
    if (auto transitions = reader.child("transitions")) {
        for (TomlMember const& member : transitions->node().members) {
            auto& shares = graph.transitions[member.key];
            shares = transitions->numbers_by_name(member.key);
            refuse_unknown_endpoints(*transitions, member.key,
                                     without_populations(names_in(shares)));
        }
        refuse_unknown_endpoints(reader, "transitions",
                                 without_populations(names_in(graph.transitions)));
    }
    reader.finish();
    return graph;
}

}  // namespace

void read_multiplicity(TableReader& design, trials::Study& study) {
    study.hierarchy = design.texts("hierarchy");
    refuse_unknown_endpoints(design, "hierarchy", without_populations(study.hierarchy));
    if (auto graph = design.child("graph")) {
        study.graph = read_graph(*graph);
    }
}

}  // namespace vtrial::host
