#include "host/config/write_toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace vtrial::host {
namespace {

std::string write_text(std::string_view text) {
    std::string result = "\"";
    for (char const character : text) {
        auto const byte = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\') {
            result += '\\';
            result += character;
        } else if (byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\u{:04X}", byte);
        } else {
            result += character;
        }
    }
    return result + '"';
}

std::string write_number(double number) {
    std::array<char, 32> buffer{};
    auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    return {buffer.data(), end};
}

bool is_array_of_tables(TomlNode const& node) {
    return node.kind == TomlKind::array && !node.elements.empty() &&
           node.elements.front().kind == TomlKind::table && !node.elements.front().is_inline;
}

bool has_header(TomlNode const& node) {
    return is_array_of_tables(node) || (node.kind == TomlKind::table && !node.is_inline);
}

void write_table(TomlNode const& table, std::string const& path, std::string& text) {
    for (TomlMember const& member : table.members) {
        if (!has_header(member.value)) {
            text += write_key(member.key) + " = " + write_value(member.value) + "\n";
        }
    }
    for (TomlMember const& member : table.members) {
        std::string const below = (path.empty() ? "" : path + ".") + write_key(member.key);
        if (is_array_of_tables(member.value)) {
            for (TomlNode const& element : member.value.elements) {
                text += "\n[[" + below + "]]\n";
                write_table(element, below, text);
            }
        } else if (has_header(member.value)) {
            text += "\n[" + below + "]\n";
            write_table(member.value, below, text);
        }
    }
}

}  // namespace

std::string write_key(std::string_view key) {
    bool const is_bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '_' || character == '-';
    });
    return is_bare ? std::string(key) : write_text(key);
}

std::string write_value(TomlNode const& node) {
    std::string text;
    switch (node.kind) {
        case TomlKind::boolean:
            return node.boolean ? "true" : "false";
        case TomlKind::integer:
            return std::to_string(node.integer);
        case TomlKind::number:
            return write_number(node.number);
        case TomlKind::text:
        case TomlKind::date_or_time:
            return write_text(node.text);
        case TomlKind::array:
            for (TomlNode const& element : node.elements) {
                text += (text.empty() ? "" : ", ") + write_value(element);
            }
            return "[" + text + "]";
        case TomlKind::table:
            for (TomlMember const& member : node.members) {
                text += (text.empty() ? "" : ", ") + write_key(member.key) + " = " +
                        write_value(member.value);
            }
            return text.empty() ? "{}" : "{ " + text + " }";
    }
    return text;
}

std::string write_toml(TomlNode const& document) {
    std::string text;
    write_table(document, "", text);
    return text;
}

}  // namespace vtrial::host
