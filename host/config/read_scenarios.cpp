#include "host/config/read_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "host/config/read_parts.hpp"
#include "trials/limits.hpp"

namespace vtrial::host {
namespace {

/// Keys of the file as a whole, which a scenario cannot change.
bool is_common_to_all(std::string_view path) {
    static constexpr std::array<std::string_view, 5> keys{"schema_version", "title", "replicates",
                                                          "scenarios", "summary_over_scenarios"};
    std::string_view const first = path.substr(0, path.find('.'));
    return std::find(keys.begin(), keys.end(), first) != keys.end();
}

std::vector<Override> read_changes(TableReader& reader) {
    std::vector<Override> changes;
    auto const set = reader.child("set");
    for (std::size_t index = 0; set && index < set->node().members.size(); ++index) {
        TomlMember const& member = set->node().members[index];
        if (is_common_to_all(member.key)) {
            reader.log().error(member.where,
                               fmt::format("\"{}\" is common to all scenarios; set it outside of "
                                           "them",
                                           member.key));
        } else if (member.key == "seed" && reader.has("seed")) {
            reader.log().error(
                member.where,
                fmt::format("\"seed\" contradicts {}; keep one of them", reader.path_of("seed")));
        } else {
            changes.push_back({member.key, member.where, member.value});
        }
    }
    return changes;
}

ScenarioEntry read_scenario(TableReader& reader) {
    ScenarioEntry entry;
    reader.require({"name"});
    auto const name = reader.text("name");
    entry.name = name.value_or("");
    if (name && !trials::is_safe_name(*name)) {
        reader.error("name", fmt::format("{}, got \"{}\"", trials::safe_name_rule, *name));
    }
    entry.description = reader.text("description").value_or("");
    entry.no_effect = reader.flag("no_effect").value_or(false);
    entry.seed = read_seed(reader);
    entry.changes = read_changes(reader);
    reader.finish();
    return entry;
}

}  // namespace

std::vector<ScenarioEntry> read_scenarios(TomlNode const& document, ReadLog& log) {
    TableReader root(document, "", log);
    auto readers = root.children("scenarios", "name");
    if (readers.size() > trials::limits::most_scenarios) {
        root.error("scenarios", fmt::format("must be at most {}, got {}",
                                            trials::limits::most_scenarios, readers.size()));
        return {};
    }
    std::vector<ScenarioEntry> entries;
    std::set<std::string> names;
    for (TableReader& reader : readers) {
        entries.push_back(read_scenario(reader));
        if (!names.insert(entries.back().name).second) {
            reader.error("name",
                         fmt::format("must be unique, got \"{}\" twice", entries.back().name));
        }
    }
    if (entries.empty()) {
        entries.emplace_back();
    }
    return entries;
}

void remove_effect(trials::Study& study) {
    for (trials::TransitionModel& transition : trials::hazard_models(study)) {
        transition.experimental.reset();
        transition.effect = {};
    }
    if (study.myeloma) {
        trials::Regimens& regimens = study.myeloma->regimens;
        regimens.first[1] = regimens.first[0];
        regimens.second[1] = regimens.second[0];
    }
    if (study.crossover) {
        for (auto& ratio : study.crossover->hazard_ratio_by_transition) {
            ratio.second = 1.0;
        }
    }
    if (study.second_randomisation) {
        for (auto& ratio : study.second_randomisation->hazard_ratio_by_transition) {
            ratio.second = 1.0;
        }
    }
    for (trials::Response& response : study.responses) {
        response.experimental_rate = response.control_rate;
    }
}

}  // namespace vtrial::host
