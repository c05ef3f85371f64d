// The transitions as tables of a study file.
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {
namespace {

void set_hazard(TomlNode& table, trials::Hazard const& hazard) {
    if (hazard.median_months) {
        table.set("median_months", TomlNode::of_number(*hazard.median_months));
        table.set("shape", TomlNode::of_number(hazard.shape));
    } else if (hazard.rates_per_month.size() == 1) {
        table.set("rate_per_month", TomlNode::of_number(hazard.rates_per_month[0]));
    } else {
        table.set("starts_months", TomlNode::of_numbers(hazard.starts_months));
        table.set("rates_per_month", TomlNode::of_numbers(hazard.rates_per_month));
    }
    table.set("share", TomlNode::of_number(hazard.share));
    table.set("cured_share", TomlNode::of_number(hazard.cured_share));
}

TomlNode multipliers_tree(std::map<std::string, std::vector<double>> const& by_level) {
    TomlNode table = TomlNode::inline_table();
    for (auto const& [factor, multipliers] : by_level) {
        table.set(factor, TomlNode::of_numbers(multipliers));
    }
    return table;
}

TomlNode effect_tree(trials::Effect const& effect) {
    TomlNode table = TomlNode::inline_table();
    table.set("hazard_ratio", TomlNode::of_number(effect.hazard_ratio));
    table.set("delay_months", TomlNode::of_number(effect.delay_months));
    if (effect.waning_starts_months) {
        table.set("waning_starts_months", TomlNode::of_number(*effect.waning_starts_months));
    }
    if (effect.waning_ends_months) {
        table.set("waning_ends_months", TomlNode::of_number(*effect.waning_ends_months));
    }
    if (!effect.modifiers_by_level.empty()) {
        table.set("by_level", multipliers_tree(effect.modifiers_by_level));
    }
    return table;
}

TomlNode transition_tree(trials::TransitionModel const& transition) {
    TomlNode table;
    set_hazard(table, transition.control);
    if (transition.experimental) {
        TomlNode experimental = TomlNode::inline_table();
        set_hazard(experimental, *transition.experimental);
        table.set("experimental", std::move(experimental));
    } else {
        table.set("effect", effect_tree(transition.effect));
    }
    if (!transition.prognosis_by_level.empty()) {
        table.set("prognosis", multipliers_tree(transition.prognosis_by_level));
    }
    return table;
}

}  // namespace

TomlNode model_tree(trials::MultistateModel const& model) {
    TomlNode table;
    table.set("type", TomlNode::of_text("multistate"));
    table.set("frailty_sd", TomlNode::of_number(model.frailty_sd));
    for (std::size_t index = 0; index < trials::transition_count; ++index) {
        table.set(trials::transition_names[index], transition_tree(model.transitions[index]));
    }
    return table;
}

}  // namespace vtrial::host
