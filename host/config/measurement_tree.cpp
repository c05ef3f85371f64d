// Numbers that are described of patients as tables of a study file.
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {

TomlNode measurements_tree(std::vector<trials::Measurement> const& measurements) {
    TomlNode tree = no_elements();
    for (trials::Measurement const& measurement : measurements) {
        TomlNode table;
        table.set("name", TomlNode::of_text(measurement.name));
        auto const measure = static_cast<std::size_t>(measurement.measure);
        table.set("measure", TomlNode::of_text(trials::measurement_names[measure]));
        if (measurement.week) {
            table.set("week", TomlNode::of_integer(*measurement.week));
        }
        if (!measurement.published.empty()) {
            table.set("published", TomlNode::of_texts(measurement.published));
        }
        tree.elements.push_back(std::move(table));
    }
    return tree;
}

}  // namespace vtrial::host
