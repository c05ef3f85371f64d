// Text in columns, UTF-8: one column a code point.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vtrial::host {

/// Columns that a text takes.
std::size_t width_of(std::string_view text);

/// The text, its end replaced by two dots where it is wider.
std::string cut_to(std::string text, std::size_t width);

/// The text with spaces after or before it, up to a width.
std::string left(std::size_t width, std::string const& text);
std::string right(std::size_t width, std::string const& text);

/// Where wrapped text stands: how wide, and how far the first and the other lines are indented.
struct Paragraph {
    std::size_t width;
    std::size_t first_indent;
    std::size_t indent;
};

/// The words of a text in lines that end with a line feed; a word wider than a line is cut.
std::string wrapped(std::string const& text, Paragraph paragraph);

}  // namespace vtrial::host
