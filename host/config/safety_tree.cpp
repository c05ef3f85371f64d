// Adverse events and quality of life as tables of a study file.
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {

TomlNode safety_tree(std::vector<trials::SafetyEntry> const& entries) {
    TomlNode tree = no_elements();
    for (trials::SafetyEntry const& entry : entries) {
        TomlNode table;
        table.set("name", TomlNode::of_text(entry.name));
        auto const event = static_cast<std::size_t>(entry.event);
        table.set("event", TomlNode::of_text(trials::safety_event_names[event]));
        if (!entry.population.empty()) {
            table.set("population", TomlNode::of_text(entry.population));
        }
        if (!entry.published.empty()) {
            table.set("published", TomlNode::of_texts(entry.published));
        }
        if (!entry.published_analysis.empty()) {
            table.set("published_analysis", TomlNode::of_text(entry.published_analysis));
        }
        tree.elements.push_back(std::move(table));
    }
    return tree;
}

TomlNode quality_of_life_tree(trials::QualityOfLife const& quality) {
    TomlNode table;
    table.set("months", TomlNode::of_numbers(quality.months));
    table.set("every_cycles", TomlNode::of_integer(quality.every_cycles));
    table.set("goes_on_after_progression", TomlNode::of_boolean(quality.goes_on_after_progression));
    table.set("deterioration_points", TomlNode::of_number(quality.deterioration_points));
    table.set("death_is_deterioration", TomlNode::of_boolean(quality.death_is_deterioration));
    return table;
}

}  // namespace vtrial::host
