// The model as tables of a study file.
#include <utility>

#include "host/config/single_arm.hpp"
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

/// A margin has no share: the whole hazard is its own.
TomlNode margin_tree(trials::TransitionModel const& margin) {
    TomlNode table = transition_tree(margin);
    std::erase_if(table.members, [](TomlMember const& member) { return member.key == "share"; });
    if (TomlNode* const experimental = table.find("experimental")) {
        std::erase_if(experimental->members,
                      [](TomlMember const& member) { return member.key == "share"; });
    }
    return table;
}

TomlNode multistate_tree(trials::MultistateModel const& model) {
    TomlNode table;
    table.set("type", TomlNode::of_text("multistate"));
    table.set("frailty_sd", TomlNode::of_number(model.frailty_sd));
    for (std::size_t index = 0; index < trials::transition_count; ++index) {
        table.set(trials::transition_names[index], transition_tree(model.transitions[index]));
    }
    return table;
}

TomlNode copula_tree(trials::CopulaModel const& model) {
    auto const family = static_cast<std::size_t>(model.family);
    auto const order = static_cast<std::size_t>(model.order);
    TomlNode table;
    table.set("type", TomlNode::of_text("copula"));
    table.set("family", TomlNode::of_text(trials::copula_family_names[family]));
    table.set("kendall_tau", TomlNode::of_number(model.kendall_tau));
    table.set("order", TomlNode::of_text(trials::copula_order_names[order]));
    for (std::size_t index = 0; index < model.margins.size(); ++index) {
        table.set(trials::endpoint_names[index], margin_tree(model.margins[index]));
    }
    return table;
}

}  // namespace

TomlNode multipliers_tree(std::map<std::string, std::vector<double>> const& by_level) {
    TomlNode table = TomlNode::inline_table();
    for (auto const& [factor, multipliers] : by_level) {
        table.set(factor, TomlNode::of_numbers(multipliers));
    }
    return table;
}

TomlNode model_tree(trials::Study const& study) {
    if (study.myeloma) {
        TomlNode tree = myeloma_tree(*study.myeloma);
        if (is_single_arm(study)) {
            drop_control_regimen(tree);
        }
        return tree;
    }
    return study.copula ? copula_tree(*study.copula) : multistate_tree(study.model);
}

}  // namespace vtrial::host
