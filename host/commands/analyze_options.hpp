// The command line of `vtrial analyze`.
#pragma once

#include <boost/program_options.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "host/analyze/analysis.hpp"
#include "host/analyze/patient_data.hpp"

namespace vtrial::host {

struct AnalyzeOptions {
    std::filesystem::path data;
    DataColumns columns;
    AnalysisRequest request;
    bool json = false;
    bool help = false;
};

/// Adds its options, but --json and --help, to those of the command.
void describe_analyze_options(boost::program_options::options_description& described);

/// Parses the words after the command. Throws CommandLineError.
AnalyzeOptions parse_analyze_options(std::vector<std::string> const& words);

}  // namespace vtrial::host
