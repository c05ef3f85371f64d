#include "host/config/population_tree.hpp"

#include <utility>

#include "host/config/study_tree_parts.hpp"
#include "trials/covariate_factor.hpp"

namespace vtrial::host {
namespace {

TomlNode levels_tree(trials::LevelsByFactor const& levels_by_factor) {
    TomlNode table = TomlNode::inline_table();
    for (auto const& [factor, levels] : levels_by_factor) {
        table.set(factor, TomlNode::of_texts(levels));
    }
    return table;
}

}  // namespace

TomlNode factors_tree(std::vector<trials::PatientFactor> const& factors) {
    TomlNode array = no_elements();
    for (trials::PatientFactor const& factor : factors) {
        TomlNode table;
        table.set("name", TomlNode::of_text(factor.name));
        table.set("levels", TomlNode::of_texts(factor.levels));
        if (factor.covariate) {
            auto const covariate = static_cast<std::size_t>(*factor.covariate);
            table.set("covariate", TomlNode::of_text(trials::covariate_names[covariate]));
        } else {
            table.set("prevalences", TomlNode::of_numbers(factor.prevalences));
        }
        if (!factor.cuts.empty()) {
            table.set("cuts", TomlNode::of_numbers(factor.cuts));
        }
        array.elements.push_back(std::move(table));
    }
    return array;
}

TomlNode screening_tree(trials::Screening const& screening) {
    TomlNode table;
    table.set("days", TomlNode::of_number(screening.days));
    table.set("failure_share", TomlNode::of_number(screening.failure_share));
    if (!screening.eligible.empty()) {
        table.set("eligible", levels_tree(screening.eligible));
    }
    return table;
}

TomlNode subgroups_tree(std::vector<trials::Subgroup> const& subgroups) {
    TomlNode array = no_elements();
    for (trials::Subgroup const& subgroup : subgroups) {
        TomlNode table;
        table.set("name", TomlNode::of_text(subgroup.name));
        trials::LevelsByFactor where = subgroup.where;
        if (subgroup.is_by_arm()) {
            where["arm"] = {subgroup.arm};
        }
        if (!where.empty() || !subgroup.is_by_response()) {
            table.set("where", levels_tree(where));
        }
        if (!subgroup.response.empty()) {
            table.set("response", TomlNode::of_text(subgroup.response));
            table.set("has_response", TomlNode::of_boolean(subgroup.has_response));
        }
        if (!subgroup.without_response.empty()) {
            table.set("without_response", TomlNode::of_text(subgroup.without_response));
        }
        if (!subgroup.published.empty()) {
            table.set("published", TomlNode::of_text(subgroup.published));
        }
        array.elements.push_back(std::move(table));
    }
    return array;
}

}  // namespace vtrial::host
