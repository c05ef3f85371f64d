// Data cuts and endpoints.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {
namespace {

using trials::Trigger;

/// Exactly one of the three triggers.
void check_trigger_keys(TableReader& reader) {
    std::vector<char const*> found;
    for (char const* const key : {"events", "calendar_months", "minimum_follow_up_months"}) {
        if (reader.has(key)) {
            found.push_back(key);
        }
    }
    reader.require({"events", "calendar_months", "minimum_follow_up_months"},
                   reader.path() +
                       " has no trigger; state events and endpoint, calendar_months, "
                       "or minimum_follow_up_months");
    if (found.size() > 1) {
        reader.error(found[1], fmt::format("contradicts {}; keep one of them", found[0]));
        reader.log().fail(reader.path());
    }
    if (reader.has("events")) {
        reader.require({"endpoint"}, reader.path_of("endpoint") + " is missing: events of what?");
    } else if (reader.has("endpoint")) {
        reader.error("endpoint", "belongs to events, which is missing");
    }
}

trials::Analysis read_analysis(TableReader& reader) {
    trials::Analysis analysis;
    reader.require({"name"});
    check_trigger_keys(reader);
    analysis.name = reader.text("name").value_or("");
    trials::CutTrigger& trigger = analysis.triggers.front();
    auto const endpoint = reader.choice("endpoint", trials::endpoint_names);
    trigger.events_of = static_cast<trials::EndpointKind>(endpoint.value_or(0));
    auto const events = reader.small_integer("events");
    auto const calendar = reader.number("calendar_months");
    auto const follow_up = reader.number("minimum_follow_up_months");
    if (reader.has("events")) {
        trigger.kind = Trigger::events;
        trigger.events = events.value_or(0);
    } else {
        bool const is_follow_up = reader.has("minimum_follow_up_months");
        trigger.kind = is_follow_up ? Trigger::minimum_follow_up : Trigger::calendar;
        trigger.months = (is_follow_up ? follow_up : calendar).value_or(0.0);
        trigger.events_of = trials::EndpointKind::PFS;
    }
    analysis.at_latest_months = reader.number("at_latest_months");
    reader.finish();
    return analysis;
}

/// Every subgroup that is named exists; what is told here is void in trials::validate.
void check_populations(TableReader& reader, trials::Endpoint const& endpoint,
                       std::vector<std::string> const& subgroups, trials::Study const& study) {
    std::vector<std::string> known;
    for (trials::Subgroup const& subgroup : study.subgroups) {
        known.push_back(subgroup.name);
    }
    auto const check = [&](char const* key, std::string const& name) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            reader.error(key, fmt::format("names no subgroup, got \"{}\"{}", name,
                                          known.empty() ? "; state it in [[subgroups]]"
                                                        : did_you_mean(name, known)));
        }
    };
    if (reader.has("population")) {
        check("population", endpoint.population);
        if (reader.has("subgroups")) {
            reader.error("subgroups", "contradicts population; keep one of them");
        }
    }
    std::set<std::string> seen;
    for (std::string const& name : subgroups) {
        check("subgroups", name);
        if (!seen.insert(name).second) {
            reader.error("subgroups", fmt::format("must differ, got \"{}\" twice", name));
        }
    }
}

/// The endpoint once more for each subgroup that describes it; only the whole may decide.
void add_subgroups(TableReader& reader, trials::Endpoint const& endpoint,
                   std::vector<std::string> const& subgroups, trials::Study& study) {
    for (std::string const& name : subgroups) {
        trials::Endpoint described;
        described.kind = endpoint.kind;
        described.population = name;
        described.deciding_test = endpoint.deciding_test;
        described.further_tests = endpoint.further_tests;
        reader.log().alias("endpoints." + name_of(described), reader.path_of("subgroups"));
        study.endpoints.push_back(std::move(described));
    }
}

}  // namespace

void read_analyses(TableReader& root, trials::Study& study) {
    root.require({"analyses"}, "analyses is missing: [[analyses]] must state when data are cut");
    if (!root.has("analyses")) {
        root.log().fail("analyses");
    }
    for (TableReader& reader : root.children("analyses", "name")) {
        study.analyses.push_back(read_analysis(reader));
    }
}

void read_endpoints(TableReader& root, trials::Study& study) {
    auto readers = root.children("endpoints", "name");
    for (TableReader& reader : readers) {
        trials::Endpoint endpoint;
        reader.require({"name"});
        auto const kind = reader.choice("name", trials::endpoint_names);
        static constexpr std::array<char const*, 2> test_names{"logrank", "logrank_stratified"};
        auto const test = reader.choice("decides", test_names);
        endpoint.kind = static_cast<trials::EndpointKind>(kind.value_or(0));
        endpoint.deciding_test.stratified = test.value_or(0) == 1;
        endpoint.levels_one_sided = reader.numbers_by_name("levels_one_sided");
        endpoint.population = reader.text("population").value_or("");
        std::vector<std::string> const subgroups = reader.texts("subgroups");
        check_populations(reader, endpoint, subgroups, study);
        reader.finish();
        if (kind) {
            study.endpoints.push_back(endpoint);
            add_subgroups(reader, endpoint, subgroups, study);
        }
    }
    if (study.endpoints.empty() && !readers.empty()) {
        root.log().fail("endpoints");
    }
}

}  // namespace vtrial::host
