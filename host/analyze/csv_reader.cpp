#include "host/analyze/csv_reader.hpp"

#include <algorithm>

#include "host/config/check_text.hpp"

namespace vtrial::host {

bool CsvReader::next(CsvRecord& record) {
    record.clear();
    while (offset_ < text_.size() && is_at_line_end()) {
        step_over_line_end();
    }
    if (offset_ == text_.size()) {
        return false;
    }
    record.push_back(read_field());
    while (is_at(',')) {
        step();
        record.push_back(read_field());
    }
    step_over_line_end();
    return true;
}

CsvField CsvReader::read_field() {
    Position const where = where_;
    return {is_at('"') ? read_quoted() : read_plain(), where};
}

std::string CsvReader::read_quoted() {
    Position const opened = where_;
    std::string value;
    step();
    while (offset_ < text_.size()) {
        char const character = text_[offset_];
        step();
        if (character != '"') {
            value += character;
        } else if (is_at('"')) {
            value += '"';
            step();
        } else {
            if (!is_at(',') && !is_at_line_end()) {
                log_->error(where_,
                            "a comma must follow the quote that closes a field; a quote "
                            "within a field is written twice");
                read_plain();
            }
            return value;
        }
    }
    log_->error(opened, "this quote is never closed");
    return value;
}

std::string CsvReader::read_plain() {
    std::size_t const begin = offset_;
    bool is_told = false;
    while (!is_at(',') && !is_at_line_end()) {
        if (is_at('\r') && !is_told) {
            log_->error(where_,
                        "a carriage return without a line feed; save the file with line "
                        "ends of Unix or Windows");
            is_told = true;
        }
        step();
    }
    return std::string(text_.substr(begin, offset_ - begin));
}

bool CsvReader::is_at(char character) const {
    return offset_ < text_.size() && text_[offset_] == character;
}

bool CsvReader::is_at_line_end() const {
    std::string_view const rest = text_.substr(offset_, 2);
    return rest.empty() || rest[0] == '\n' || rest == "\r\n" || rest == "\r";
}

void CsvReader::step() {
    if (text_[offset_++] == '\n') {
        where_ = {0, where_.line + 1, 1};
    } else if (offset_ == text_.size() ||
               (static_cast<unsigned char>(text_[offset_]) & 0xC0U) != 0x80U) {
        ++where_.column;  // the next byte begins a code point
    }
}

void CsvReader::step_over_line_end() {
    if (is_at('\r')) {
        step();
    }
    if (is_at('\n')) {
        step();
    }
}

void check_encoding(std::string_view text, DataLog& log) {
    Position where{0, 1, 1};
    for (std::size_t offset = 0; offset < text.size();) {
        std::size_t const length = code_point_length(text, offset);
        if (length == 0 || text[offset] == '\0') {
            log.error(where, "is not UTF-8 text at this place; save the file as UTF-8");
            return;
        }
        where = text[offset] == '\n' ? Position{0, where.line + 1, 1}
                                     : Position{0, where.line, where.column + 1};
        offset += length;
    }
}

std::string_view without_byte_order_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(mark) ? mark.size() : 0);
    return text;
}

}  // namespace vtrial::host
