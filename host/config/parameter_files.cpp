#include "host/config/parameter_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "host/builtin/builtin_files.hpp"
#include "host/config/parse_toml.hpp"
#include "host/config/read_file.hpp"
#include "host/config/suggest.hpp"
#include "host/config/table_reader.hpp"

namespace vtrial::host {
namespace {

constexpr FileKind parameter_file{"parameter", std::uintmax_t{1} << 20,
                                  "is larger than 1 MiB; parameters are a few kilobytes"};

std::string no_builtin_parameters(std::string const& name) {
    auto const known = builtin_names(builtin_parameters);
    std::string names;
    for (std::string const& each : known) {
        names += (names.empty() ? "" : ", ") + each;
    }
    return fmt::format(
        "\"{}\" are no built-in parameters{}; there are: {}; \"none\" for the model's own "
        "defaults; a file of your own ends in .toml",
        name, did_you_mean(name, known), names);
}

constexpr char const* usual_parameters = "shipped";
constexpr char const* no_parameters = "none";

bool is_disease_model(TomlNode const& model) {
    TomlNode const* const type = model.find("type");
    return type != nullptr && type->kind == TomlKind::text && type->text == "myeloma";
}

/// Takes the name out of the model; that of the usual ones where a disease model has none.
std::optional<TomlNode> take_name(TomlNode& model) {
    auto const named =
        std::find_if(model.members.begin(), model.members.end(),
                     [](TomlMember const& member) { return member.key == "parameters"; });
    if (named == model.members.end()) {
        return is_disease_model(model) ? std::optional(TomlNode::of_text(usual_parameters))
                                       : std::nullopt;
    }
    std::optional name(std::move(named->value));
    model.members.erase(named);
    bool const is_none = name->kind == TomlKind::text && name->text == no_parameters;
    return is_none ? std::nullopt : std::move(name);
}

/// Sets the value at a path of tables, unless something is there already.
void set_if_absent(TomlNode& table, std::string_view path, TomlNode const& value, Position where) {
    std::size_t const point = path.find('.');
    std::string_view const key = path.substr(0, point);
    TomlNode* below = table.find(key);
    if (point == std::string_view::npos) {
        if (below == nullptr) {
            table.set(key, value, where);
        }
        return;
    }
    if (below == nullptr) {
        TomlNode made;
        made.where = table.where;  // what it lacks is missing in the study
        below = &table.set(key, std::move(made), where);
    }
    if (below->kind == TomlKind::table) {  // else the study is wrong there, and told so
        set_if_absent(*below, path.substr(point + 1), value, where);
    }
}

/// Whether a path lies in a table that a study must state and has not, which is told then.
bool is_in_missing_table(TomlNode& study, std::string_view path) {
    constexpr std::array required{"population", "disease", "regimens", "next_lines"};
    TomlNode* const model = study.find("model");
    return std::any_of(required.begin(), required.end(), [&](std::string_view table) {
        return path.starts_with(fmt::format("model.{}.", table)) && model->find(table) == nullptr;
    });
}

}  // namespace

void ParameterFiles::expand(TomlNode& study, ReadLog& log) {
    TomlNode* const model = study.find("model");
    if (model == nullptr || model->kind != TomlKind::table) {
        return;
    }
    auto const name = take_name(*model);
    if (!name) {
        return;
    }
    if (auto const text = text_of(*name, log)) {
        set_parameters(*text, study, log);
    } else {
        log.fail("model");
    }
}

std::optional<std::size_t> ParameterFiles::text_of(TomlNode const& name, ReadLog& log) {
    if (name.kind != TomlKind::text) {
        log.error(name.where,
                  fmt::format("parameters must be text in quotes, got {}", describe(name)));
        return std::nullopt;
    }
    if (auto const found = text_of_name_.find(name.text); found != text_of_name_.end()) {
        return found->second;
    }
    std::string title = "parameters " + name.text;
    std::optional<std::string> text;
    if (name.text.ends_with(".toml")) {
        auto const path = std::filesystem::path(texts_.front().name).parent_path() / name.text;
        std::string reason;
        text = read_file(path, reason, parameter_file);
        title = path.string();
        if (!text) {
            log.error(name.where, fmt::format("{}: {}", title, reason));
        }
    } else if (auto const built_in = builtin_text(builtin_parameters, name.text)) {
        text = std::string(*built_in);
    } else {
        log.error(name.where, no_builtin_parameters(name.text));
    }
    if (!text) {
        return std::nullopt;
    }
    texts_.push_back({std::move(title), std::move(*text), false});
    text_of_name_.emplace(name.text, texts_.size() - 1);
    return texts_.size() - 1;
}

void ParameterFiles::set_parameters(std::size_t text, TomlNode& study, ReadLog& log) {
    ParseProblem problem;
    auto const document = parse_toml(texts_[text].text, text, problem);
    if (!document) {
        log.error(problem.where, problem.message);
        log.fail("model");
        return;
    }
    TableReader root(*document, "", log);
    for (TableReader& entry : root.children("parameters", "path")) {
        entry.require({"path"});
        entry.require({"value"});
        auto const path = entry.text("path");
        TomlNode const* const value = entry.value("value");
        bool const is_shared = !entry.has("trials");
        if (path && !path->starts_with("model.")) {
            entry.error("path", fmt::format("must begin with model., got \"{}\"", *path));
        } else if (path && value != nullptr && is_shared && !is_in_missing_table(study, *path)) {
            set_if_absent(study, *path, *value, value->where);
        }
    }
}

}  // namespace vtrial::host
