#include "host/commands/analyze_options.hpp"

#include <fmt/format.h>

#include <set>

#include "host/commands/described_options.hpp"
#include "host/commands/option_values.hpp"
#include "trials/limits.hpp"

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
    if (columns.time) {
        add("time", *columns.time);
        add("event", *columns.event);
    }
    add("arm", columns.arm);
    for (std::string const& name : columns.strata) {
        add("strata", name);
    }
    for (std::string const& name : columns.covariates) {
        add("covariate", name);
    }
    for (std::string const& name : columns.responses) {
        add("response", name);
    }
}

/// An option says something of another one, which must be given too.
void require_beside(options::variables_map const& given, std::string const& option,
                    std::string const& other) {
    if (given.count(option) != 0 && given.count(other) == 0) {
        throw CommandLineError(fmt::format("--{} needs --{}", option, other));
    }
}

/// Times can be left out where there are responses, with all that is computed from them.
void read_times_of(options::variables_map const& given, DataColumns& columns) {
    if (given.count("time") == 0 && given.count("response") != 0) {
        for (char const* const option : {"event", "event-value", "covariate", "rmst", "milestone",
                                         "fh", "hazard-ratio-margin"}) {
            require_beside(given, option, "time");
        }
        if (given["maxcombo"].as<bool>()) {
            throw CommandLineError("--maxcombo needs --time");
        }
        return;
    }
    columns.time = needed_column(given, "time");
    columns.event = needed_column(given, "event");
    columns.event_value = text_of(given, "event-value");
}

DataColumns read_columns_of(options::variables_map const& given) {
    DataColumns columns;
    read_times_of(given, columns);
    columns.arm = needed_column(given, "arm");
    columns.control = text_of(given, "control");
    if (auto const strata = text_of(given, "strata")) {
        columns.strata = split_at_commas(*strata);
    }
    columns.covariates = texts_of(given, "covariate");
    columns.responses = texts_of(given, "response");
    columns.response_value = text_of(given, "response-value");
    require_beside(given, "response-value", "response");
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

/// A number above 0 and below `end`, if the option is given.
std::optional<double> margin_below(options::variables_map const& given, std::string const& option,
                                   double end) {
    auto const text = text_of(given, option);
    if (!text) {
        return std::nullopt;
    }
    double const margin = positive_number(option, *text);
    if (!(margin < end)) {
        throw CommandLineError(
            fmt::format("--{} must be below {:.6g}, got '{}'", option, end, *text));
    }
    return margin;
}

std::optional<double> hazard_ratio_margin(options::variables_map const& given) {
    char const* const option = "hazard-ratio-margin";
    auto const text = text_of(given, option);
    if (!text) {
        return std::nullopt;
    }
    double const margin = positive_number(option, *text);
    if (margin < trials::limits::smallest_ratio_of_hazards ||
        margin > trials::limits::largest_ratio_of_hazards) {
        throw CommandLineError(fmt::format("--{} must be from {} to {}, got '{}'", option,
                                           trials::limits::smallest_ratio_of_hazards,
                                           trials::limits::largest_ratio_of_hazards, *text));
    }
    return margin;
}

Margins read_margins(options::variables_map const& given, AnalysisRequest const& request) {
    require_beside(given, "rmst-margin", "rmst");
    require_beside(given, "milestone-margin", "milestone");
    require_beside(given, "rate-margin", "response");
    Margins margins;
    margins.hazard_ratio = hazard_ratio_margin(given);
    margins.restricted_mean =
        margin_below(given, "rmst-margin", request.rmst_horizon.value_or(0.0));
    margins.milestone = margin_below(given, "milestone-margin", 1.0);
    margins.rate = margin_below(given, "rate-margin", 1.0);
    return margins;
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
    request.margins = read_margins(given, request);
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
    add("response", texts(), "column of a binary response; may be repeated");
    add("response-value", text(), "value of a response; default: 1, of columns of 0 and 1");
    add("hazard-ratio-margin", text(), "log-rank and Cox also against this hazard ratio");
    add("rmst-margin", text(), "also against a restricted mean worse by this time");
    add("milestone-margin", text(), "also against survival worse by this, as 0.1");
    add("rate-margin", text(), "also against a rate of response worse by this, as 0.1");
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
