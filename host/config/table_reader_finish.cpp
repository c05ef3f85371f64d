// The end of reading a table: unknown keys, missing keys. And how a value is quoted.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/config/suggest.hpp"
#include "host/config/table_reader.hpp"

namespace vtrial::host {

void TableReader::finish() {
    std::set<std::string> explained;
    for (TomlMember const& member : table_->members) {
        if (is_known(member.key) || member.key == "source" || member.key == "note") {
            continue;
        }
        if (auto const meant = suggest(member.key, known_)) {
            explained.insert(*meant);
        }
        log_->error(member.where, fmt::format("unknown key \"{}\"{}{}", member.key,
                                              path_.empty() ? "" : " in " + path_,
                                              did_you_mean(member.key, known_)));
        log_->fail(path_of(member.key));
    }
    for (TomlMember const& member : table_->members) {
        if ((member.key == "source" || member.key == "note") && !is_known(member.key) &&
            member.value.kind != TomlKind::text) {
            wrong(member.value, path_of(member.key), "text in quotes");
        }
    }
    for (Requirement const& required : requirements_) {
        auto const& keys = required.alternatives;
        bool const is_there = std::any_of(keys.begin(), keys.end(), [this](auto const& key) {
            return table_->find(key) != nullptr;
        });
        if (is_there) {
            continue;
        }
        bool const is_explained =
            std::any_of(keys.begin(), keys.end(),
                        [&explained](auto const& key) { return explained.contains(key); });
        for (std::string const& key : keys) {
            log_->fail(path_of(key));
        }
        if (!is_explained) {
            log_->error(log_->place_of(path_), required.message.empty()
                                                   ? path_of(keys.front()) + " is missing"
                                                   : required.message);
        }
    }
}

std::string describe(TomlNode const& node) {
    constexpr std::size_t longest = 60;
    switch (node.kind) {
        case TomlKind::boolean:
            return node.boolean ? "true" : "false";
        case TomlKind::integer:
            return fmt::format("{}", node.integer);
        case TomlKind::number:
            return fmt::format("{}", node.number);
        case TomlKind::text:
            return node.text.size() > longest
                       ? fmt::format("\"{}...\"", node.text.substr(0, longest))
                       : fmt::format("\"{}\"", node.text);
        case TomlKind::date_or_time:
            return "a date or time";
        case TomlKind::array:
            return "a list";
        case TomlKind::table:
            return "a table";
    }
    return "nothing";
}

}  // namespace vtrial::host
