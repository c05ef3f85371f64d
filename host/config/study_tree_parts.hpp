// One function for each room of the study as a document, every default written out.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "host/config/toml_node.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

/// An empty list, to be filled.
TomlNode no_elements();
/// A table on one line.
TomlNode numbers_by_name(std::map<std::string, double> const& values);

/// A number of each arm, by its label.
TomlNode by_arm_tree(trials::Study const& study, double control, double experimental);

/// The arms that have patients.
TomlNode arms_tree(std::array<trials::Arm, 2> const& pair);
TomlNode second_randomisation_tree(trials::SecondRandomisation const& second);
/// Of a study that has them.
TomlNode assessments_tree(trials::Study const& study);
TomlNode rules_node(std::vector<trials::CensoringRule> const& rules);
/// A list of numbers for each factor, on one line.
TomlNode multipliers_tree(std::map<std::string, std::vector<double>> const& by_level);

/// `[model]` of type "myeloma".
TomlNode myeloma_tree(trials::MyelomaModel const& model);
/// `[model]`, of any type.
TomlNode model_tree(trials::Study const& study);
TomlNode crossover_tree(trials::Crossover const& crossover);
TomlNode responses_tree(trials::Study const& study);
TomlNode measurements_tree(std::vector<trials::Measurement> const& measurements);
TomlNode safety_tree(std::vector<trials::SafetyEntry> const& entries);
TomlNode quality_of_life_tree(trials::QualityOfLife const& quality);
TomlNode analyses_tree(std::vector<trials::Analysis> const& analyses);
TomlNode endpoints_tree(std::vector<trials::Endpoint> const& endpoints);

}  // namespace vtrial::host
