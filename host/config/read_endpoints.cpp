// Endpoints: what decides, at which levels, and when an endpoint is given up.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {
namespace {

/// A key that says nothing without another one.
void belongs_to(TableReader& reader, char const* key, char const* other) {
    if (reader.has(key) && !reader.has(other)) {
        reader.error(key, fmt::format("belongs to {}, which is missing", other));
    }
}

/// The function of a table, and its parameter.
trials::Spending read_function(TableReader& reader) {
    trials::Spending spending;
    auto const kind = reader.choice("function", trials::spending_kind_names);
    spending.kind = static_cast<trials::SpendingKind>(kind.value_or(0));
    char const* const wanted = spending.kind == trials::SpendingKind::user ? "cumulative"
                               : kind ? trials::spending_parameter_names[*kind]
                                      : nullptr;
    spending.cumulative = reader.numbers("cumulative");
    for (char const* const key : {"gamma", "rho", "delta", "cumulative"}) {
        auto const parameter =
            std::string_view(key) == "cumulative" ? std::nullopt : reader.number(key);
        bool const is_wanted = wanted != nullptr && std::string_view(wanted) == key;
        if (is_wanted) {
            reader.require({key});
            spending.parameter = parameter.value_or(0.0);
        } else if (kind && reader.has(key)) {
            reader.error(key, fmt::format("does not belong to the function \"{}\"; drop it",
                                          trials::spending_kind_names[*kind]));
        }
    }
    return spending;
}

trials::Futility read_futility(TableReader& reader) {
    trials::Futility futility;
    reader.require({"function", "bounds_z"},
                   reader.path() + " must state a function that spends beta, or bounds_z");
    trials::Spending const spending = read_function(reader);
    if (reader.has("function")) {
        futility.spending = spending;
    }
    futility.beta = reader.number("beta").value_or(futility.beta);
    futility.hazard_ratio = reader.number("hazard_ratio");
    futility.is_binding = reader.flag("binding").value_or(false);
    futility.bounds_z = reader.numbers_by_name("bounds_z");
    if (reader.has("function") && reader.has("bounds_z")) {
        reader.error("bounds_z", "contradicts function; keep one of them");
        reader.log().fail(reader.path());
    }
    belongs_to(reader, "beta", "function");
    belongs_to(reader, "hazard_ratio", "function");
    reader.finish();
    return futility;
}

trials::SequentialDesign read_sequential(TableReader& reader, char const* planned_key) {
    trials::SequentialDesign design;
    if (auto spending = reader.child("spending")) {
        spending->require({"function"});
        design.spending = read_function(*spending);
        spending->finish();
    }
    design.planned_events = reader.integers_by_name(planned_key);
    if (auto futility = reader.child("futility")) {
        design.futility = read_futility(*futility);
    }
    return design;
}

/// What it is called by: a time or a response of the study.
std::optional<trials::Endpoint> read_name(TableReader& reader, trials::Study const& study) {
    std::vector<char const*> names(trials::endpoint_names.begin(), trials::endpoint_names.end());
    for (trials::Response const& response : study.responses) {
        names.push_back(response.name.c_str());
    }
    auto const chosen = reader.choice("name", names);
    if (!chosen) {
        reader.has("planned_patients");  // may be right: which endpoint it is of is not known
        return std::nullopt;
    }
    trials::Endpoint endpoint;
    endpoint.kind = trials::EndpointKind::response;
    if (*chosen < trials::endpoint_names.size()) {
        endpoint.kind = static_cast<trials::EndpointKind>(*chosen);
    } else {
        endpoint.response = names[*chosen];
        endpoint.deciding_test.kind = trials::TestKind::rate_difference;
    }
    return endpoint;
}

trials::Endpoint read_endpoint(TableReader& reader, trials::Endpoint endpoint,
                               trials::Study const& study) {
    if (TomlNode const* const decides = reader.value("decides")) {
        endpoint.deciding_test = read_test(*decides, reader.path_of("decides"), reader.log())
                                     .value_or(endpoint.deciding_test);
    }
    endpoint.further_tests = read_tests(reader, "tests");
    read_rules(reader, endpoint);
    endpoint.levels_one_sided = reader.numbers_by_name("levels_one_sided");
    endpoint.alpha_one_sided = reader.number("alpha_one_sided");
    trials::SequentialDesign const sequential = read_sequential(reader, planned_key(endpoint));
    for (char const* const key : {"alpha_one_sided", planned_key(endpoint), "futility"}) {
        belongs_to(reader, key, "spending");
    }
    if (!reader.has("spending")) {
        return endpoint;
    }
    endpoint.sequential = sequential;
    bool const has_own_level = study.hierarchy.empty() && !study.graph;
    if (has_own_level && !reader.has("alpha_one_sided")) {
        reader.log().alias(reader.path_of("alpha_one_sided"), "design.alpha_one_sided");
        endpoint.alpha_one_sided = study.alpha_one_sided;
    }
    return endpoint;
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
        described.from = endpoint.from;
        described.response = endpoint.response;
        described.population = name;
        described.deciding_test = endpoint.deciding_test;
        described.further_tests = endpoint.further_tests;
        described.rules = endpoint.rules;
        reader.log().alias("endpoints." + name_of(described), reader.path_of("subgroups"));
        study.endpoints.push_back(std::move(described));
    }
}

}  // namespace

void read_endpoints(TableReader& root, trials::Study& study) {
    auto readers = root.children("endpoints", "name");
    for (TableReader& reader : readers) {
        reader.require({"name"});
        auto const named = read_name(reader, study);
        trials::Endpoint endpoint =
            read_endpoint(reader, named.value_or(trials::Endpoint{}), study);
        bool const is_of_study = read_from(reader, study, endpoint);
        endpoint.population = reader.text("population").value_or("");
        std::vector<std::string> const subgroups = reader.texts("subgroups");
        check_populations(reader, endpoint, subgroups, study);
        reader.finish();
        if (named && is_of_study) {
            study.endpoints.push_back(endpoint);
            add_subgroups(reader, endpoint, subgroups, study);
        } else {
            root.log().fail("design.hierarchy");
            root.log().fail("design.graph");
        }
    }
    if (study.endpoints.empty() && !readers.empty()) {
        root.log().fail("endpoints");
    }
}

}  // namespace vtrial::host
