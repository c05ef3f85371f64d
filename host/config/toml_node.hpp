// A parsed TOML document that remembers where every key and value stood. Copies keep the places,
// so that overrides can be laid over a study again and again.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vtrial::host {

/// A place in one of the texts read: text 0 is the study file, text n the n-th `--set`.
struct Position {
    std::size_t text = 0;
    std::size_t line = 0;    ///< from 1; 0: unknown
    std::size_t column = 0;  ///< from 1, in code points

    auto operator<=>(Position const&) const = default;
};

enum class TomlKind { boolean, integer, number, text, date_or_time, array, table };

struct TomlMember;

struct TomlNode {
    TomlKind kind = TomlKind::table;
    bool boolean = false;
    std::int64_t integer = 0;
    double number = 0.0;
    std::string text;
    std::vector<TomlNode> elements;   ///< of an array
    std::vector<TomlMember> members;  ///< of a table
    bool is_inline = false;           ///< a table written { ... }
    Position where;

    static TomlNode of_boolean(bool value);
    static TomlNode of_integer(std::int64_t value);
    static TomlNode of_number(double value);
    static TomlNode of_text(std::string value);
    static TomlNode of_numbers(std::vector<double> const& values);
    static TomlNode of_texts(std::vector<std::string> const& values);
    static TomlNode inline_table();

    /// The member's value, or null.
    TomlNode const* find(std::string_view key) const;
    TomlNode* find(std::string_view key);

    /// Adds a member, or replaces it with its place.
    TomlNode& set(std::string_view key, TomlNode value, Position key_position = {});
};

struct TomlMember {
    std::string key;
    Position where;
    TomlNode value;
};

}  // namespace vtrial::host
