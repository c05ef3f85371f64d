// One function for each room of the study as a document, every default written out.
#pragma once

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

TomlNode model_tree(trials::MultistateModel const& model);
TomlNode analyses_tree(std::vector<trials::Analysis> const& analyses);
TomlNode endpoints_tree(std::vector<trials::Endpoint> const& endpoints);

}  // namespace vtrial::host
