// Binary endpoints and crossover as tables of a study file.
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {
namespace {

void set_measure(TomlNode& table, trials::Response const& response) {
    auto const measure = static_cast<std::size_t>(*response.measure);
    table.set("measure", TomlNode::of_text(trials::response_measure_names[measure]));
    if (response.sustained_months) {
        table.set("sustained_months", TomlNode::of_number(*response.sustained_months));
    }
    if (response.within_months) {
        table.set("within_months", TomlNode::of_number(*response.within_months));
    }
    for (auto const& [key, text] :
         {std::pair{"population", &response.population}, std::pair{"from", &response.from}}) {
        if (!text->empty()) {
            table.set(key, TomlNode::of_text(*text));
        }
    }
    if (!response.published.empty()) {
        table.set("published", TomlNode::of_texts(response.published));
    }
    if (!response.published_analysis.empty()) {
        table.set("published_analysis", TomlNode::of_text(response.published_analysis));
    }
}

void set_rates(TomlNode& table, trials::Response const& response, bool has_control) {
    if (has_control) {
        table.set("control_rate", TomlNode::of_number(response.control_rate));
    }
    table.set("experimental_rate", TomlNode::of_number(response.experimental_rate));
    table.set("assessed_months", TomlNode::of_number(response.assessed_months));
    if (!response.odds_by_level.empty()) {
        table.set("odds_by_level", multipliers_tree(response.odds_by_level));
    }
    table.set("correlation", TomlNode::of_number(response.correlation));
}

}  // namespace

TomlNode responses_tree(trials::Study const& study) {
    TomlNode tree = no_elements();
    for (trials::Response const& response : study.responses) {
        TomlNode table;
        table.set("name", TomlNode::of_text(response.name));
        if (response.measure) {
            set_measure(table, response);
        } else {
            set_rates(table, response, !is_single_arm(study));
        }
        tree.elements.push_back(std::move(table));
    }
    return tree;
}

TomlNode crossover_tree(trials::Crossover const& crossover) {
    auto const at = static_cast<std::size_t>(crossover.at);
    TomlNode table;
    table.set("share", TomlNode::of_number(crossover.share));
    table.set("at", TomlNode::of_text(trials::crossover_at_names[at]));
    table.set("hazard_ratio_by_transition", numbers_by_name(crossover.hazard_ratio_by_transition));
    return table;
}

}  // namespace vtrial::host
