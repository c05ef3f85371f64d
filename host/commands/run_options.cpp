#include "host/commands/run_options.hpp"

#include <limits>

#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"
#include "trials/limits.hpp"

namespace vtrial::host {

namespace options = boost::program_options;

void read_study_options(options::variables_map const& given, RunOptions& result) {
    if (given.count("set") != 0) {
        result.overrides = given["set"].as<std::vector<std::string>>();
    }
    // Both are values of the study, which has the last word on their range.
    if (given.count("replicates") != 0) {
        auto const replicates =
            whole_number<std::int64_t>("replicates", given["replicates"].as<std::string>(), 0,
                                       std::numeric_limits<std::int64_t>::max());
        result.overrides.push_back(fmt::format("replicates={}", replicates));
    }
    if (given.count("seed") != 0) {
        auto const seed = whole_number<std::uint64_t>("seed", given["seed"].as<std::string>(), 0,
                                                      std::numeric_limits<std::uint64_t>::max());
        // as text: a seed above 2^63 does not fit TOML's integers
        result.overrides.push_back(fmt::format("seed=\"{}\"", seed));
    }
    if (given.count("scenario") != 0) {
        result.scenarios = given["scenario"].as<std::vector<std::string>>();
    }
    result.allow_small = given["allow-small"].as<bool>();
    result.help = given["help"].as<bool>();
}

namespace {

void read_parameter_sets(options::variables_map const& given, RunOptions& result) {
    if (given.count("parameter-sets") != 0) {
        result.parameter_sets =
            whole_number("parameter-sets", given["parameter-sets"].as<std::string>(), 1,
                         static_cast<int>(trials::limits::most_scenarios));
    }
    if (given.count("posterior") != 0) {
        if (result.parameter_sets == 0) {
            throw CommandLineError("--posterior needs --parameter-sets: how many of its sets");
        }
        result.posterior = given["posterior"].as<std::string>();
    }
}

}  // namespace

RunOptions parse_run_options(std::string const& command, std::vector<std::string> const& words) {
    auto const given = parse_words(command, words, described_options(command), "study");
    RunOptions result;
    read_study_options(given, result);
    read_parameter_sets(given, result);
    if (command == "run") {
        if (given.count("out") != 0) {
            result.out = given["out"].as<std::string>();
        }
        result.force = given["force"].as<bool>();
        result.compute = read_compute_options(given);
    }
    if (command == "check") {
        result.json = given["json"].as<bool>();
        if (given.count("observed") != 0) {
            result.observed = given["observed"].as<std::vector<std::string>>();
        }
    }
    if (!result.help) {
        result.study = only_positional(given, "study", command, "study file");
    }
    return result;
}

ResumeOptions parse_resume_options(std::vector<std::string> const& words) {
    auto const given = parse_words("resume", words, described_options("resume"), "folder");
    ResumeOptions result;
    if (given.count("replicates") != 0) {
        result.replicates =
            whole_number<std::int64_t>("replicates", given["replicates"].as<std::string>(), 1,
                                       std::numeric_limits<std::int64_t>::max());
    }
    result.compute = read_compute_options(given);
    result.redo_damaged = given["redo-damaged"].as<bool>();
    result.help = given["help"].as<bool>();
    if (!result.help) {
        result.folder = only_positional(given, "folder", "resume", "result folder");
    }
    return result;
}

ShowOptions parse_show_options(std::string const& command, std::vector<std::string> const& words) {
    auto const given = parse_words(command, words, described_options(command), "folder");
    ShowOptions result;
    result.json = given["json"].as<bool>();
    result.help = given["help"].as<bool>();
    if (!result.help && command == "verify") {
        result.folder = only_positional(given, "folder", command, "result folder");
    } else if (given.count("folder") != 0) {
        throw CommandLineError(fmt::format("vtrial {} takes options only, got '{}'", command,
                                           given["folder"].as<std::vector<std::string>>().front()));
    }
    return result;
}

}  // namespace vtrial::host
