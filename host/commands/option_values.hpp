// Words of the command line as values, strictly: the library would guess names and wrap -1 around.
#pragma once

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "host/commands/exit_codes.hpp"

namespace vtrial::host {

/// Parses the words after a command; positional words are the option `positional`. Throws
/// CommandLineError.
boost::program_options::variables_map parse_words(
    std::string const& command, std::vector<std::string> const& words,
    boost::program_options::options_description const& described, std::string const& positional);

/// The one positional word, which is a `kind`. Throws CommandLineError.
std::string only_positional(boost::program_options::variables_map const& given,
                            std::string const& positional, std::string const& command,
                            std::string const& kind);

/// A number above 0 that need not be whole. Throws CommandLineError.
double positive_number(std::string const& option, std::string const& text);

/// A whole number within limits. Throws CommandLineError.
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

/// The value that goes with a word. Throws CommandLineError, naming all words.
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

}  // namespace vtrial::host
