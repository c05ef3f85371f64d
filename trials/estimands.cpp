#include "trials/estimands.hpp"

#include <algorithm>

namespace vtrial::trials {

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

char const* rule_name(Estimand const& estimand) {
    return estimand.rule ? censoring_rule_names[static_cast<std::size_t>(*estimand.rule)] : "";
}

}  // namespace vtrial::trials
