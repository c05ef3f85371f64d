#include "host/analyze/analysis_json.hpp"

#include <nlohmann/json.hpp>

namespace vtrial::host {
namespace {

using Json = nlohmann::ordered_json;

Json number(std::optional<double> const& value) { return value ? Json(*value) : Json(); }

void add_test(TestResult const& test, Json& object) {
    object["z"] = number(test.z);
    object["p"] = number(test.p);
}

void add_margin(std::optional<MarginTest> const& against, Json& object) {
    if (against) {
        object["margin"]["value"] = against->margin;
        add_test(against->test, object["margin"]);
        object["margin"]["p_one_sided"] = number(one_sided_p(against->test));
    }
}

void add_limits(Interval const& limits, Json& object) {
    object["lower"] = number(limits.lower);
    object["upper"] = number(limits.upper);
}

Json arms_of(AnalysisResult const& result) {
    Json arms = Json::array();
    for (ArmSummary const& arm : result.arms) {
        Json object{{"label", arm.label}, {"n", arm.patients}};
        if (result.has_times) {
            object["events"] = arm.events;
            object["median"]["estimate"] = number(arm.median);
            add_limits(arm.median_limits, object["median"]);
        }
        arms.push_back(object);
    }
    return arms;
}

/// A test that is known by its square.
Json squared_test_of(TestResult const& test) {
    auto const chisq = test.z ? std::optional(*test.z * *test.z) : std::nullopt;
    return {{"z", number(test.z)}, {"chisq", number(chisq)}, {"p", number(test.p)}};
}

Json log_rank_of(AnalysisResult const& result) {
    Json log_rank = squared_test_of(result.log_rank);
    add_margin(result.log_rank_margin, log_rank);
    return log_rank;
}

Json cox_of(AnalysisResult const& result) {
    HazardRatio const ratio = hazard_ratio_of(result.cox);
    Json cox{{"log_hr", number(result.cox.log_hazard_ratio)},
             {"se", number(result.cox.standard_error)},
             {"hr", number(ratio.estimate)}};
    add_limits(ratio.limits, cox);
    cox["ties"] = result.ties == kernels::Ties::efron ? "efron" : "breslow";
    for (Coefficient const& covariate : result.covariates) {
        cox["covariates"].push_back({{"name", covariate.name},
                                     {"log_hr", number(covariate.log_hazard_ratio)},
                                     {"se", number(covariate.standard_error)}});
    }
    add_margin(result.cox_margin, cox);
    return cox;
}

/// What restricted means and milestones share, after their time and arms.
void add_comparison(ArmComparison const& comparison, Json& object) {
    object["difference"] = number(comparison.difference);
    object["se"] = number(comparison.standard_error);
    add_test(comparison.test, object);
    add_margin(comparison.margin_test, object);
}

Json rmst_of(AnalysisResult const& result) {
    ArmComparison const& rmst = *result.rmst;
    Json object{{"tau", rmst.time}, {"arms", Json::array()}};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        object["arms"].push_back({{"label", result.arms[arm].label},
                                  {"estimate", number(rmst.arms[arm].estimate)},
                                  {"se", number(rmst.arms[arm].standard_error)}});
    }
    add_comparison(rmst, object);
    return object;
}

Json milestone_of(AnalysisResult const& result, ArmComparison const& milestone) {
    Json object{{"time", milestone.time}, {"arms", Json::array()}};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        ArmComparison::Arm const& of_arm = milestone.arms[arm];
        Json described{{"label", result.arms[arm].label},
                       {"survival", number(of_arm.estimate)},
                       {"se", number(of_arm.standard_error)}};
        add_limits(of_arm.limits, described);
        object["arms"].push_back(described);
    }
    add_comparison(milestone, object);
    return object;
}

void add_difference(RateDifference const& difference, Json& object) {
    object["difference"] = number(difference.estimate);
    object["se"] = number(difference.standard_error);
    add_limits(difference.limits, object);
    add_test(difference.test, object);
    add_margin(difference.margin_test, object);
}

Json response_of(AnalysisResult const& result, ResponseComparison const& response) {
    Json object{{"column", response.column}, {"arms", Json::array()}};
    for (std::size_t arm = 0; arm < 2; ++arm) {
        ResponseComparison::Arm const& of_arm = response.arms[arm];
        Json described{{"label", result.arms[arm].label},
                       {"n", of_arm.patients},
                       {"responders", of_arm.responders},
                       {"rate", of_arm.rate}};
        add_limits(of_arm.limits, described);
        object["arms"].push_back(described);
    }
    add_difference(response.difference, object);
    if (response.stratified) {
        add_difference(*response.stratified, object["stratified"]);
        object["cmh"] = squared_test_of(*response.cochran_mantel_haenszel);
    }
    return object;
}

void add_asked_for(AnalysisResult const& result, Json& json) {
    if (result.rmst) {
        json["rmst"] = rmst_of(result);
    }
    for (ArmComparison const& milestone : result.milestones) {
        json["milestone"].push_back(milestone_of(result, milestone));
    }
    for (WeightedTest const& weighted : result.weighted) {
        Json object{{"rho", weighted.powers.rho}, {"gamma", weighted.powers.gamma}};
        add_test(weighted.test, object);
        json["weighted"].push_back(object);
    }
    if (result.max_combo) {
        add_test(*result.max_combo, json["maxcombo"]);
    }
    for (ResponseComparison const& response : result.responses) {
        json["response"].push_back(response_of(result, response));
    }
}

}  // namespace

std::string analysis_json(AnalysisResult const& result) {
    Json json;
    json["schema_version"] = 1;
    json["n"] = result.arms[0].patients + result.arms[1].patients;
    if (result.has_times) {
        json["events"] = result.arms[0].events + result.arms[1].events;
    }
    json["rows_left_out"] = result.rows_left_out;
    json["strata"] = result.strata;
    json["control"] = result.arms[0].label;
    json["arms"] = arms_of(result);
    if (result.has_times) {
        json["logrank"] = log_rank_of(result);
        json["cox"] = cox_of(result);
    }
    add_asked_for(result, json);
    return json.dump(2) + "\n";
}

}  // namespace vtrial::host
