// Who is at risk and who has an event, at each event time of each stratum.
#pragma once

#include <array>
#include <vector>

#include "validation/reference/survival_tests.hpp"

namespace vtrial::reference {

/// The patients at risk and the events among them, by arm, at one event time of one stratum.
struct RiskTable {
    std::array<double, 2> at_risk{};
    std::array<double, 2> events{};

    double all_at_risk() const { return at_risk[0] + at_risk[1]; }
    double all_events() const { return events[0] + events[1]; }
};

/// The tables of one stratum in the order of time.
using StratumTables = std::vector<RiskTable>;

/// One entry a stratum; one in all where patients are not compared by stratum.
std::vector<StratumTables> risk_tables_by_stratum(std::vector<Observation> const& observations,
                                                  Stratification stratification);

/// Observed less expected events of the experimental arm, and the hypergeometric variance.
struct ScoreTerm {
    double score = 0.0;
    double variance = 0.0;
};
ScoreTerm score_term(RiskTable const& table);

}  // namespace vtrial::reference
