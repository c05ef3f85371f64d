#include "host/config/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/config/element_name.hpp"

namespace vtrial::host {

TableReader::TableReader(TomlNode const& table, std::string path, ReadLog& log)
    : table_(&table), path_(std::move(path)), log_(&log) {
    log_->place(path_, table.where);
}

std::string TableReader::path_of(std::string_view key) const {
    std::string path = path_;
    if (!path.empty() && !key.empty()) {
        path += '.';
    }
    return path.append(key);
}

TomlNode const* TableReader::find(std::string_view key) {
    if (!is_known(key)) {
        known_.emplace_back(key);
    }
    TomlNode const* const node = table_->find(key);
    if (node != nullptr) {
        log_->place(path_of(key), node->where);
    }
    return node;
}

TomlNode const* TableReader::find(std::string_view key, TomlKind kind, char const* wanted) {
    TomlNode const* const node = find(key);
    if (node != nullptr && node->kind != kind) {
        wrong(*node, path_of(key), wanted);
        return nullptr;
    }
    return node;
}

void TableReader::wrong(TomlNode const& node, std::string const& path, std::string const& wanted) {
    log_->error(node.where.line > 0 ? node.where : log_->place_of(path),
                fmt::format("{} must be {}, got {}", path, wanted, describe(node)));
    log_->fail(path);
}

bool TableReader::has(std::string_view key) { return find(key) != nullptr; }

std::optional<double> TableReader::number_in(TomlNode const& node, std::string const& path,
                                             std::string const& wanted) {
    if (node.kind == TomlKind::integer) {
        return static_cast<double>(node.integer);
    }
    if (node.kind == TomlKind::number && std::isfinite(node.number)) {
        return node.number;
    }
    wrong(node, path, node.kind == TomlKind::number ? "finite" : wanted);
    return std::nullopt;
}

std::optional<double> TableReader::number(std::string_view key) {
    TomlNode const* const node = find(key);
    return node != nullptr ? number_in(*node, path_of(key), "a number") : std::nullopt;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key) {
    TomlNode const* const node = find(key, TomlKind::integer, "an integer (no point, no exponent)");
    return node != nullptr ? std::optional(node->integer) : std::nullopt;
}

std::optional<int> TableReader::small_integer(std::string_view key) {
    auto const value = integer(key);
    if (value && !std::in_range<int>(*value)) {
        error(key, fmt::format("must be far smaller in size, got {}", *value));
        return std::nullopt;
    }
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<bool> TableReader::flag(std::string_view key) {
    TomlNode const* const node = find(key, TomlKind::boolean, "true or false");
    return node != nullptr ? std::optional(node->boolean) : std::nullopt;
}

std::optional<std::string> TableReader::text(std::string_view key) {
    TomlNode const* const node = find(key, TomlKind::text, "text in quotes");
    return node != nullptr ? std::optional(node->text) : std::nullopt;
}

std::vector<double> TableReader::numbers_in(TomlNode const& node, std::string const& path) {
    std::vector<double> values;
    if (node.kind != TomlKind::array) {
        wrong(node, path, "a list of numbers");
        return values;
    }
    for (TomlNode const& element : node.elements) {
        values.push_back(number_in(element, path, "a list of numbers").value_or(0.0));
    }
    return values;
}

std::vector<double> TableReader::numbers(std::string_view key) {
    TomlNode const* const node = find(key);
    return node != nullptr ? numbers_in(*node, path_of(key)) : std::vector<double>();
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    std::vector<std::string> values;
    TomlNode const* const node = find(key, TomlKind::array, "a list of texts");
    for (std::size_t index = 0; node != nullptr && index < node->elements.size(); ++index) {
        TomlNode const& element = node->elements[index];
        if (element.kind != TomlKind::text) {
            wrong(element, path_of(key), "a list of texts");
        }
        values.push_back(element.text);
    }
    return values;
}

std::optional<std::size_t> TableReader::choice(std::string_view key,
                                               std::span<char const* const> choices) {
    auto const value = text(key);
    if (!value) {
        return std::nullopt;
    }
    auto const found = std::find(choices.begin(), choices.end(), *value);
    if (found != choices.end()) {
        return static_cast<std::size_t>(found - choices.begin());
    }
    std::string const last = choices.size() > 1 ? " or " : "";
    std::string list;
    for (std::size_t index = 0; index < choices.size(); ++index) {
        bool const is_last = index + 1 == choices.size();
        list += fmt::format("{}\"{}\"", index == 0 ? "" : is_last ? last : ", ", choices[index]);
    }
    error(key, fmt::format("must be {}, got \"{}\"", list, *value));
    return std::nullopt;
}

std::map<std::string, double> TableReader::numbers_by_name(std::string_view key) {
    std::map<std::string, double> values;
    auto names = child(key);
    for (std::size_t index = 0; names && index < names->table_->members.size(); ++index) {
        std::string const& name = names->table_->members[index].key;
        values[name] = names->number(name).value_or(0.0);
    }
    return values;
}

std::map<std::string, int> TableReader::integers_by_name(std::string_view key) {
    std::map<std::string, int> values;
    auto names = child(key);
    for (std::size_t index = 0; names && index < names->table_->members.size(); ++index) {
        std::string const& name = names->table_->members[index].key;
        values[name] = names->small_integer(name).value_or(0);
    }
    return values;
}

std::map<std::string, std::vector<double>> TableReader::lists_by_name(std::string_view key) {
    std::map<std::string, std::vector<double>> values;
    auto names = child(key);
    for (std::size_t index = 0; names && index < names->table_->members.size(); ++index) {
        std::string const& name = names->table_->members[index].key;
        values[name] = names->numbers(name);
    }
    return values;
}

std::map<std::string, std::vector<std::string>> TableReader::texts_by_name(std::string_view key) {
    std::map<std::string, std::vector<std::string>> values;
    auto names = child(key);
    for (std::size_t index = 0; names && index < names->table_->members.size(); ++index) {
        std::string const& name = names->table_->members[index].key;
        values[name] = names->texts(name);
    }
    return values;
}

std::optional<TableReader> TableReader::child(std::string_view key) {
    TomlNode const* const node = find(key, TomlKind::table, "a table");
    return node != nullptr ? std::optional(TableReader(*node, path_of(key), *log_)) : std::nullopt;
}

std::vector<TableReader> TableReader::children(std::string_view key, std::string_view name_key) {
    std::vector<TableReader> readers;
    TomlNode const* const node = find(key, TomlKind::array, "a list of tables");
    for (std::size_t index = 0; node != nullptr && index < node->elements.size(); ++index) {
        TomlNode const& element = node->elements[index];
        if (element.kind != TomlKind::table) {
            wrong(element, path_of(key), "a list of tables");
            continue;
        }
        TomlNode const* const name = element.find(name_key);
        bool const is_named = name != nullptr && name->kind == TomlKind::text;
        readers.emplace_back(
            element,
            is_named ? fmt::format("{}.{}", path_of(key), element_name(element, name_key))
                     : fmt::format("{}[{}]", path_of(key), index),
            *log_);
    }
    return readers;
}

void TableReader::require(std::vector<std::string> alternatives, std::string message) {
    requirements_.push_back({std::move(alternatives), std::move(message)});
}

void TableReader::error(std::string_view key, std::string const& message) {
    std::string const path = path_of(key);
    log_->error(log_->place_of(path), path + " " + message);
    log_->fail(path);
}

bool TableReader::is_known(std::string_view key) const {
    return std::find(known_.begin(), known_.end(), key) != known_.end();
}

}  // namespace vtrial::host
