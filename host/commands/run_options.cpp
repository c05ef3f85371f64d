#include "host/commands/run_options.hpp"

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <limits>
#include <sstream>

namespace vtrial::host {
namespace {

namespace options = boost::program_options;

options::options_description described_options(std::string const& command) {
    bool const runs = command == "run";
    options::options_description described("options");
    auto add = described.add_options();
    add("set", options::value<std::vector<std::string>>()->composing(),
        "PATH=VALUE: replace a value of the study; may be repeated");
    add("scenario", options::value<std::vector<std::string>>()->composing(),
        "only this scenario; may be repeated");
    add("replicates", options::value<std::string>(), "simulated trials a scenario");
    add("seed", options::value<std::string>(), "0 ... 2^64 - 1");
    add("allow-small", options::bool_switch(), "allow fewer than 100 replicates");
    if (runs) {
        add("out", options::value<std::string>(), "result folder; default results/STUDY-HASH");
        add("force", options::bool_switch(), "overwrite what the result folder holds");
        add("threads", options::value<std::string>(), "default: one for each processor");
        add("backend", options::value<std::string>()->default_value("auto"), "auto, cpu or cuda");
        add("instructions", options::value<std::string>()->default_value("auto"),
            "auto, v3 (AVX2) or v4 (AVX-512); the results are the same");
        add("json", options::bool_switch(), "print results.json instead of the table");
        add("quiet", options::bool_switch(), "print no table and no progress");
        add("progress", options::value<std::string>()->default_value("auto"),
            "auto, bar, plain or none");
    }
    add("help", options::bool_switch(), "this text");
    return described;
}

/// A whole number within limits: strictly digits, since the library would wrap -1 around.
template <class Number>
Number whole_number(std::string const& option, std::string const& text, Number lowest,
                    Number highest) {
    Number value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < lowest ||
        value > highest) {
        throw CommandLineError(fmt::format("--{} must be a whole number from {} to {}, got '{}'",
                                           option, lowest, highest, text));
    }
    return value;
}

template <class Value>
Value one_of(std::string const& option, std::string const& text,
             std::vector<std::pair<std::string, Value>> const& choices) {
    std::string names;
    for (auto const& [name, value] : choices) {
        if (name == text) {
            return value;
        }
        names += names.empty() ? name : ", " + name;
    }
    throw CommandLineError(fmt::format("--{} must be one of {}; got '{}'", option, names, text));
}

void read_run_only(options::variables_map const& given, RunOptions& result) {
    if (given.count("out") != 0) {
        result.out = given["out"].as<std::string>();
    }
    if (given.count("threads") != 0) {
        result.threads =
            static_cast<int>(whole_number("threads", given["threads"].as<std::string>(), 1, 4096));
    }
    result.force = given["force"].as<bool>();
    result.json = given["json"].as<bool>();
    result.quiet = given["quiet"].as<bool>();
    result.backend = one_of<std::string>("backend", given["backend"].as<std::string>(),
                                         {{"auto", "auto"}, {"cpu", "cpu"}, {"cuda", "cuda"}});
    using kernels::InstructionLevel;
    result.level = one_of<InstructionLevel>("instructions", given["instructions"].as<std::string>(),
                                            {{"auto", InstructionLevel::none},
                                             {"v3", InstructionLevel::v3},
                                             {"v4", InstructionLevel::v4}});
    auto const style =
        one_of<std::optional<ProgressStyle>>("progress", given["progress"].as<std::string>(),
                                             {{"auto", std::nullopt},
                                              {"bar", ProgressStyle::bar},
                                              {"plain", ProgressStyle::plain},
                                              {"none", ProgressStyle::none}});
    result.progress =
        result.quiet ? ProgressStyle::none : style.value_or(automatic_progress_style());
}

void read_common(options::variables_map const& given, RunOptions& result) {
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

}  // namespace

RunOptions parse_run_options(std::string const& command, std::vector<std::string> const& words) {
    options::options_description all = described_options(command);
    all.add_options()("study", options::value<std::vector<std::string>>());
    options::positional_options_description positional;
    positional.add("study", -1);
    options::variables_map given;
    try {
        namespace style = options::command_line_style;
        // no guessing of abbreviated names
        int const exact = style::unix_style & ~style::allow_guessing;
        options::store(options::command_line_parser(words)
                           .options(all)
                           .positional(positional)
                           .style(exact)
                           .run(),
                       given);
    } catch (options::error const& error) {
        throw CommandLineError(fmt::format("{}; see vtrial {} --help", error.what(), command));
    }
    RunOptions result;
    read_common(given, result);
    if (command == "run") {
        read_run_only(given, result);
    }
    if (result.help) {
        return result;
    }
    auto const studies = given.count("study") != 0 ? given["study"].as<std::vector<std::string>>()
                                                   : std::vector<std::string>{};
    if (studies.size() != 1) {
        throw CommandLineError(
            fmt::format("vtrial {} takes one study file, got {}", command, studies.size()));
    }
    result.study = studies.front();
    return result;
}

std::string run_help(std::string const& command) {
    std::ostringstream text;
    if (command == "run") {
        text << "vtrial run STUDY.toml [options]\n"
                "Simulates the study, prints its operating characteristics, writes a folder.\n\n"
                "  vtrial run configs/studies/maia.toml\n"
                "  vtrial run configs/studies/maia.toml --replicates 100000 --scenario planned\n\n";
    } else {
        text << "vtrial check STUDY.toml [options]\n"
                "Validates the study and prints it with every default filled in.\n\n"
                "  vtrial check configs/studies/minimal.toml\n"
                "  vtrial check configs/studies/maia.toml --set design.patients=600\n\n";
    }
    text << described_options(command);
    return text.str();
}

}  // namespace vtrial::host
