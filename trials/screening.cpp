#include "trials/screening.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "trials/profiles.hpp"

namespace vtrial::trials {
namespace {

/// The prevalences of the levels that are eligible, 0 of the others.
std::vector<double> eligible_prevalences(PatientFactor const& factor,
                                         std::vector<std::string> const& eligible) {
    std::vector<double> prevalences = factor.prevalences;
    for (std::size_t i = 0; i < std::min(prevalences.size(), factor.levels.size()); ++i) {
        bool const is_eligible = std::count(eligible.begin(), eligible.end(), factor.levels[i]) > 0;
        prevalences[i] = is_eligible ? prevalences[i] : 0.0;
    }
    return prevalences;
}

double sum_of(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

std::vector<double> enrolled_prevalences(Screening const& screening, PatientFactor const& factor) {
    auto const eligible = screening.eligible.find(factor.name);
    if (eligible == screening.eligible.end()) {
        return factor.prevalences;
    }
    std::vector<double> prevalences = eligible_prevalences(factor, eligible->second);
    double const sum = sum_of(prevalences);
    for (double& prevalence : prevalences) {
        prevalence = sum > 0.0 ? prevalence / sum : 0.0;
    }
    return prevalences;
}

double eligible_share(Study const& study) {
    double share = 1.0;
    for (PatientFactor const& factor : patient_factors(study)) {
        auto const eligible = study.screening.eligible.find(factor.name);
        if (eligible != study.screening.eligible.end()) {
            share *= sum_of(eligible_prevalences(factor, eligible->second));
        }
    }
    return share;
}

double enrolled_share(Study const& study) {
    return eligible_share(study) * (1.0 - study.screening.failure_share);
}

Accrual randomisation_accrual(Study const& study) {
    Accrual accrual = study.accrual;
    double const share = enrolled_share(study);
    for (double& rate : accrual.patients_per_month) {
        rate *= share;
    }
    if (study.screening.days > 0.0) {
        for (double& start : accrual.starts_months) {
            start += study.screening.days / days_per_month;
        }
        accrual.starts_months.insert(accrual.starts_months.begin(), 0.0);
        accrual.patients_per_month.insert(accrual.patients_per_month.begin(), 0.0);
    }
    return accrual;
}

double planned_accrual_months(Accrual const& accrual, int patients) {
    auto const& starts = accrual.starts_months;
    double recruited = 0.0;
    for (std::size_t piece = 0; piece < starts.size(); ++piece) {
        double const end =
            piece + 1 < starts.size() ? starts[piece + 1] : std::numeric_limits<double>::infinity();
        double const rate = accrual.patients_per_month[piece];
        double const missing = patients - recruited;
        if (rate > 0.0 && missing <= rate * (end - starts[piece])) {
            return starts[piece] + missing / rate;
        }
        recruited += rate > 0.0 ? rate * (end - starts[piece]) : 0.0;
    }
    return std::numeric_limits<double>::infinity();
}

double expected_screened(Study const& study) { return study.patients / enrolled_share(study); }

}  // namespace vtrial::trials
