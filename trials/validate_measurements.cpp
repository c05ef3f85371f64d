// Numbers that are described of patients.
#include <set>

#include "trials/limits.hpp"
#include "trials/problem_list.hpp"

namespace vtrial::trials {
namespace {

/// The names of what stands in the same column of the results.
std::set<std::string> names_of_shares(Study const& study) {
    std::set<std::string> names;
    for (Response const& response : study.responses) {
        names.insert(response.name);
    }
    for (SafetyEntry const& entry : study.safety) {
        names.insert(entry.name);
    }
    return names;
}

/// Concentrations are kept at the ends of cycles, which are the starts of the next ones.
void check_week(std::string const& path, Measurement const& measurement, ProblemList& problems) {
    if (measurement.measure != MeasurementKind::trough) {
        if (measurement.week) {
            problems.add(path, "belongs to measure = \"trough_mg_per_litre\"; drop it");
        }
        return;
    }
    int const week = measurement.week.value_or(0);
    if (week < limits::first_trough_week || week > limits::last_trough_week ||
        week % kernels::weeks_of_cycle != 0) {
        problems.add(path, "must be a multiple of 4, the first week of a cycle, " +
                               std::to_string(limits::first_trough_week) + " ... " +
                               std::to_string(limits::last_trough_week) + ", got " +
                               (measurement.week ? std::to_string(week) : "none"));
    }
}

}  // namespace

void check_measurements(Study const& study, ProblemList& problems) {
    if (!study.myeloma) {
        if (!study.measurements.empty()) {
            problems.add("measurements",
                         "is of the disease model; it needs model.type = \"myeloma\"", {"model"});
        }
        return;
    }
    if (study.measurements.size() > limits::most_measurements) {
        problems.add("measurements", "must be at most " +
                                         std::to_string(limits::most_measurements) + ", got " +
                                         std::to_string(study.measurements.size()));
    }
    std::set<std::string> names = names_of_shares(study);
    for (Measurement const& measurement : study.measurements) {
        std::string const path = "measurements." + measurement.name;
        if (!is_label(measurement.name)) {
            problems.add(path + ".name",
                         std::string(label_rule) + ", got " + quoted(measurement.name));
        } else if (!names.insert(measurement.name).second) {
            problems.add(path + ".name",
                         "must be that of no other measurement, response or adverse event, got " +
                             quoted(measurement.name),
                         {"responses", "safety"});
        }
        check_week(path + ".week", measurement, problems);
    }
}

}  // namespace vtrial::trials
