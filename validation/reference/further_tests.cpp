#include "validation/reference/further_tests.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>

#include "validation/reference/risk_tables.hpp"

namespace vtrial::reference {
namespace {

struct CurveStep {
    double time;
    double at_risk;
    double events;
    double survival;  ///< from `time` on
};

/// An arm's Kaplan-Meier curve, each event time counted by itself.
std::vector<CurveStep> curve_of(std::vector<Observation> const& observations, int arm) {
    std::set<double> event_times;
    for (Observation const& patient : observations) {
        if (patient.arm == arm && patient.event) event_times.insert(patient.time);
    }
    std::vector<CurveStep> curve;
    double survival = 1.0;
    for (double const time : event_times) {
        CurveStep step{time, 0.0, 0.0, 0.0};
        for (Observation const& patient : observations) {
            if (patient.arm != arm) continue;
            if (patient.time >= time) step.at_risk += 1.0;
            if (patient.time == time && patient.event) step.events += 1.0;
        }
        survival *= 1.0 - step.events / step.at_risk;
        step.survival = survival;
        curve.push_back(step);
    }
    return curve;
}

/// Greenwood's term for one time.
double greenwood(CurveStep const& step) {
    double const left = step.at_risk - step.events;
    return left > 0.0 ? step.events / (step.at_risk * left) : 0.0;
}

bool is_known_until(std::vector<Observation> const& observations, int arm, double time) {
    auto const curve = curve_of(observations, arm);
    bool const is_over = !curve.empty() && curve.back().survival <= 0.0;
    return is_over || std::any_of(observations.begin(), observations.end(),
                                  [&](auto const& p) { return p.arm == arm && p.time >= time; });
}

/// The area under a curve from one time to another.
double area_between(std::vector<CurveStep> const& curve, double from, double to) {
    double area = 0.0;
    double start = 0.0;
    double survival = 1.0;
    auto const add_until = [&](double end) {
        area += survival * std::max(0.0, std::min(end, to) - std::max(start, from));
        start = end;
    };
    for (CurveStep const& step : curve) {
        add_until(step.time);
        survival = step.survival;
    }
    add_until(std::max(to, start));
    return area;
}

}  // namespace

LogRank weighted_logrank(std::vector<Observation> const& observations,
                         Stratification stratification, double rho, double gamma) {
    LogRank test;
    for (StratumTables const& stratum : risk_tables_by_stratum(observations, stratification)) {
        double survival = 1.0;
        for (RiskTable const& table : stratum) {
            double const weight = std::pow(survival, rho) * std::pow(1.0 - survival, gamma);
            ScoreTerm const term = score_term(table);
            test.score += weight * term.score;
            test.variance += weight * weight * term.variance;
            survival *= 1.0 - table.all_events() / table.all_at_risk();
        }
    }
    test.z = test.variance > 0.0 ? test.score / std::sqrt(test.variance) : 0.0;
    return test;
}

std::array<double, 4> max_combo_z(std::vector<Observation> const& observations,
                                  Stratification stratification) {
    auto const z = [&](double rho, double gamma) {
        return weighted_logrank(observations, stratification, rho, gamma).z;
    };
    return {z(0.0, 0.0), z(0.0, 1.0), z(1.0, 0.0), z(1.0, 1.0)};
}

std::optional<ArmEstimate> milestone(std::vector<Observation> const& observations, int arm,
                                     double time) {
    if (!is_known_until(observations, arm, time)) return std::nullopt;
    double survival = 1.0;
    double variance_of_log = 0.0;
    for (CurveStep const& step : curve_of(observations, arm)) {
        if (step.time > time) break;
        survival = step.survival;
        variance_of_log += greenwood(step);
    }
    return ArmEstimate{survival, survival * std::sqrt(variance_of_log)};
}

std::optional<ArmEstimate> restricted_mean(std::vector<Observation> const& observations, int arm,
                                           double horizon) {
    if (!is_known_until(observations, arm, horizon)) return std::nullopt;
    auto const curve = curve_of(observations, arm);
    double variance = 0.0;
    for (CurveStep const& step : curve) {
        if (step.time >= horizon) break;
        double const area_left = area_between(curve, step.time, horizon);
        variance += area_left * area_left * greenwood(step);
    }
    return ArmEstimate{area_between(curve, 0.0, horizon), std::sqrt(variance)};
}

std::optional<double> difference_z(std::optional<ArmEstimate> const& control,
                                   std::optional<ArmEstimate> const& experimental, double margin) {
    if (!control || !experimental) return std::nullopt;
    double const error = std::hypot(control->standard_error, experimental->standard_error);
    if (error <= 0.0) return std::nullopt;
    return -(experimental->value - control->value + margin) / error;
}

double cochran_mantel_haenszel_z(std::vector<Response> const& responses) {
    struct Counts {
        std::array<double, 2> patients{};
        std::array<double, 2> responders{};
    };
    std::map<int, Counts> strata;
    for (Response const& response : responses) {
        auto const arm = static_cast<std::size_t>(response.arm);
        strata[response.stratum].patients[arm] += 1.0;
        strata[response.stratum].responders[arm] += response.responds ? 1.0 : 0.0;
    }
    double excess = 0.0;
    double variance = 0.0;
    for (auto const& [stratum, counts] : strata) {
        double const all = counts.patients[0] + counts.patients[1];
        double const share = (counts.responders[0] + counts.responders[1]) / all;
        excess += counts.responders[1] - counts.patients[1] * share;
        if (all > 1.0) {
            variance +=
                counts.patients[0] * counts.patients[1] * share * (1.0 - share) / (all - 1.0);
        }
    }
    return variance > 0.0 ? -excess / std::sqrt(variance) : 0.0;
}

}  // namespace vtrial::reference
