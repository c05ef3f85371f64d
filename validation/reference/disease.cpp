#include "validation/reference/disease.hpp"

#include <algorithm>

#include "validation/reference/simulate.hpp"

namespace vtrial::reference {
namespace {

using trials::Covariate;

/// The level of a factor that is a covariate of a patient.
std::size_t level_of(trials::PatientFactor const& factor, myeloma::Covariates const& patient) {
    auto const by_cuts = [&](double value) {
        std::size_t level = 0;
        while (level < factor.cuts.size() && value >= factor.cuts[level]) ++level;
        return level;
    };
    bool const has_cuts = !factor.cuts.empty();
    switch (*factor.covariate) {
        case Covariate::age_years:
            return by_cuts(patient.age_years);
        case Covariate::prior_lines:
            return by_cuts(patient.prior_lines);
        case Covariate::iss_stage:
            return has_cuts ? by_cuts(patient.stage) : static_cast<std::size_t>(patient.stage - 1);
        case Covariate::ecog:
            return has_cuts ? by_cuts(patient.performance)
                            : static_cast<std::size_t>(patient.performance);
        case Covariate::sex:
            return patient.male ? 1 : 0;
        case Covariate::cytogenetic_risk:
            return patient.high_risk_cytogenetics ? 1 : 0;
        case Covariate::refractory:
            return patient.refractory ? 1 : 0;
        case Covariate::frailty:
            return myeloma::is_frail(patient) ? 1 : 0;
        case Covariate::renal_impairment:
            return patient.renal_impairment ? 1 : 0;
    }
    return 0;
}

/// Comes with the first end of a cycle from its months on.
myeloma::SecondRandomisation second_of(trials::Study const& study) {
    trials::SecondRandomisation const& stated = *study.second_randomisation;
    myeloma::SecondRandomisation second;
    while (second.cycle * trials::days_per_cycle < stated.months * trials::days_per_month) {
        ++second.cycle;
    }
    for (trials::Response const& response : study.responses) {
        if (response.name != stated.response) continue;
        auto const depth =
            static_cast<int>(*response.measure) + static_cast<int>(myeloma::Response::minimal);
        second.response = static_cast<myeloma::Response>(depth);
    }
    return second;
}

}  // namespace

DiseaseCourses::DiseaseCourses(trials::Study const& study) {
    static_cast<trials::MyelomaModel&>(trial_) = *study.myeloma;
    if (study.second_randomisation) second_ = second_of(study);
    factors_ = study.factors;
    factors_.insert(factors_.end(), study.biomarkers.begin(), study.biomarkers.end());
    // what is dated before the end may be confirmed at the visit after it
    int const cycles_after_end = study.myeloma->assessment.visits.later_every_cycles + 1;
    trial_.follow_up.horizon_months =
        study.maximum_months + cycles_after_end * trials::days_per_cycle / trials::days_per_month;
}

DiseaseTimes DiseaseCourses::times(Draws const& draws, std::uint32_t patient, int arm,
                                   int second_arm) const {
    auto second = second_;
    if (second) second->arm = second_arm;
    myeloma::Course const course =
        myeloma::course_of(trial_, {draws, patient}, arm, myeloma::KeepCycles::no, second);
    auto const days = [](double months) {
        return std::min(months * trials::days_per_month, longest_days);
    };
    return {{days(course.progression_free_months()), days(course.second_progression_free_months()),
             days(course.death_months), days(course.treatment_free_months())},
            days(course.second_months)};
}

int DiseaseCourses::covariate_profiles(Draws const& draws, std::uint32_t patient) const {
    auto const covariates = myeloma::draw_covariates(trial_.population, {draws, patient});
    std::size_t profile = 0;
    for (trials::PatientFactor const& factor : factors_) {
        profile *= factor.levels.size();
        profile += factor.covariate ? level_of(factor, covariates) : 0;
    }
    return static_cast<int>(profile);
}

}  // namespace vtrial::reference
