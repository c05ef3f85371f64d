#include "host/config/resolved.hpp"

#include <utility>

#include "host/config/study_tree.hpp"
#include "host/config/write_toml.hpp"

namespace vtrial::host {
namespace {

TomlNode scenario_tree(trials::Scenario const& scenario, TomlNode const& body) {
    TomlNode table;
    table.set("name", TomlNode::of_text(scenario.name));
    table.set("description", TomlNode::of_text(scenario.description));
    TomlNode changes = differences(body, study_tree(scenario.study));
    if (!changes.members.empty()) {
        table.set("set", std::move(changes));
    }
    return table;
}

}  // namespace

std::string resolved_toml(trials::StudyFile const& file) {
    if (file.scenarios.empty()) {
        return {};
    }
    TomlNode const body = study_tree(file.scenarios.front().study);
    TomlNode document;
    document.set("schema_version", TomlNode::of_integer(1));
    document.set("title", TomlNode::of_text(file.title));
    document.set("replicates", TomlNode::of_integer(file.replicates));
    if (file.has_summary_over_scenarios) {
        document.set("summary_over_scenarios", TomlNode::of_boolean(true));
    }
    for (TomlMember const& member : body.members) {
        // an array of tables without tables has no place in a file
        bool const is_empty_array =
            member.value.kind == TomlKind::array && member.value.elements.empty();
        if (!is_empty_array) {
            document.set(member.key, member.value);
        }
    }
    TomlNode scenarios;
    scenarios.kind = TomlKind::array;
    for (trials::Scenario const& scenario : file.scenarios) {
        scenarios.elements.push_back(scenario_tree(scenario, body));
    }
    document.set("scenarios", std::move(scenarios));
    return write_toml(document);
}

}  // namespace vtrial::host
