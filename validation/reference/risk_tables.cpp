#include "validation/reference/risk_tables.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace vtrial::reference {
namespace {

/// A patient censored at the time of an event is still at risk for it.
StratumTables tables_of_stratum(std::vector<Observation> stratum) {
    std::sort(stratum.begin(), stratum.end(),
              [](Observation const& a, Observation const& b) { return a.time < b.time; });
    std::array<double, 2> at_risk{};
    for (auto const& patient : stratum) at_risk[static_cast<std::size_t>(patient.arm)] += 1.0;
    StratumTables tables;
    for (auto next = stratum.begin(); next != stratum.end();) {
        RiskTable table{at_risk, {}};
        for (double const time = next->time; next != stratum.end() && next->time == time; ++next) {
            auto const arm = static_cast<std::size_t>(next->arm);
            table.events[arm] += next->event ? 1.0 : 0.0;
            at_risk[arm] -= 1.0;
        }
        if (table.all_events() > 0.0) tables.push_back(table);
    }
    return tables;
}

}  // namespace

std::vector<StratumTables> risk_tables_by_stratum(std::vector<Observation> const& observations,
                                                  Stratification stratification) {
    std::map<int, std::vector<Observation>> strata;
    for (auto const& patient : observations) {
        bool const by_stratum = stratification == Stratification::stratified;
        strata[by_stratum ? patient.stratum : 0].push_back(patient);
    }
    std::vector<StratumTables> tables;
    for (auto const& stratum : strata) tables.push_back(tables_of_stratum(stratum.second));
    return tables;
}

ScoreTerm score_term(RiskTable const& table) {
    double const at_risk = table.all_at_risk();
    double const events = table.all_events();
    double const experimental = table.at_risk[1] / at_risk;
    ScoreTerm term{table.events[1] - events * experimental, 0.0};
    if (at_risk > 1.0) {  // variance of a hypergeometric count
        term.variance =
            events * experimental * (1.0 - experimental) * (at_risk - events) / (at_risk - 1.0);
    }
    return term;
}

}  // namespace vtrial::reference
