// Design, arms, recruitment and drop-out.
#include <algorithm>
#include <cmath>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"
#include "trials/screening.hpp"

namespace vtrial::trials {
namespace {

void check_block_size(Study const& study, ProblemList& problems) {
    problems.require_range("design.block_size", study.block_size, 1, limits::most_block_size);
    int const ratio_sum = study.arms[0].ratio + study.arms[1].ratio;
    if (ratio_sum > 0 && study.block_size % ratio_sum != 0) {
        problems.add("design.block_size",
                     "must be a multiple of the sum of the arms' ratios, " +
                         std::to_string(ratio_sum) + ", got " + std::to_string(study.block_size),
                     {"arms"});
    }
}

/// True if the rates can be integrated.
bool check_accrual_rates(Accrual const& accrual, ProblemList& problems) {
    auto const& starts = accrual.starts_months;
    auto const& rates = accrual.patients_per_month;
    if (starts.empty() || starts.size() != rates.size()) {
        problems.add("accrual.patients_per_month",
                     "must be one rate for each of the " + std::to_string(starts.size()) +
                         " starts_months, got " + std::to_string(rates.size()),
                     {"accrual.starts_months"});
        return false;
    }
    bool good = true;
    if (starts[0] != 0.0 ||
        std::adjacent_find(starts.begin(), starts.end(),
                           [](double left, double right) { return !(left < right); }) !=
            starts.end() ||
        !std::isfinite(starts.back())) {
        problems.add("accrual.starts_months",
                     "must begin with 0 and increase, got " + text_of(starts));
        good = false;
    }
    for (double const rate : rates) {
        if (!(rate >= 0.0 && rate <= limits::most_patients_per_month)) {
            problems.require_range("accrual.patients_per_month", rate, 0.0,
                                   limits::most_patients_per_month);
            good = false;
        }
    }
    if (std::all_of(rates.begin(), rates.end(), [](double rate) { return rate == 0.0; })) {
        problems.add("accrual.patients_per_month", "must not all be 0: no patient would arrive");
        good = false;
    }
    return good;
}

}  // namespace

void check_design(Study const& study, ProblemList& problems) {
    if (!is_one_line(study.title)) {
        problems.add("title", "must be one line, without control characters");
    }
    problems.require_range("design.patients", study.patients, limits::least_patients,
                           limits::most_patients);
    check_block_size(study, problems);
    problems.require_between_zero_and("design.alpha_one_sided", study.alpha_one_sided,
                                      limits::largest_one_sided_level);
    if (!(study.maximum_months > 0.0 && study.maximum_months <= limits::longest_study_months)) {
        problems.add("design.maximum_months", "must be above 0 and at most " +
                                                  text_of(limits::longest_study_months) + ", got " +
                                                  text_of(study.maximum_months));
    }
}

void check_arms(Study const& study, ProblemList& problems) {
    for (std::size_t arm = is_single_arm(study) ? 1 : 0; arm < study.arms.size(); ++arm) {
        std::string const path = "arms." + study.arms[arm].label;
        if (!is_label(study.arms[arm].label)) {
            problems.add(path + ".label",
                         std::string(label_rule) + ", got " + quoted(study.arms[arm].label));
        }
        problems.require_range(path + ".ratio", study.arms[arm].ratio, 1, limits::most_ratio);
        ArmRole const wanted = arm == 0 ? ArmRole::control : ArmRole::experimental;
        if (study.arms[arm].role != wanted) {
            problems.add(path + ".role",
                         "must be control for the first arm of the structure and "
                         "experimental for the second");
        }
    }
    if (study.arms[0].label == study.arms[1].label) {
        problems.add("arms." + study.arms[1].label + ".label",
                     "must be unique, got " + quoted(study.arms[1].label) + " twice");
    }
}

void check_accrual(Study const& study, ProblemList& problems) {
    if (!check_accrual_rates(study.accrual, problems) || study.patients < limits::least_patients) {
        return;
    }
    if (!(enrolled_share(study) > 0.0)) {
        return;  // told of the screening
    }
    double const months = planned_accrual_months(randomisation_accrual(study), study.patients);
    if (std::isinf(months)) {
        problems.add("accrual.patients_per_month",
                     "ends at 0 before all " + std::to_string(study.patients) +
                         " patients are recruited; let the last rate be above 0",
                     {"design.patients"});
    } else if (months >= study.maximum_months * (1.0 - 1e-12)) {  // a rate is rounded
        problems.add(
            "accrual",
            "takes " + text_of(std::round(months * 100.0) / 100.0) +
                " months, but the study ends at design.maximum_months, " +
                text_of(study.maximum_months) + "; recruit faster or end later",
            {"design.patients", "design.maximum_months", "screening", "strata", "biomarkers"});
    }
}

void check_dropout(Study const& study, ProblemList& problems) {
    if (!is_single_arm(study)) {
        problems.require_probability_below_one("dropout.by_arm." + study.arms[0].label,
                                               study.dropout.control_per_year);
    }
    problems.require_probability_below_one("dropout.by_arm." + study.arms[1].label,
                                           study.dropout.experimental_per_year);
}

}  // namespace vtrial::trials
