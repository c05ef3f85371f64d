#include "host/validate/validation_json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "host/report/csv.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(std::optional<double> const& number) {
    return number ? Json(*number) : Json(nullptr);
}

/// With the digits that its Monte Carlo error leaves meaningful.
Json rounded(std::optional<double> const& number, std::optional<double> const& mcse) {
    if (!number) {
        return nullptr;
    }
    std::string const text = write_estimate(*number, mcse);
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

char const* name_of(PublishedStatus status) {
    return published_status_names[static_cast<std::size_t>(status)];
}

Json target_json(Target const& target) {
    PublishedNumber const& published = target.published;
    SimulatedQuantity const& simulated = target.simulated;
    return {{"trial", published.trial},
            {"quantity", published.quantity},
            {"status", name_of(published.status)},
            {"unit", published.unit},
            {"published", number_or_null(published.value)},
            {"published_not_reached", published.is_not_reached},
            {"lower", number_or_null(published.lower)},
            {"upper", number_or_null(published.upper)},
            {"simulated", rounded(simulated.value, simulated.mcse)},
            {"simulated_lower", rounded(simulated.lower, simulated.mcse)},
            {"simulated_upper", rounded(simulated.upper, simulated.mcse)},
            {"simulated_mcse", rounded(simulated.mcse, simulated.mcse)},
            {"not_reached_share", simulated.not_reached_share},
            {"holds", target.holds}};
}

Json left_out_json(LeftOut const& left_out) {
    return {{"trial", left_out.published.trial},
            {"quantity", left_out.published.quantity},
            {"status", name_of(left_out.published.status)},
            {"published", number_or_null(left_out.published.value)},
            {"reason", left_out.reason}};
}

Json trial_json(ValidatedTrial const& trial) {
    SourcedTargets const counted = sourced_targets(trial.confrontation);
    return {{"trial", trial.confrontation.trial},
            {"study", trial.study_name},
            {"scenario", trial.scenario},
            {"replicates", trial.replicates},
            {"sourced", counted.all},
            {"sourced_holding", counted.holding}};
}

}  // namespace

std::string validation_json(std::vector<ValidatedTrial> const& trials) {
    Json json;
    json["schema_version"] = 1;
    json["trials"] = Json::array();
    json["targets"] = Json::array();
    json["not_simulated"] = Json::array();
    for (ValidatedTrial const& trial : trials) {
        json["trials"].push_back(trial_json(trial));
        for (Target const& target : trial.confrontation.targets) {
            json["targets"].push_back(target_json(target));
        }
        for (LeftOut const& left_out : trial.confrontation.left_out) {
            json["not_simulated"].push_back(left_out_json(left_out));
        }
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vtrial::host
