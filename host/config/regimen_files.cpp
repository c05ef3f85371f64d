#include "host/config/regimen_files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/config/parse_toml.hpp"
#include "host/config/read_file.hpp"
#include "host/config/suggest.hpp"
#include "host/config/table_reader.hpp"

namespace vtrial::host {
namespace {

constexpr FileKind regimen_file{"regimen", std::uintmax_t{1} << 20,
                                "is larger than 1 MiB; a regimen is a few lines"};

/// Takes a member out of a table.
std::optional<TomlNode> take(TomlNode& table, std::string_view key) {
    for (auto member = table.members.begin(); member != table.members.end(); ++member) {
        if (member->key == key) {
            TomlNode value = std::move(member->value);
            table.members.erase(member);
            return value;
        }
    }
    return std::nullopt;
}

/// Lays a table over another: its values win, and of tables in both each value by itself.
void lay_over(TomlNode const& upper, TomlNode& lower) {
    for (TomlMember const& member : upper.members) {
        TomlNode* const below = lower.find(member.key);
        bool const are_tables = below != nullptr && below->kind == TomlKind::table &&
                                member.value.kind == TomlKind::table;
        if (are_tables) {
            lay_over(member.value, *below);
        } else {
            lower.set(member.key, member.value, member.where);
        }
    }
}

std::string no_builtin_regimen(std::string const& name) {
    std::string names;
    for (std::string const& known : builtin_names(builtin_regimens)) {
        names += (names.empty() ? "" : ", ") + known;
    }
    return fmt::format(
        "\"{}\" is no built-in regimen{}; there are: {}; a file of your own ends in "
        ".toml",
        name, did_you_mean(name, builtin_names(builtin_regimens)), names);
}

}  // namespace

void RegimenFiles::expand(TomlNode& study, ReadLog& log) {
    TomlNode* const model = study.find("model");
    TomlNode* const regimens = model != nullptr ? model->find("regimens") : nullptr;
    if (regimens == nullptr || regimens->kind != TomlKind::table) {
        return;
    }
    for (TomlMember& member : regimens->members) {
        if (member.value.kind == TomlKind::table) {
            expand_regimen(member.value, log);
        }
    }
}

void RegimenFiles::expand_regimen(TomlNode& regimen, ReadLog& log) {
    auto const use = take(regimen, "use");
    if (!use) {
        return;
    }
    if (use->kind != TomlKind::text) {
        log.error(use->where, fmt::format("use must be text in quotes, got {}", describe(*use)));
        log.fail("model.regimens");
        return;
    }
    auto stated = regimen_of(*use, log);
    if (!stated) {
        log.fail("model.regimens");
        return;
    }
    lay_over(regimen, *stated);
    regimen.members = std::move(stated->members);
}

RegimenFiles::Source RegimenFiles::source_of(std::string const& use) const {
    if (!use.ends_with(".toml")) {
        auto const text = builtin_text(builtin_regimens, use);
        return text ? Source{std::string(*text), "regimen " + use, ""}
                    : Source{"", "", no_builtin_regimen(use)};
    }
    auto const path = std::filesystem::path(texts_.front().name).parent_path() / use;
    std::string reason;
    auto text = read_file(path, reason, regimen_file);
    return text ? Source{std::move(*text), path.string(), ""}
                : Source{"", "", fmt::format("{}: {}", path.string(), reason)};
}

std::optional<TomlNode> RegimenFiles::regimen_of(TomlNode const& use, ReadLog& log) {
    auto found = text_of_use_.find(use.text);
    if (found == text_of_use_.end()) {
        Source source = source_of(use.text);
        if (!source.reason.empty()) {
            log.error(use.where, source.reason);
            return std::nullopt;
        }
        texts_.push_back({std::move(source.name), std::move(source.text), false});
        found = text_of_use_.emplace(use.text, texts_.size() - 1).first;
    }
    ParseProblem problem;
    auto document = parse_toml(texts_[found->second].text, found->second, problem);
    if (!document) {
        log.error(problem.where, problem.message);
        return std::nullopt;
    }
    auto const title = take(*document, "title");
    if (title && title->kind != TomlKind::text) {
        log.error(title->where,
                  fmt::format("title must be text in quotes, got {}", describe(*title)));
    }
    return document;
}

}  // namespace vtrial::host
