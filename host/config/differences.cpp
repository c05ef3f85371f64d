#include <utility>

#include "host/config/element_name.hpp"
#include "host/config/overrides.hpp"
#include "host/config/study_tree.hpp"
#include "host/config/write_toml.hpp"

namespace vtrial::host {
namespace {

/// Tables written in a scenario's `set` stand on one line.
TomlNode made_inline(TomlNode node) {
    node.is_inline = node.kind == TomlKind::table;
    for (TomlNode& element : node.elements) {
        element = made_inline(std::move(element));
    }
    for (TomlMember& member : node.members) {
        member.value = made_inline(std::move(member.value));
    }
    return node;
}

bool is_same(TomlNode const& before, TomlNode const& after) {
    return write_value(before) == write_value(after);
}

bool keeps_all_keys(TomlNode const& before, TomlNode const& after) {
    for (TomlMember const& member : before.members) {
        if (after.find(member.key) == nullptr) {
            return false;
        }
    }
    return true;
}

std::string name_of(TomlNode const& element) {
    return element_name(element, element.find("label") != nullptr ? "label" : "name");
}

bool has_same_names(TomlNode const& before, TomlNode const& after) {
    if (before.elements.size() != after.elements.size()) {
        return false;
    }
    for (std::size_t index = 0; index < before.elements.size(); ++index) {
        std::string const name = name_of(before.elements[index]);
        if (name.empty() || name != name_of(after.elements[index])) {
            return false;
        }
    }
    return true;
}

void collect(TomlNode const& before, TomlNode const& after, std::string const& path,
             TomlNode& changes) {
    if (is_same(before, after)) {
        return;
    }
    if (before.kind == TomlKind::table && after.kind == TomlKind::table &&
        (path.empty() || keeps_all_keys(before, after))) {
        for (TomlMember const& member : after.members) {
            std::string const below = (path.empty() ? "" : path + ".") + path_part(member.key);
            if (TomlNode const* const old = before.find(member.key)) {
                collect(*old, member.value, below, changes);
            } else {
                changes.set(below, made_inline(member.value));
            }
        }
    } else if (before.kind == TomlKind::array && has_same_names(before, after)) {
        for (std::size_t index = 0; index < after.elements.size(); ++index) {
            collect(before.elements[index], after.elements[index],
                    path + "." + path_part(name_of(after.elements[index])), changes);
        }
    } else {
        changes.set(path, made_inline(after));
    }
}

}  // namespace

TomlNode differences(TomlNode const& before, TomlNode const& after) {
    TomlNode changes;
    collect(before, after, "", changes);
    return changes;
}

}  // namespace vtrial::host
