#include <array>
#include <nlohmann/json.hpp>

#include "host/report/observed_report.hpp"

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

/// As trials::LookDecision.
constexpr std::array<char const*, 3> decision_names{"rejected", "given_up", "not_rejected"};

template <class Value>
Json or_null(std::optional<Value> const& value) {
    return value ? Json(*value) : Json();
}

Json interval(std::optional<trials::group_sequential::Interval> const& limits) {
    return limits ? Json{{"lower", limits->lower}, {"upper", limits->upper}} : Json();
}

Json power(std::optional<trials::ConditionalPower> const& power) {
    return power ? Json{{"at_estimated_hazard_ratio", power->at_estimated_hazard_ratio},
                        {"at_true_hazard_ratio", or_null(power->at_true_hazard_ratio)}}
                 : Json();
}

Json look(trials::ObservedLookSummary const& summary, char const* counted) {
    return {{"analysis", summary.analysis},
            {counted, summary.seen.events},
            {"information_fraction", or_null(summary.information_fraction)},
            {"z", summary.seen.z},
            {"efficacy", bound_json(summary.efficacy)},
            {"futility", summary.futility ? bound_json(*summary.futility) : Json()},
            {"decision", decision_names[static_cast<std::size_t>(summary.decision)]},
            {"ends_trial", summary.ends_trial},
            {"hazard_ratio", or_null(summary.hazard_ratio)},
            {"repeated_interval", interval(summary.repeated_interval)},
            {"conditional_power", power(summary.conditional_power)}};
}

}  // namespace

Json bound_json(trials::BoundSummary const& bound) {
    return {{"z", bound.z},
            {"p_one_sided", bound.p_one_sided},
            {"hazard_ratio", or_null(bound.hazard_ratio)}};
}

Json observed_json(trials::ObservedSummary const& summary) {
    Json looks = Json::array();
    for (trials::ObservedLookSummary const& each : summary.looks) {
        looks.push_back(look(each, summary.is_of_response ? "patients_assessed" : "events"));
    }
    trials::StagewiseResult const& end = summary.stagewise;
    return {{"endpoint", summary.endpoint},
            {"test", summary.test},
            {"level_one_sided", summary.level_one_sided},
            {"waits", summary.waits},
            {"may_gain_level", summary.may_gain_level},
            {"bounds_from", summary.bounds_from},
            {"bounds_follow_events", summary.bounds_follow_events},
            {"interval_level", summary.interval_level},
            {"true_hazard_ratio", or_null(summary.true_hazard_ratio)},
            {"looks", std::move(looks)},
            {"stagewise",
             {{"p_one_sided", end.p_one_sided},
              {"hazard_ratio", or_null(end.hazard_ratio)},
              {"interval", interval(end.interval)}}}};
}

}  // namespace vtrial::host
