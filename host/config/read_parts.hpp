// One function for each room of the study file. Each reads what is there, keeps the default of
// what is not, and tells the log what is wrong.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/config/table_reader.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

void read_arms(TableReader& root, trials::Study& study);
/// Two arms of a list `arms`, the control first.
void read_arm_pair(TableReader& parent, std::array<trials::Arm, 2>& arms);
void read_second_randomisation(TableReader& root, trials::Study& study);
void read_strata(TableReader& root, trials::Study& study);
void read_biomarkers(TableReader& root, trials::Study& study);
/// After the strata and the biomarkers, whose levels it names.
void read_screening(TableReader& root, trials::Study& study);
/// After the arms, whose ratios make the default block size.
void read_design(TableReader& root, trials::Study& study);
/// After the design and the screening: `months` is turned into a rate by the number of patients and
/// the share of those screened who are enrolled.
void read_accrual(TableReader& root, trials::Study& study);
void read_dropout(TableReader& root, trials::Study& study);
/// After the arms, whose labels it may name.
void read_assessments(TableReader& root, trials::Study& study);
void read_model(TableReader& root, trials::Study& study);
/// The keys of a `[model]` of type "copula".
trials::CopulaModel read_copula(TableReader& model);
/// The keys of a `[model]` of type "myeloma".
trials::MyelomaModel read_myeloma(TableReader& model);
void read_crossover(TableReader& root, trials::Study& study);
void read_responses(TableReader& root, trials::Study& study);
void read_safety(TableReader& root, trials::Study& study);
void read_quality_of_life(TableReader& root, trials::Study& study);
void read_measurements(TableReader& root, trials::Study& study);
/// After the strata, the biomarkers and the responses, which it names.
void read_subgroups(TableReader& root, trials::Study& study);
void read_analyses(TableReader& root, trials::Study& study);
/// After the design: without hierarchy and graph the level of the study is an endpoint's default.
void read_endpoints(TableReader& root, trials::Study& study);
/// What an endpoint counts from; false if there is nothing of that name.
bool read_from(TableReader& reader, trials::Study const& study, trials::Endpoint& endpoint);
/// Takes the arm of the first randomisation out of a subgroup's factors, where it is no factor.
void take_arm(TableReader& reader, trials::Study const& study, trials::Subgroup& subgroup);
/// Hierarchy or graph, from the table of the design.
void read_multiplicity(TableReader& design, trials::Study& study);

/// A test, as `trials::name_of` writes it or as a table; empty if it is neither.
std::optional<trials::Test> read_test(TomlNode const& node, std::string const& path, ReadLog& log);
/// A list of tests.
std::vector<trials::Test> read_tests(TableReader& reader, std::string const& key);

/// The names of times and of the study's responses.
std::vector<std::string> endpoint_names(trials::Study const& study);

/// Tells which of the names that a key holds are none of those known.
void refuse_unknown_endpoints(TableReader& reader, std::string const& key,
                              std::vector<std::string> const& names,
                              std::vector<std::string> const& known);

/// The keys of a map.
template <class Value>
std::vector<std::string> names_in(std::map<std::string, Value> const& by_name) {
    std::vector<std::string> names;
    for (auto const& entry : by_name) {
        names.push_back(entry.first);
    }
    return names;
}

/// The censoring rules of an endpoint, from its table.
void read_rules(TableReader& reader, trials::Endpoint& endpoint);

/// A number for both arms (`key`, 0 if it is not there), and for some by their labels (`by_arm`).
void read_by_arm(TableReader& reader, std::string const& key, std::string const& by_arm,
                 trials::Study const& study, std::array<double*, 2> const& values);

/// A seed is an integer, or a text where it exceeds what an integer of the format holds.
std::optional<std::uint64_t> read_seed(TableReader& reader);

/// The study of one scenario, all overrides applied to the document.
trials::Study read_study_tree(TomlNode const& document, std::string const& default_title,
                              ReadLog& log);

}  // namespace vtrial::host
