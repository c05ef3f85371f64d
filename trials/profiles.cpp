#include "trials/profiles.hpp"

#include <algorithm>

#include "trials/screening.hpp"

namespace vtrial::trials {

std::vector<PatientFactor> patient_factors(Study const& study) {
    std::vector<PatientFactor> factors = study.factors;
    factors.insert(factors.end(), study.biomarkers.begin(), study.biomarkers.end());
    return factors;
}

std::size_t profiles_a_stratum(Study const& study) {
    std::size_t profiles = 1;
    for (PatientFactor const& biomarker : study.biomarkers) {
        profiles *= biomarker.levels.size();
    }
    return profiles;
}

std::vector<double> multipliers_by_profile(
    Study const& study, std::map<std::string, std::vector<double>> const& by_level) {
    std::vector<double> product{1.0};
    for (PatientFactor const& factor : patient_factors(study)) {
        auto const found = by_level.find(factor.name);
        std::vector<double> next;
        for (double const before : product) {
            for (std::size_t level = 0; level < factor.levels.size(); ++level) {
                next.push_back(found == by_level.end() ? before : before * found->second[level]);
            }
        }
        product = std::move(next);
    }
    return product;
}

std::vector<double> prevalences_by_profile(Study const& study) {
    std::map<std::string, std::vector<double>> prevalences;
    for (PatientFactor const& factor : patient_factors(study)) {
        prevalences[factor.name] = enrolled_prevalences(study.screening, factor);
    }
    return multipliers_by_profile(study, prevalences);
}

std::vector<bool> profiles_with(Study const& study, LevelsByFactor const& levels) {
    std::map<std::string, std::vector<double>> is_meant;
    for (PatientFactor const& factor : patient_factors(study)) {
        auto const named = levels.find(factor.name);
        for (std::string const& level : factor.levels) {
            bool const meant = named == levels.end() ||
                               std::count(named->second.begin(), named->second.end(), level) > 0;
            is_meant[factor.name].push_back(meant ? 1.0 : 0.0);
        }
    }
    std::vector<bool> members;
    for (double const meant : multipliers_by_profile(study, is_meant)) {
        members.push_back(meant > 0.0);
    }
    return members;
}

}  // namespace vtrial::trials
