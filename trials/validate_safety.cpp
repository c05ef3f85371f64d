// Adverse events and quality of life.
#include <algorithm>
#include <set>

#include "trials/limits.hpp"
#include "trials/lower_safety.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

void check_entry_name(std::string const& path, Study const& study, SafetyEntry const& entry,
                      std::set<std::string>& names, ProblemList& problems) {
    auto const is_taken = [&](auto const& response) { return response.name == entry.name; };
    if (!is_label(entry.name)) {
        problems.add(path, std::string(label_rule) + ", got " + quoted(entry.name));
    } else if (std::any_of(study.responses.begin(), study.responses.end(), is_taken)) {
        problems.add(path, "must not be that of a response, got " + quoted(entry.name),
                     {"responses"});
    } else if (!names.insert(name_of(entry)).second) {
        problems.add(path, "must be unique, got " + quoted(name_of(entry)) + " twice");
    }
}

/// Subgroups by response change from cut to cut, and whom treatment harms is counted from the
/// start.
void check_entry_population(std::string const& path, Study const& study, SafetyEntry const& entry,
                            ProblemList& problems) {
    if (entry.population.empty()) {
        return;
    }
    auto const found =
        std::find_if(study.subgroups.begin(), study.subgroups.end(),
                     [&](Subgroup const& subgroup) { return subgroup.name == entry.population; });
    if (found == study.subgroups.end()) {
        problems.add(path, "names no subgroup, got " + quoted(entry.population), {"subgroups"});
    } else if (found->is_by_response()) {
        problems.add(path,
                     "is a subgroup by response, which comes after randomisation, got " +
                         quoted(entry.population),
                     {"subgroups"});
    }
}

void check_published_analysis(std::string const& path, Study const& study, SafetyEntry const& entry,
                              ProblemList& problems) {
    auto const is_meant = [&](Analysis const& analysis) {
        return analysis.name == entry.published_analysis;
    };
    if (!entry.published_analysis.empty() &&
        std::none_of(study.analyses.begin(), study.analyses.end(), is_meant)) {
        problems.add(path, "names no analysis, got " + quoted(entry.published_analysis),
                     {"analyses"});
    }
}

void check_months(Study const& study, std::vector<double> const& months, ProblemList& problems) {
    std::string const path = "quality_of_life.months";
    if (months.size() > limits::most_score_months) {
        problems.add(path, "must be at most " + std::to_string(limits::most_score_months) +
                               ", got " + std::to_string(months.size()));
    }
    for (double const month : months) {
        problems.require_range(path, month, 0.1, study.maximum_months,
                               "at most design.maximum_months");
    }
    if (std::adjacent_find(months.begin(), months.end(), std::greater_equal<>()) != months.end()) {
        problems.add(path, "must increase, got " + text_of(months));
    }
}

void check_quality_of_life(Study const& study, ProblemList& problems) {
    bool const is_timed =
        std::any_of(study.endpoints.begin(), study.endpoints.end(),
                    [](Endpoint const& endpoint) { return endpoint.kind == EndpointKind::TTD; });
    if (!study.quality_of_life) {
        if (is_timed && study.myeloma) {
            problems.add("endpoints.TTD.name", "is TTD, which needs [quality_of_life]",
                         {"quality_of_life"});
        }
        return;
    }
    QualityOfLife const& quality = *study.quality_of_life;
    problems.require_range("quality_of_life.every_cycles", quality.every_cycles, 1, 26);
    problems.require_range("quality_of_life.deterioration_points", quality.deterioration_points,
                           0.1, 100.0);
    check_months(study, quality.months, problems);
}

}  // namespace

void check_safety(Study const& study, ProblemList& problems) {
    if (!study.myeloma) {
        for (auto const& [is_there, path] :
             {std::pair{!study.safety.empty(), "safety"},
              std::pair{study.quality_of_life.has_value(), "quality_of_life"}}) {
            if (is_there) {
                problems.add(path, "is of the disease model; it needs model.type = \"myeloma\"",
                             {"model"});
            }
        }
        return;
    }
    if (study.safety.size() > limits::most_safety_entries) {
        problems.add("safety", "must be at most " + std::to_string(limits::most_safety_entries) +
                                   ", got " + std::to_string(study.safety.size()));
    }
    std::set<std::string> names;
    for (SafetyEntry const& entry : study.safety) {
        std::string const path = "safety." + name_of(entry);
        check_entry_name(path + ".name", study, entry, names, problems);
        check_entry_population(path + ".population", study, entry, problems);
        check_published_analysis(path + ".published_analysis", study, entry, problems);
    }
    check_quality_of_life(study, problems);
}

}  // namespace vtrial::trials
