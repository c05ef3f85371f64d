// What is analysed at each look: an endpoint in its population, where it is seen at visits under a
// censoring rule.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "trials/study.hpp"

namespace vtrial::trials {

struct Estimand {
    std::size_t endpoint = 0;  ///< in Study::endpoints
    int rule_number = 0;       ///< in rules_of() the endpoint
    std::optional<CensoringRule> rule;

    bool operator==(Estimand const&) const = default;
};

/// The rules of an endpoint, the one that decides first; none where it is not seen at visits.
std::vector<CensoringRule> rules_of(Study const& study, Endpoint const& endpoint);

/// First each endpoint as it is decided, in the order of the study, so that an endpoint and its
/// first estimand have the same number; then PFS under its further rules.
std::vector<Estimand> estimands_of(Study const& study);

/// The rules under which PFS is seen in any population, first the one that decides its first
/// endpoint: triggers count the events of PFS by it. Also where PFS is no endpoint; none without
/// visits.
std::vector<CensoringRule> pfs_rules(Study const& study);

/// The name of its rule; empty if it has none.
char const* rule_name(Estimand const& estimand);

}  // namespace vtrial::trials
