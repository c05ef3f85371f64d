#include "host/commands/option_values.hpp"

#include <cmath>

namespace vtrial::host {

namespace options = boost::program_options;

options::variables_map parse_words(std::string const& command,
                                   std::vector<std::string> const& words,
                                   options::options_description const& described,
                                   std::string const& positional) {
    options::options_description all = described;
    all.add_options()(positional.c_str(), options::value<std::vector<std::string>>());
    options::positional_options_description position;
    position.add(positional.c_str(), -1);
    options::variables_map given;
    try {
        namespace style = options::command_line_style;
        // no guessing of abbreviated names
        int const exact = style::unix_style & ~style::allow_guessing;
        options::store(options::command_line_parser(words)
                           .options(all)
                           .positional(position)
                           .style(exact)
                           .run(),
                       given);
    } catch (options::error const& error) {
        throw CommandLineError(fmt::format("{}; see vtrial {} --help", error.what(), command));
    }
    return given;
}

std::string only_positional(options::variables_map const& given, std::string const& positional,
                            std::string const& command, std::string const& kind) {
    auto const found = given.count(positional) != 0
                           ? given[positional].as<std::vector<std::string>>()
                           : std::vector<std::string>{};
    if (found.size() != 1) {
        throw CommandLineError(
            fmt::format("vtrial {} takes one {}, got {}", command, kind, found.size()));
    }
    return found.front();
}

double positive_number(std::string const& option, std::string const& text) {
    double value = 0.0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) ||
        value <= 0.0) {
        throw CommandLineError(
            fmt::format("--{} must be a number above 0, got '{}'", option, text));
    }
    return value;
}

}  // namespace vtrial::host
