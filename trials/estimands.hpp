// What is analysed at each look: an endpoint in its population, where it is seen at visits under a
// censoring rule.
#pragma once

#include <array>
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

/// The arms that an endpoint compares: of the second randomisation where it counts from that.
std::array<Arm, 2> const& arms_of(Study const& study, Endpoint const& endpoint);

std::array<Arm, 2> const& arms_of(Study const& study, Response const& response);

/// The rules of an endpoint, the one that decides first; none where it is not seen at visits.
std::vector<CensoringRule> rules_of(Study const& study, Endpoint const& endpoint);

/// First each endpoint that is a time, as it is decided, in the order of the study; then PFS under
/// its further rules.
std::vector<Estimand> estimands_of(Study const& study);

/// The number of an endpoint's first estimand, by which it is decided; of a response, which has
/// none, -1. `endpoint` is an index into Study::endpoints.
int estimand_of(Study const& study, std::size_t endpoint);

/// The number of an endpoint's response in Study::responses; of a time, which has none, -1.
int response_of(Study const& study, Endpoint const& endpoint);

/// The rules under which PFS is seen in any population, first the one that decides its first
/// endpoint: triggers count the events of PFS by it. Also where PFS is no endpoint; none without
/// visits.
std::vector<CensoringRule> pfs_rules(Study const& study);

/// The test of the difference of the rates of a response, by its name: with the margin that its
/// endpoint states.
Test rate_test_of(Study const& study, std::string const& response);

/// The name of its rule; empty if it has none.
char const* rule_name(Estimand const& estimand);

/// The name of the rule by which an endpoint is decided; empty if it has none.
char const* deciding_rule_name(Study const& study, Endpoint const& endpoint);

}  // namespace vtrial::trials
