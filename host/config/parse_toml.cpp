#include "host/config/parse_toml.hpp"

// toml++ 3.3 asserts where it should report, such as on the header `[=]`, and with NDEBUG clang is
// even told that it cannot happen. In every build the assertion throws instead. No other file may
// include toml++: it would see other definitions of the same functions.
#undef NDEBUG
namespace vtrial::host {
struct ParserAssertion {};
constexpr void assert_by_throwing(bool condition) {
    if (!condition) {
        throw ParserAssertion{};
    }
}
}  // namespace vtrial::host
#define TOML_ASSERT(condition) ::vtrial::host::assert_by_throwing(static_cast<bool>(condition))
#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "host/config/check_text.hpp"

namespace vtrial::host {
namespace {

Position position_of(toml::source_region const& region, std::size_t text_index) {
    return {text_index, region.begin.line, region.begin.column};
}

TomlNode convert(toml::node const& source, std::size_t text_index) {
    TomlNode node;
    node.where = position_of(source.source(), text_index);
    if (auto const* table = source.as_table()) {
        node.is_inline = table->is_inline();
        for (auto&& [key, value] : *table) {
            node.members.push_back({std::string(key.str()), position_of(key.source(), text_index),
                                    convert(value, text_index)});
        }
    } else if (auto const* array = source.as_array()) {
        node.kind = TomlKind::array;
        for (auto&& element : *array) {
            node.elements.push_back(convert(element, text_index));
        }
    } else if (auto const* text = source.as_string()) {
        node.kind = TomlKind::text;
        node.text = text->get();
    } else if (auto const* integer = source.as_integer()) {
        node.kind = TomlKind::integer;
        node.integer = integer->get();
    } else if (auto const* number = source.as_floating_point()) {
        node.kind = TomlKind::number;
        node.number = number->get();
    } else if (auto const* boolean = source.as_boolean()) {
        node.kind = TomlKind::boolean;
        node.boolean = boolean->get();
    } else {
        node.kind = TomlKind::date_or_time;
    }
    return node;
}

ParseProblem problem_of(toml::parse_error const& error, std::size_t text_index) {
    std::string message(error.description());
    if (message.starts_with("Error while ")) {
        message.replace(0, std::string("Error while ").size(), "not valid TOML: while ");
    }
    if (message.find("not representable in 64 bits") != std::string::npos) {
        message += "; only a seed may be larger than 9223372036854775807, written as text";
    } else if (message.find("unescaped control characters") != std::string::npos) {
        message += "; is a closing quote missing?";
    }
    return {position_of(error.source(), text_index), std::move(message)};
}

/// The first line that begins like a header without a key; what the parser asserts on.
ParseProblem problem_of_assertion(std::string_view text, std::size_t text_index) {
    std::size_t line = 1;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::size_t const bracket = text.find_first_not_of(" \t");
        std::size_t const key = text.find_first_not_of("[ \t", bracket);
        bool const is_header = bracket < end && text[bracket] == '[' && key < end;
        if (is_header && std::string_view("\"'_-").find(text[key]) == std::string_view::npos &&
            std::isalnum(static_cast<unsigned char>(text[key])) == 0) {
            return {{text_index, line, key + 1},
                    "not valid TOML: a table header must begin with a key"};
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    return {{text_index, 1, 1}, "not valid TOML: a table header or a key is malformed"};
}

/// Parses, whichever way toml++ was told to report errors.
std::optional<TomlNode> parse_checked(std::string_view text, std::size_t text_index,
                                      ParseProblem& problem) {
#if TOML_EXCEPTIONS
    try {
        return convert(toml::parse(text), text_index);
    } catch (toml::parse_error const& error) {
        problem = problem_of(error, text_index);
        return std::nullopt;
    }
#else
    auto const result = toml::parse(text);
    if (!result) {
        problem = problem_of(result.error(), text_index);
        return std::nullopt;
    }
    return convert(result.table(), text_index);
#endif
}

}  // namespace

std::optional<TomlNode> parse_toml(std::string_view text, std::size_t text_index,
                                   ParseProblem& problem) {
    if (auto unreadable = check_text(text, text_index)) {
        problem = std::move(*unreadable);
        return std::nullopt;
    }
    try {
        return parse_checked(text, text_index, problem);
    } catch (ParserAssertion const&) {
        problem = problem_of_assertion(text, text_index);
        return std::nullopt;
    }
}

}  // namespace vtrial::host
