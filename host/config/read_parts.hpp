// One function for each room of the study file. Each reads what is there, keeps the default of
// what is not, and tells the log what is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/config/table_reader.hpp"
#include "trials/study.hpp"

namespace vtrial::host {

void read_arms(TableReader& root, trials::Study& study);
void read_strata(TableReader& root, trials::Study& study);
void read_biomarkers(TableReader& root, trials::Study& study);
/// After the strata and the biomarkers, whose levels it names; so does a subgroup.
void read_screening(TableReader& root, trials::Study& study);
void read_subgroups(TableReader& root, trials::Study& study);
/// After the arms, whose ratios make the default block size.
void read_design(TableReader& root, trials::Study& study);
/// After the design and the screening: `months` is turned into a rate by the number of patients and
/// the share of those screened who are enrolled.
void read_accrual(TableReader& root, trials::Study& study);
void read_dropout(TableReader& root, trials::Study& study);
void read_model(TableReader& root, trials::Study& study);
void read_analyses(TableReader& root, trials::Study& study);
void read_endpoints(TableReader& root, trials::Study& study);

/// A seed is an integer, or a text where it exceeds what an integer of the format holds.
std::optional<std::uint64_t> read_seed(TableReader& reader);

/// The study of one scenario, all overrides applied to the document.
trials::Study read_study_tree(TomlNode const& document, std::string const& default_title,
                              ReadLog& log);

}  // namespace vtrial::host
