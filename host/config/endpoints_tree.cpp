// Endpoints as tables of a study file.
#include <algorithm>
#include <iterator>
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {
namespace {

void set_spending(TomlNode& table, trials::Spending const& spending) {
    auto const kind = static_cast<std::size_t>(spending.kind);
    table.set("function", TomlNode::of_text(trials::spending_kind_names[kind]));
    if (char const* const parameter = trials::spending_parameter_names[kind]) {
        table.set(parameter, TomlNode::of_number(spending.parameter));
    }
    if (spending.kind == trials::SpendingKind::user) {
        table.set("cumulative", TomlNode::of_numbers(spending.cumulative));
    }
}

TomlNode futility_tree(trials::Futility const& futility) {
    TomlNode table = TomlNode::inline_table();
    if (!futility.spending) {
        table.set("bounds_z", numbers_by_name(futility.bounds_z));
        return table;
    }
    set_spending(table, *futility.spending);
    table.set("beta", TomlNode::of_number(futility.beta));
    if (futility.hazard_ratio) {
        table.set("hazard_ratio", TomlNode::of_number(*futility.hazard_ratio));
    }
    table.set("binding", TomlNode::of_boolean(futility.is_binding));
    return table;
}

void set_sequential(TomlNode& table, trials::SequentialDesign const& design,
                    char const* planned_key) {
    TomlNode spending = TomlNode::inline_table();
    set_spending(spending, design.spending);
    table.set("spending", std::move(spending));
    TomlNode planned = TomlNode::inline_table();
    for (auto const& [analysis, count] : design.planned_events) {
        planned.set(analysis, TomlNode::of_integer(count));
    }
    table.set(planned_key, std::move(planned));
    if (design.futility) {
        table.set("futility", futility_tree(*design.futility));
    }
}

TomlNode endpoint_tree(trials::Endpoint const& endpoint) {
    TomlNode table;
    auto const kind = static_cast<std::size_t>(endpoint.kind);
    table.set("name", TomlNode::of_text(endpoint.is_response() ? endpoint.response
                                                               : trials::endpoint_names[kind]));
    if (endpoint.is_from_second()) {
        table.set("from", TomlNode::of_text(endpoint.from));
    }
    if (!endpoint.population.empty()) {
        table.set("population", TomlNode::of_text(endpoint.population));
    }
    table.set("decides", TomlNode::of_text(name_of(endpoint.deciding_test)));
    if (!endpoint.further_tests.empty()) {
        std::vector<std::string> names;
        std::transform(endpoint.further_tests.begin(), endpoint.further_tests.end(),
                       std::back_inserter(names),
                       [](trials::Test const& test) { return name_of(test); });
        table.set("tests", TomlNode::of_texts(names));
    }
    if (!endpoint.rules.empty()) {
        table.set("rules", rules_node(endpoint.rules));
    }
    if (endpoint.alpha_one_sided) {
        table.set("alpha_one_sided", TomlNode::of_number(*endpoint.alpha_one_sided));
    }
    if (endpoint.sequential) {
        set_sequential(table, *endpoint.sequential, planned_key(endpoint));
    } else {
        table.set("levels_one_sided", numbers_by_name(endpoint.levels_one_sided));
    }
    return table;
}

}  // namespace

TomlNode endpoints_tree(std::vector<trials::Endpoint> const& endpoints) {
    TomlNode list = no_elements();
    std::transform(endpoints.begin(), endpoints.end(), std::back_inserter(list.elements),
                   endpoint_tree);
    return list;
}

}  // namespace vtrial::host
