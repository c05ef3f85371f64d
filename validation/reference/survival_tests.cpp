#include "validation/reference/survival_tests.hpp"

#include <algorithm>
#include <cmath>

#include "validation/reference/risk_tables.hpp"

namespace vtrial::reference {
namespace {

void sort_by_time(std::vector<Observation>& observations) {
    std::sort(observations.begin(), observations.end(),
              [](Observation const& a, Observation const& b) { return a.time < b.time; });
}

std::vector<RiskTable> risk_tables(std::vector<Observation> const& observations,
                                   Stratification stratification) {
    std::vector<RiskTable> tables;
    for (StratumTables const& stratum : risk_tables_by_stratum(observations, stratification)) {
        tables.insert(tables.end(), stratum.begin(), stratum.end());
    }
    return tables;
}

/// First and second derivative of Cox's log partial likelihood in the log hazard ratio, ties
/// after Efron (JASA 1977): of d tied events, the r-th sees the tied patients as if the share
/// r / d of each had already left.
struct Derivatives {
    double score = 0.0;
    double information = 0.0;
};

Derivatives efron_derivatives(std::vector<RiskTable> const& tables, double log_hazard_ratio) {
    double const hazard_ratio = std::exp(log_hazard_ratio);
    Derivatives sum;
    for (RiskTable const& table : tables) {
        double const tied = table.all_events();
        sum.score += table.events[1];
        for (double r = 0.0; r < tied; r += 1.0) {
            double const experimental =
                (table.at_risk[1] - r / tied * table.events[1]) * hazard_ratio;
            double const control = table.at_risk[0] - r / tied * table.events[0];
            double const expected = experimental / (experimental + control);
            sum.score -= expected;
            sum.information += expected * (1.0 - expected);
        }
    }
    return sum;
}

/// The score falls from the experimental events with control patients at risk (at -infinity) to
/// minus the control events with experimental patients at risk: it has a root if neither is 0.
bool likelihood_has_maximum(std::vector<RiskTable> const& tables) {
    double control_events = 0.0;
    double experimental_events = 0.0;
    for (RiskTable const& table : tables) {
        if (table.at_risk[1] > 0.0) control_events += table.events[0];
        if (table.at_risk[0] > 0.0) experimental_events += table.events[1];
    }
    return control_events > 0.0 && experimental_events > 0.0;
}

}  // namespace

LogRank logrank(std::vector<Observation> const& observations, Stratification stratification) {
    LogRank test;
    for (RiskTable const& table : risk_tables(observations, stratification)) {
        ScoreTerm const term = score_term(table);
        test.score += term.score;
        test.variance += term.variance;
    }
    test.z = test.variance > 0.0 ? test.score / std::sqrt(test.variance) : 0.0;
    return test;
}

LogRank logrank_of_margin(std::vector<Observation> const& observations,
                          Stratification stratification, double margin) {
    LogRank test;
    for (RiskTable const& table : risk_tables(observations, stratification)) {
        double const at_risk = table.all_at_risk();
        double const share =
            margin * table.at_risk[1] / (table.at_risk[0] + margin * table.at_risk[1]);
        test.score += table.events[1] - table.all_events() * share;
        if (at_risk > 1.0)
            test.variance += table.all_events() * share * (1.0 - share) *
                             (at_risk - table.all_events()) / (at_risk - 1.0);
    }
    test.z = test.variance > 0.0 ? test.score / std::sqrt(test.variance) : 0.0;
    return test;
}

CoxFit cox_efron(std::vector<Observation> const& observations, Stratification stratification) {
    auto const tables = risk_tables(observations, stratification);
    if (!likelihood_has_maximum(tables)) return {};

    double log_hazard_ratio = 0.0;
    for (int iteration = 0; iteration < 100; ++iteration) {
        Derivatives const here = efron_derivatives(tables, log_hazard_ratio);
        double step = here.score / here.information;
        bool const is_last = std::abs(step) < 1e-9;  // Newton doubles the digits: 1e-18 is left
        auto const overshoots = [&] {
            double const there = efron_derivatives(tables, log_hazard_ratio + step).score;
            return std::abs(there) > std::abs(here.score);
        };
        while (!is_last && overshoots()) step /= 2.0;
        log_hazard_ratio += step;
        if (is_last) break;
    }
    double const information = efron_derivatives(tables, log_hazard_ratio).information;
    return {true, log_hazard_ratio, 1.0 / std::sqrt(information)};
}

KaplanMeier kaplan_meier(std::vector<Observation> const& observations, int arm) {
    std::vector<Observation> own;
    for (auto const& patient : observations) {
        if (patient.arm == arm) own.push_back(patient);
    }
    sort_by_time(own);
    KaplanMeier curve;
    double survival = 1.0;
    double at_risk = static_cast<double>(own.size());
    for (auto next = own.begin(); next != own.end();) {
        double const time = next->time;
        double events = 0.0;
        double leaving = 0.0;
        for (; next != own.end() && next->time == time; ++next) {
            events += next->event ? 1.0 : 0.0;
            leaving += 1.0;
        }
        survival *= (at_risk - events) / at_risk;
        at_risk -= leaving;
        if (events > 0.0) curve.steps.push_back({time, survival});
        curve.last_follow_up = time;
    }
    return curve;
}

double KaplanMeier::survival_at(double time) const {
    double survival = 1.0;
    for (Step const& step : steps) {
        if (step.time <= time) survival = step.survival;
    }
    return survival;
}

std::optional<double> KaplanMeier::median() const {
    double const tolerance = 1.4901161193847656e-08;  // 2^-26, R's sqrt(.Machine$double.eps)
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].survival > 0.5 + tolerance) continue;
        if (steps[i].survival < 0.5 - tolerance) return steps[i].time;
        double const flat_until = i + 1 < steps.size() ? steps[i + 1].time : last_follow_up;
        return (steps[i].time + flat_until) / 2.0;
    }
    return std::nullopt;
}

}  // namespace vtrial::reference
