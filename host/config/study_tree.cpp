#include "host/config/study_tree.hpp"

#include <limits>
#include <utility>

#include "host/config/population_tree.hpp"
#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {
namespace {

TomlNode seed_node(std::uint64_t seed) {
    return std::in_range<std::int64_t>(seed) ? TomlNode::of_integer(static_cast<std::int64_t>(seed))
                                             : TomlNode::of_text(std::to_string(seed));
}

TomlNode graph_tree(trials::MultiplicityGraph const& graph) {
    TomlNode transitions = TomlNode::inline_table();
    for (auto const& [from, shares] : graph.transitions) {
        transitions.set(from, numbers_by_name(shares));
    }
    TomlNode table = TomlNode::inline_table();
    table.set("weights", numbers_by_name(graph.weights));
    table.set("transitions", std::move(transitions));
    return table;
}

TomlNode design_tree(trials::Study const& study) {
    TomlNode design;
    design.set("patients", TomlNode::of_integer(study.patients));
    design.set("block_size", TomlNode::of_integer(study.block_size));
    design.set("alpha_one_sided", TomlNode::of_number(study.alpha_one_sided));
    design.set("maximum_months", TomlNode::of_number(study.maximum_months));
    if (!study.hierarchy.empty()) {
        design.set("hierarchy", TomlNode::of_texts(study.hierarchy));
    }
    if (study.graph) {
        design.set("graph", graph_tree(*study.graph));
    }
    return design;
}

TomlNode accrual_tree(trials::Accrual const& accrual) {
    TomlNode table;
    table.set("starts_months", TomlNode::of_numbers(accrual.starts_months));
    table.set("patients_per_month", TomlNode::of_numbers(accrual.patients_per_month));
    return table;
}

TomlNode dropout_tree(trials::Study const& study) {
    TomlNode table;
    table.set("by_arm", by_arm_tree(study, study.dropout.control_per_year,
                                    study.dropout.experimental_per_year));
    return table;
}

}  // namespace

TomlNode no_elements() { return TomlNode::of_texts({}); }

TomlNode numbers_by_name(std::map<std::string, double> const& values) {
    TomlNode table = TomlNode::inline_table();
    for (auto const& [name, value] : values) {
        table.set(name, TomlNode::of_number(value));
    }
    return table;
}

TomlNode by_arm_tree(trials::Study const& study, double control, double experimental) {
    TomlNode by_arm = TomlNode::inline_table();
    if (!is_single_arm(study)) {
        by_arm.set(study.arms[0].label, TomlNode::of_number(control));
    }
    by_arm.set(study.arms[1].label, TomlNode::of_number(experimental));
    return by_arm;
}

TomlNode study_tree(trials::Study const& study) {
    TomlNode tree;
    tree.set("title", TomlNode::of_text(study.title));
    if (!study.published_trial.empty()) {
        tree.set("published_trial", TomlNode::of_text(study.published_trial));
    }
    tree.set("seed", seed_node(study.seed));
    tree.set("design", design_tree(study));
    tree.set("arms", arms_tree(study.arms));
    if (study.second_randomisation) {
        tree.set("second_randomisation", second_randomisation_tree(*study.second_randomisation));
    }
    tree.set("strata", factors_tree(study.factors));
    tree.set("biomarkers", factors_tree(study.biomarkers));
    tree.set("accrual", accrual_tree(study.accrual));
    tree.set("screening", screening_tree(study.screening));
    tree.set("dropout", dropout_tree(study));
    if (study.assessments) {
        tree.set("assessments", assessments_tree(study));
    }
    tree.set("model", model_tree(study));
    if (study.crossover) {
        tree.set("crossover", crossover_tree(*study.crossover));
    }
    if (!study.responses.empty()) {
        tree.set("responses", responses_tree(study));
    }
    if (!study.safety.empty()) {
        tree.set("safety", safety_tree(study.safety));
    }
    if (study.quality_of_life) {
        tree.set("quality_of_life", quality_of_life_tree(*study.quality_of_life));
    }
    if (!study.measurements.empty()) {
        tree.set("measurements", measurements_tree(study.measurements));
    }
    tree.set("analyses", analyses_tree(study.analyses));
    tree.set("subgroups", subgroups_tree(study.subgroups));
    tree.set("endpoints", endpoints_tree(study.endpoints));
    return tree;
}

}  // namespace vtrial::host
