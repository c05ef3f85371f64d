#include "host/config/response_tree.hpp"

#include "host/config/model_tree.hpp"

namespace vtrial::host {

TomlNode responses_tree(trials::Study const& study) {
    TomlNode responses = TomlNode::of_texts({});
    for (trials::Response const& response : study.responses) {
        TomlNode table;
        table.set("name", TomlNode::of_text(response.name));
        table.set("control_rate", TomlNode::of_number(response.control_rate));
        table.set("experimental_rate", TomlNode::of_number(response.experimental_rate));
        table.set("assessed_months", TomlNode::of_number(response.assessed_months));
        if (!response.odds_by_level.empty()) {
            table.set("odds_by_level", multipliers_tree(response.odds_by_level));
        }
        table.set("correlation", TomlNode::of_number(response.correlation));
        responses.elements.push_back(std::move(table));
    }
    return responses;
}

TomlNode crossover_tree(trials::Crossover const& crossover) {
    auto const at = static_cast<std::size_t>(crossover.at);
    TomlNode ratios = TomlNode::inline_table();
    for (auto const& [transition, ratio] : crossover.hazard_ratio_by_transition) {
        ratios.set(transition, TomlNode::of_number(ratio));
    }
    TomlNode table;
    table.set("share", TomlNode::of_number(crossover.share));
    table.set("at", TomlNode::of_text(trials::crossover_at_names[at]));
    table.set("hazard_ratio_by_transition", std::move(ratios));
    return table;
}

}  // namespace vtrial::host
