#include "host/report/columns.hpp"

#include <algorithm>
#include <sstream>

namespace vtrial::host {
namespace {

std::string spaces(std::size_t width, std::string_view text) {
    return std::string(width - std::min(width, width_of(text)), ' ');
}

}  // namespace

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
        return (static_cast<unsigned char>(character) & 0xC0U) != 0x80U;  // not within a code point
    }));
}

std::string cut_to(std::string text, std::size_t width) {
    constexpr std::string_view dots = "..";
    if (width_of(text) <= width) {
        return text;
    }
    while (width_of(text) > width - dots.size()) {
        text.pop_back();
    }
    return text.append(dots);
}

std::string left(std::size_t width, std::string const& text) { return text + spaces(width, text); }

std::string right(std::size_t width, std::string const& text) { return spaces(width, text) + text; }

std::string wrapped(std::string const& text, Paragraph paragraph) {
    std::istringstream words(text);
    std::string lines;
    std::string line(paragraph.first_indent, ' ');
    bool is_first_word = true;
    for (std::string word; words >> word; is_first_word = false) {
        word = cut_to(word, paragraph.width - std::max(paragraph.first_indent, paragraph.indent));
        if (is_first_word) {
            line += word;
        } else if (width_of(line) + 1 + width_of(word) <= paragraph.width) {
            line += " " + word;
        } else {
            lines += line + "\n";
            line = std::string(paragraph.indent, ' ') + word;
        }
    }
    return lines + line + "\n";
}

}  // namespace vtrial::host
