// Data cuts: what triggers them, and how long they may wait.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::host {
namespace {

using trials::CutTrigger;
using trials::Trigger;

constexpr std::array<char const*, 4> trigger_keys{"events", "events_by_endpoint", "calendar_months",
                                                  "minimum_follow_up_months"};
constexpr std::array<char const*, 2> cleaning_event_names{"left_out", "included"};

/// At least one trigger, events of one endpoint or of several.
void check_trigger_keys(TableReader& reader) {
    reader.require({trigger_keys.begin(), trigger_keys.end()},
                   reader.path() +
                       " has no trigger; state events and endpoint, events_by_endpoint, "
                       "calendar_months, or minimum_follow_up_months");
    if (reader.has("events") && reader.has("events_by_endpoint")) {
        reader.error("events_by_endpoint", "contradicts events; state all events here");
        reader.log().fail(reader.path());
    }
    if (reader.has("events")) {
        reader.require({"endpoint"}, reader.path_of("endpoint") + " is missing: events of what?");
    } else if (reader.has("endpoint")) {
        reader.error("endpoint", "belongs to events, which is missing");
    }
}

/// The events of one endpoint.
void read_events(TableReader& reader, std::vector<CutTrigger>& triggers) {
    auto const endpoint = reader.choice("endpoint", trials::endpoint_names);
    auto const events = reader.small_integer("events");
    if (reader.has("events")) {
        triggers.push_back({Trigger::events,
                            static_cast<trials::EndpointKind>(endpoint.value_or(0)),
                            events.value_or(0), 0.0});
    }
}

/// The events of several endpoints.
void read_events_by_endpoint(TableReader& reader, std::vector<CutTrigger>& triggers) {
    auto events_by_endpoint = reader.integers_by_name("events_by_endpoint");
    for (std::size_t kind = 0; kind < trials::endpoint_names.size(); ++kind) {
        auto const found = events_by_endpoint.find(trials::endpoint_names[kind]);
        if (found != events_by_endpoint.end()) {
            triggers.push_back(
                {Trigger::events, static_cast<trials::EndpointKind>(kind), found->second, 0.0});
            if (events_by_endpoint.size() == 1) {
                reader.log().alias(reader.path_of("events"),
                                   reader.path_of("events_by_endpoint." + found->first));
            }
        }
    }
    refuse_unknown_endpoints(reader, "events_by_endpoint", names_in(events_by_endpoint),
                             endpoint_names({}));
}

std::vector<CutTrigger> read_triggers(TableReader& reader) {
    check_trigger_keys(reader);
    std::vector<CutTrigger> triggers;
    read_events(reader, triggers);
    read_events_by_endpoint(reader, triggers);
    auto const calendar = reader.number("calendar_months");
    if (reader.has("calendar_months")) {
        triggers.push_back(
            {Trigger::calendar, trials::EndpointKind::PFS, 0, calendar.value_or(0.0)});
    }
    auto const follow_up = reader.number("minimum_follow_up_months");
    if (reader.has("minimum_follow_up_months")) {
        triggers.push_back(
            {Trigger::minimum_follow_up, trials::EndpointKind::PFS, 0, follow_up.value_or(0.0)});
    }
    return triggers;
}

/// How many triggers are stated; 0 if it cannot be told.
std::size_t count_triggers(TableReader& reader) {
    TomlNode const* const by_endpoint = reader.value("events_by_endpoint");
    if (by_endpoint != nullptr && reader.has("events")) {
        return 0;
    }
    std::size_t count = by_endpoint != nullptr ? by_endpoint->members.size() : 0;
    for (char const* const key : {"events", "calendar_months", "minimum_follow_up_months"}) {
        count += reader.has(key) ? 1 : 0;
    }
    return count;
}

trials::CutWhen read_when(TableReader& reader) {
    auto const when = reader.choice("when", trials::cut_when_names);
    std::size_t const triggers = count_triggers(reader);
    if (triggers > 1) {
        reader.require({"when"}, reader.path_of("when") +
                                     " is missing: are the data cut at the \"earliest\" or the "
                                     "\"latest\" of the triggers?");
    } else if (triggers == 1 && reader.has("when")) {
        reader.error("when", "belongs to several triggers, but there is one; drop it");
    }
    return static_cast<trials::CutWhen>(when.value_or(0));
}

std::vector<trials::Checkpoint> read_checkpoints(TableReader& reader) {
    std::vector<trials::Checkpoint> checkpoints;
    for (TableReader& table : reader.children("checkpoints", "")) {
        for (char const* const key :
             {"calendar_months", "endpoint", "fewer_than_events", "then_at_latest_months"}) {
            table.require({key});
        }
        trials::Checkpoint checkpoint;
        checkpoint.calendar_months = table.number("calendar_months").value_or(0.0);
        checkpoint.events_of = static_cast<trials::EndpointKind>(
            table.choice("endpoint", trials::endpoint_names).value_or(0));
        checkpoint.fewer_than_events = table.small_integer("fewer_than_events").value_or(0);
        checkpoint.then_at_latest_months = table.number("then_at_latest_months").value_or(0.0);
        table.finish();
        checkpoints.push_back(checkpoint);
    }
    return checkpoints;
}

trials::Analysis read_analysis(TableReader& reader) {
    trials::Analysis analysis;
    reader.require({"name"});
    analysis.name = reader.text("name").value_or("");
    auto const triggers = read_triggers(reader);
    analysis.when = read_when(reader);
    if (!triggers.empty()) {
        analysis.triggers = triggers;
    }
    analysis.minimum_gap_months = reader.number("minimum_gap_months").value_or(0.0);
    analysis.at_latest_months = reader.number("at_latest_months");
    analysis.checkpoints = read_checkpoints(reader);
    analysis.when_not_reached = static_cast<trials::NotReached>(
        reader.choice("when_not_reached", trials::not_reached_names).value_or(0));
    analysis.cleaning_days = reader.small_integer("cleaning_days").value_or(0);
    analysis.analyses_cleaning_events =
        reader.choice("cleaning_events", cleaning_event_names).value_or(0) == 1;
    analysis.published_cut = reader.text("published_cut").value_or("");
    reader.finish();
    return analysis;
}

}  // namespace

std::vector<std::string> endpoint_names(trials::Study const& study) {
    std::vector<std::string> names(trials::endpoint_names.begin(), trials::endpoint_names.end());
    if (study.second_randomisation) {
        for (char const* const time : trials::endpoint_names) {
            names.push_back(std::string(time) + "_from_" + study.second_randomisation->name);
        }
    }
    for (trials::Response const& response : study.responses) {
        names.push_back(response.name);
    }
    return names;
}

void refuse_unknown_endpoints(TableReader& reader, std::string const& key,
                              std::vector<std::string> const& names,
                              std::vector<std::string> const& known) {
    for (std::string const& name : names) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            auto const suggestion = did_you_mean(name, known);
            reader.error(
                key, fmt::format(
                         "names \"{}\", which is no endpoint{}", name,
                         suggestion.empty() ? "; there are " + trials::quoted(known) : suggestion));
        }
    }
}

void read_analyses(TableReader& root, trials::Study& study) {
    root.require({"analyses"}, "analyses is missing: [[analyses]] must state when data are cut");
    if (!root.has("analyses")) {
        root.log().fail("analyses");
    }
    for (TableReader& reader : root.children("analyses", "name")) {
        trials::Analysis analysis = read_analysis(reader);
        bool const is_taken =
            std::any_of(study.analyses.begin(), study.analyses.end(), [&](auto const& earlier) {
                return !analysis.published_cut.empty() &&
                       earlier.published_cut == analysis.published_cut;
            });
        if (is_taken) {
            reader.error("published_cut",
                         fmt::format("must be unique, got \"{}\" twice", analysis.published_cut));
        }
        study.analyses.push_back(std::move(analysis));
    }
}

}  // namespace vtrial::host
