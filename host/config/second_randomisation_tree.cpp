// The second randomisation as a table of a study file.
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {

TomlNode arms_tree(std::array<trials::Arm, 2> const& pair) {
    TomlNode arms = no_elements();
    for (trials::Arm const& arm : pair) {
        if (arm.ratio == 0) {
            continue;  // of a single-arm study
        }
        bool const is_control = arm.role == trials::ArmRole::control;
        TomlNode table;
        table.set("label", TomlNode::of_text(arm.label));
        table.set("role", TomlNode::of_text(is_control ? "control" : "experimental"));
        table.set("ratio", TomlNode::of_integer(arm.ratio));
        arms.elements.push_back(std::move(table));
    }
    return arms;
}

TomlNode second_randomisation_tree(trials::SecondRandomisation const& second) {
    TomlNode table;
    table.set("name", TomlNode::of_text(second.name));
    table.set("months", TomlNode::of_number(second.months));
    table.set("consent_share", TomlNode::of_number(second.consent_share));
    if (!second.response.empty()) {
        table.set("response", TomlNode::of_text(second.response));
    }
    if (!second.hazard_ratio_by_transition.empty()) {
        TomlNode effect;
        effect.set("hazard_ratio_by_transition",
                   numbers_by_name(second.hazard_ratio_by_transition));
        table.set("effect", std::move(effect));
    }
    table.set("arms", arms_tree(second.arms));
    return table;
}

}  // namespace vtrial::host
