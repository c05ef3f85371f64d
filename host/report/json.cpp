#include "host/report/json.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "host/report/csv.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

/// A number with the digits of the CSV files: their text, read back.
Json number(std::string const& text) { return Json::parse(text); }

Json number(std::optional<double> const& exact) {
    return exact ? number(write_exact(*exact)) : Json();
}

/// Adds to an object the estimate and the error of a row; null where they do not exist.
void set_numbers(EstimateRow const& row, Json& object) {
    object["estimate"] = row.estimate ? number(write_estimate(*row.estimate, row.mcse)) : Json();
    object["mcse"] = row.mcse ? number(write_error(*row.mcse)) : Json();
}

/// The object of an endpoint, under its rule where it has one.
Json& endpoint_of(std::string const& endpoint, std::string const& rule, Json& analysis) {
    Json& place = analysis["endpoints"][endpoint];
    return rule.empty() ? place : place["rules"][rule];
}

/// The object of an analysis, or of an endpoint, arm or test in it, that a row belongs to.
Json& place_of(EstimateRow const& row, Json& analyses) {
    Json* place = &analyses[row.analysis];
    if (!row.endpoint.empty()) {
        place = &endpoint_of(row.endpoint, row.rule, *place);
    }
    if (!row.subgroup.empty()) {
        place = &(*place)["subgroups"][row.subgroup];
    }
    if (!row.arm.empty()) {
        place = &(*place)["arms"][row.arm];
    }
    if (!row.test.empty()) {
        place = &(*place)["tests"][row.test];
    }
    return *place;
}

Json analyses_of(std::vector<EstimateRow> const& rows) {
    Json analyses = Json::object();
    for (EstimateRow const& row : rows) {
        Json& quantity = place_of(row, analyses)[row.quantity];
        set_numbers(row, row.at ? quantity["at"][write_exact(*row.at)] : quantity);
    }
    return analyses;
}

void add_curves(std::vector<CurveRow> const& rows, Json& analyses) {
    for (CurveRow const& row : rows) {
        Json& endpoint = endpoint_of(row.endpoint, row.rule, analyses[row.analysis]);
        Json& curve = endpoint["arms"][row.arm]["curve"];
        curve["month"].push_back(row.month);
        curve["survival"].push_back(number(write_estimate(row.survival, row.mcse)));
        curve["lower"].push_back(number(row.lower));
        curve["upper"].push_back(number(row.upper));
    }
}

/// Power of each decided endpoint over the whole trial: that of the last analysis.
Json power_of(std::vector<EstimateRow> const& rows) {
    Json power = Json::object();
    for (EstimateRow const& row : rows) {
        if (row.quantity == "power") {
            std::string const in = row.subgroup.empty() ? "" : " in " + row.subgroup;
            set_numbers(row, power[row.endpoint + in]);
        }
    }
    return power;
}

Json scenario_of(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
                 std::vector<CurveRow> const& curve_rows) {
    kernels::WideInteger const replicates =
        result.total.sums[static_cast<std::size_t>(result.total.layout.replicates())];
    Json scenario;
    scenario["description"] = result.scenario->description;
    scenario["replicates"] = static_cast<std::int64_t>(replicates);
    scenario["analyses"] = analyses_of(rows);
    add_curves(curve_rows, scenario["analyses"]);
    return scenario;
}

std::string dumped(Json const& value) {
    return value.dump(1, ' ', false, Json::error_handler_t::replace);
}

/// The text of a value whose lines begin with an indent. Line feeds in strings are escaped, so that
/// each begins a line.
std::string indented(std::string const& indent, Json const& value) {
    std::string text;
    for (char const letter : dumped(value)) {
        text += letter;
        text += letter == '\n' ? indent : "";
    }
    return text;
}

/// Adds a member of an object in the document's second level, which is indented by two blanks.
void add_member(std::string const& name, Json const& value, std::string& members) {
    members += (members.empty() ? "\n  " : ",\n  ") + dumped(name) + ": " + indented("  ", value);
}

std::string object_of(std::string const& members) {
    return members.empty() ? "{}" : "{" + members + "\n }";
}

}  // namespace

void ResultsJson::add(ScenarioResult const& result, std::vector<EstimateRow> const& rows,
                      std::vector<CurveRow> const& curve_rows) {
    add_member(result.scenario->name, power_of(rows), power_);
    add_member(result.scenario->name, scenario_of(result, rows, curve_rows), scenarios_);
}

void ResultsJson::add_over_scenarios(std::vector<OverScenariosRow> const& rows) {
    Json analyses = Json::object();
    for (OverScenariosRow const& row : rows) {
        EstimateRow const& mean = row.mean;
        Json& quantity = place_of(mean, analyses)[mean.quantity];
        Json& object = mean.at ? quantity["at"][write_exact(*mean.at)] : quantity;
        object["scenarios"] = row.scenarios;
        object["mean"] = number(write_estimate(*mean.estimate, mean.mcse));
        object["mcse"] = number(write_error(*mean.mcse));
        object["sd"] = number(write_estimate(row.sd, mean.mcse));
        object["lower"] = number(write_estimate(row.lower, mean.mcse));
        object["upper"] = number(write_estimate(row.upper, mean.mcse));
    }
    over_scenarios_ = ",\n \"over_scenarios\": " + indented(" ", analyses);
}

std::string ResultsJson::text() const {
    return fmt::format("{{\n \"schema_version\": {},\n \"power\": {},\n \"scenarios\": {}{}\n}}\n",
                       results_schema_version, object_of(power_), object_of(scenarios_),
                       over_scenarios_);
}

}  // namespace vtrial::host
