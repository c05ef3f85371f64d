#include "host/validate/quantity_path.hpp"

#include <fmt/format.h>

#include <array>

#include "host/validate/path_words.hpp"

namespace vtrial::host {
namespace {

using Parts = PathParts;

/// Takes the arm from the end of a path.
std::optional<trials::ArmRole> take_arm(Parts& parts) {
    std::optional<trials::ArmRole> arm;
    if (!parts.empty() && (parts.back() == "D" || parts.back() == "C")) {
        arm = parts.back() == "D" ? trials::ArmRole::experimental : trials::ArmRole::control;
        parts.pop_back();
    }
    return arm;
}

/// What is published of trials and not tallied by a simulation, by how its path begins.
struct NotTallied {
    std::string_view beginning;
    std::string_view reason;
};
constexpr std::array<NotTallied, 8> not_tallied{{
    {"G34_TEAE", "adverse events of every kind together are not simulated"},
    {"G34_", "the model has no such adverse event"},
    {"completed_induction", "stops of treatment are simulated, but not tallied"},
    {"any_treatment_after_T0", "an input of the study"},
    {"ASCT", "an input of the study"},
    {"qol", "quality of life is simulated, but its published forms are not compared"},
    {"disc_", "stops of treatment are simulated, but not tallied"},
    {"subsequent", "next lines are simulated, but their drugs are not tallied"},
}};

PathReading refuse(std::string_view words) {
    for (NotTallied const& known : not_tallied) {
        if (words.starts_with(known.beginning)) {
            return {std::nullopt, std::string(known.reason)};
        }
    }
    return {std::nullopt, fmt::format("\"{}\" is no quantity that is simulated", words)};
}

std::string joined(Parts const& parts) {
    std::string text;
    for (std::string const& part : parts) {
        text += (text.empty() ? "" : "/") + part;
    }
    return text;
}

/// The statistic of a time: its name is in `path` already, its words are in `parts`.
bool read_statistic(Parts const& parts, QuantityPath& path) {
    if (parts.size() == 1 && parts[0] == "HR") {
        path.measure = Measure::hazard_ratio;
        return !path.arm;
    }
    if (parts.size() == 1 && parts[0] == "median") {
        path.measure = Measure::median;
        return path.arm.has_value();
    }
    if (parts.size() == 1 && (parts[0] == "events" || parts[0] == "deaths")) {
        path.measure = Measure::events;
        return path.arm.has_value();
    }
    if (parts.size() == 1 && (parts[0] == "events_pct" || parts[0] == "deaths_pct")) {
        path.measure = Measure::events_per_cent;
        return path.arm.has_value();
    }
    if (parts.size() == 2 && parts[0] == "landmarks") {
        path.measure = Measure::survival;
        path.at_months = number_between(parts[1], "t=", "");
        return path.arm && path.at_months;
    }
    return false;
}

bool is_response(std::string const& word) {
    return word == "response" || word == "ORR" || word.starts_with("MRD") ||
           word.starts_with("sCR");
}

/// `parts` begin with a response: `response/ge_VGPR`, `ORR`, `MRD_1e5_overall/post_induction`.
PathReading read_response(Parts const& parts, QuantityPath path) {
    bool const has_room = parts[0] == "response";
    bool const has_word = has_room ? parts.size() == 2 : parts.size() <= 2;
    bool const is_of_single_arm = parts[0] == "ORR" || parts[0] == "sCR";
    if (!has_word || (!path.arm && !is_of_single_arm)) {
        return refuse(joined(parts));
    }
    path.measure = Measure::response_per_cent;
    path.endpoint = has_room ? parts.back() : joined(parts);
    return {path, ""};
}

/// `by_response/GROUP/share`, or a short form of the group's patients.
PathReading read_by_response(Parts const& parts, QuantityPath path) {
    if (parts.size() != 3) {
        return refuse(joined(parts));
    }
    path.subgroup = parts[1];
    if (parts[2] == "share") {
        path.measure = Measure::subgroup_per_cent;
        return {path, ""};
    }
    return read_short_form(parts[2], path) ? PathReading{path, ""} : refuse(joined(parts));
}

/// Whether a word behind the cut begins an adverse event.
bool is_adverse_event(std::string const& word) {
    return word == "safety" || word == "disc_AE" || word.starts_with("IRR_");
}

/// An adverse event: `parts` is `safety/EVENT` or `EVENT`. Reactions to infusions have one arm
/// only.
PathReading read_adverse_event(Parts const& parts, QuantityPath path) {
    std::size_t const words = parts[0] == "safety" ? 2 : 1;
    if (parts.size() != words) {
        return refuse(joined(parts));
    }
    path.endpoint = parts.back();
    if (!path.arm && path.endpoint.starts_with("IRR_")) {
        path.arm = trials::ArmRole::experimental;
    }
    path.measure = Measure::adverse_event_per_cent;
    return path.arm ? PathReading{path, ""} : refuse(joined(parts));
}

/// Whether a word begins a number that is described of patients.
bool is_measurement(std::string const& word) {
    return word.starts_with("Ctrough") || word == "treatment_duration" ||
           word == "time_to_first_response";
}

/// The part behind the cut, or behind the subgroup: `parts` begins with the endpoint.
PathReading read_measure(Parts parts, QuantityPath path) {
    path.arm = take_arm(parts);
    if (!parts.empty() && is_response(parts[0])) {
        return read_response(parts, path);
    }
    if (!parts.empty() && parts[0] == "by_response") {
        return read_by_response(parts, path);
    }
    if (QuantityPath short_path = path;
        parts.size() == 1 && !path.arm && read_short_form(parts[0], short_path)) {
        return {short_path, ""};
    }
    if (parts.size() == 1 && is_measurement(parts[0])) {
        path.endpoint = parts[0];
        path.measure = Measure::measurement;
        return {path, ""};
    }
    if (!parts.empty() && is_adverse_event(parts[0])) {
        return read_adverse_event(parts, path);
    }
    if (parts.size() > 1) {
        path.endpoint = parts[0];
        if (read_statistic({parts.begin() + 1, parts.end()}, path)) {
            return {path, ""};
        }
    }
    return refuse(joined(parts));
}

/// What follows `PFS from R2` counts from the second randomisation.
constexpr std::string_view from_second = " from R2";

/// `parts` without the word `four_arm`: a response, an arm of the first randomisation, and one of
/// the second, `dara` or `obs`.
PathReading read_four_arm(Parts const& parts) {
    if (parts.size() != 3 || (parts[2] != "dara" && parts[2] != "obs")) {
        return refuse(joined(parts));
    }
    QuantityPath path;
    path.measure = Measure::response_per_cent;
    path.endpoint = parts[0];
    path.subgroup = "within " + parts[1];
    path.arm = parts[2] == "dara" ? trials::ArmRole::experimental : trials::ArmRole::control;
    path.is_from_second_randomisation = true;
    return {path, ""};
}

/// `parts` without the word `subgroups`: `PFS|28mo|age >=75`, then the statistic.
PathReading read_subgroup(Parts parts) {
    Parts const words = split_path(parts[0], '|');
    QuantityPath path;
    path.follow_up_months =
        words.size() == 3 ? number_between(words[1], "", "mo") : std::optional<double>();
    if (!path.follow_up_months) {
        return {std::nullopt, fmt::format("\"{}\" is no ENDPOINT|MONTHSmo|SUBGROUP", parts[0])};
    }
    path.subgroup = words[2];
    std::string endpoint = words[0];
    if (endpoint.ends_with(from_second)) {
        endpoint.resize(endpoint.size() - from_second.size());
        path.is_from_second_randomisation = true;
    }
    bool const is_of_response = parts.size() > 1 && is_response(parts[1]);
    if (is_of_response) {
        parts.erase(parts.begin());
    } else {
        parts[0] = endpoint;
    }
    return read_measure(parts, path);
}

}  // namespace

PathReading read_quantity_path(std::string_view quantity) {
    Parts parts = split_path(quantity, '/');
    std::string const room = parts.front();
    if (room == "design" || room == "baseline") {
        return {std::nullopt, "an input of the study"};
    }
    if (room == "cuts" && parts.size() == 3 && parts[2] == "median_followup") {
        return {std::nullopt, "an input of the study: it says when the data are cut"};
    }
    if (room == "cuts" && parts.size() > 2) {
        QuantityPath path;
        path.cut = parts[1];
        path.is_from_second_randomisation = path.cut.find(from_second) != path.cut.npos;
        return read_measure({parts.begin() + 2, parts.end()}, path);
    }
    if (room == "safety" && parts.size() > 1) {
        return read_measure(parts, {});
    }
    if (room == "four_arm") {
        return read_four_arm({parts.begin() + 1, parts.end()});
    }
    if (room == "subgroups" && parts.size() > 1) {
        return read_subgroup({parts.begin() + 1, parts.end()});
    }
    return refuse(quantity);
}

}  // namespace vtrial::host
