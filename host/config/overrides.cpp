#include "host/config/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

#include "host/config/element_name.hpp"
#include "host/config/parse_toml.hpp"
#include "host/config/suggest.hpp"
#include "host/config/table_reader.hpp"

namespace vtrial::host {
namespace {

/// Tables whose keys are names of the user's own, which may hold points: the rest of the path is
/// one key.
bool holds_names(std::string_view table) {
    static constexpr std::array<std::string_view, 9> tables{
        "by_arm",           "by_level",       "prognosis", "eligible", "where",
        "levels_one_sided", "planned_events", "bounds_z",  "set"};
    return std::find(tables.begin(), tables.end(), table) != tables.end();
}

/// The name at the front of the path, in quotes; empty if the quotes do not close.
std::optional<std::string> take_quoted(std::string_view& path) {
    std::string name;
    for (std::size_t index = 1; index < path.size(); ++index) {
        if (path[index] == '\\' && index + 1 < path.size()) {
            name += path[++index];
        } else if (path[index] == '"') {
            path.remove_prefix(index + 1);
            bool const is_separated = path.empty() || path.front() == '.';
            path.remove_prefix(path.empty() || !is_separated ? 0 : 1);
            return is_separated ? std::optional(name) : std::nullopt;
        } else {
            name += path[index];
        }
    }
    return std::nullopt;
}

std::optional<std::string> take_part(std::string_view& path) {
    if (path.starts_with('"')) {
        return take_quoted(path);
    }
    std::size_t const end = std::min(path.find('.'), path.size());
    std::string part(path.substr(0, end));
    bool const ends_in_point = end + 1 == path.size();
    path.remove_prefix(std::min(end + 1, path.size()));
    return part.empty() || ends_in_point ? std::nullopt : std::optional(part);
}

/// One walk from the root of the study to the place of an override.
class PathWalk {
  public:
    PathWalk(TomlNode& study, Override const& change, ReadLog& log)
        : here_(&study), change_(change), log_(log), rest_(change.path) {}

    void run() {
        while (here_ != nullptr && !rest_.empty()) {
            here_ = here_->kind == TomlKind::array ? into_element() : into_member();
        }
    }

  private:
    TomlNode* into_member() {
        if (here_->kind != TomlKind::table) {
            return refuse(fmt::format("{} is {}, not a table", walked_, describe(*here_)));
        }
        std::optional<std::string> key;
        if (holds_names(last_) && !rest_.starts_with('"')) {
            key = std::string(std::exchange(rest_, {}));
        } else {
            key = take_part(rest_);
        }
        if (!key) {
            return refuse(fmt::format("\"{}\" is no path of keys", change_.path));
        }
        advance(*key);
        if (rest_.empty()) {
            here_->set(*key, change_.value, change_.where);
            return nullptr;
        }
        if (TomlNode* const next = here_->find(*key)) {
            return next;
        }
        TomlNode table = TomlNode::inline_table();
        table.where = change_.where;
        return &here_->set(*key, std::move(table), change_.where);
    }

    TomlNode* into_element() {
        char const* const name_key = last_ == "arms" ? "label" : "name";
        std::string_view const asked = rest_;
        TomlNode* const found =
            rest_.starts_with('"') ? quoted_element(name_key) : longest_element(name_key);
        if (found == nullptr) {
            std::vector<std::string> names;
            for (TomlNode const& element : here_->elements) {
                names.push_back(element_name(element, name_key));
            }
            std::string const name(asked.substr(0, asked.find('.')));
            return refuse(fmt::format("{} has no element \"{}\"{}", walked_, name,
                                      did_you_mean(name, names)));
        }
        advance(element_name(*found, name_key));
        last_.clear();  // an element's name says nothing about its keys
        if (rest_.empty()) {
            *found = change_.value;
            return nullptr;
        }
        return found;
    }

    TomlNode* quoted_element(char const* name_key) {
        auto const name = take_quoted(rest_);
        for (TomlNode& element : here_->elements) {
            if (name && element.find(name_key) != nullptr &&
                element_name(element, name_key) == *name) {
                return &element;
            }
        }
        return nullptr;
    }

    /// Names may hold points themselves; the longest that fits is meant.
    TomlNode* longest_element(char const* name_key) {
        TomlNode* found = nullptr;
        std::size_t length = 0;
        for (TomlNode& element : here_->elements) {
            std::string const name = element_name(element, name_key);
            bool const fits = rest_ == name || rest_.starts_with(name + ".");
            if (fits && name.size() > length) {
                found = &element;
                length = name.size();
            }
        }
        rest_.remove_prefix(std::min(length + 1, rest_.size()));
        return found;
    }

    void advance(std::string const& key) {
        walked_ += (walked_.empty() ? "" : ".") + key;
        last_ = key;
    }

    TomlNode* refuse(std::string message) {
        log_.error(change_.where, std::move(message));
        return nullptr;
    }

    TomlNode* here_;
    Override const& change_;
    ReadLog& log_;
    std::string_view rest_;
    std::string walked_;
    std::string last_;
};

TomlNode named_table(char const* key, std::string name) {
    TomlNode table;
    table.set(key, TomlNode::of_text(std::move(name)));
    return table;
}

}  // namespace

std::optional<Override> parse_override(std::string_view option, std::size_t text_index,
                                       ReadLog& log) {
    Position const where{text_index, 1, 1};
    std::size_t sign = 0;
    for (bool in_quotes = false; sign < option.size(); ++sign) {
        in_quotes = in_quotes != (option[sign] == '"');
        if (option[sign] == '=' && !in_quotes) {
            break;
        }
    }
    std::string_view path = option.substr(0, sign);
    path.remove_suffix(path.size() - std::min(path.find_last_not_of(' ') + 1, path.size()));
    if (path.empty() || sign >= option.size()) {
        log.error(where, "must be PATH=VALUE, such as design.patients=300");
        return std::nullopt;
    }
    std::string const value(option.substr(sign + 1));
    ParseProblem problem;
    auto document = parse_toml("value = " + value, text_index, problem);
    bool const is_toml = document && document->members.size() == 1;
    TomlNode node = is_toml ? std::move(document->members[0].value) : TomlNode::of_text(value);
    node.where = where;
    return Override{std::string(path), where, std::move(node)};
}

void fill_in_default_elements(TomlNode& study) {
    if (study.find("arms") == nullptr) {
        TomlNode arms = TomlNode::of_texts({});
        for (char const* const role : {"experimental", "control"}) {
            arms.elements.push_back(named_table("label", role));
            arms.elements.back().set("role", TomlNode::of_text(role));
        }
        study.set("arms", std::move(arms));
    }
    if (study.find("endpoints") == nullptr) {
        TomlNode endpoints = TomlNode::of_texts({});
        for (std::size_t kind = 0; kind < trials::usual_endpoints; ++kind) {
            endpoints.elements.push_back(named_table("name", trials::endpoint_names[kind]));
        }
        study.set("endpoints", std::move(endpoints));
    }
}

void apply_override(TomlNode& study, Override const& change, ReadLog& log) {
    if (change.path.empty()) {
        log.error(change.where, "\"\" is no path of keys");
        return;
    }
    if (change.value.kind == TomlKind::table && !change.value.is_inline) {
        // `set = { design.patients = 300 }` means a table `design` with one key: hardly intended.
        log.error(change.where,
                  fmt::format("\"{0}\" would replace the whole table; write the path in quotes, "
                              "\"{0}.KEY\" = VALUE, or the new table as \"{0}\" = {{ ... }}",
                              change.path));
        return;
    }
    PathWalk(study, change, log).run();
}

std::string path_part(std::string_view name) {
    bool const is_plain =
        !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char character) {
            return (character < 0x80 && std::isalnum(character) != 0) || character == '_' ||
                   character == '-';
        });
    if (is_plain) {
        return std::string(name);
    }
    std::string quoted = "\"";
    for (char const character : name) {
        quoted += character == '"' || character == '\\' ? "\\" : "";
        quoted += character;
    }
    return quoted + '"';
}

}  // namespace vtrial::host
