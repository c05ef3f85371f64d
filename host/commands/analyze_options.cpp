#include "host/commands/analyze_options.hpp"

#include <fmt/format.h>

#include <set>

#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"

namespace vtrial::host {
namespace {

namespace options = boost::program_options;
using Texts = std::vector<std::string>;

Texts split_at_commas(std::string const& text) {
    Texts parts;
    for (std::size_t begin = 0;;) {
        std::size_t const comma = text.find(',', begin);
        parts.push_back(text.substr(begin, comma - begin));
        if (comma == std::string::npos) {
            return parts;
        }
        begin = comma + 1;
    }
}

Texts texts_of(options::variables_map const& given, std::string const& option) {
    return given.count(option) != 0 ? given[option].as<Texts>() : Texts{};
}

std::optional<std::string> text_of(options::variables_map const& given, std::string const& option) {
    return given.count(option) != 0 ? std::optional(given[option].as<std::string>()) : std::nullopt;
}

std::string needed_column(options::variables_map const& given, std::string const& option) {
    auto const name = text_of(given, option);
    if (!name) {
        throw CommandLineError(
            fmt::format("--{} is needed: the name of a column; see vtrial analyze --help", option));
    }
    return *name;
}

/// 0 or more, not infinite.
double number_from_zero(std::string const& option, std::string const& text,
                        std::string const& what) {
    auto const number = number_of(text);
    if (!number || *number < 0.0) {
        throw CommandLineError(fmt::format("--{} must be {}, got '{}'", option, what, text));
    }
    return *number;
}

/// A column has one meaning: an arm that is also a stratum could not be compared.
void require_different(DataColumns const& columns) {
    std::set<std::string> names;
    auto const add = [&](std::string const& option, std::string const& name) {
        if (name.empty()) {
            throw CommandLineError(fmt::format("--{} must name a column, got ''", option));
        }
        if (!names.insert(name).second) {
            throw CommandLineError(
                fmt::format("column '{}' is named twice, the second time by --{}", name, option));
        }
    };
    add("time", columns.time);
    add("event", columns.event);
    add("arm", columns.arm);
    for (std::string const& name : columns.strata) {
        add("strata", name);
    }
    for (std::string const& name : columns.covariates) {
        add("covariate", name);
    }
}

DataColumns read_columns_of(options::variables_map const& given) {
    DataColumns columns;
    columns.time = needed_column(given, "time");
    columns.event = needed_column(given, "event");
    columns.arm = needed_column(given, "arm");
    columns.event_value = text_of(given, "event-value");
    columns.control = text_of(given, "control");
    if (auto const strata = text_of(given, "strata")) {
        columns.strata = split_at_commas(*strata);
    }
    columns.covariates = texts_of(given, "covariate");
    require_different(columns);
    return columns;
}

kernels::FlemingHarrington read_powers(std::string const& text) {
    std::string const what = "RHO,GAMMA, two numbers of 0 or more";
    Texts const parts = split_at_commas(text);
    if (parts.size() != 2) {
        throw CommandLineError(fmt::format("--fh must be {}, got '{}'", what, text));
    }
    return {number_from_zero("fh", parts[0], what), number_from_zero("fh", parts[1], what)};
}

AnalysisRequest read_request(options::variables_map const& given) {
    AnalysisRequest request;
    using kernels::Ties;
    request.ties = one_of<Ties>("ties", given["ties"].as<std::string>(),
                                {{"efron", Ties::efron}, {"breslow", Ties::breslow}});
    if (auto const horizon = text_of(given, "rmst")) {
        request.rmst_horizon = positive_number("rmst", *horizon);
    }
    for (std::string const& time : texts_of(given, "milestone")) {
        request.milestones.push_back(number_from_zero("milestone", time, "a time of 0 or more"));
    }
    for (std::string const& powers : texts_of(given, "fh")) {
        request.weights.push_back(read_powers(powers));
    }
    request.max_combo = given["maxcombo"].as<bool>();
    return request;
}

}  // namespace

void describe_analyze_options(options::options_description& described) {
    auto add = described.add_options();
    auto const text = [] { return options::value<std::string>(); };
    auto const texts = [] { return options::value<Texts>()->composing(); };
    add("time", text(), "column of times to the event or to censoring");
    add("event", text(), "column that tells whether the event was seen");
    add("arm", text(), "column of the two arms");
    add("event-value", text(), "value of an event; default: 1, of a column of 0 and 1");
    add("control", text(), "label of the control arm; default: the first in order");
    add("strata", text(), "COL,COL: columns whose combinations are the strata");
    add("ties", text()->default_value("efron"), "of the Cox model: efron or breslow");
    add("covariate", texts(), "column for the Cox model; may be repeated");
    add("rmst", text(), "compare restricted mean survival times up to this time");
    add("milestone", texts(), "compare survival at this time; may be repeated");
    add("fh", texts(), "RHO,GAMMA: Fleming-Harrington weighted log-rank test; may be repeated");
    add("maxcombo", options::bool_switch(),
        "the best of the weighted tests 0,0 0,1 1,0 and 1,1, p adjusted");
}

AnalyzeOptions parse_analyze_options(std::vector<std::string> const& words) {
    auto const given = parse_words("analyze", words, described_options("analyze"), "data");
    AnalyzeOptions result;
    result.help = given["help"].as<bool>();
    if (!result.help) {
        result.data = only_positional(given, "data", "analyze", "data file");
        result.columns = read_columns_of(given);
        result.request = read_request(given);
        result.json = given["json"].as<bool>();
    }
    return result;
}

}  // namespace vtrial::host
