#include "trials/covariate_factor.hpp"

#include <utility>

namespace vtrial::trials {

CovariateScale scale_of(Covariate covariate) {
    switch (covariate) {
        case Covariate::age_years:
        case Covariate::prior_lines:
            return CovariateScale::number;
        case Covariate::iss_stage:
        case Covariate::ecog:
            return CovariateScale::grade;
        case Covariate::sex:
        case Covariate::cytogenetic_risk:
        case Covariate::refractory:
        case Covariate::frailty:
        case Covariate::renal_impairment:
            break;
    }
    return CovariateScale::flag;
}

std::vector<double> cuts_of(PatientFactor const& factor) {
    if (!factor.cuts.empty() || scale_of(*factor.covariate) == CovariateScale::number) {
        return factor.cuts;
    }
    switch (*factor.covariate) {
        case Covariate::iss_stage:
            return {2.0, 3.0};  // stages 1 to 3
        case Covariate::ecog:
            return {1.0, 2.0};  // grades 0 to 2
        default:
            return {1.0};
    }
}

PatientFactor covariate_factor(std::string name, Covariate covariate,
                               std::vector<std::string> levels, std::vector<double> cuts) {
    std::vector<double> prevalences = undrawn_prevalences(levels.size());
    return {std::move(name), std::move(levels), std::move(prevalences), covariate, std::move(cuts)};
}

std::vector<double> undrawn_prevalences(std::size_t levels) {
    std::vector<double> prevalences(levels, 0.0);
    if (levels > 0) {
        prevalences.front() = 1.0;
    }
    return prevalences;
}

}  // namespace vtrial::trials
