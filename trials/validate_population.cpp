// Who is enrolled, and who is analysed by themselves.
#include <algorithm>
#include <set>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/profiles.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

/// The keys that a choice of levels rests on.
std::vector<std::string> const factor_keys{"strata", "biomarkers"};

std::vector<std::string> names_of(std::vector<PatientFactor> const& factors) {
    std::vector<std::string> names;
    for (PatientFactor const& factor : factors) {
        names.push_back(factor.name);
    }
    return names;
}

/// True if all levels are the factor's, and each is named once.
bool check_levels(std::string const& path, std::vector<std::string> const& levels,
                  PatientFactor const& factor, ProblemList& problems) {
    if (levels.empty()) {
        problems.add(path, "must name one level or more; there are " + quoted(factor.levels),
                     factor_keys);
        return false;
    }
    bool good = true;
    std::set<std::string> seen;
    for (std::string const& level : levels) {
        bool const exists = std::count(factor.levels.begin(), factor.levels.end(), level) > 0;
        bool const is_first = seen.insert(level).second;
        if (!exists) {
            problems.add(
                path,
                "names no level, got " + quoted(level) + "; there are " + quoted(factor.levels),
                factor_keys);
        } else if (!is_first) {
            problems.add(path, "must differ, got " + quoted(level) + " twice");
        }
        good = good && exists && is_first;
    }
    return good;
}

/// True if every factor and level that is named is one of the study's `factors`.
bool check_levels_by_factor(std::string const& path, LevelsByFactor const& by_factor,
                            std::vector<PatientFactor> const& factors, ProblemList& problems) {
    bool good = true;
    for (auto const& [name, levels] : by_factor) {
        std::string const key = path + "." + name;
        auto const factor =
            std::find_if(factors.begin(), factors.end(),
                         [&name = name](auto const& candidate) { return candidate.name == name; });
        if (factor != factors.end()) {
            good = check_levels(key, levels, *factor, problems) && good;
            continue;
        }
        problems.add(key,
                     factors.empty() ? "names no factor; state it in [[biomarkers]] or [[strata]]"
                                     : "names no factor; there are " + quoted(names_of(factors)),
                     factor_keys);
        good = false;
    }
    return good;
}

/// True if the profiles can be made and their prevalences counted.
bool has_profiles(std::vector<PatientFactor> const& factors) {
    double profiles = 1.0;
    std::set<std::string> names;  // profiles are told by them
    for (PatientFactor const& factor : factors) {
        profiles *= static_cast<double>(factor.levels.size());
        if (factor.levels.size() != factor.prevalences.size() ||
            !names.insert(factor.name).second) {
            return false;
        }
    }
    return profiles <= limits::most_profiles;
}

/// Share of the enrolled patients who are in the subgroup, were all levels of a covariate, whose
/// shares the disease model makes, equally common.
double prevalence_of(Study study, Subgroup const& subgroup) {
    for (std::vector<PatientFactor>* const factors : {&study.factors, &study.biomarkers}) {
        for (PatientFactor& factor : *factors) {
            if (factor.covariate) {
                double const share = 1.0 / static_cast<double>(factor.levels.size());
                factor.prevalences.assign(factor.levels.size(), share);
            }
        }
    }
    std::vector<double> const prevalences = prevalences_by_profile(study);
    std::vector<bool> const members = profiles_with(study, subgroup.where);
    double share = 0.0;
    for (std::size_t profile = 0; profile < prevalences.size(); ++profile) {
        share += members[profile] ? prevalences[profile] : 0.0;
    }
    return share;
}

void check_response_of(std::string const& path, Study const& study, std::string const& name,
                       ProblemList& problems) {
    auto const is_meant = [&](Response const& response) { return response.name == name; };
    if (name.empty()) {
        return;
    }
    if (!study.myeloma) {
        problems.add(path, "needs the disease model, which tells when a response comes; drop it",
                     {"model.type"});
    } else if (std::none_of(study.responses.begin(), study.responses.end(), is_meant)) {
        problems.add(path, "names no response, got " + quoted(name), {"responses"});
    }
}

void check_subgroup(Study const& study, Subgroup const& subgroup, ProblemList& problems) {
    std::string const path = "subgroups." + subgroup.name;
    if (!is_safe_name(subgroup.name)) {
        problems.add(path + ".name",
                     std::string(safe_name_rule) + ", got " + quoted(subgroup.name));
    }
    check_response_of(path + ".response", study, subgroup.response, problems);
    check_response_of(path + ".without_response", study, subgroup.without_response, problems);
    if (subgroup.where.empty() && !subgroup.is_by_response() && !subgroup.is_by_arm()) {
        problems.add(path + ".where", "must name a factor and some of its levels");
    }
    std::vector<PatientFactor> const factors = patient_factors(study);
    if (check_levels_by_factor(path + ".where", subgroup.where, factors, problems) &&
        has_profiles(factors) && eligible_share(study) > 0.0 &&
        !(prevalence_of(study, subgroup) > 0.0)) {
        problems.add(path + ".where",
                     "leaves the subgroup without patients: these levels have prevalence 0 or are "
                     "not eligible",
                     {"strata", "biomarkers", "screening"});
    }
}

}  // namespace

void check_screening(Study const& study, ProblemList& problems) {
    Screening const& screening = study.screening;
    problems.require_range("screening.days", screening.days, 0.0, limits::longest_screening_days);
    problems.require_probability_below_one("screening.failure_share", screening.failure_share);
    std::vector<PatientFactor> const factors = patient_factors(study);
    for (PatientFactor const& factor : factors) {
        if (factor.covariate && screening.eligible.count(factor.name) > 0) {
            problems.add("screening.eligible." + factor.name,
                         "is a covariate of the disease model, whose patients are those enrolled; "
                         "state model.population instead",
                         factor_keys);
        }
    }
    if (check_levels_by_factor("screening.eligible", screening.eligible, factors, problems) &&
        has_profiles(factors) && !(eligible_share(study) > 0.0)) {
        problems.add("screening.eligible", "leaves nobody: these levels have prevalence 0",
                     factor_keys);
    }
}

void check_subgroups(Study const& study, ProblemList& problems) {
    if (study.subgroups.size() > limits::most_subgroups) {
        problems.add("subgroups", "must be at most " + std::to_string(limits::most_subgroups) +
                                      ", got " + std::to_string(study.subgroups.size()));
    }
    std::set<std::string> names;
    for (Subgroup const& subgroup : study.subgroups) {
        check_subgroup(study, subgroup, problems);
        if (!names.insert(subgroup.name).second) {
            problems.add("subgroups." + subgroup.name + ".name",
                         "must be unique, got " + quoted(subgroup.name) + " twice");
        }
    }
}

}  // namespace vtrial::trials
