// The command line of `vtrial bench`.
#pragma once

#include <boost/program_options.hpp>
#include <string>
#include <vector>

#include "host/bench/bench_row.hpp"

namespace vtrial::host {

struct BenchOptions {
    int replicates = usual_bench_replicates;
    std::string backend = "auto";
    std::vector<std::string> only;  ///< names of rows; empty: all
    bool json = false;
    bool help = false;
};

/// Adds the options that only this command has.
void describe_bench_options(boost::program_options::options_description& described);

/// Throws CommandLineError.
BenchOptions parse_bench_options(std::vector<std::string> const& words);

}  // namespace vtrial::host
