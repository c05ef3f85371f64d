// Which options each command has, and what its help says of them.
#pragma once

#include <boost/program_options.hpp>
#include <string>

namespace vtrial::host {

/// The options of a command: run, check, resume, verify, analyze, trials, validate, bench or
/// devices.
boost::program_options::options_description described_options(std::string const& command);

}  // namespace vtrial::host
