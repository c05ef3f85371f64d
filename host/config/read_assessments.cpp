// When patients are assessed for progression, and what keeps an assessment from counting.
#include <algorithm>
#include <utility>

#include "host/config/read_parts.hpp"
#include "host/config/suggest.hpp"

namespace vtrial::host {
namespace {

trials::AssessmentPhase read_phase(TableReader& reader) {
    trials::AssessmentPhase phase;
    reader.require({"every_days"});
    phase.every_days = reader.small_integer("every_days").value_or(0);
    phase.until_months = reader.number("until_months");
    reader.finish();
    return phase;
}

/// Phases outright, or one that never ends.
std::vector<trials::AssessmentPhase> read_phases(TableReader& reader) {
    std::string const phases_path = reader.path_of("phases");
    reader.require({"every_days", "phases"}, "assessments must state every_days, or phases");
    auto const every_days = reader.small_integer("every_days");
    std::vector<trials::AssessmentPhase> phases;
    for (TableReader& phase : reader.children("phases", "name")) {
        phases.push_back(read_phase(phase));
    }
    if (reader.has("every_days") && reader.has("phases")) {
        reader.error("every_days", "contradicts phases; keep one of them");
        reader.log().fail(phases_path);
    } else if (reader.has("every_days")) {
        reader.log().alias(phases_path + "[0].every_days", reader.path_of("every_days"));
        phases = {{every_days.value_or(0), std::nullopt}};
    } else if (!reader.has("phases")) {
        reader.log().fail(phases_path);
    }
    return phases;
}

}  // namespace

void read_assessments(TableReader& root, trials::Study& study) {
    auto reader = root.child("assessments");
    if (!reader) {
        return;
    }
    trials::Assessments assessments;
    assessments.phases = read_phases(*reader);
    read_by_arm(*reader, "missed_share", "missed_share_by_arm", study,
                {&assessments.control_missed_share, &assessments.experimental_missed_share});
    read_by_arm(*reader, "new_therapy_before_progression_per_year",
                "new_therapy_before_progression_per_year_by_arm", study,
                {&assessments.control_new_therapy_per_year,
                 &assessments.experimental_new_therapy_per_year});
    reader->finish();
    study.assessments = std::move(assessments);
}

void read_rules(TableReader& reader, trials::Endpoint& endpoint) {
    auto const& names = trials::censoring_rule_names;
    for (std::string const& name : reader.texts("rules")) {
        auto const* const found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            reader.error("rules", "must be among \"fda\" and \"treatment_policy\", got \"" + name +
                                      "\"" + did_you_mean(name, {names.begin(), names.end()}));
        } else {
            endpoint.rules.push_back(static_cast<trials::CensoringRule>(found - names.begin()));
        }
    }
}

}  // namespace vtrial::host
