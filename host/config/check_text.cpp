#include "host/config/check_text.hpp"

#include <algorithm>
#include <string>

namespace vtrial::host {
namespace {

Position position_at(std::string_view text, std::size_t offset, std::size_t text_index) {
    Position where{text_index, 1, 1};
    for (std::size_t index = 0; index < offset;) {
        if (text[index] == '\n') {
            ++where.line;
            where.column = 1;
        } else {
            ++where.column;
        }
        index += std::max<std::size_t>(code_point_length(text, index), 1);
    }
    return where;
}

std::optional<ParseProblem> check_encoding(std::string_view text, std::size_t text_index) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        return ParseProblem{{text_index, 1, 1},
                            "begins with a byte order mark; save the file as UTF-8 without one"};
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return ParseProblem{{text_index, 1, 1}, "is UTF-16; save the file as UTF-8"};
    }
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const length = code_point_length(text, offset);
        if (length == 0) {
            return ParseProblem{position_at(text, offset, text_index),
                                "is not UTF-8 at this place; save the file as UTF-8"};
        }
        if (text[offset] == '\0') {
            return ParseProblem{position_at(text, offset, text_index),
                                "has a NUL byte; a study is a text file"};
        }
        offset += length;
    }
    return std::nullopt;
}

/// Follows strings and comments far enough to know what stands outside of them.
class TextScanner {
  public:
    explicit TextScanner(std::string_view text) : text_(text) {}

    /// What is wrong, with `offset()` at its place; null if nothing is.
    char const* find() {
        while (offset_ < text_.size() && problem_ == nullptr) {
            step();
        }
        return problem_;
    }

    std::size_t offset() const { return offset_; }

  private:
    void step() {
        char const character = text_[offset_];
        if (character == '"' || character == '\'') {
            skip_string(character);
        } else if (character == '#') {
            offset_ = std::min(text_.find('\n', offset_), text_.size());
        } else if (is_beyond_ascii(offset_)) {
            problem_ = "not valid TOML: a character beyond ASCII must stand in quotes";
        } else {
            count(character);
            offset_ += problem_ == nullptr ? 1 : 0;
        }
    }

    /// Brackets nest, and so do the points of a dotted key.
    void count(char character) {
        switch (character) {
            case '[':
            case '{':
                ++brackets_;
                points_ = 0;
                break;
            case ']':
            case '}':
                brackets_ = std::max(brackets_ - 1, 0);
                break;
            case '.':
                ++points_;
                break;
            case '\n':
            case '=':
            case ',':
                points_ = 0;
                break;
            default:
                break;
        }
        if (brackets_ > deepest_nesting || points_ > deepest_nesting) {
            static_assert(deepest_nesting == 64);
            problem_ = "nests deeper than 64 levels";
        }
    }

    void skip_string(char quote) {
        std::string const triple(3, quote);
        bool const is_long = text_.substr(offset_).starts_with(triple);
        offset_ += is_long ? 3 : 1;
        while (offset_ < text_.size() && problem_ == nullptr) {
            if (quote == '"' && text_[offset_] == '\\') {
                skip_escape(is_long);
            } else if (is_long && text_.substr(offset_).starts_with(triple)) {
                offset_ += 3;
                skip_closing_quotes(quote);
                return;
            } else if (!is_long && (text_[offset_] == quote || text_[offset_] == '\n')) {
                offset_ += text_[offset_] == quote ? 1 : 0;
                return;
            } else {
                ++offset_;
            }
        }
    }

    /// toml++ 3.3 has undefined behaviour on some characters where it looks for blanks.
    void skip_escape(bool is_long) {
        ++offset_;
        if (is_long && offset_ < text_.size() && is_blank(text_[offset_])) {
            while (offset_ < text_.size() && is_blank(text_[offset_])) {
                ++offset_;
            }
        } else if (!is_beyond_ascii(offset_)) {
            offset_ += offset_ < text_.size() ? 1 : 0;
            return;
        }
        if (is_beyond_ascii(offset_)) {
            problem_ = "a character beyond ASCII cannot follow a backslash";
        }
    }

    /// A long string may end in up to two quotes of its own.
    void skip_closing_quotes(char quote) {
        for (int extra = 0; extra < 2 && offset_ < text_.size() && text_[offset_] == quote;
             ++extra) {
            ++offset_;
        }
    }

    bool is_beyond_ascii(std::size_t offset) const {
        return offset < text_.size() && static_cast<unsigned char>(text_[offset]) >= 0x80;
    }

    static bool is_blank(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    std::string_view text_;
    std::size_t offset_ = 0;
    int brackets_ = 0;
    int points_ = 0;
    char const* problem_ = nullptr;
};

bool is_continuation(std::string_view text, std::size_t offset) {
    return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t code_point_length(std::string_view text, std::size_t offset) {
    auto const lead = static_cast<unsigned char>(text[offset]);
    if (lead < 0x80) {
        return 1;
    }
    std::size_t const length = lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : 2U;
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    for (std::size_t index = 1; index < length; ++index) {
        if (!is_continuation(text, offset + index)) {
            return 0;
        }
    }
    auto const second = static_cast<unsigned char>(text[offset + 1]);
    bool const overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    bool const surrogate = lead == 0xED && second > 0x9F;
    bool const beyond_unicode = lead == 0xF4 && second > 0x8F;
    return overlong || surrogate || beyond_unicode ? 0 : length;
}

std::optional<ParseProblem> check_text(std::string_view text, std::size_t text_index) {
    if (auto problem = check_encoding(text, text_index)) {
        return problem;
    }
    TextScanner scanner(text);
    if (char const* const message = scanner.find()) {
        return ParseProblem{position_at(text, scanner.offset(), text_index), message};
    }
    return std::nullopt;
}

}  // namespace vtrial::host
