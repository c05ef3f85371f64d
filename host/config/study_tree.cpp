#include "host/config/study_tree.hpp"

#include <limits>
#include <utility>

#include "host/config/population_tree.hpp"

namespace vtrial::host {
namespace {

TomlNode seed_node(std::uint64_t seed) {
    return std::in_range<std::int64_t>(seed) ? TomlNode::of_integer(static_cast<std::int64_t>(seed))
                                             : TomlNode::of_text(std::to_string(seed));
}

TomlNode design_tree(trials::Study const& study) {
    TomlNode design;
    design.set("patients", TomlNode::of_integer(study.patients));
    design.set("block_size", TomlNode::of_integer(study.block_size));
    design.set("alpha_one_sided", TomlNode::of_number(study.alpha_one_sided));
    design.set("maximum_months", TomlNode::of_number(study.maximum_months));
    return design;
}

TomlNode arms_tree(trials::Study const& study) {
    TomlNode arms = no_elements();
    for (trials::Arm const& arm : study.arms) {
        bool const is_control = arm.role == trials::ArmRole::control;
        TomlNode table;
        table.set("label", TomlNode::of_text(arm.label));
        table.set("role", TomlNode::of_text(is_control ? "control" : "experimental"));
        table.set("ratio", TomlNode::of_integer(arm.ratio));
        arms.elements.push_back(std::move(table));
    }
    return arms;
}

TomlNode accrual_tree(trials::Accrual const& accrual) {
    TomlNode table;
    table.set("starts_months", TomlNode::of_numbers(accrual.starts_months));
    table.set("patients_per_month", TomlNode::of_numbers(accrual.patients_per_month));
    return table;
}

TomlNode dropout_tree(trials::Study const& study) {
    TomlNode by_arm = TomlNode::inline_table();
    by_arm.set(study.arms[0].label, TomlNode::of_number(study.dropout.control_per_year));
    by_arm.set(study.arms[1].label, TomlNode::of_number(study.dropout.experimental_per_year));
    TomlNode table;
    table.set("by_arm", std::move(by_arm));
    return table;
}

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

TomlNode model_tree(trials::MultistateModel const& model) {
    TomlNode table;
    table.set("type", TomlNode::of_text("multistate"));
    table.set("frailty_sd", TomlNode::of_number(model.frailty_sd));
    for (std::size_t index = 0; index < trials::transition_count; ++index) {
        table.set(trials::transition_names[index], transition_tree(model.transitions[index]));
    }
    return table;
}

TomlNode analyses_tree(trials::Study const& study) {
    TomlNode analyses = no_elements();
    for (trials::Analysis const& analysis : study.analyses) {
        TomlNode table;
        table.set("name", TomlNode::of_text(analysis.name));
        trials::CutTrigger const& trigger = analysis.triggers.front();
        if (trigger.kind == trials::Trigger::events) {
            auto const endpoint = static_cast<std::size_t>(trigger.events_of);
            table.set("events", TomlNode::of_integer(trigger.events));
            table.set("endpoint", TomlNode::of_text(trials::endpoint_names[endpoint]));
        } else {
            bool const is_calendar = trigger.kind == trials::Trigger::calendar;
            table.set(is_calendar ? "calendar_months" : "minimum_follow_up_months",
                      TomlNode::of_number(trigger.months));
        }
        if (analysis.at_latest_months) {
            table.set("at_latest_months", TomlNode::of_number(*analysis.at_latest_months));
        }
        analyses.elements.push_back(std::move(table));
    }
    return analyses;
}

TomlNode endpoints_tree(trials::Study const& study) {
    TomlNode endpoints = no_elements();
    for (trials::Endpoint const& endpoint : study.endpoints) {
        auto const kind = static_cast<std::size_t>(endpoint.kind);
        TomlNode table;
        table.set("name", TomlNode::of_text(trials::endpoint_names[kind]));
        if (!endpoint.population.empty()) {
            table.set("population", TomlNode::of_text(endpoint.population));
        }
        table.set("decides", TomlNode::of_text(name_of(endpoint.deciding_test)));
        TomlNode levels = TomlNode::inline_table();
        for (auto const& [analysis, level] : endpoint.levels_one_sided) {
            levels.set(analysis, TomlNode::of_number(level));
        }
        table.set("levels_one_sided", std::move(levels));
        endpoints.elements.push_back(std::move(table));
    }
    return endpoints;
}

}  // namespace

TomlNode study_tree(trials::Study const& study) {
    TomlNode tree;
    tree.set("title", TomlNode::of_text(study.title));
    tree.set("seed", seed_node(study.seed));
    tree.set("design", design_tree(study));
    tree.set("arms", arms_tree(study));
    tree.set("strata", factors_tree(study.factors));
    tree.set("biomarkers", factors_tree(study.biomarkers));
    tree.set("accrual", accrual_tree(study.accrual));
    tree.set("screening", screening_tree(study.screening));
    tree.set("dropout", dropout_tree(study));
    tree.set("model", model_tree(study.model));
    tree.set("analyses", analyses_tree(study));
    tree.set("subgroups", subgroups_tree(study.subgroups));
    tree.set("endpoints", endpoints_tree(study));
    return tree;
}

}  // namespace vtrial::host
