#include "host/commands/validate_options.hpp"

#include "host/builtin/builtin_files.hpp"
#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"

namespace vtrial::host {

namespace options = boost::program_options;

void describe_validate_options(options::options_description& described) {
    auto add = described.add_options();
    add("published", options::value<std::string>(),
        "a CSV file of published numbers; default: the built-in ones");
    add("at-least", options::value<std::string>(),
        "share of the sourced targets that must hold in each trial, else exit code 7");
    add("out", options::value<std::string>(), "folder for a page of tables and charts");
}

ValidateOptions parse_validate_options(std::vector<std::string> const& words) {
    auto const given = parse_words("validate", words, described_options("validate"), "trial");
    ValidateOptions result;
    read_study_options(given, result.run);
    if (result.run.scenarios.size() > 1) {
        throw CommandLineError("vtrial validate takes one --scenario");
    }
    if (given.count("replicates") == 0) {
        result.run.overrides.insert(result.run.overrides.begin(),
                                    fmt::format("replicates={}", usual_validation_replicates));
    }
    result.run.compute = read_compute_options(given);
    if (given.count("out") != 0) {
        result.run.out = given["out"].as<std::string>();
    }
    if (given.count("published") != 0) {
        result.published = given["published"].as<std::string>();
    }
    if (given.count("at-least") != 0) {
        result.at_least = positive_number("at-least", given["at-least"].as<std::string>());
        if (*result.at_least > 1.0) {
            throw CommandLineError(fmt::format("--at-least must be a share of at most 1, got '{}'",
                                               given["at-least"].as<std::string>()));
        }
    }
    result.trials = given.count("trial") != 0 ? given["trial"].as<std::vector<std::string>>()
                                              : builtin_names(builtin_trials);
    return result;
}

}  // namespace vtrial::host
