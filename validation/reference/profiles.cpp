#include "validation/reference/profiles.hpp"

#include <algorithm>
#include <cstddef>

namespace vtrial::reference {
namespace {

using trials::PatientFactor;
using trials::Study;

std::vector<PatientFactor> all_factors(Study const& study) {
    std::vector<PatientFactor> all = study.factors;
    for (PatientFactor const& biomarker : study.biomarkers) all.push_back(biomarker);
    return all;
}

int combinations(std::vector<PatientFactor> const& factors) {
    int product = 1;
    for (PatientFactor const& factor : factors) product *= static_cast<int>(factor.levels.size());
    return product;
}

/// The level of each factor in a profile, by factor name.
std::map<std::string, std::size_t> levels_of(Study const& study, int profile) {
    auto const factors = all_factors(study);
    auto index = static_cast<std::size_t>(profile);
    std::map<std::string, std::size_t> levels;
    for (auto factor = factors.rbegin(); factor != factors.rend(); ++factor) {
        levels[factor->name] = index % factor->levels.size();
        index /= factor->levels.size();
    }
    return levels;
}

/// Share of a profile among all patients, eligible or not.
double share_of(Study const& study, int profile) {
    auto const levels = levels_of(study, profile);
    double share = 1.0;
    for (PatientFactor const& factor : all_factors(study)) {
        share *= factor.prevalences[levels.at(factor.name)];
    }
    return share;
}

double eligible_share(Study const& study) {
    double sum = 0.0;
    for (int profile = 0; profile < combinations(all_factors(study)); ++profile) {
        if (profile_has(study, profile, study.screening.eligible)) sum += share_of(study, profile);
    }
    return sum;
}

}  // namespace

std::vector<double> profile_prevalences(Study const& study) {
    double const eligible = study.screening.eligible.empty() ? 1.0 : eligible_share(study);
    std::vector<double> prevalences;
    for (int profile = 0; profile < combinations(all_factors(study)); ++profile) {
        bool const is_enrolled = profile_has(study, profile, study.screening.eligible);
        prevalences.push_back(is_enrolled ? share_of(study, profile) / eligible : 0.0);
    }
    return prevalences;
}

int stratum_of_profile(Study const& study, int profile) {
    return profile / combinations(study.biomarkers);
}

int stratum_count(Study const& study) { return combinations(study.factors); }

double profile_multiplier(Study const& study, int profile,
                          std::map<std::string, std::vector<double>> const& by_level) {
    double product = 1.0;
    for (auto const& [factor, level] : levels_of(study, profile)) {
        if (by_level.count(factor) > 0) product *= by_level.at(factor).at(level);
    }
    return product;
}

bool profile_has(Study const& study, int profile, trials::LevelsByFactor const& wanted) {
    auto const levels = levels_of(study, profile);
    for (PatientFactor const& factor : all_factors(study)) {
        auto const named = wanted.find(factor.name);
        if (named == wanted.end()) continue;
        std::string const& level = factor.levels[levels.at(factor.name)];
        if (std::count(named->second.begin(), named->second.end(), level) == 0) return false;
    }
    return true;
}

double randomised_share(Study const& study) {
    double const eligible = study.screening.eligible.empty() ? 1.0 : eligible_share(study);
    return eligible * (1.0 - study.screening.failure_share);
}

}  // namespace vtrial::reference
