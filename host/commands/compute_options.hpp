// The options that `vtrial run` and `vtrial resume` share: how to compute, and what to say. None of
// them changes a result.
#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>

#include "host/engine/progress.hpp"
#include "kernels/launch/cpu.hpp"

namespace vtrial::host {

struct ComputeOptions {
    std::string backend = "auto";
    kernels::InstructionLevel level = kernels::InstructionLevel::none;  ///< none: the best
    int threads = 0;                                                    ///< 0: one a processor
    std::optional<double> max_minutes;                                  ///< then stop early
    ProgressStyle progress = ProgressStyle::none;
    bool json = false;
    bool quiet = false;
};

/// Adds those to the options of a command that say where to compute, and how to talk.
void describe_device_options(boost::program_options::options_description& described);

/// Adds all of them.
void describe_compute_options(boost::program_options::options_description& described);

/// Throws CommandLineError.
ComputeOptions read_compute_options(boost::program_options::variables_map const& given);

}  // namespace vtrial::host
