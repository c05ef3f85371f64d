// Typed reading of one table. Every key that is asked for counts as known; what is left over at
// the end is reported, and so are the required keys that are not there.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/read_log.hpp"
#include "host/config/toml_node.hpp"

namespace vtrial::host {

class TableReader {
  public:
    /// `path` is that of the table, empty for the whole file.
    TableReader(TomlNode const& table, std::string path, ReadLog& log);

    bool has(std::string_view key);
    std::optional<double> number(std::string_view key);
    std::optional<std::int64_t> integer(std::string_view key);
    std::optional<int> small_integer(std::string_view key);
    std::optional<bool> flag(std::string_view key);
    std::optional<std::string> text(std::string_view key);
    std::vector<double> numbers(std::string_view key);
    std::vector<std::string> texts(std::string_view key);

    /// Index of the text among the choices.
    std::optional<std::size_t> choice(std::string_view key, std::span<char const* const> choices);

    /// The value itself, for what may be of several kinds; null if it is not there.
    TomlNode const* value(std::string_view key) { return find(key); }
    TomlNode const* array(std::string_view key) { return find(key, TomlKind::array, "a list"); }

    /// Tables whose keys are names: arms, factors, analyses, endpoints.
    std::map<std::string, double> numbers_by_name(std::string_view key);
    std::map<std::string, int> integers_by_name(std::string_view key);
    std::map<std::string, std::vector<double>> lists_by_name(std::string_view key);
    std::map<std::string, std::vector<std::string>> texts_by_name(std::string_view key);

    std::optional<TableReader> child(std::string_view key);

    /// The tables of an array, addressed by the text of their `name_key`.
    std::vector<TableReader> children(std::string_view key, std::string_view name_key);

    /// One of the keys must be there; told at `finish`, unless a misspelling explains it.
    void require(std::vector<std::string> alternatives, std::string message = "");

    /// An error about this key (about the table, if empty); its value counts as unknown.
    void error(std::string_view key, std::string const& message);

    /// Reports unknown keys and missing ones. Call it when all keys have been asked for.
    void finish();

    std::string path_of(std::string_view key) const;
    std::string const& path() const { return path_; }
    TomlNode const& node() const { return *table_; }
    ReadLog& log() { return *log_; }

  private:
    struct Requirement {
        std::vector<std::string> alternatives;
        std::string message;
    };

    TomlNode const* find(std::string_view key);
    TomlNode const* find(std::string_view key, TomlKind kind, char const* wanted);
    std::optional<double> number_in(TomlNode const& node, std::string const& path,
                                    std::string const& wanted);
    std::vector<double> numbers_in(TomlNode const& node, std::string const& path);
    void wrong(TomlNode const& node, std::string const& path, std::string const& wanted);
    bool is_known(std::string_view key) const;

    TomlNode const* table_;
    std::string path_;
    ReadLog* log_;
    std::vector<std::string> known_;
    std::vector<Requirement> requirements_;
};

/// The value as the user wrote it, or what kind of thing it is; for "got ...".
std::string describe(TomlNode const& node);

}  // namespace vtrial::host
