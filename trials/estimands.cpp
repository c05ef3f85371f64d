#include "trials/estimands.hpp"

#include <algorithm>

namespace vtrial::trials {

std::array<Arm, 2> const& arms_of(Study const& study, Endpoint const& endpoint) {
    return endpoint.is_from_second() ? study.second_randomisation->arms : study.arms;
}

std::array<Arm, 2> const& arms_of(Study const& study, Response const& response) {
    return response.is_from_second() ? study.second_randomisation->arms : study.arms;
}

std::vector<CensoringRule> rules_of(Study const& study, Endpoint const& endpoint) {
    if (!study.assessments || endpoint.kind != EndpointKind::PFS) {
        return {};
    }
    return endpoint.rules.empty() ? std::vector{CensoringRule::fda} : endpoint.rules;
}

std::vector<Estimand> estimands_of(Study const& study) {
    std::vector<Estimand> estimands;
    std::vector<Estimand> further;
    for (std::size_t index = 0; index < study.endpoints.size(); ++index) {
        if (study.endpoints[index].is_response()) {
            continue;
        }
        std::vector<CensoringRule> const rules = rules_of(study, study.endpoints[index]);
        estimands.push_back({index, 0, {}});
        for (std::size_t k = 0; k < rules.size(); ++k) {
            if (k == 0) {
                estimands.back().rule = rules[k];
            } else {
                further.push_back({index, static_cast<int>(k), rules[k]});
            }
        }
    }
    estimands.insert(estimands.end(), further.begin(), further.end());
    return estimands;
}

int estimand_of(Study const& study, std::size_t endpoint) {
    if (study.endpoints[endpoint].is_response()) {
        return -1;
    }
    auto const end = study.endpoints.begin() + static_cast<std::ptrdiff_t>(endpoint);
    return static_cast<int>(std::count_if(study.endpoints.begin(), end, [](Endpoint const& before) {
        return !before.is_response();
    }));
}

int response_of(Study const& study, Endpoint const& endpoint) {
    auto const found =
        std::find_if(study.responses.begin(), study.responses.end(),
                     [&](Response const& response) { return response.name == endpoint.response; });
    return endpoint.is_response() ? static_cast<int>(found - study.responses.begin()) : -1;
}

std::vector<CensoringRule> pfs_rules(Study const& study) {
    std::vector<CensoringRule> all;
    for (Endpoint const& endpoint : study.endpoints) {
        for (CensoringRule const rule : rules_of(study, endpoint)) {
            if (std::find(all.begin(), all.end(), rule) == all.end()) {
                all.push_back(rule);
            }
        }
    }
    return all.empty() ? rules_of(study, Endpoint{}) : all;
}

Test rate_test_of(Study const& study, std::string const& response) {
    Test test;
    test.kind = TestKind::rate_difference;
    for (Endpoint const& endpoint : study.endpoints) {
        bool const is_meant = endpoint.is_response() && endpoint.response == response;
        test.margin = is_meant ? endpoint.deciding_test.margin : test.margin;
    }
    return test;
}

char const* rule_name(Estimand const& estimand) {
    return estimand.rule ? censoring_rule_names[static_cast<std::size_t>(*estimand.rule)] : "";
}

char const* deciding_rule_name(Study const& study, Endpoint const& endpoint) {
    std::vector<CensoringRule> const rules = rules_of(study, endpoint);
    return rules.empty() ? "" : censoring_rule_names[static_cast<std::size_t>(rules.front())];
}

}  // namespace vtrial::trials
