// Data cuts as tables of a study file.
#include <algorithm>
#include <iterator>
#include <utility>

#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {
namespace {

using trials::Trigger;

TomlNode endpoint_name(trials::EndpointKind kind) {
    return TomlNode::of_text(trials::endpoint_names[static_cast<std::size_t>(kind)]);
}

void set_trigger(TomlNode& table, trials::CutTrigger const& trigger) {
    switch (trigger.kind) {
        case Trigger::events:
            table.set("events", TomlNode::of_integer(trigger.events));
            table.set("endpoint", endpoint_name(trigger.events_of));
            break;
        case Trigger::calendar:
            table.set("calendar_months", TomlNode::of_number(trigger.months));
            break;
        case Trigger::minimum_follow_up:
            table.set("minimum_follow_up_months", TomlNode::of_number(trigger.months));
            break;
    }
}

void set_triggers(TomlNode& table, trials::Analysis const& analysis) {
    TomlNode events_by_endpoint = TomlNode::inline_table();
    for (trials::CutTrigger const& trigger : analysis.triggers) {
        if (trigger.kind == Trigger::events) {
            events_by_endpoint.set(endpoint_name(trigger.events_of).text,
                                   TomlNode::of_integer(trigger.events));
        }
    }
    bool const counts_several = events_by_endpoint.members.size() > 1;
    if (counts_several) {
        table.set("events_by_endpoint", std::move(events_by_endpoint));
    }
    for (trials::CutTrigger const& trigger : analysis.triggers) {
        if (trigger.kind != Trigger::events || !counts_several) {
            set_trigger(table, trigger);
        }
    }
    if (analysis.triggers.size() > 1) {
        auto const when = static_cast<std::size_t>(analysis.when);
        table.set("when", TomlNode::of_text(trials::cut_when_names[when]));
    }
}

TomlNode checkpoint_tree(trials::Checkpoint const& checkpoint) {
    TomlNode table = TomlNode::inline_table();
    table.set("calendar_months", TomlNode::of_number(checkpoint.calendar_months));
    table.set("endpoint", endpoint_name(checkpoint.events_of));
    table.set("fewer_than_events", TomlNode::of_integer(checkpoint.fewer_than_events));
    table.set("then_at_latest_months", TomlNode::of_number(checkpoint.then_at_latest_months));
    return table;
}

TomlNode analysis_tree(trials::Analysis const& analysis) {
    TomlNode table;
    table.set("name", TomlNode::of_text(analysis.name));
    set_triggers(table, analysis);
    table.set("minimum_gap_months", TomlNode::of_number(analysis.minimum_gap_months));
    if (analysis.at_latest_months) {
        table.set("at_latest_months", TomlNode::of_number(*analysis.at_latest_months));
    }
    if (!analysis.checkpoints.empty()) {
        TomlNode checkpoints = no_elements();
        std::transform(analysis.checkpoints.begin(), analysis.checkpoints.end(),
                       std::back_inserter(checkpoints.elements), checkpoint_tree);
        table.set("checkpoints", std::move(checkpoints));
    }
    auto const not_reached = static_cast<std::size_t>(analysis.when_not_reached);
    table.set("when_not_reached", TomlNode::of_text(trials::not_reached_names[not_reached]));
    table.set("cleaning_days", TomlNode::of_integer(analysis.cleaning_days));
    table.set("cleaning_events",
              TomlNode::of_text(analysis.analyses_cleaning_events ? "included" : "left_out"));
    if (!analysis.published_cut.empty()) {
        table.set("published_cut", TomlNode::of_text(analysis.published_cut));
    }
    return table;
}

}  // namespace

TomlNode analyses_tree(std::vector<trials::Analysis> const& analyses) {
    TomlNode list = no_elements();
    std::transform(analyses.begin(), analyses.end(), std::back_inserter(list.elements),
                   analysis_tree);
    return list;
}

}  // namespace vtrial::host
