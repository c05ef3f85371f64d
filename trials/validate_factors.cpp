// Stratification factors and biomarkers.
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "kernels/plan/covariate_plan.hpp"
#include "trials/covariate_factor.hpp"
#include "trials/limits.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_levels(std::string const& path, PatientFactor const& factor, ProblemList& problems) {
    if (factor.levels.size() < 2) {
        problems.add(path,
                     "must be two texts or more, got " + std::to_string(factor.levels.size()));
    }
    std::set<std::string> seen;
    for (std::string const& level : factor.levels) {
        if (!is_label(level)) {
            problems.add(path, std::string(label_rule) + " each, got " + quoted(level));
        }
        if (!seen.insert(level).second) {
            problems.add(path, "must differ, got " + quoted(level) + " twice");
        }
    }
}

void check_prevalences(std::string const& path, PatientFactor const& factor,
                       std::string const& levels_path, ProblemList& problems) {
    if (factor.prevalences.size() != factor.levels.size()) {
        problems.add(path,
                     "must be one number for each of the " + std::to_string(factor.levels.size()) +
                         " levels, got " + std::to_string(factor.prevalences.size()),
                     {levels_path});
        return;
    }
    for (double const prevalence : factor.prevalences) {
        problems.require_range(path, prevalence, 0.0, 1.0);
    }
    double const sum = std::accumulate(factor.prevalences.begin(), factor.prevalences.end(), 0.0);
    if (!(std::fabs(sum - 1.0) <= limits::prevalence_sum_tolerance)) {
        problems.add(
            path, "must sum to 1, but " + text_of(factor.prevalences) + " sum to " + text_of(sum));
    }
}

/// Of a factor that is a covariate: levels and cuts must fit it, and the model must draw it.
void check_covariate(std::string const& path, PatientFactor const& factor, Study const& study,
                     ProblemList& problems) {
    std::string const name = covariate_names[static_cast<std::size_t>(*factor.covariate)];
    if (!study.myeloma) {
        problems.add(path + ".covariate",
                     "is drawn by the disease model alone; it needs model.type = \"myeloma\"",
                     {"model"});
    }
    if (scale_of(*factor.covariate) == CovariateScale::flag && !factor.cuts.empty()) {
        problems.add(path + ".cuts", "does not belong to " + name + ", which has two levels");
        return;
    }
    std::vector<double> const cuts = cuts_of(factor);
    if (cuts.empty() || cuts.size() > kernels::most_covariate_cuts) {
        problems.add(path + ".cuts", "must be 1 ... " +
                                         std::to_string(kernels::most_covariate_cuts) +
                                         " numbers with covariate = " + quoted(name) + ", got " +
                                         std::to_string(cuts.size()));
    } else if (factor.levels.size() != cuts.size() + 1) {
        problems.add(path + ".levels",
                     "must be " + std::to_string(cuts.size() + 1) + " with covariate = " +
                         quoted(name) + ", one below each cut and one from the last on, got " +
                         std::to_string(factor.levels.size()),
                     {path + ".cuts"});
    }
    bool const is_sorted =
        std::adjacent_find(cuts.begin(), cuts.end(), std::greater_equal<>()) == cuts.end();
    for (double const cut : cuts) {
        problems.require_range(path + ".cuts", cut, 0.0, limits::largest_covariate_cut);
    }
    if (!is_sorted) {
        problems.add(path + ".cuts", "must increase, got " + text_of(cuts));
    }
}

/// `room` is the key of the array that the factors stand in.
void check_factors(std::string const& room, std::vector<PatientFactor> const& factors,
                   Study const& study, ProblemList& problems) {
    std::set<std::string> names;
    for (PatientFactor const& factor : factors) {
        std::string const path = room + "." + factor.name;
        if (!is_label(factor.name)) {
            problems.add(path + ".name", std::string(label_rule) + ", got " + quoted(factor.name));
        }
        if (!names.insert(factor.name).second) {
            problems.add(path + ".name", "must be unique, got " + quoted(factor.name) + " twice");
        }
        check_levels(path + ".levels", factor, problems);
        if (factor.covariate) {
            check_covariate(path, factor, study, problems);
        } else {
            check_prevalences(path + ".prevalences", factor, path + ".levels", problems);
        }
    }
}

/// In floating point, since many factors make more combinations than an integer holds.
double combinations_of(std::vector<PatientFactor> const& factors) {
    double combinations = 1.0;
    for (PatientFactor const& factor : factors) {
        combinations *= static_cast<double>(std::max<std::size_t>(factor.levels.size(), 1));
    }
    return combinations;
}

}  // namespace

void check_strata(Study const& study, ProblemList& problems) {
    check_factors("strata", study.factors, study, problems);
    double const strata = combinations_of(study.factors);
    if (strata > limits::most_strata) {
        problems.add("strata", "have " + text_of(strata) + " combinations of levels, at most " +
                                   std::to_string(limits::most_strata) +
                                   " are allowed; drop a factor or merge levels");
    }
}

void check_biomarkers(Study const& study, ProblemList& problems) {
    check_factors("biomarkers", study.biomarkers, study, problems);
    for (PatientFactor const& biomarker : study.biomarkers) {
        auto const is_same = [&](PatientFactor const& factor) {
            return factor.name == biomarker.name;
        };
        if (std::any_of(study.factors.begin(), study.factors.end(), is_same)) {
            problems.add("biomarkers." + biomarker.name + ".name",
                         "must not be that of a stratification factor, got " +
                             quoted(biomarker.name) + "; drop it here or in [[strata]]",
                         {"strata"});
        }
    }
    double const strata = combinations_of(study.factors);
    double const profiles = strata * combinations_of(study.biomarkers);
    if (strata <= limits::most_strata && profiles > limits::most_profiles) {
        problems.add("biomarkers",
                     "have " + text_of(profiles) +
                         " combinations of levels, those of the strata included, at most " +
                         std::to_string(limits::most_profiles) +
                         " are allowed; drop a biomarker or merge levels",
                     {"strata"});
    }
}

}  // namespace vtrial::trials
