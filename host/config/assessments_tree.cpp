// When patients are assessed, and the rules of PFS.
#include "host/config/study_tree_parts.hpp"

namespace vtrial::host {

TomlNode assessments_tree(trials::Study const& study) {
    trials::Assessments const& assessments = *study.assessments;
    TomlNode phases = no_elements();
    for (trials::AssessmentPhase const& phase : assessments.phases) {
        TomlNode table = TomlNode::inline_table();
        table.set("every_days", TomlNode::of_integer(phase.every_days));
        if (phase.until_months) {
            table.set("until_months", TomlNode::of_number(*phase.until_months));
        }
        phases.elements.push_back(std::move(table));
    }
    TomlNode table;
    table.set("phases", std::move(phases));
    table.set("missed_share_by_arm", by_arm_tree(study, assessments.control_missed_share,
                                                 assessments.experimental_missed_share));
    table.set("new_therapy_before_progression_per_year_by_arm",
              by_arm_tree(study, assessments.control_new_therapy_per_year,
                          assessments.experimental_new_therapy_per_year));
    return table;
}

TomlNode rules_node(std::vector<trials::CensoringRule> const& rules) {
    std::vector<std::string> names;
    for (trials::CensoringRule const rule : rules) {
        names.emplace_back(trials::censoring_rule_names[static_cast<std::size_t>(rule)]);
    }
    return TomlNode::of_texts(names);
}

}  // namespace vtrial::host
