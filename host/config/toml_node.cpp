#include "host/config/toml_node.hpp"

#include <utility>

namespace vtrial::host {

TomlNode TomlNode::of_boolean(bool value) {
    TomlNode node;
    node.kind = TomlKind::boolean;
    node.boolean = value;
    return node;
}

TomlNode TomlNode::of_integer(std::int64_t value) {
    TomlNode node;
    node.kind = TomlKind::integer;
    node.integer = value;
    return node;
}

TomlNode TomlNode::of_number(double value) {
    TomlNode node;
    node.kind = TomlKind::number;
    node.number = value;
    return node;
}

TomlNode TomlNode::of_text(std::string value) {
    TomlNode node;
    node.kind = TomlKind::text;
    node.text = std::move(value);
    return node;
}

TomlNode TomlNode::of_numbers(std::vector<double> const& values) {
    TomlNode node;
    node.kind = TomlKind::array;
    for (double const value : values) {
        node.elements.push_back(of_number(value));
    }
    return node;
}

TomlNode TomlNode::of_texts(std::vector<std::string> const& values) {
    TomlNode node;
    node.kind = TomlKind::array;
    for (std::string const& value : values) {
        node.elements.push_back(of_text(value));
    }
    return node;
}

TomlNode TomlNode::inline_table() {
    TomlNode node;
    node.is_inline = true;
    return node;
}

TomlNode const* TomlNode::find(std::string_view key) const {
    for (TomlMember const& member : members) {
        if (member.key == key) {
            return &member.value;
        }
    }
    return nullptr;
}

TomlNode* TomlNode::find(std::string_view key) {
    return const_cast<TomlNode*>(std::as_const(*this).find(key));
}

TomlNode& TomlNode::set(std::string_view key, TomlNode value, Position key_position) {
    for (TomlMember& member : members) {
        if (member.key == key) {
            member.where = key_position;
            member.value = std::move(value);
            return member.value;
        }
    }
    members.push_back({std::string(key), key_position, std::move(value)});
    return members.back().value;
}

}  // namespace vtrial::host
