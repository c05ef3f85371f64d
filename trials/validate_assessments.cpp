// The schedule of visits, what is missed, and the rules of PFS.
#include <algorithm>

#include "trials/limits.hpp"
#include "trials/lower.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// The end of a phase: the last has none, any other leaves room for a visit. `day_before` is the
/// day of the last visit so far, and becomes that of this phase.
void check_end(std::string const& path, AssessmentPhase const& phase, bool is_last,
               std::int32_t& day_before, ProblemList& problems) {
    std::string const key = path + ".until_months";
    if (is_last && phase.until_months) {
        problems.add(key, "belongs to no last phase: its visits go on; drop it");
    } else if (!is_last && !phase.until_months) {
        problems.add(key, "is missing: the phase must end before the next one");
    } else if (!is_last && phase.every_days > 0) {
        double const until = *phase.until_months;
        bool const is_in_range = until > 0.0 && until <= limits::longest_study_months;
        std::int32_t const days = is_in_range ? nearest_day(until) - day_before : 0;
        if (days < phase.every_days) {
            problems.add(key,
                         "must leave room for a visit and be at most " +
                             text_of(limits::longest_study_months) + ", got " + text_of(until),
                         {path + ".every_days"});
        }
        day_before += std::max(days, 0) / phase.every_days * phase.every_days;
    }
}

void check_phases(std::vector<AssessmentPhase> const& phases, ProblemList& problems) {
    if (phases.empty() || phases.size() > limits::most_assessment_phases) {
        problems.add("assessments.phases", "must be 1 ... " +
                                               std::to_string(limits::most_assessment_phases) +
                                               " phases, got " + std::to_string(phases.size()));
    }
    std::int32_t day_before = 0;
    for (std::size_t k = 0; k < phases.size(); ++k) {
        std::string const path = "assessments.phases[" + std::to_string(k) + "]";
        problems.require_range(path + ".every_days", phases[k].every_days, 1,
                               limits::longest_assessment_days);
        check_end(path, phases[k], k + 1 == phases.size(), day_before, problems);
    }
}

}  // namespace

void check_assessments(Study const& study, ProblemList& problems) {
    if (!study.assessments) {
        return;
    }
    Assessments const& assessments = *study.assessments;
    check_phases(assessments.phases, problems);
    double const missed[] = {assessments.control_missed_share,
                             assessments.experimental_missed_share};
    double const per_year[] = {assessments.control_new_therapy_per_year,
                               assessments.experimental_new_therapy_per_year};
    for (std::size_t arm = is_single_arm(study) ? 1 : 0; arm < study.arms.size(); ++arm) {
        std::string const& label = study.arms[arm].label;
        problems.require_range("assessments.missed_share_by_arm." + label, missed[arm], 0.0,
                               limits::largest_missed_share);
        problems.require_probability_below_one(
            "assessments.new_therapy_before_progression_per_year_by_arm." + label, per_year[arm]);
    }
}

void check_rules(Study const& study, Endpoint const& endpoint, std::string const& path,
                 ProblemList& problems) {
    if (endpoint.rules.empty()) {
        return;
    }
    if (endpoint.kind != EndpointKind::PFS) {
        problems.add(path, "belong to PFS: no other endpoint is seen at visits; drop them");
    } else if (!study.assessments) {
        problems.add(path, "need [assessments]: without visits progression is seen when it comes",
                     {"assessments"});
    }
    for (auto rule = endpoint.rules.begin(); rule != endpoint.rules.end(); ++rule) {
        if (std::find(endpoint.rules.begin(), rule, *rule) != rule) {
            char const* const name = censoring_rule_names[static_cast<std::size_t>(*rule)];
            problems.add(path, "must differ, got " + quoted(name) + " twice");
        }
    }
}

}  // namespace vtrial::trials
